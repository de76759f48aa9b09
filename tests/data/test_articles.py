"""The sample articles: they can be read, say where they come from, and are as long as a short article is."""

import datetime
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.reading import read

DATA = Path(__file__).parents[2] / "data"
DOCUMENTS = list(read(DATA))


def test_articles_are_six_to_eight_and_none_is_skipped() -> None:
    skipped: list[ReadError] = []
    documents = list(read(DATA, on_skip=skipped.append))
    assert skipped == []
    assert 6 <= len(documents) <= 8
    assert len({document.id for document in documents}) == len(documents)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.url))
def test_articles_metadata_and_length(document: Document) -> None:
    assert document.title
    assert document.date
    assert datetime.date(2024, 1, 4) <= datetime.date.fromisoformat(document.date) <= datetime.date(2024, 1, 31)
    assert document.publisher == "kgwire samples"
    assert document.author == "the kgwire authors"
    assert document.url
    assert document.url.startswith("https://kg.example/samples/")
    assert document.language == "en"
    assert 200 <= len(document.text.split()) <= 400


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.url))
def test_articles_paragraphs_are_not_wrapped(document: Document) -> None:
    paragraphs = document.text.strip().split("\n\n")
    assert len(paragraphs) >= 5
    assert all("\n" not in paragraph and paragraph.endswith((".", "”")) for paragraph in paragraphs)
    assert document.text.count("“") == document.text.count("”")


def test_articles_are_listed_in_their_readme() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for path in DATA.glob("2024-*.md"):
        assert f"`{path.name}`" in readme
