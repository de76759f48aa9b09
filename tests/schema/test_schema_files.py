"""A user's own schema: what it adds, what it restricts, and what is told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.schema.relations import Match, Relations, fit_frame, load_relations

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix kg: <https://kg.example/ns#> .
@prefix ex: <http://example.org/terms#> .
"""


def load(tmp_path: Path, text: str, name: str = "own.toml") -> Relations:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_relations(path)


def ontology(tmp_path: Path, text: str) -> Relations:
    return load(tmp_path, PREFIXES + text, "own.ttl")


def test_toml_adds_a_relation(tmp_path: Path) -> None:
    relations = load(
        tmp_path,
        """
        [types]
        vessel = ["Product", "Facility"]

        [relations.berth-at]
        label = "berths at"
        converse = "is the berth of"
        subject = ["vessel"]
        object = ["Place", "Facility"]
        object_role = "location"
        frames = ["S berth|moor at:O"]
        nouns = ["mooring of:S at:O"]
        roles = ["O berth of:S"]
        mappings = ["http://example.org/berth", "^schema:location"]
        """,
    )
    assert len(relations) == len(load_relations()) + 1
    relation = relations["berth-at"]
    assert (relation.label, relation.converse, relation.object_role) == ("berths at", "is the berth of", "location")
    assert relation.subject == {"Product", "Facility"}
    assert [(term.iri, term.inverse) for term in relation.mappings] == [
        ("http://example.org/berth", False),
        ("https://schema.org/location", True),
    ]
    assert relations.match("moor at", "Product", "Place") == Match("berth-at", False)
    assert relations.match("moor at", "Person", "Place") is None
    assert relations.match("be berth of", "Place", "Product") == Match("berth-at", True)
    assert relations.match("supply", "Country", "Country") == Match("supply", False)


def test_toml_adds_words_to_a_built_in_relation(tmp_path: Path) -> None:
    relations = load(tmp_path, '[relations.supply]\nlabel = "provides"\nframes = ["S provision O with:T?"]\n')
    built_in = load_relations()["supply"]
    assert relations["supply"].label == "provides"
    assert relations["supply"].description == built_in.description
    assert relations["supply"].object == built_in.object
    assert relations.match("provision", "Country", "Country") == Match("supply", False)
    assert relations.match("receive from", "Country", "Country") == Match("supply", True)


def test_toml_only_restricts(tmp_path: Path) -> None:
    text = 'only = true\n[relations.sell]\n[relations.moor]\nframes = ["S moor O"]\n'
    relations = load(tmp_path, text)
    assert sorted(relation.name for relation in relations) == ["moor", "sell"]
    assert relations.match("buy from", "Country", "Country") == Match("sell", True)
    assert relations.match("supply", "Country", "Country") is None
    assert relations["sell"].broader == "supply"


def test_a_users_frame_counts_before_a_built_in_one(tmp_path: Path) -> None:
    relations = load(tmp_path, '[relations.arm]\nsubject = ["Country"]\nframes = ["S arm O with:T?"]\n')
    assert relations.match("arm", "Country", "Country") == Match("arm", False)
    assert fit_frame(relations.frames("arm"), {"subject": "Country", "object": "Group"}) is not None
    assert relations.match("equip", "Country", "Country") == Match("supply", False)


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeff[relations.moor]\nframes = ["S moor O"]\n')["moor"].label == "moor"


