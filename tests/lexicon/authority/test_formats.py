"""What people have goes in: each format, told by what the file holds, with its bad lines told and left out."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.lexicon.authority.importing import Filters, country_of, day_of
from kg.lexicon.authority.lines import LONGEST_LINE
from kg.lexicon.authority.reading import FORMATS, format_of
from tests.lexicon.authority.made import claim, dump, item, place, records

ENTITY = {
    "id": "NK-1",
    "caption": "Anna Berg",
    "schema": "Person",
    "properties": {
        "name": ["Anna Berg", "Анна Берг"],
        "alias": ["Anna K. Berg"],
        "wikidataId": ["Q900001"],
        "nationality": ["no"],
        "position": ["Minister of Harbours"],
        "birthDate": ["1970-05-01"],
        "birthPlace": ["Bergen"],
        "gender": ["female"],
    },
}
POPOLO = {
    "persons": [
        {
            "id": "p1",
            "name": "Anna Berg",
            "other_names": [{"name": "Anna K. Berg"}],
            "identifiers": [{"scheme": "wikidata", "identifier": "Q900001"}],
            "gender": "female",
            "birth_date": "1970-05-01",
        },
        {"id": "p2", "name": 7},
    ],
    "organizations": [
        {"id": "o1", "name": "Harbour Party", "classification": "party"},
        {"id": "o2", "name": "Storting", "classification": "legislature"},
    ],
    "areas": [{"id": "a1", "name": "Hordaland"}],
    "memberships": [
        {"person_id": "p1", "organization_id": "o2", "on_behalf_of_id": "o1", "area_id": "a1", "role": "member"}
    ],
}
WIKIDATA = [
    item(5, "human"),
    item(82955, "politician", P279=28640),
    item(900010, "harbour master", P279=900011),
    item(20, "Norway", P31=6256, sitelinks=300),
    item(
        900001,
        "Anna Berg",
        aliases=["Anna K. Berg"],
        description="Norwegian politician",
        sitelinks=12,
        P31=5,
        P106=[82955, claim(900010, "deprecated")],
        P27=20,
        P21=6581072,
        P569=[("+1970-05-01T00:00:00Z", 11)],
        P570=[("+2020-00-00T00:00:00Z", 9)],
    ),
    item(900020, "harbour board", P279=900021),
    item(900021, "public body", P279=43229),
    item(900022, "Bergen Harbour Board", P31=900020, P17=20, sitelinks=2),
    item(900023, "Ola the Troll", P31=95074),
    item(900024, None, P31=5),
]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.json", dump(WIKIDATA), "wikidata"),
        ("a.ndjson", json.dumps(WIKIDATA[4]) + "\n", "wikidata"),
        ("a.json", json.dumps(ENTITY) + "\n", "ftm"),
        ("a.json", json.dumps({**ENTITY, "id": "Q900001"}) + "\n", "ftm"),
        ("a.json", json.dumps(POPOLO, indent=2), "popolo"),
        ("a.json", json.dumps(POPOLO), "popolo"),
        ("a.jsonl", '{"label": "Anna Berg", "type": "Person"}\n', "jsonl"),
        ("NO.txt", place(1, "Bergen") + "\n", "geonames"),
        ("a.csv", "\ufefflabel,type\nAnna Berg,Person\n", "csv"),
        ("a.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n", "skos"),
        ("a.rdf.gz", "x", "skos"),
    ],
)
def test_formats_are_told_by_what_a_file_holds(tmp_path: Path, name: str, text: str, form: str) -> None:
    assert format_of(written(tmp_path / name, text)).name == form


def test_formats_that_cannot_be_told_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Anna Berg\n")
    with pytest.raises(SchemaError, match="cannot tell the format of this file; name it with --from: skos, wikidata"):
        format_of(path)
    with pytest.raises(SchemaError, match="'xml' is no format"):
        format_of(path, "xml")
    with pytest.raises(SchemaError, match="cannot be read: No such file"):
        format_of(tmp_path / "none.csv")


def test_wikidata_tells_who_somebody_is(tmp_path: Path) -> None:
    found, told = records(written(tmp_path / "slice.json", dump(WIKIDATA)))
    assert told == []
    by_link = {record.wikidata: record for record in found}
    assert set(by_link) == {20, 900001, 900022}
    anna = by_link[900001]
    assert (anna.label, anna.type, anna.aliases, anna.kind) == ("Anna Berg", "Person", ("Anna K. Berg",), "politician")
    assert (anna.country, anna.gender, anna.born, anna.died) == ("Norway", "f", "1970-05-01", "2020")
    assert (anna.roles, anna.description, anna.note) == (("politician",), "Norwegian politician", 12)
    board = by_link[900022]
    assert (board.type, board.kind, board.country) == ("Organization", "harbour board", "Norway")
    assert (by_link[20].type, by_link[20].country) == ("Country", None)


@pytest.mark.parametrize(
    ("filters", "links"),
    [
        (Filters(sitelinks=12), {20, 900001}),
        (Filters(types=frozenset({"Organization"})), {900022}),
        (Filters(countries=frozenset({"Norway"})), {20, 900001, 900022}),
        (Filters(countries=frozenset({"Sweden"})), set()),
        (Filters(languages=("nb",)), set()),
    ],
)
def test_wikidata_filters(tmp_path: Path, filters: Filters, links: set[int]) -> None:
    found, _ = records(written(tmp_path / "slice.json", dump(WIKIDATA)), filters)
    assert {record.wikidata for record in found} == links


def test_wikidata_class_behind_its_instance_and_in_another_language(tmp_path: Path) -> None:
    items = [
        item(1000, "Bergen Harbour Board", P31=1001),
        item(1002, "Havnevesenet", P31=1001, languages=("nb",)),
        item(1001, "harbour board", P279=[1003, 43229]),
        item(1003, "board", P279=1001),  # a circle
    ]
    path = written(tmp_path / "slice.json", dump(items))
    found, _ = records(path, Filters(languages=("en", "nb")))
    assert [(record.label, record.type) for record in found] == [
        ("Bergen Harbour Board", "Organization"),
        ("Havnevesenet", "Organization"),
    ]
    found, _ = records(path, classes={1001: "Facility"})
    assert [(record.label, record.type) for record in found] == [("Bergen Harbour Board", "Facility")]


def test_wikidata_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = dump(WIKIDATA).splitlines()
    lines[2] = '{"type":"item","id":"Q7","labels":'
    lines[3] = '{"type":"item","id":"Q8","labels":{"en":7}},'
    lines[4] = '{"type":"property","id":"P31"},'
    found, told = records(written(tmp_path / "slice.json", "\n".join(lines)))
    assert {record.wikidata for record in found} == {900001, 900022}
    assert [one.partition(": not an item of Wikidata: ")[0] for one in told] == [
        "slice.json, line 3",
        "slice.json, line 4",
    ]


@pytest.mark.parametrize(
    ("time", "precision", "day"),
    [
        ("+1970-05-01T00:00:00Z", 11, "1970-05-01"),
        ("+1970-05-00T00:00:00Z", 10, "1970-05"),
        ("+1970-01-01T00:00:00Z", 9, "1970"),
        ("+1900-00-00T00:00:00Z", 7, None),
        ("-0044-03-15T00:00:00Z", 11, None),
    ],
)
def test_wikidata_dates_are_as_exact_as_they_are_given(
    tmp_path: Path, time: str, precision: int, day: str | None
) -> None:
    path = written(tmp_path / "slice.json", dump([item(1, "Anna Berg", P31=5, P569=[None, (time, precision)])]))
    assert [record.born for record in records(path)[0]] == [day]


def test_followthemoney(tmp_path: Path) -> None:
    lines = [
        json.dumps(ENTITY),
        "{",
        json.dumps({"id": "a-1", "schema": "Address", "properties": {"full": ["Quay 1"]}}),
        json.dumps({"id": "v-1", "caption": "Nordlys", "schema": "Vessel", "properties": {"flag": ["no"]}}),
        json.dumps({"id": "c-1", "caption": "Берг", "schema": "Company", "properties": {"name": ["Berg Shipping AS"]}}),
        json.dumps({"id": "c-2", "caption": "Берг", "schema": "Company", "properties": {"name": ["Берг"]}}),
        '{"id": "x", "schema": "Person", "properties": {"name": "text"}}',
    ]
    found, told = records(written(tmp_path / "e.json", "\n".join(lines)))
    assert [(record.label, record.type, record.wikidata, record.source) for record in found] == [
        ("Anna Berg", "Person", 900001, "NK-1"),
        ("Nordlys", "Product", None, "v-1"),
        ("Berg Shipping AS", "Organization", None, "c-1"),
    ]
    anna = found[0]
    assert (anna.aliases, anna.country, anna.gender) == (("Anna K. Berg",), "Norway", "f")
    assert (anna.roles, anna.places, anna.born) == (("Minister of Harbours",), ("Bergen",), "1970-05-01")
    assert [one.partition(":")[0] for one in told] == ["e.json, line 2", "e.json, line 7"]


def test_popolo(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "Norway" / "Storting"
    folder.mkdir(parents=True)
    found, told = records(written(folder / "ep-popolo-v1.0.json", json.dumps(POPOLO, indent=1)))
    anna, party, _ = found
    assert (anna.label, anna.wikidata, anna.country, anna.kind) == ("Anna Berg", 900001, "Norway", "politician")
    assert (anna.roles, anna.places) == (("member",), ("Hordaland", "Storting", "Harbour Party"))
    assert (party.label, party.type, party.kind) == ("Harbour Party", "Organization", "party")
    assert [one.partition(":")[0] for one in told] == ["ep-popolo-v1.0.json, person 2"]


def test_popolo_that_is_cut_off_is_told(tmp_path: Path) -> None:
    found, told = records(written(tmp_path / "p.json", json.dumps(POPOLO)[:-20]))
    assert (found, [one.partition(":")[0] for one in told]) == ([], ["p.json"])


def test_geonames(tmp_path: Path) -> None:
    lines = [
        place(1, "Bergen", alternates="Björgvin,Берген,Bergen", population=285000),
        place(2, "Bergen", country="DE", population=12000),
        place(3, "Kingdom of Norway", **{"class": "A", "code": "PCLI"}, population=5000000),
        "4\tToo short",
        place(5, "Old Quay", **{"class": "S", "code": "PIER"}, population=""),
        place(6, "Nowhere", population="many"),
        place(7, "Oslo", code="PPLC", population=580000),
    ]
    found, told = records(written(tmp_path / "NO.txt", "\n".join(lines) + "\n"))
    assert [(r.label, r.type, r.kind, r.country, r.source) for r in found] == [
        ("Bergen", "Place", "city", "Norway", "geonames:1"),
        ("Bergen", "Place", "city", "Germany", "geonames:2"),
        ("Norway", "Country", "country", None, "geonames:3"),
        ("Old Quay", "Facility", None, "Norway", "geonames:5"),
        ("Oslo", "Place", "capital", "Norway", "geonames:7"),
    ]
    assert found[0].aliases == ("Björgvin",)
    assert [one.partition(":")[0] for one in told] == ["NO.txt, line 4", "NO.txt, line 6"]
    few, _ = records(tmp_path / "NO.txt", Filters(population=100000, countries=frozenset({"Norway"})))
    assert [record.source for record in few] == ["geonames:1", "geonames:3", "geonames:7"]


SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
<https://example.org/1> a schema:Person ; skos:prefLabel "Anna Berg"@en ; skos:altLabel "Anna K. Berg"@en ;
    skos:exactMatch <http://www.wikidata.org/entity/Q900001> .
"""


