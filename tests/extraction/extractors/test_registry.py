"""Extractors of other packages: the documented example as an installed one, and those that break the contract."""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExtractionError, KGError, ModelError
from kg.extraction import extract
from kg.extraction.extractors.checked import Checked
from kg.extraction.extractors.registry import OURS, Options, extractor_names, extractor_spec, load_extractor
from kg.extraction.extractors.tally import Tally
from kg.model import AnnotatedDocument, Document
from tests.articles import american_article
from tests.conftest import Run
from tests.readme import ROOT

PAGE = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
TEXT = "Anna met Boris in Oslo. Then Boris met Clara."


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of the page, as an installer leaves it."""
    folder = tmp_path / "site"
    info = folder / "kg_meetings-1.0.dist-info"
    info.mkdir(parents=True)
    program = re.search(r"```py\n# (kg_meetings\.py)\n(.*?)```", PAGE, re.DOTALL)
    project = re.search(r"```toml\n# pyproject\.toml\n(.*?)```", PAGE, re.DOTALL)
    assert program and project
    (folder / program[1]).write_text(program[2], encoding="utf-8")
    told = tomllib.loads(project[1])["project"]
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n")
    points = told["entry-points"]["kg.extractors"]
    lines = [
        "[kg.extractors]",
        *(f"{name} = {value}" for name, value in points.items()),
        "broken = kg_meetings:missing",
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(str(folder))
    load_extractor.cache_clear()
    yield folder
    load_extractor.cache_clear()
    sys.modules.pop("kg_meetings", None)


def document(text: str = TEXT) -> Document:
    return Document("a" * 16, None, None, None, None, None, "en", None, text)


def test_registry_the_documented_example_runs_as_it_stands(run: Run, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    code, out, err = run("extract", "article.txt", "--extractor", "meetings:Person")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [(s["subject"]["text"], s["object"]["text"]) for s in told["statements"]] == [
        ("Anna", "Boris"),
        ("Boris", "Clara"),
    ]
    code, out, err = run("build", "article.txt", "--extractor", "meetings", "--store", "kg-store")
    assert (code, err) == (0, "")
    assert "3 entities, 2 statements" in out
    code, out, _ = run("show", "Boris", "--store", "kg-store")
    assert code == 0
    assert "Anna met Boris" in " ".join(out.split())


def test_registry_a_breach_costs_the_document_and_says_where(run: Run, installed: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text("Nobody came.\n", encoding="utf-8")
    code, out, err = run("extract", "bad.txt", "good.txt", "--extractor", "meetings:Persona")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert (
        "skipped bad.txt: extractors failed: ContractError: the extractor 'meetings' breaks the contract: $.mentions[0].type"
        in err
    )
    assert err.count("\n") == 1


def test_registry_names_and_wrong_ones(installed: Path, run: Run, tmp_path: Path) -> None:
    assert {*OURS, "meetings", "broken"} <= {*extractor_names()}
    assert extractor_spec("meetings") == "meetings:"
    with pytest.raises(ModelError, match="there is no extractor 'nothing'; there are broken, gliner, meetings, openai"):
        extractor_spec("nothing:here")
    (tmp_path / "article.txt").write_text("x\n")
    code, _, err = run("extract", "article.txt", "--extractor", "broken")
    assert code == 2
    assert err.startswith("kg: the extractor 'broken' cannot be loaded: AttributeError: ")


def test_registry_another_package_does_not_take_the_place_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    point = importlib.metadata.EntryPoint("openai", "os:getcwd", "kg.extractors")
    monkeypatch.setattr("kg.extraction.extractors.registry.entry_points", lambda **_: (point,))
    assert extractor_names() == tuple(sorted(OURS))


class Fixed:
    """Tells what it was given, or raises it."""

    def __init__(self, told: Any) -> None:
        self.told = told

    def annotate(self, _document: Document) -> AnnotatedDocument:
        if isinstance(self.told, Exception):
            raise self.told
        return self.told  # type: ignore[no-any-return]


MADE = american_article()
GOOD = replace(
    MADE,
    document=replace(MADE.document, id="a" * 16, generator=None),
    statements=tuple(replace(one, id=f"{one.id}00") for one in MADE.statements[1:]),
)
FIRST = GOOD.statements[0]
BROKEN = {
    "nothing": (None, "a NoneType came back"),
    "another text": (replace(GOOD, document=replace(GOOD.document, text="x")), "is another one"),
    "another date": (replace(GOOD, document=replace(GOOD.document, date=None)), "is another one"),
    "bytes for offsets": (
        replace(GOOD, statements=(replace(FIRST, subject=replace(FIRST.subject, start=FIRST.subject.start + 1)),)),
        "stands there",
    ),
    "a mention that is not there": (
        replace(GOOD, statements=(replace(FIRST, subject=replace(FIRST.subject, mention=99)),)),
        "mention 99 is not there",
    ),
    "a sentence that is not there": (
        replace(GOOD, statements=(replace(FIRST, sentence=99),)),
        "sentence 99 is not there",
    ),
    "a chain that is not there": (
        replace(GOOD, mentions=(replace(GOOD.mentions[0], chain=99), *GOOD.mentions[1:])),
        "chain 99 is not there",
    ),
    "an attribution that is not there": (
        replace(GOOD, statements=(replace(FIRST, attribution=7),)),
        "attribution 7 is not",
    ),
    "not a number": (replace(GOOD, statements=(replace(FIRST, confidence=float("nan")),)), "confidence"),
    "a date that is none": (
        replace(GOOD, times=(replace(GOOD.times[0], earliest="2024-13-01"), *GOOD.times[1:])),
        "2024-13-01",
    ),
    "a word of its own": (replace(GOOD, statements=(replace(FIRST, modality="likely"),)), "likely"),  # type: ignore[arg-type]
    "an object": (replace(GOOD, statements=(replace(FIRST, rule=object()),)), "object"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", BROKEN)
def test_checked_breaches_of_every_kind_are_told(name: str) -> None:
    told, words = BROKEN[name]
    with pytest.raises(ValueError, match=r"the extractor 'x' breaks the contract: ") as caught:
        Checked("x", Fixed(told)).annotate(GOOD.document)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_checked_hands_on_what_keeps_the_contract_and_names_its_maker() -> None:
    annotated = Checked("x", Fixed(GOOD)).annotate(GOOD.document)
    assert annotated == replace(GOOD, document=replace(GOOD.document, generator="x"))


def test_checked_an_exception_is_of_the_document_and_an_error_of_ours_ends_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for problem, raised in (
        (RuntimeError("no memory left on the card"), ExtractionError),
        (KGError("no key"), KGError),
    ):
        monkeypatch.setattr(
            "kg.extraction.extractors.registry.load_extractor", lambda *_, told=problem: Checked("x", Fixed(told))
        )
        with pytest.raises(raised, match=str(problem)):
            list(extract([document()], model="x:"))


def test_options_and_tally() -> None:
    assert (Options().gazetteer, Options().schema) == (None, None)
    tally = Tally(1200)
    assert str(tally) == "1,200 statements proposed, 1,200 kept"
    tally.dropped.update({"not in the text": 3, "without a word": 1})
    assert str(tally) == "1,200 statements proposed, 1,196 kept, 4 dropped: 3 not in the text; 1 without a word"
