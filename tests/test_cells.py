"""What a notebook shows: every record and answer is a table, and text from articles is never markup in it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import kg.model
from kg.cells import LONGEST_CELL, LONGEST_TABLE, Shown, render_record, render_table
from kg.claims.conflicts import Conflict, Side
from kg.graph.catalogue import Entry
from kg.graph.stats import Stats
from kg.model import Argument, Predicate, StatementTime
from kg.resolve.model import Doubt, Evidence, ResolvedEntity
from kg.statements.stated import Stated, Thing

HOSTILE = '</td><script>alert("x")</script>{{7*7}}'


class Reader(HTMLParser):
    """The tags and the texts of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def shown(record: object) -> Reader:
    html = record._repr_html_()  # type: ignore[attr-defined]
    assert isinstance(html, str)
    return read(html)


def test_cells_every_record_shows_itself() -> None:
    records = [value for value in vars(kg.model).values() if hasattr(value, "__dataclass_fields__")]
    assert len(records) > 10
    for record in [*records, Entry, Stated, Thing, Stats, Conflict, Side, ResolvedEntity, Doubt, Evidence]:
        assert issubclass(record, Shown), record
        assert not hasattr(record, "__dict__") or "__dict__" not in vars(record), f"{record} has lost its slots"


def test_cells_fields_and_the_names_of_records_in_them() -> None:
    entity = ResolvedEntity(
        id="Iran",
        label="Iran",
        type="Country",
        names=("Iran", "Islamic Republic of Iran"),
        wikidata="Q794",
        evidence=(Evidence("wikidata", "Q794"),),
        chains=(("a", 1),),
        mentions=3,
        documents=1,
    )
    texts = shown(entity).texts
    assert texts[0] == "ResolvedEntity"
    assert texts[texts.index("names") + 1] == "Iran, Islamic Republic of Iran"
    assert texts[texts.index("evidence") + 1] == "Q794"
    assert texts[texts.index("mentions") + 1] == "3"


def test_cells_text_of_an_article_is_never_markup() -> None:
    argument = Argument(0, len(HOSTILE), HOSTILE, HOSTILE, None, None, HOSTILE)
    for html in (
        argument._repr_html_(),
        render_record(HOSTILE, {HOSTILE: HOSTILE}),
        render_table(HOSTILE, [HOSTILE], [[HOSTILE]], 1),
    ):
        reader = read(html)
        assert reader.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert HOSTILE in reader.texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, []),
        (Predicate(None, None, None, None, "be part of", "active", "part-of", False), ["be part of"]),
        (StatementTime(None, None), []),
        (range(3), ["range(0, 3)"]),
        (tuple(range(14)), ["0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"]),
        ("x" * 999, ["x" * (LONGEST_CELL - 1) + "…"]),
    ],
    ids=["nothing", "a predicate without words", "no time", "another value", "a long list", "a long text"],
)
def test_cells_values_as_text(value: object, text: list[str]) -> None:
    assert read(render_record("caption", {"name": value})).texts == ["caption", "name", *text]


def test_cells_a_long_table_tells_how_much_it_shows() -> None:
    html = render_table("Answer", ["n"], ([n] for n in range(1234)), 1234)
    assert html.count("<tr>") == LONGEST_TABLE + 1
    assert f"Answer (the first {LONGEST_TABLE} of 1,234)" in html
    assert "first" not in render_table("Answer", ["n"], [[1]], 1)