def test_skos_packed_or_not_and_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.ttl.gz").write_bytes(gzip.compress(SKOS.encode()))
    for path in (written(tmp_path / "a.ttl", SKOS), tmp_path / "a.ttl.gz"):
        found, told = records(path)
        assert [(r.label, r.type, r.wikidata, r.aliases) for r in found] == [
            ("Anna Berg", "Person", 900001, ("Anna K. Berg",))
        ]
        assert told == []
    found, told = records(written(tmp_path / "b.ttl", SKOS[:-60]))
    assert found == []
    assert len(told) == 1
    assert told[0].startswith("b.ttl: not turtle")


def test_csv_with_our_columns(tmp_path: Path) -> None:
    text = (
        "label;type;aliases;wikidata;born;roles;country\nAnna Berg;Person;A. Berg|Anna K. Berg;Q900001;1970;minister;NO\n"
        "Bad;Dog;;;;;\nToo;Person;;;;;;much\n\nBad Link;Person;;Q0;;;\n"
    )
    found, told = records(written(tmp_path / "own.csv", text))
    assert [(r.label, r.aliases, r.wikidata, r.born, r.roles, r.country) for r in found] == [
        ("Anna Berg", ("A. Berg", "Anna K. Berg"), 900001, "1970", ("minister",), "Norway")
    ]
    assert [one.partition(":")[0] for one in told] == ["own.csv, line 3", "own.csv, line 4", "own.csv, line 6"]


