"""GLiNER as extractor, by a stand-in for the library: names and types are the model's, statements and the rest ours."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kg.errors import ModelError
from kg.extraction import extract
from kg.extraction.extractors.registry import load_extractor
from kg.extraction.extractors.tagging import gliner
from kg.extraction.records.contract import find_breaches
from kg.face import open_graph
from kg.graph.build import build
from kg.model import AnnotatedDocument, Document
from tests.conftest import Run

pytestmark = pytest.mark.model

TEXT = "Quorvex hired Mirelda Osk in March. Osk, who had left Tarnholm, praised the Brask Accord."
TOLD = {
    "Quorvex": "person",
    "Mirelda Osk": "person",
    "Osk": "person",
    "Tarnholm": "organization",
    "Brask Accord": "law or treaty",
}


class GLiNER:
    """What the library's class of this name does, as far as it is used: finds the words that a test tells."""

    told: ClassVar[dict[str, str]] = TOLD
    more: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[str]] = []

    @classmethod
    def from_pretrained(cls, model_id: str) -> GLiNER:
        """Load a folder with a file, as the library does; the hub is not there."""
        if not (Path(model_id) / "gliner_config.json").is_file():
            raise FileNotFoundError(f"No config file found\nin {model_id}")
        return cls()

    def inference(self, texts: list[str], labels: list[str], **options: Any) -> list[list[dict[str, Any]]]:
        """Tell the spans of each text, in no order."""
        assert options == {"flat_ner": True, "threshold": 0.5, "batch_size": 8}
        assert labels == list(gliner.LABELS)
        self.asked.extend(texts)
        return [[*self.more, *self.spans(text)] for text in texts]

    def spans(self, text: str) -> Iterator[dict[str, Any]]:
        """Yield the spans of a text."""
        for words, label in self.told.items():
            for found in re.finditer(rf"\b{re.escape(words)}\b", text):
                score = 0.5 + len(words) / 100
                yield {"start": found.start(), "end": found.end(), "text": words, "label": label, "score": score}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the stand-in takes for a model."""
    module = types.ModuleType("gliner")
    module.GLiNER = GLiNER  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)
    monkeypatch.setattr(GLiNER, "asked", [])
    model = tmp_path / "tiny"
    model.mkdir()
    (model / "gliner_config.json").write_text("{}")
    load_extractor.cache_clear()
    yield model
    load_extractor.cache_clear()


def told(model: Path, text: str = TEXT) -> AnnotatedDocument:
    document = Document("a" * 16, None, "2024-03-20", None, None, None, "en", None, text)
    (annotated,) = extract([document], model=f"gliner:{model}")
    assert find_breaches(annotated.to_json()) == []
    return annotated


def named(annotated: AnnotatedDocument) -> dict[str, str]:
    return {mention.text: mention.type for mention in annotated.mentions if mention.kind == "name"}


def test_gliner_names_and_types_are_the_models(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = told(folder)
    assert named(annotated) == {
        "Quorvex": "Person",
        "Mirelda Osk": "Person",
        "Osk": "Person",
        "Tarnholm": "Organization",
        "Brask Accord": "Law",
    }
    assert GLiNER.asked == [TEXT[:35], TEXT[36:]]
    assert annotated.document.generator is not None
    assert re.search(r", gliner:tiny \S+$", annotated.document.generator)
    monkeypatch.setattr(GLiNER, "told", {**TOLD, "Quorvex": "organization", "Tarnholm": "country, city or state"})
    assert named(told(folder))["Quorvex"] == "Organization"
    assert named(told(folder))["Tarnholm"] == "Place"


def test_gliner_statements_and_times_stay_ours(folder: Path) -> None:
    annotated = told(folder)
    lines = {
        (s.subject.label, s.predicate.lemma, s.object.label) for s in annotated.statements if s.subject and s.object
    }
    assert ("Quorvex", "hire", "Mirelda Osk") in lines
    assert ("Mirelda Osk", "leave", "Tarnholm") in lines
    assert ("Mirelda Osk", "praise", "Brask Accord") in lines
    assert [time.value for time in annotated.times] == ["2024-03"]


def test_gliner_what_is_no_span_of_words_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = told(folder)
    wrong = [
        {"start": 0, "end": 3, "text": "Quo", "label": "law or treaty", "score": 0.99},
        {"start": 0, "end": 4000, "text": "all", "label": "law or treaty", "score": 0.99},
        {"start": -5, "end": 7, "text": "?", "label": "law or treaty", "score": 0.99},
        {"start": 7, "end": 0, "text": "?", "label": "law or treaty", "score": 0.99},
        {"start": 0, "end": 7, "text": "Quorvex", "label": "cheese", "score": 0.99},
        {"start": 0, "end": 13, "text": "Quorvex hired", "label": "law or treaty", "score": 0.51},
    ]
    monkeypatch.setattr(GLiNER, "more", wrong)
    assert told(folder, TEXT[:35]).mentions == tuple(m for m in expected.mentions if m.end <= 35)


def test_gliner_the_surest_of_spans_that_overlap_counts(folder: Path) -> None:
    parse = (
        load_extractor(f"gliner:{folder}")
        .prepare(  # type: ignore[attr-defined]
            Document("a" * 16, None, None, None, None, None, "en", None, "Anna Berg left.")
        )
        .parse
    )
    run = parse.tokens
    spans = [
        {"start": 0, "end": 4, "label": "organization", "score": 0.6},
        {"start": 0, "end": 9, "label": "person", "score": 0.7},
        {"start": 5, "end": 9, "label": "organization", "score": 0.65},
    ]
    assert gliner.chosen(run, spans) == [(0, 2, "PERSON")]
    assert gliner.chosen(run, spans[::-1]) == [(0, 2, "PERSON")]
    assert gliner.chosen(run, spans[::2]) == [(0, 1, "ORG"), (1, 2, "ORG")]


def test_gliner_a_very_long_sentence_is_read_in_pieces(folder: Path) -> None:
    told(folder, "Quorvex praised " + ", ".join(f"Mirelda Osk{n}" for n in range(300)) + ".")
    assert len(GLiNER.asked) > 1
    assert max(len(re.findall(r"\w+|[^\w\s]", text)) for text in GLiNER.asked) <= gliner.WORDS * 1.5


def test_gliner_builds_a_store(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT + "\n")
    build(tmp_path / "article.txt", tmp_path / "store", model=f"gliner:{folder}", workers=0)
    with open_graph(tmp_path / "store") as graph:
        assert {entity.label: entity.type for entity in graph.entities}["Tarnholm"] == "Organization"


def test_gliner_says_what_is_missing(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "article.txt").write_text(TEXT + "\n")
    code, _, err = run("extract", "article.txt", "--extractor", "gliner")
    assert (code, err) == (
        2,
        "kg: which GLiNER model? --extractor gliner:urchade/gliner_medium-v2.1, or gliner:FOLDER\n",
    )
    code, _, err = run("extract", "article.txt", "--extractor", "gliner:nobody/nothing")
    assert code == 2
    assert err == (
        "kg: the GLiNER model 'nobody/nothing' cannot be loaded: FileNotFoundError: No config file found in nobody/nothing\n"
    )
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(ModelError, match=r"gliner:tiny needs the library: pip install 'kgwire\[gliner\]'"):
        gliner.load_model("tiny")
