import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.lexicon.entry import Entry
from kg.lexicon.gazetteer import Gazetteer, merge, spellings
from kg.lexicon.names import key, pieces, slug
from kg.lexicon.rows import entry_from_row


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def label(entry: Entry | None) -> str | None:
    return entry.label if entry is not None else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Burkina Faso", "Burkina Faso"),
        ("Croatia", "Croatia"),
        ("the United States", "United States"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("USA", "United States"),
        ("U.S.A.", "United States"),
        ("the UK’s", "United Kingdom"),
        ("DPRK", "North Korea"),
        ("Republic Of Korea", "South Korea"),
        ("NORTH KOREA", "North Korea"),
        ("“Iran”", "Iran"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Guinea Bissau", "Guinea-Bissau"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("E.U.", "European Union"),
        ("Kharkiv region", "Kharkiv Oblast"),
    ],
)
def test_gazetteer_spellings_of_a_name(gazetteer: Gazetteer, name: str, expected: str) -> None:
    assert label(gazetteer.lookup(name)) == expected


@pytest.mark.parametrize(
    "name", ["us", "it", "LA", "IN", "turkey", "states", "Korea", "Congo", "New York", "Male", "", "'s"]
)
def test_gazetteer_no_entry_is_better_than_a_wrong_one(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) is None


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [("Washington", "Q61"), ("Washington State", "Q1223"), ("London", None), ("Ottawa", None), ("Kiev", "Q1899")],
)
def test_gazetteer_capitals_are_not_their_states(gazetteer: Gazetteer, name: str, wikidata: str | None) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.type, entry.wikidata) == ("Place", wikidata)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("North Koreans", "North Korea"),
        ("Britons", "United Kingdom"),
        ("Swede", "Sweden"),
        ("Filipinos", "Philippines"),
        ("Swiss", "Switzerland"),
        ("Burkinabe", "Burkina Faso"),
        ("English", "England"),
        ("polish", None),
        ("Korean", None),
        ("Congolese", None),
        ("Dominicans", None),
    ],
)
def test_gazetteer_demonyms(gazetteer: Gazetteer, word: str, country: str | None) -> None:
    assert label(gazetteer.demonym(word)) == country


def test_gazetteer_every_country_has_a_demonym_and_a_wikidata_id(gazetteer: Gazetteer) -> None:
    countries = [entry for entry in gazetteer.entries if entry.type == "Country" and entry.kind == "country"]
    assert len(countries) == 197  # the 193 members of the United Nations, two observers, Kosovo and Taiwan
    assert [entry.label for entry in countries if not entry.wikidata] == []
    assert [entry.label for entry in countries if not entry.people] == ["Vatican City"]
    assert len({entry.wikidata for entry in countries}) == 197


@pytest.mark.parametrize(
    ("word", "country"),
    [("Pyongyang", "North Korea"), ("Kiev", "Ukraine"), ("Washington", "United States"), ("Atlanta", None)],
)
def test_gazetteer_capital_stands_for_its_country(gazetteer: Gazetteer, word: str, country: str | None) -> None:
    assert label(gazetteer.capital(word)) == country


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        (["the", "United", "States", "and"], 1, (3, "United States")),
        (["in", "Papua", "New", "Guinea", "now"], 1, (4, "Papua New Guinea")),
        (["New", "Guinea"], 1, (2, "Guinea")),
        (["Guinea", "-", "Bissau", "won"], 0, (3, "Guinea-Bissau")),
        (["Guinea-Bissau", "won"], 0, (1, "Guinea-Bissau")),
        (["Guinea", "-", "based"], 0, (1, "Guinea")),
        (["Washington", ",", "D.C.", ",", "where"], 0, (3, "Washington, D.C.")),
        (["Democratic", "People", "'s", "Republic", "of", "Korea", "'s", "army"], 0, (6, "North Korea")),
        (["they", "told", "us"], 2, None),
    ],
)
def test_gazetteer_match_longest(
    gazetteer: Gazetteer, words: list[str], at: int, expected: tuple[int, str] | None
) -> None:
    found = gazetteer.match(words, at)
    assert (found and (found[0], found[1].label)) == expected