def test_csv_with_other_columns_that_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "other.csv", "name,qid,remark\nAnna Berg,Q900001,x\n")
    with pytest.raises(
        SchemaError, match="unknown column 'name'; name those that are meant, as in --column label=name"
    ):
        records(path)
    found, told = records(path, columns={"label": "name", "wikidata": "qid"})
    assert [(r.label, r.type, r.wikidata) for r in found] == [("Anna Berg", "Thing", 900001)]
    assert told == []
    with pytest.raises(SchemaError, match="no column 'nom'; there are name, qid, remark"):
        records(path, columns={"label": "nom"})


def test_json_lines(tmp_path: Path) -> None:
    text = '{"label": "Anna Berg", "type": "Person", "roles": ["minister"]}\n[]\n{"type": "Person"}\n{"label": 7}\n'
    found, told = records(written(tmp_path / "own.jsonl", text))
    assert [record.label for record in found] == ["Anna Berg", "7"]
    assert [one.partition(":")[0] for one in told] == ["own.jsonl, line 2", "own.jsonl, line 3"]


@pytest.mark.parametrize("packed", ["gz", "bz2", "xz", "zip"])
def test_packed_files_are_told_by_their_bytes(tmp_path: Path, packed: str) -> None:
    text = (place(1, "Bergen") + "\n").encode()
    path = tmp_path / "places.bin"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "x")
            archive.writestr("NO.txt", text)
    else:
        path.write_bytes({"gz": gzip, "bz2": bz2, "xz": lzma}[packed].compress(text))
    assert [record.label for record in records(path)[0]] == ["Bergen"]


