"""The component in spaCy: what it writes onto a Doc, also across processes, on disk, and beside other components."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import extract
from kg.extraction.components.factory import NOBODY, Component
from kg.extraction.default_model import DEFAULT_MODEL
from kg.model import Document
from kg.reading.metadata import document_id
from tests.extraction.extractors.standin import one, says, stand_in
from tests.readme import PYTHON, ROOT

pytestmark = pytest.mark.model

TEXT = (
    "John Kirby said that North Korea did not supply Russia with missiles on Monday. “He left,” the envoy’s aide added.\n\n"
    "It was reported that Iran won. Russia attacked Ukraine."
)
TEXTS = [TEXT, "", "Mrs. Ada Byron met the mayor of Porto \U0001f600 yesterday.", "   \n", TEXT.upper()]


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("kg", config={"date": "2024-01-04"})
    return made


def span_of(doc: Doc, words: str) -> spacy.tokens.Span:
    start = doc.text.index(words)
    return doc.char_span(start, start + len(words))


def test_component_says_what_extract_says(nlp: Language) -> None:
    documents = [Document(document_id(t, None), None, "2024-01-04", None, None, None, "en", None, t) for t in TEXTS]
    told = list(extract(documents))
    assert [nlp(text)._.kg for text in TEXTS] == told
    assert [doc._.kg for doc in nlp.pipe(TEXTS)] == told
    assert len(told[0].statements) >= 4


def test_component_span_tells_who_says_it(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert span_of(doc, "North Korea did not supply Russia")._.said_by == "John Kirby"
    assert span_of(doc, "He left")._.said_by == "the envoy’s aide"
    assert span_of(doc, "Iran won")._.said_by == NOBODY
    assert span_of(doc, "Russia attacked Ukraine")._.said_by is None
    assert doc[:]._.said_by is None
    [statement] = span_of(doc, "Russia attacked Ukraine")._.kg_statements
    assert (statement.subject.label, statement.predicate.relation) == ("Russia", "attack")
    assert len(doc[:]._.kg_statements) == len(doc._.kg.statements)


def test_component_day_of_a_doc_stands_above_that_of_the_pipeline(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.kg_date = "2020-02-05"
    assert nlp(doc)._.kg.times[0].value == "2020-02-03"
    assert nlp(TEXT)._.kg.times[0].value == "2024-01-01"
    with pytest.raises(ValueError, match="soon"):
        spacy.blank("en").add_pipe("kg", config={"date": "soon"})


def test_component_spans_are_shown_by_displacy(nlp: Language) -> None:
    doc = nlp("John Kirby said that North Korea did not supply Russia with missiles.")
    told = {(span.text, span.label_) for span in doc.spans["kg"]}
    assert told == {
        ("John Kirby", "SAID BY"),
        ("said", "CUE"),
        ("North Korea", "SUBJECT"),
        ("did not supply", "NOT PREDICATE"),
        ("Russia", "OBJECT"),
        ("missiles", "THEME"),
    }
    assert {span.label_ for span in doc.spans["kg_mentions"]} >= {"Person", "Country"}
    html = displacy.render(doc, style="span", options={"spans_key": "kg"}, jupyter=False)
    assert "SAID BY" in html
    assert "NOT PREDICATE" in html


def test_component_a_doc_that_was_not_read_says_nothing() -> None:
    doc = spacy.blank("en")("Russia attacked Ukraine.")
    assert (doc._.kg, doc[:]._.said_by, doc[:]._.kg_statements) == (None, None, ())


def test_component_beside_others_leaves_their_work_unless_asked() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    text = "Moscow-backed officials met John Kirby in Berlin."
    before = nlp(text)
    nlp.add_pipe("kg")
    after = nlp(text)
    assert [(ent.text, ent.label_) for ent in after.ents] == [(ent.text, ent.label_) for ent in before.ents]
    assert [token.dep_ for token in after] == [token.dep_ for token in before]
    nlp.remove_pipe("kg")
    nlp.add_pipe("kg", config={"entities": True})
    ours = nlp(text)
    assert ("John Kirby", "Person") in [(ent.text, ent.label_) for ent in ours.ents]
    assert {ent.label_ for ent in ours.ents} <= {"Person", "Place", "Country", "Organization", "Group"}


def test_component_is_saved_with_its_settings_and_loaded_again(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.config["components"]["kg"]["date"] == "2024-01-04"
    assert again(TEXT)._.kg == nlp(TEXT)._.kg
    assert spacy.blank("en").from_config(nlp.config)(TEXT)._.kg == nlp(TEXT)._.kg


def test_component_docs_keep_it_through_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.kg == doc._.kg
    assert [(s.text, s.label_) for s in again.spans["kg"]] == [(s.text, s.label_) for s in doc.spans["kg"]]
    assert span_of(again, "He left")._.said_by == "the envoy’s aide"


def test_component_is_but_its_settings() -> None:
    component = Component(DEFAULT_MODEL, None, "relations.toml", None, entities=False)
    assert vars(pickle.loads(pickle.dumps(component))) == vars(component)  # noqa: S301 (our own bytes)
    assert len(pickle.dumps(component)) < 500


@pytest.mark.slow
def test_component_over_several_processes_says_the_same(nlp: Language) -> None:
    alone = list(nlp.pipe(TEXTS))
    together = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert [doc._.kg for doc in together] == [doc._.kg for doc in alone]
    assert [doc[:3]._.said_by for doc in together] == [doc[:3]._.said_by for doc in alone]


def test_component_an_extractor_reads_for_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_EXTRACTOR_CACHE", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with stand_in(says(one("Russia", "attacked", "Ukraine"), one("China", "left"))) as server:
        nlp = spacy.blank("en")
        nlp.add_pipe("kg", config={"model": f"openai:{server.url}#m"})
        doc = nlp("Russia attacked Ukraine.")
    assert [statement.rule for statement in doc._.kg.statements] == ["quote-exact"]


def test_component_a_doc_that_fails_is_left_to_the_error_handler_of_the_pipeline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(self: object, document: Document) -> None:
        raise RuntimeError(document.text)

    nlp = spacy.blank("en")
    nlp.add_pipe("kg")
    seen: list[str] = []
    nlp.set_error_handler(lambda name, component, docs, problem: seen.append(f"{name}: {problem}"))
    monkeypatch.setattr("kg.extraction.pipeline.Pipeline.annotate", fail)
    assert list(nlp.pipe(["One.", "Two."])) == []
    assert seen == ["kg: One.", "kg: Two."]


PROGRAM = """
import multiprocessing
import spacy

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = spacy.blank("en")
    nlp.add_pipe("kg")
    for doc in nlp.pipe(["Russia attacked Ukraine.", "Iran left, he said."], n_process=2, batch_size=1):
        print([(one.subject.text, one.predicate.lemma) for one in doc._.kg.statements])
"""


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the entry point of pyproject.toml is there, as an installer leaves it."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["spacy_factories"]
    info = tmp_path / "site" / "kgwire_points-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kgwire-points\nVersion: 1.0\n")
    lines = ["[spacy_factories]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path / "site")])}


def run_program(program: str, folder: Path, environment: dict[str, str]) -> str:
    (folder / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "program.py"]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.slow
def test_component_is_found_by_its_entry_point_also_in_processes_that_begin_anew(
    tmp_path: Path, installed: dict[str, str]
) -> None:
    told = run_program(PROGRAM, tmp_path, installed)
    assert told == "[('Russia', 'attack')]\n[('Iran', 'leave'), ('he', 'say')]\n"


@pytest.mark.slow
def test_component_does_what_the_page_says(tmp_path: Path, installed: dict[str, str]) -> None:
    page = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
    block = PYTHON.search(page)
    assert block is not None
    assert run_program(block["body"], tmp_path, installed) == block["output"]