def test_gazetteer_every_label_finds_its_entry(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        if any(spellings(entry.label)):
            assert entry in gazetteer.candidates(entry.label), entry.label


def test_gazetteer_shared_name_goes_to_none_unless_it_is_the_label_of_one() -> None:
    first = Entry(id="Apple", label="Apple", type="Organization", aliases=("Orchard",))
    second = Entry(id="Apple_Records", label="Apple Records", type="Organization", aliases=("Apple", "Orchard"))
    gazetteer = Gazetteer([first, second])
    assert gazetteer.lookup("Apple") == first
    assert gazetteer.lookup("Orchard") is None
    assert gazetteer.candidates("Orchard") == (first, second)


def test_gazetteer_users_names_win_over_those_of_the_package() -> None:
    gazetteer = Gazetteer.with_rows(
        [("row 1", {"label": "Acme Works", "type": "Organization", "aliases": "Chad|CHAD"})]
    )
    assert label(gazetteer.lookup("Chad")) == "Acme Works"
    assert label(gazetteer.demonym("Chadian")) == "Chad"


def test_gazetteer_merge_joins_one_id_and_keeps_two_apart() -> None:
    rows = [
        {"label": "Georgia", "type": "Country", "wikidata": "Q230"},
        {"label": "Sakartvelo", "type": "Country", "wikidata": "Q230", "aliases": "Gruzia", "kind": "country"},
        {"label": "Georgia", "type": "Place", "wikidata": "Q1428"},
    ]
    georgia, state = merge(entry_from_row(row, "row") for row in rows)
    assert (georgia.label, georgia.aliases, georgia.kind) == ("Georgia", ("Sakartvelo", "Gruzia"), "country")
    assert (state.type, state.wikidata) == ("Place", "Q1428")


CSV_TABLE = """label,type,aliases,wikidata,kind
Harbour Commission,Organization,HC Board|Harbour Board,,authority
North Korea,Country,Hermit Kingdom,Q423,
"""
JSON_TABLE = """{"label": "Harbour Commission", "type": "Organization", "aliases": ["HC Board", "Harbour Board"]}

{"label": "North Korea", "type": "Country", "aliases": "Hermit Kingdom", "wikidata": "http://www.wikidata.org/entity/Q423"}
"""
SKOS_TABLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
<https://example.org/harbour> a schema:GovernmentOrganization ; skos:prefLabel "Harbour Commission"@en, "Hafenamt"@de ;
  skos:altLabel "HC Board", "Harbour Board"@en .
<https://example.org/nk> a <https://example.org/Country> ; skos:prefLabel "North Korea" ;
  skos:altLabel "Hermit Kingdom" ; skos:exactMatch <http://www.wikidata.org/entity/Q423> .
"""


@pytest.mark.parametrize(("name", "text"), [("t.csv", CSV_TABLE), ("t.jsonl", JSON_TABLE), ("t.ttl", SKOS_TABLE)])
def test_gazetteer_users_table(tmp_path: Path, name: str, text: str) -> None:
    table = tmp_path / name
    table.write_text(text, encoding="utf-8")
    gazetteer = Gazetteer.load(table)
    commission = gazetteer.lookup("Harbour Board")
    assert commission is not None
    assert (commission.id, commission.type, commission.wikidata) == ("Harbour_Commission", "Organization", None)
    assert gazetteer.lookup("Hermit Kingdom") == gazetteer.lookup("DPRK") == gazetteer.by_wikidata("Q423")
    assert label(gazetteer.demonym("North Korean")) == "North Korea"
    assert gazetteer.lookup("Hafenamt") is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("t.csv", "label,type\n,Place\n", "t.csv, line 2: no label"),
        ("t.csv", "label,type\nOslo,City\n", "t.csv, line 2: Oslo: unknown type 'City'"),
        ("t.csv", "label,colour\nOslo,red\n", "t.csv, line 2: unknown column 'colour'"),
        ("t.csv", "label,type\nOslo,Place,Q585\n", "t.csv, line 2: more cells than columns"),
        ("t.jsonl", '{"label": "Oslo", "wikidata": "585"}', "'585' is not a Wikidata id"),
        ("t.jsonl", '{"label": "Oslo"}\n[1]', "t.jsonl, line 2: '[1]' is not an object"),
        ("t.jsonl", "{", "t.jsonl, line 1: not JSON"),
        ("t.jsonl", '{"label": ["Oslo"]}', "label is ['Oslo']; it must be text"),
        ("t.jsonl", '{"label": "Oslo", "gender": "it"}', "unknown gender 'it'"),
        ("t.ttl", "<a> <b> ", "not turtle"),
        ("t.xyz", "", "cannot tell the format"),
    ],
)
def test_gazetteer_bad_table_says_where(tmp_path: Path, name: str, text: str, message: str) -> None:
    table = tmp_path / name
    table.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as raised:
        Gazetteer.load(table)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_gazetteer_missing_and_undecodable_tables(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        Gazetteer.load(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("label\nMalé\n".encode("latin-1"))
    with pytest.raises(SchemaError, match="not UTF-8"):
        Gazetteer.load(tmp_path / "latin.csv")


def test_gazetteer_territories_are_those_that_the_script_makes() -> None:
    pytest.importorskip("rigour", reason="rigour is needed to make territories.csv, not to use it")
    import csv

    from tools.make_territories import TABLE, make_rows

    with TABLE.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    made = sorted(make_rows(), key=lambda row: (row["type"], row["label"], row["country"]))
    assert written == made


def test_gazetteer_package_holds_no_build_input() -> None:
    """What only makes a table stands outside the package, and goes into no wheel."""
    root = Path(__file__).parents[2]
    assert not list((root / "kg").rglob("make_*")) + list((root / "kg").rglob("*_facts.csv"))
    assert (root / "tools" / "territory_facts.csv").is_file()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("John F. Kennedy", "John_F._Kennedy"),
        ("the United States", "United_States"),
        ("Côte d'Ivoire", "Côte_dIvoire"),
        ("North Korea’s", "North_Korea"),
        ("Kim Jong-un", "Kim_Jong-un"),
        ("<script>", "script"),
        ("../..", "unnamed"),
    ],
)
def test_names_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=30))
def test_names_any_text_has_a_key_and_a_slug_fit_for_an_iri(text: str) -> None:
    made = slug(text)
    assert made
    assert not set(made) & set('<>"{}|\\^`/#?% \t\n')
    assert all(piece for piece in (*key(text), *pieces(text)))


def test_gazetteer_has_the_links_that_sources_state(gazetteer: Gazetteer) -> None:
    with (Path(__file__).parents[2] / "tools" / "sourced_links.csv").open(encoding="utf-8", newline="") as file:
        stated = {row["label"]: row["wikidata"] for row in csv.DictReader(file)}
    known = {entry.label: entry.wikidata for entry in gazetteer.entries}
    assert {label: known[label] for label in stated} == stated
    assert len(stated) == 65
