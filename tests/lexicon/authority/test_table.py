"""The table of names: what goes in is found again, the same bytes for the same records, and nothing damaged is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.lexicon.authority.layout import MAGIC
from kg.lexicon.authority.record import Record
from kg.lexicon.authority.table import NameTable, is_table, table_digest
from kg.lexicon.authority.writing import TableWriter
from kg.lexicon.gazetteer import Gazetteer, load_gazetteer, spellings
from kg.lexicon.names import key

ANNA = Record("Anna Berg", "Person", ("Anna K. Berg",), 900001, "minister", "Norway", note=5)
OTHER = Record("Anna Berg", "Person", (), 900002, "swimmer", "Sweden", note=50)
WATCH = Record("Harbour Watch", "Organization", ("HW Trust", "harbour"), None, country="Norway", source="geonames:7")
SAID = Record("Said", "Place", (), 900003, country="Morocco")


def make(path: Path, *records: Record) -> Path:
    writer = TableWriter(path)
    for record in records:
        writer.add(record)
    writer.finish([])
    writer.close()
    return path


@pytest.fixture
def known(tmp_path: Path) -> Gazetteer:
    return Gazetteer.load(make(tmp_path / "n.kgnames", ANNA, OTHER, WATCH, SAID))


def test_table_finds_all_bearers_the_most_noted_first(known: Gazetteer) -> None:
    assert [entry.wikidata for entry in known.candidates("Anna Berg")] == ["Q900002", "Q900001"]
    assert [entry.wikidata for entry in known.candidates("the ANNA BERG's")] == ["Q900002", "Q900001"]
    assert [entry.wikidata for entry in known.candidates("Anna K Berg")] == []
    assert [entry.wikidata for entry in known.candidates("Anna K. Berg")] == ["Q900001"]


def test_table_links_no_name_that_several_bear_and_no_single_word(known: Gazetteer) -> None:
    assert known.lookup("Anna Berg") is None
    assert known.lookup("Said") is None
    assert known.match(["Said", "left"], 0) is None
    entry = known.lookup("Harbour Watch")
    assert entry is not None
    assert (entry.id, entry.country) == ("Harbour_Watch", "Norway")


@pytest.mark.parametrize(
    ("words", "at", "end"),
    [
        (["The", "Harbour", "Watch", "closed"], 1, 3),
        (["Saint", "-", "Anna", "Quay", "closed"], 0, 4),
        (["Saint-Anna", "Quay"], 0, 2),
        (["Saint", "-", "Anna"], 0, None),
        (["Said", "left"], 0, None),
        (["Harbour"], 0, None),
    ],
)
def test_table_longest_name_of_several_words(tmp_path: Path, words: list[str], at: int, end: int | None) -> None:
    quay = Record("Saint-Anna Quay", "Place", (), 900009)
    known = Gazetteer.load(make(tmp_path / "n.kgnames", WATCH, SAID, quay))
    assert known.listed is not None
    found = known.listed.match(words, at)
    assert (found and found[0]) == end


def test_table_common_words_are_no_names(known: Gazetteer) -> None:
    assert [known.candidates(word) for word in ("harbour", "said", "watch", "Watch", "it")] == [()] * 5


def test_table_namesakes_have_ids_of_their_own(known: Gazetteer) -> None:
    ids = [entry.id for entry in known.candidates("Anna Berg")]
    assert ids == ["Anna_Berg", "Anna_Berg.Q900001"]
    for id in ids:
        entry = known.by_id(id)
        assert entry is not None
        assert (entry.id, known.by_wikidata(str(entry.wikidata))) == (id, entry)
    assert known.by_id("Anna_Berg.Q900002") is None
    assert known.by_id("Anna_Berg.Q1") is None


def test_table_stands_behind_the_package(tmp_path: Path) -> None:
    village = Record("Iran", "Place", (), 900004)
    known = Gazetteer.load(make(tmp_path / "n.kgnames", village))
    own = load_gazetteer().lookup("Iran")
    assert own is not None
    assert known.lookup("Iran") == own
    other = known.by_wikidata("Q900004")
    assert other is not None
    assert other.id == "Iran.Q900004"


@pytest.mark.parametrize(
    ("records", "link"),
    [
        ([Record("Home Office", "Organization", (), 900005, country="United Kingdom")], "Q900005"),
        ([Record("Interior Ministry", "Organization", ("Home Office",), 900005)], "Q900005"),
        ([Record("Home Office", "Organization", (), 900005, country="Jamaica")], None),
        ([Record("Home Office", "Work", (), 900005)], None),
        ([Record("Home Office", "Organization", (), 1), Record("Home Office", "Organization", (), 2)], None),
        ([Record("Home Office", "Organization", (), 794)], None),
    ],
)
def test_table_gives_the_package_links_that_it_lacks(tmp_path: Path, records: list[Record], link: str | None) -> None:
    known = Gazetteer.load(make(tmp_path / "n.kgnames", *records))
    entry = known.lookup("Home Office")
    assert entry is not None
    assert (entry.id, entry.wikidata) == ("Home_Office", link)
    found = known.match(["the", "Home", "Office"], 1)
    assert found is not None
    assert found[1] is entry
    if link is not None:
        assert known.by_wikidata(link) is entry


def test_table_joins_what_two_files_have_under_one_link(tmp_path: Path) -> None:
    known = Gazetteer.load(
        make(tmp_path / "n.kgnames", ANNA, Record("Anna Karin Berg", "Person", ("Minister Berg",), 900001))
    )
    first = known.candidates("Anna Berg")
    assert known.candidates("Anna Karin Berg") == first == known.candidates("Minister Berg")
    assert known.listed is not None
    assert len(known.listed.table) == 1


def test_table_of_nothing(tmp_path: Path) -> None:
    known = Gazetteer.load(make(tmp_path / "n.kgnames"))
    assert known.candidates("Anna Berg") == ()
    assert known.by_wikidata("Q900001") is None


def test_table_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (make(tmp_path / name, ANNA, OTHER, WATCH).read_bytes() for name in ("1.kgnames", "2.kgnames"))
    assert one == two
    make(tmp_path / "3.kgnames", ANNA, WATCH)
    digests = [table_digest(tmp_path / name) for name in ("1.kgnames", "2.kgnames", "3.kgnames")]
    assert digests[0] == digests[1] != digests[2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.kgnames", "2.kgnames", "3.kgnames"]


def test_table_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "n.kgnames", ANNA, OTHER)
    content = path.read_bytes()
    assert is_table(path)
    for wrong, message in (
        (content[:-40], "cut off"),
        (content[:30], "damaged"),
        (MAGIC, "damaged"),
        (b"", "cannot be read"),
        (b"label,type\n", "is no table of names"),
    ):
        path.write_bytes(wrong)
        with pytest.raises(SchemaError, match=message):
            NameTable(path)
    path.write_bytes(content[:-60] + b"\xc1" * 60)
    with pytest.raises(SchemaError, match="damaged"):
        [Gazetteer.load(path).candidates(name) for name in ("Anna Berg", "Anna K. Berg")]


def test_table_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be written: No such file or directory"):
        TableWriter(tmp_path / "none" / "n.kgnames")


NAMES = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Pd", "Po")), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=3), st.integers(0, 9)), max_size=12))
def test_table_holds_every_name_that_can_be_looked_for(
    tmp_path_factory: pytest.TempPathFactory, things: list[tuple[str, list[str], int]]
) -> None:
    records = [
        Record(label, "Thing", tuple(others), number + 1, note=note)
        for number, (label, others, note) in enumerate(things)
    ]
    table = NameTable(make(tmp_path_factory.mktemp("t") / "n.kgnames", *records))
    wanted: dict[tuple[str, ...], set[int]] = {}
    for record in records:
        for name in (record.label, *record.aliases):
            for pieces in spellings(name):
                if len(pieces) <= 15:
                    wanted.setdefault(pieces, set()).add(record.wikidata or 0)
    for pieces, links in wanted.items():
        numbers = table.numbers(pieces)
        notes = [table.record(number).note for number in numbers]
        assert {table.record(number).wikidata for number in numbers} == links
        assert notes == sorted(notes, reverse=True)
        assert table.reach(pieces[0]) >= len(pieces)
    for name, _, _ in things:
        assert key(f"{name} Zq") in wanted or table.numbers(key(f"{name} Zq")) == ()
