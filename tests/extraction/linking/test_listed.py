"""Whom a name of an imported table means: nobody, unless the text tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.lexicon.authority.record import Record
from kg.lexicon.gazetteer import spellings
from kg.model import AnnotatedDocument, Document
from kg.reading.metadata import document_id
from tests.lexicon.authority.test_table import make

pytestmark = pytest.mark.model

RECORDS = (
    Record(
        "Anna Berg", "Person", (), 900001, "politician", "Norway", "f", born="1970", roles=("minister of harbours",)
    ),
    Record(
        "Anna Berg",
        "Person",
        (),
        900002,
        "swimmer",
        "Sweden",
        "f",
        born="1985",
        roles=("swimmer",),
        places=("Uppsala",),
    ),
    Record("Anna Berg", "Person", (), 900003, "painter", "Norway", "f", born="1820", died="1890", roles=("painter",)),
    Record("Lars Holt", "Person", (), 900004, "association football player", "Norway", "m", born="1990"),
    Record("Nils Vik", "Person", (), 900005),
    Record("Harbour Watch", "Organization", (), 900006, "charity", "Norway"),
    Record("Bergby", "Place", (), 900007, "city", "Norway"),
    Record("Springdale", "Place", (), 900008, "city", "Norway", places=("Bergby",)),
    Record("Springdale", "Place", (), 900009, "city", "Sweden", places=("Uppsala",)),
    Record("But", "Place", (), 900010, country="Norway"),
    Record("Storm", "Organization", ("Police", "Monday Club"), 900011, country="Norway"),
    Record("Ferry Workers Union of Bergby", "Organization", (), 900012, "trade union", "Norway"),
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("names") / "n.kgnames", *RECORDS)


def extract_text(text: str, date: str | None = "2024-05-01", gazetteer: Path | None = None) -> AnnotatedDocument:
    document = Document(document_id(text, None), None, date, None, None, None, "en", None, text)
    return load_pipeline(DEFAULT_MODEL, gazetteer).annotate(document)


def links(text: str, table: Path, date: str | None = "2024-05-01") -> dict[str, str | None]:
    """The Q-ids of what a text names, by the names."""
    annotated = extract_text(text, date=date, gazetteer=table)
    return {name: entity.wikidata for entity in annotated.entities for name in entity.names}


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("Anna Berg left the house on Friday.", "Anna Berg", None),
        ("Anna Berg, the swimmer, won a medal in Uppsala.", "Anna Berg", "Q900002"),
        ("Minister Anna Berg left Norway on Friday.", "Anna Berg", "Q900001"),
        ("Anna Berg left Norway on Friday.", "Anna Berg", "Q900001"),
        ("Anna Berg left Norway for Sweden on Friday.", "Anna Berg", None),
        ("A painter lived here in 1870. She was called Anna Berg.", "Anna Berg", None),
        ("Anna Berg was a painter in Norway.", "Anna Berg", "Q900003"),
        ("Lars Holt scored for his club in the last match.", "Lars Holt", "Q900004"),
        ("Lars Holt was elected mayor of Springfield.", "Lars Holt", None),
        ("Ms. Lars Holt left Norway.", "Lars Holt", None),
        ("Nils Vik resigned on Friday.", "Nils Vik", "Q900005"),
        ("Vik resigned on Friday.", "Vik", None),
        ("Harbour Watch closed its office in Norway.", "Harbour Watch", "Q900006"),
        ("Harbour Watch said on Monday that it had left Norway.", "Harbour Watch", "Q900006"),
        ("Mr. Harbour Watch said on Monday that he had left Norway.", "Harbour Watch", None),
        ("Three ships left Bergby for Norway.", "Bergby", "Q900007"),
        ("Voters in Springdale went to the polls on Sunday.", "Springdale", None),
        ("The ship sailed from Springdale to Uppsala in Sweden.", "Springdale", "Q900009"),
    ],
)
def test_listed_names_are_linked_only_where_the_text_tells(table: Path, text: str, name: str, link: str | None) -> None:
    found = links(text, table)
    assert found.get(name) == link, found


def test_listed_nobody_is_meant_who_was_born_after_the_article(table: Path) -> None:
    text = "Anna Berg, the swimmer, won a medal in Uppsala."
    assert links(text, table, "1990-05-01")["Anna Berg"] is None


@pytest.mark.parametrize(
    "text",
    [
        "But the ship stayed in Norway. Police said on Monday that a storm was near.",
        "Storm hits Norway\n\nA storm hit Norway on Friday. Police closed two roads.",
    ],
)
def test_listed_common_words_do_not_become_names(table: Path, text: str) -> None:
    names = {name for name in links(text, table) if name in {"But", "Storm", "Police", "Monday"}}
    assert names == set()


def test_listed_name_that_the_tagger_breaks_is_read_whole(table: Path) -> None:
    found = links("The Ferry Workers Union of Bergby struck in Norway.", table)
    assert found.get("Ferry Workers Union of Bergby") == "Q900012", found


def test_listed_what_follows_a_name_follows_its_link(table: Path) -> None:
    text = "Anna Berg, the swimmer, won gold in Uppsala. Berg said she was tired."
    annotated = extract_text(text, date="2024-05-01", gazetteer=table)
    statement = next(one for one in annotated.statements if one.predicate.lemma == "say")
    assert statement.subject.label == "Anna Berg"
    assert all(spellings(record.label) for record in RECORDS)


def test_listed_without_a_table_nothing_changes(tmp_path: Path) -> None:
    text = "Anna Berg, the swimmer, left Harbour Watch in Norway. But Lars Holt stayed."
    empty = make(tmp_path / "n.kgnames")
    assert extract_text(text, gazetteer=None).to_json() == extract_text(text, gazetteer=empty).to_json()