WRONG_TOML = [
    ("only = maybe", r"own\.toml: not TOML: .*line 1"),
    ('name = "x"', r"own\.toml: unknown key “name”; known are only, types and relations"),
    ('only = "yes"', r"own\.toml: Expected `bool`, got `str`"),
    ("[relations]\nmoor = 3", r"own\.toml: Expected `object`, got `int`"),
    ('[types]\nvessel = ["Ship"]', r"group of types “vessel”: “Ship” is unknown; types are Country"),
    ('[types]\nPerson = ["Group"]', r"group of types “Person”: a type has this name"),
    ("[relations.Moor_At]", r"own\.toml:1: relation “Moor_At”: a name is of small letters"),
    ("\n[relations.moor]\ncolour = 1", r"own\.toml:2: relation “moor”: Object contains unknown field `colour`"),
    (
        '[relations.moor]\nlabel = "moors"\nsubject = ["Ship"]',
        r"own\.toml:3: relation “moor”: unknown type “Ship” as subject; known are Country, .*agent",
    ),
    (
        '[relations.moor]\nframes = ["S moor at:O",\n "S moor O at"]',
        r"own\.toml:3: relation “moor”: “at” is neither a lemma in its place nor a slot .*, in “S moor O at”",
    ),
    ('[relations.moor]\nobject_role = "patient"', r"own\.toml:1: relation “moor”: Invalid enum value 'patient'"),
    ('[relations.moor]\nmappings = ["P108"]', r"own\.toml:2: relation “moor”: “P108” is no IRI"),
    ('[relations.moor]\nmappings = ["http://a b"]', r"own\.toml:2: relation “moor”: “http://a b” is no IRI"),
    (
        '[relations.moor]\nsymmetric = true\nconverse = "is moored by"',
        r"own\.toml:3: relation “moor”: a symmetric relation is its own converse",
    ),
    (
        '[relations.moor]\nframes = ["S moor O"]\n[relations.berth]\nframes = ["O moor S"]',
        r"own\.toml:4: relation “berth”: “moor” would be it and “moor” with the same words and types",
    ),
    ('[relations.moor]\nbroader = "dock"', r"own\.toml:2: relation “moor”: its broader relation “dock” is not there"),
    (
        '[relations.moor]\nbroader = "dock"\n[relations.dock]\nbroader = "moor"',
        r"own\.toml:2: relation “moor”: broader relations run in a ring: moor, dock, moor",
    ),
    (
        '[relations.moor]\nconverse = "host-ship"\n[relations.host-ship]\nconverse = "moor"',
        r"own\.toml:2: relation “moor”: its converse is the relation “host-ship”: keep one",
    ),
    (
        '[relations.buy-from]\nconverse = "sells to"',
        r"own\.toml:2: relation “buy-from”: its converse is the relation “sell”: keep one",
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG_TOML)
def test_toml_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        load(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"none\.toml: cannot be read: No such file"):
        load_relations(tmp_path / "none.toml")
    with pytest.raises(SchemaError, match=r"own\.csv: not a schema by its name; expected one of \.owl"):
        load(tmp_path, "", "own.csv")
    (tmp_path / "own.toml").write_bytes(b"# \xff")
    with pytest.raises(SchemaError, match=r"own\.toml: not UTF-8 text, at byte 2"):
        load_relations(tmp_path / "own.toml")


def test_owl_property_becomes_a_relation(tmp_path: Path) -> None:
    relations = ontology(
        tmp_path,
        """
        ex:Mooring rdfs:subClassOf ex:Facility .
        ex:insuresShip a owl:ObjectProperty, owl:FunctionalProperty ;
          rdfs:label "insures"@en , "versichert"@de ; skos:altLabel "is insurer of"@en ;
          rdfs:comment "Pays for its losses."@en ;
          rdfs:domain [ a owl:Class ; owl:unionOf ( ex:Organisation ex:Country ) ] ; rdfs:range ex:Mooring ;
          rdfs:subPropertyOf ex:protects ; skos:exactMatch ex:coverage .
        ex:protects a owl:ObjectProperty .
        """,
    )
    relation = relations["insures-ship"]
    assert (relation.label, relation.description) == ("insures", "Pays for its losses.")
    assert relation.functional and not relation.symmetric
    assert relation.subject == {"Organization", "Country"}
    assert relation.object == {"Facility"}
    assert relation.broader == "protects"
    assert [term.iri for term in relation.mappings] == [
        "http://example.org/terms#insuresShip",
        "http://example.org/terms#coverage",
    ]
    assert relations.match("insure", "Organization", "Facility") == Match("insures-ship", False)
    assert relations.match("be insurer of", "Country", "Facility") == Match("insures-ship", False)
    assert relations.match("insure", "Person", "Facility") is None
    assert relations.match("protect", "Person", "Event") == Match("protects", False)


def test_owl_inverse_properties_meet_in_one(tmp_path: Path) -> None:
    relations = ontology(
        tmp_path,
        """
        ex:tutors a owl:ObjectProperty ; rdfs:domain ex:Person ; rdfs:range ex:Group .
        ex:learnsFrom a owl:ObjectProperty ; owl:inverseOf ex:tutors ; rdfs:label "learns from" ;
          kg:frame "S take T from:O" .
        """,
    )
    assert "learns-from" not in relations.by_name
    assert relations["tutors"].converse == "learns from"
    assert relations.match("tutor", "Person", "Group") == Match("tutors", False)
    assert relations.match("learn from", "Group", "Person") == Match("tutors", True)
    assert relations.match("learn from", "Person", "Group") is None
    lesson = {"subject": "Group", "object": "Thing", "from": "Person"}
    frame = fit_frame(relations.frames("take"), lesson)
    assert frame is not None and (frame.relation, frame.inverse) == ("tutors", True)


def test_owl_inverse_said_both_ways_takes_types_from_either(tmp_path: Path) -> None:
    relations = ontology(
        tmp_path,
        """
        ex:tutors a rdf:Property ; owl:inverseOf ex:pupilOf .
        ex:pupilOf a rdf:Property ; owl:inverseOf ex:tutors ; rdfs:domain ex:Group ; rdfs:range ex:Person .
        """,
    )
    assert "tutors" not in relations.by_name
    assert relations["pupil-of"].subject == {"Group"}
    assert relations.match("tutor", "Person", "Group") == Match("pupil-of", True)
    assert relations.match("be pupil of", "Group", "Person") == Match("pupil-of", False)


LABELS = [
    ("insures", "insure", False),
    ("supplies power to", "supply power to", False),
    ("is anchored in", "be anchored in", False),
    ("anchored in", "be anchored in", False),
    ("is near", "be near", False),
    ("is the insurer of", "be insurer of", False),
    ("insurer of", "be insurer of", False),
    ("has insurer", "be insurer of", True),
    ("pushes", "push", False),
    ("bosses", "boss", False),
    ("tows", "tow", False),
    ("tow", "tow", False),
]


@pytest.mark.parametrize(("label", "lemma", "inverse"), LABELS)
def test_owl_labels_are_words(tmp_path: Path, label: str, lemma: str, inverse: bool) -> None:
    relations = ontology(tmp_path, f'ex:p a owl:ObjectProperty ; rdfs:label "{label}" .')
    assert relations.match(lemma, "Person", "Product") == Match("p", inverse)


def test_owl_passive_labels_are_left_out(tmp_path: Path) -> None:
    relations = ontology(tmp_path, 'ex:towing a owl:ObjectProperty ; rdfs:label "is towed by" .')
    assert relations["towing"].label == "is towed by"
    assert relations.frames("be towed") == ()


def test_owl_symmetric_and_data_properties(tmp_path: Path) -> None:
    relations = ontology(
        tmp_path,
        """
        ex:neighbours a owl:SymmetricProperty .
        ex:tonnage a rdf:Property ; rdfs:range xsd:integer .
        ex:name a owl:DatatypeProperty .
        """,
    )
    assert relations["neighbours"].symmetric
    assert relations["neighbours"].converse is None
    assert not {"tonnage", "name"} & relations.by_name.keys()


def test_owl_in_rdf_xml(tmp_path: Path) -> None:
    relations = load(
        tmp_path,
        """<?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#">
          <owl:ObjectProperty rdf:about="http://example.org/terms#tows">
            <rdfs:range rdf:resource="http://example.org/terms#Product"/>
          </owl:ObjectProperty>
        </rdf:RDF>""",
        "own.owl",
    )
    assert relations.match("tow", "Person", "Product") == Match("tows", False)


WRONG_OWL = [
    (
        "ex:p a owl:ObjectProperty ; rdfs:domain ex:Planet .",
        r"relation “p”: unknown type “.*#Planet” as subject; make it",
    ),
    ("ex:p a owl:ObjectProperty ; owl:inverseOf ex:p .", r"relation “p”: is its own inverse"),
    (
        "ex:p a owl:ObjectProperty ; owl:inverseOf ex:q . ex:q a owl:ObjectProperty ; owl:inverseOf ex:r . "
        "ex:r a owl:ObjectProperty ; owl:inverseOf ex:p .",
        r"relation “p”: has 2 inverses, .*#q, .*#r; expected one at most",
    ),
    ("ex:Ship a owl:Class .", r"own\.ttl: declares no object property"),
    (
        "ex:p a owl:ObjectProperty . <http://other.example/p> a owl:ObjectProperty .",
        r"relation “p”: both .*#p and http://other\.example/p have this name",
    ),
    (
        'ex:p a owl:ObjectProperty ; kg:frame "S tow with O" .',
        r"own\.ttl: relation “p”: “with” before a slot is written with:O",
    ),
    ("ex:p a owl:ObjectProperty ;;; , .", r"own\.ttl:\d+: not Turtle: "),
    ("nobody:p a owl:ObjectProperty .", r"own\.ttl:\d+: not Turtle: "),
]


@pytest.mark.parametrize(("text", "message"), WRONG_OWL)
def test_owl_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        ontology(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_owl_wrong_xml(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"own\.rdf:2: not RDF/XML: "):
        load(tmp_path, '<?xml version="1.0"?>\n<rdf:RDF', "own.rdf")
