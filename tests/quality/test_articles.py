"""The test articles and their gold: they can be read, are as long as short articles are, and the gold quotes what they say."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Document
from tests.quality.__main__ import FIGURES, VERDICTS, run_own
from tests.quality.expected import GOLD, read_entities, read_statements
from tests.quality.figures import main_figures
from tests.quality.periods import days_of
from tests.quality.texts import ARTICLES, own_articles

DOCUMENTS = dict(own_articles())
EVERY_ARTICLE = pytest.mark.parametrize("name", DOCUMENTS)


def document_of(name: str) -> Document:
    return DOCUMENTS[name]


@EVERY_ARTICLE
def test_articles_metadata_and_length(name: str) -> None:
    document = document_of(name)
    assert document.title
    assert document.publisher
    assert document.language == "en"
    assert document.date
    assert datetime.date.fromisoformat(document.date)
    assert 250 <= len(document.text.split()) <= 450


def test_articles_have_gold_and_are_listed() -> None:
    assert len(DOCUMENTS) == 10
    for kind in ("statements", "entities"):
        assert {path.name.removesuffix(f".{kind}.jsonl") for path in GOLD.glob(f"*.{kind}.jsonl")} == set(DOCUMENTS)
    readme = (ARTICLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.md`" in readme for name in DOCUMENTS)


@EVERY_ARTICLE
def test_gold_statements_stand_in_the_article(name: str) -> None:
    text, gold = document_of(name).text, read_statements(name)
    assert [one.id for one in gold] == [f"{name}-{number:02}" for number in range(1, len(gold) + 1)]
    assert [one.id for one in gold if one.sentence not in text] == []
    assert [one.id for one in gold if one.attribution and one.attribution.cue and one.attribution.cue not in text] == []
    assert [one.id for one in gold if not one.subject.names or not one.predicate.lemmas] == []
    for one in gold:
        for date in one.dates:
            assert days_of(date) is not None or date.endswith(("-SP", "-SU", "-FA", "-WI")), f"{one.id}: {date}"


@EVERY_ARTICLE
def test_gold_entities_stand_in_the_article(name: str) -> None:
    text, gold = document_of(name).text, read_entities(name)
    assert [(one.name, form) for one in gold for form in one.mentions if form not in text] == []
    assert [name for name, count in Counter(one.name for one in gold).items() if count > 1] == []


@pytest.mark.model
def test_run_of_own_articles_needs_nothing_beside_the_repository(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    run = run_own()
    assert run.breaches == []
    assert set(run.files) == {f"{name}.txt" for name in DOCUMENTS} | {FIGURES, VERDICTS}
    assert len(run.files[VERDICTS].splitlines()) == sum(len(read_statements(name)) for name in DOCUMENTS)
    assert set(main_figures(run.files[FIGURES])) == {"own articles"}