@pytest.mark.parametrize("module", [gzip, bz2, lzma])
def test_packed_file_that_is_cut_off_gives_what_stood_before(tmp_path: Path, module: object) -> None:
    lines = [place(n, f"Bergen {n}", population=n * 7919 % 9973) for n in range(20000)]
    content = module.compress("\n".join(lines).encode())
    path = tmp_path / "NO.gz"
    path.write_bytes(content[: len(content) // 2])
    found, told = records(path, named="geonames")
    assert found[:2] == records(written(tmp_path / "NO.txt", "\n".join(lines)))[0][:2] or not found
    assert len([one for one in told if "damaged or cut off" in one]) == 1


def test_line_without_an_end_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "NO.txt"
    with path.open("wb") as file:
        file.write(place(1, "Bergen").encode() + b"\n")
        file.seek(2 * LONGEST_LINE, 1)  # a hole: zeros that take no disk
        file.write(b"\n" + place(2, "Oslo").encode() + b"\n")
    found, told = records(path)
    assert [record.label for record in found] == ["Bergen", "Oslo"]
    assert told == ["NO.txt, line 2: longer than 64 MB"]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("no", "Norway"),
        ("NO", "Norway"),
        ("Q20", "Norway"),
        ("Norway", "Norway"),
        ("us-ny", "United States"),
        ("zz", None),
    ],
)
def test_country_of(value: str, label: str | None) -> None:
    assert country_of(value) == label


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1970-05-01T00:00", "1970-05-01"),
        ("1970", "1970"),
        ("1970-00-00", "1970"),
        ("0000", None),
        ("c. 1970", None),
        (7, None),
    ],
)
def test_day_of(value: object, day: str | None) -> None:
    assert day_of(value) == day


def test_every_format_has_a_name_of_the_command_line() -> None:
    from kg.cli.naming import AuthorityForm

    assert {form.name for form in FORMATS} == {form.value for form in AuthorityForm}
