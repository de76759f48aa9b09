from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve import ChainSummary, resolve_chains

Chain = Callable[..., ChainSummary]
GroupsOf = Callable[..., set[frozenset[str]]]

MOSCOW_BEAT = ("Q159", "Q212", "sergey lavrov")

# What it is about, the chains (document, number, label, type, the rest), the groups of more than one that they make.
CASES: list[tuple[str, list[tuple[str, int, str, str, dict[str, Any]]], set[frozenset[str]]]] = [
    (
        "one Q-id, different names",
        [("a", 0, "Russia", "Country", {"wikidata": "Q159"}), ("b", 0, "Moscow", "Country", {"wikidata": "Q159"})],
        {frozenset({"a0", "b0"})},
    ),
    (
        "one full name in several spellings",
        [
            ("a", 0, "Kim Jong Un", "Person", {}),
            ("b", 0, "Kim Jong-un", "Person", {}),
            ("c", 0, "KIM JONG UN", "Person", {}),
        ],
        {frozenset({"a0", "b0", "c0"})},
    ),
    (
        "one full name, two Q-ids: neither the two nor the third without one",
        [
            ("a", 0, "Michael Jordan", "Person", {"wikidata": "Q1"}),
            ("b", 0, "Michael Jordan", "Person", {"wikidata": "Q2"}),
            ("c", 0, "Michael Jordan", "Person", {}),
        ],
        set(),
    ),
    (
        "a full name that one document gives to two people is joined only where something supports it",
        [
            ("a", 0, "Ivan Petrenko", "Person", {"near": ("dynamo", "shakhtar")}),
            ("a", 1, "Ivan Petrenko", "Person", {"near": ("naftogaz", "gazprom")}),
            ("b", 0, "Ivan Petrenko", "Person", {"near": ("naftogaz", "gazprom")}),
            ("c", 0, "Ivan Petrenko", "Person", {}),
        ],
        {frozenset({"a1", "b0"})},
    ),
    (
        "a surname alone is the one whom three documents name in full, also beside him, unless a namesake is there",
        [
            *((name, 0, "Bernie Sanders", "Person", {}) for name in "abcde"),
            ("f", 0, "Anna Sanders", "Person", {}),
            ("g", 0, "Sanders", "Person", {}),
            ("a", 1, "Sanders", "Person", {}),
            ("f", 1, "Sanders", "Person", {}),
        ],
        {frozenset({"a0", "b0", "c0", "d0", "e0", "g0", "a1"})},
    ),
    (
        "a surname alone is nobody known where two are called so, or where a role speaks against it",
        [
            *((name, 0, "Bernie Sanders", "Person", {"roles": ("senator",)}) for name in "abc"),
            *((name, 0, "Anna Sanders", "Person", {}) for name in "de"),
            ("g", 0, "Sanders", "Person", {}),
            *((name, 0, "Ted Berg", "Person", {"roles": ("senator",)}) for name in "hij"),
            ("k", 0, "Berg", "Person", {"roles": ("goalkeeper",)}),
        ],
        {frozenset({"a0", "b0", "c0"}), frozenset({"d0", "e0"}), frozenset({"h0", "i0", "j0"})},
    ),
    (
        "a word of a headline before a full name; not another given name",
        [
            ("a", 0, "Fault Ted Berg", "Person", {}),
            ("b", 0, "Ted Berg", "Person", {}),
            ("c", 0, "Mary Ann Lee", "Person", {}),
            ("d", 0, "Ann Lee", "Person", {}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "the plural of what is called by a number",
        [("a", 0, "A380", "Product", {}), ("b", 0, "A380s", "Product", {})],
        {frozenset({"a0", "b0"})},
    ),
    (
        "chains that their document gives to one entity",
        [("a", 0, "Yonhap", "Organization", {"entity": "y"}), ("a", 4, "Yonhap", "Organization", {"entity": "y"})],
        {frozenset({"a0", "a4"})},
    ),
    (
        "a person and a company of one name stay two",
        [("a", 0, "Hewlett Packard", "Person", {}), ("b", 0, "Hewlett Packard", "Organization", {})],
        set(),
    ),
    (
        "a work and an organisation of one name are one: extractors mix these up",
        [("a", 0, "Nuclear Posture Review", "Work", {}), ("b", 0, "Nuclear Posture Review", "Law", {})],
        {frozenset({"a0", "b0"})},
    ),
    (
        "acronym that one document spells out",
        [
            ("a", 0, "Harbour Safety Review Board", "Organization", {"names": ("HSRB",)}),
            ("b", 0, "HSRB", "Organization", {}),
            ("c", 0, "HSRB", "Organization", {}),
        ],
        {frozenset({"a0", "b0", "c0"})},
    ),
    (
        "acronym of three letters, which many have, needs support even so",
        [
            ("a", 0, "Harbour Safety Board", "Organization", {"names": ("HSB",), "near": ("Q36", "gdansk")}),
            ("b", 0, "HSB", "Organization", {"near": ("Q36", "gdansk")}),
            ("c", 0, "HSB", "Organization", {}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "acronym that two things have",
        [
            ("a", 0, "Harbour Safety Board", "Organization", {"names": ("HSB",)}),
            ("b", 0, "Highland Savings Bank", "Organization", {"names": ("HSB",)}),
            ("c", 0, "HSB", "Organization", {}),
        ],
        set(),
    ),
    (
        "acronym by its letters alone needs support",
        [
            ("a", 0, "Harbour Safety Board", "Organization", {"near": ("Q36", "gdansk")}),
            ("b", 0, "HSB", "Organization", {"near": ("Q36", "gdansk")}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "acronym by its letters alone, unsupported",
        [("a", 0, "Harbour Safety Board", "Organization", {}), ("b", 0, "HSB", "Organization", {})],
        set(),
    ),
    (
        "short name that a document explains",
        [
            ("a", 0, "Yonhap News Agency", "Organization", {"names": ("Yonhap",)}),
            ("b", 0, "Yonhap", "Organization", {}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "surname with the same role",
        [
            ("a", 0, "John Kirby", "Person", {"names": ("Kirby",), "roles": ("spokesman",)}),
            ("b", 0, "Kirby", "Person", {"roles": ("spokesman",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "surname with the same neighbours",
        [("a", 0, "John Kirby", "Person", {"near": MOSCOW_BEAT}), ("b", 0, "Kirby", "Person", {"near": MOSCOW_BEAT})],
        {frozenset({"a0", "b0"})},
    ),
    (
        "surname alone",
        [("a", 0, "John Kirby", "Person", {"near": MOSCOW_BEAT}), ("b", 0, "Kirby", "Person", {"near": ("Q159",)})],
        set(),
    ),
    (
        "surname that two people of the corpus have",
        [
            ("a", 0, "Kim Jong Un", "Person", {"names": ("Kim",), "near": MOSCOW_BEAT}),
            ("b", 0, "Kim Yo Jong", "Person", {"names": ("Kim",), "near": MOSCOW_BEAT}),
            ("c", 0, "Kim", "Person", {"near": MOSCOW_BEAT}),
            ("d", 0, "Kim", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "surname that its own document keeps apart from the full name",
        [
            ("a", 0, "John Kirby", "Person", {"near": MOSCOW_BEAT}),
            ("a", 1, "Kirby", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "surnames without a full name: joined by what stands beside them",
        [
            ("a", 0, "Kuleba", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "Kuleba", "Person", {"near": MOSCOW_BEAT}),
            ("c", 0, "Kuleba", "Person", {"near": ("Q183",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "common surnames are not joined by what stands beside them",
        [("a", 0, "Lee", "Person", {"near": MOSCOW_BEAT}), ("b", 0, "Lee", "Person", {"near": MOSCOW_BEAT})],
        set(),
    ),
    (
        "common surnames with role and neighbour",
        [
            ("a", 0, "Lee", "Person", {"near": MOSCOW_BEAT, "roles": ("admiral",)}),
            ("b", 0, "Lee", "Person", {"near": MOSCOW_BEAT, "roles": ("admiral",)}),
            ("c", 0, "Lee", "Person", {"roles": ("admiral",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "surname with an initial",
        [
            ("a", 0, "John Kirby", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "J. Kirby", "Person", {"near": MOSCOW_BEAT}),
            ("c", 0, "M. Kirby", "Person", {"near": MOSCOW_BEAT}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "a middle initial",
        [
            ("a", 0, "John F. Kerry", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "John Kerry", "Person", {"near": MOSCOW_BEAT}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "short given names and middle names, with what is shared",
        [
            ("a", 0, "James B. Comerford", "Person", {"near": ("harbour office",)}),
            ("b", 0, "Jim Comerford", "Person", {"near": ("harbour office",)}),
            ("c", 0, "James Comerford", "Person", {"near": ("harbour office",)}),
            ("d", 0, "Jim Comerford", "Person", {"roles": ("goalkeeper",)}),
        ],
        {frozenset({"a0", "b0", "c0", "d0"})},
    ),
    (
        "short given names and middle names with nothing shared, and of a surname that many have with too little",
        [
            ("a", 0, "James B. Comerford", "Person", {}),
            ("b", 0, "Jim Comerford", "Person", {}),
            ("c", 0, "Robert Miller", "Person", {"near": ("harbour office",)}),
            ("d", 0, "Bob Miller", "Person", {"near": ("harbour office",)}),
        ],
        set(),
    ),
    (
        "a short given name that may be short for two who are there",
        [
            ("a", 0, "Patrick Toomes", "Person", {"near": ("harbour office",)}),
            ("b", 0, "Patricia Toomes", "Person", {"near": ("harbour office",)}),
            ("c", 0, "Pat Toomes", "Person", {"near": ("harbour office",)}),
        ],
        set(),
    ),
    (
        "father and son of one name",
        [
            ("a", 0, "Jim Comerford", "Person", {"near": ("harbour office",)}),
            ("b", 0, "James Comerford Jr.", "Person", {"near": ("harbour office",)}),
        ],
        set(),
    ),
    (
        "two surnames without the given name; not where two are called so, not with another role",
        [
            ("a", 0, "Debbie Wasserman Schultz", "Person", {}),
            ("b", 0, "Wasserman Schultz", "Person", {}),
            ("c", 0, "Marine Le Ponte", "Person", {}),
            ("d", 0, "Jeanne Le Ponte", "Person", {}),
            ("e", 0, "Le Ponte", "Person", {}),
            ("f", 0, "Justin Ki Hong", "Person", {"roles": ("teacher",)}),
            ("g", 0, "Ki Hong", "Person", {"roles": ("goalkeeper",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "a surname that some documents take for a body, where nearly all mean a person by it",
        [
            *((name, 0, "Donald Tromp", "Person", {"names": ("Tromp",)}) for name in "abcdghijk"),
            ("e", 0, "Tromp", "Organization", {}),
            ("f", 0, "Tromp Train", "Organization", {"names": ("Tromp",)}),
        ],
        {frozenset(f"{name}0" for name in "abcdeghijk")},
    ),
    (
        "a surname that as many documents have as a body's name stays the body's",
        [
            *((name, 0, "Harry Fordham", "Person", {"names": ("Fordham",)}) for name in "abc"),
            *((name, 0, "Fordham", "Organization", {}) for name in "efg"),
        ],
        {frozenset({"a0", "b0", "c0"}), frozenset({"e0", "f0", "g0"})},
    ),
    (
        "a body that one document takes for somebody; not somebody with an office or a given name",
        [
            *((name, 0, "Harbour Airlines", "Organization", {}) for name in "abc"),
            ("d", 0, "Harbour Airlines", "Person", {}),
            *((name, 0, "Morgan Stanley", "Organization", {}) for name in "efg"),
            ("h", 0, "Morgan Stanley", "Person", {}),
            *((name, 0, "Kerr Watkins", "Organization", {}) for name in "ijk"),
            ("l", 0, "Kerr Watkins", "Person", {"roles": ("goalkeeper",)}),
        ],
        {frozenset({"a0", "b0", "c0", "d0"}), frozenset({"e0", "f0", "g0"}), frozenset({"i0", "j0", "k0"})},
    ),
    (
        "middle initials that differ",
        [
            ("a", 0, "George W. Bush", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "George H. Bush", "Person", {"near": MOSCOW_BEAT}),
            ("c", 0, "George Bush", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "middle initials that differ, and nobody without one",
        [
            ("a", 0, "George W. Bush", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "George H. Bush", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "another spelling, supported",
        [
            ("a", 0, "Sergei Ryabkov", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "Sergey Ryabkov", "Person", {"near": MOSCOW_BEAT}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "another spelling, unsupported",
        [("a", 0, "Sergei Ryabkov", "Person", {}), ("b", 0, "Sergey Ryabkov", "Person", {})],
        set(),
    ),
    (
        "alike in letters, not word by word",
        [
            ("a", 0, "Kim Jong-un", "Person", {"near": MOSCOW_BEAT}),
            ("b", 0, "Kim Jong-il", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "generic names: which ministry is not said",
        [
            ("a", 0, "Defence Ministry", "Organization", {"near": MOSCOW_BEAT}),
            ("b", 0, "Defence Ministry", "Organization", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "generic names: the same person holds an office in both",
        [
            ("a", 0, "National Security Council", "Organization", {"roles": ("spokesman john kirby",)}),
            ("b", 0, "National Security Council", "Organization", {"roles": ("spokesman john kirby",)}),
            ("c", 0, "National Security Council", "Organization", {"roles": ("secretary oleksiy danilov",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "places that are one of many",
        [
            ("a", 0, "Springfield", "Place", {"near": ("Q1204", "lake michigan")}),
            ("b", 0, "Springfield", "Place", {"near": ("Q1204", "lake michigan")}),
            ("c", 0, "Springfield", "Place", {"near": ("Q771",)}),
        ],
        {frozenset({"a0", "b0"})},
    ),
    (
        "two spellings that their document failed to join do not spoil the name for all",
        [
            ("a", 0, "Kim Jong Un", "Person", {}),
            ("a", 1, "Kim Jong-un", "Person", {}),
            ("b", 0, "Kim Jong Un", "Person", {}),
        ],
        {frozenset({"a0", "a1", "b0"})},
    ),
    (
        "an alias with another first name joins nothing",
        [
            ("a", 0, "Ivan Petrenko", "Person", {"names": ("Irina Petrenko",), "near": MOSCOW_BEAT}),
            ("b", 0, "Irina Petrenko", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
    (
        "an alias with another country joins nothing",
        [
            ("a", 0, "Ukrainian Defence Ministry", "Organization", {"names": ("Russian Defence Ministry",)}),
            ("b", 0, "Russian Defence Ministry", "Organization", {}),
        ],
        set(),
    ),
    (
        "an alias that has nothing in common with the label joins nothing",
        [
            ("a", 0, "Kim Jong Un", "Person", {"names": ("Ri Sol Ju",), "near": MOSCOW_BEAT}),
            ("b", 0, "Ri Sol Ju", "Person", {"near": MOSCOW_BEAT}),
        ],
        set(),
    ),
]


@pytest.mark.parametrize(("chains", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cascade(
    chain: Chain,
    groups_of: GroupsOf,
    chains: list[tuple[str, int, str, str, dict[str, Any]]],
    expected: set[frozenset[str]],
) -> None:
    made = [chain(document, number, label, type_, **rest) for document, number, label, type_, rest in chains]
    assert groups_of(*made) == expected
    assert groups_of(*reversed(made)) == expected


def test_cascade_gazetteer_joins_the_names_of_an_entry(chain: Chain) -> None:
    gazetteer = Gazetteer.with_rows(
        [("row", {"label": "Harbour Board", "type": "Organization", "aliases": "Port Council"})]
    )
    chains = [
        chain("a", 0, "Harbour Board", "Organization"),
        chain("b", 0, "Port Council", "Organization"),
        chain("c", 0, "Port Council", "Person"),
    ]
    board, other = resolve_chains(chains, gazetteer=gazetteer).entities
    assert (board.id, board.label, board.chains) == ("Harbour_Board", "Harbour Board", (("a", 0), ("b", 0)))
    assert (other.id, other.type) == ("Port_Council", "Person")


def test_cascade_evidence_says_what_was_shared(chain: Chain, no_gazetteer: Gazetteer) -> None:
    chains = [
        chain("a", 0, "John Kirby", names=("Kirby",), roles=("spokesman",), near=("Q30",)),
        chain("b", 0, "Kirby", roles=("spokesman",), near=("Q30",)),
        chain("c", 0, "John Kirby"),
    ]
    resolution = resolve_chains(chains, gazetteer=no_gazetteer)
    assert [(e.rule, e.value, e.shared) for e in resolution.entities[0].evidence] == [
        ("name", "john kirby", ()),
        ("surname", "kirby", ("spokesman", "Q30")),
    ]
    assert resolution.evidence_of["b", 0].rule == "surname"
    assert resolution.evidence_of["c", 0].rule == "name"


def test_cascade_surname_beside_what_is_nobody_of_that_surname(chain: Chain) -> None:
    known = [chain(name, 0, "Steve Jobson") for name in "abcde"]
    once = replace(chain("f", 0, "U.S. Jobson"), starts=(0,))
    resolution = resolve_chains([*known, once, chain("f", 1, "Jobson")])
    assert resolution.entity_of["f", 1] == resolution.entity_of["a", 0] != resolution.entity_of["f", 0]


def test_cascade_review_lists_what_was_not_joined(chain: Chain, no_gazetteer: Gazetteer) -> None:
    chains = [
        chain("a", 0, "John Kirby", near=("Q30", "Q159")),
        chain("b", 0, "Kirby", near=("Q30",)),
        chain("c", 0, "Jack Kirby"),
        chain("d", 0, "Sergei Ryabkov"),
        chain("e", 0, "Sergey Ryabkov"),
        chain("f", 0, "Vladimir Putin"),
    ]
    review = resolve_chains(chains, gazetteer=no_gazetteer).review
    assert [(doubt.first, doubt.second, doubt.evidence.rule) for doubt in review] == [
        ("Sergei_Ryabkov", "Sergey_Ryabkov", "similarity"),
        ("John_Kirby", "Kirby", "surname"),
        ("Jack_Kirby", "John_Kirby", "initials"),
        ("Jack_Kirby", "Kirby", "surname"),
    ]
    assert review[0].score > review[1].score > review[2].score
