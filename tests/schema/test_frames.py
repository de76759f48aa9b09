"""The notation of frames, which of them fits, and which contradict each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.schema.frames import Frame, Pattern, conflict, fit_frame, parse_frames

ANY = frozenset({"Person", "Country", "Product"})
TYPES = {"S": ANY, "O": ANY, "T": ANY}
GROUPS = {**{name: frozenset({name}) for name in ANY}, "agent": frozenset({"Person", "Country"})}
MARKERS = ("subject", "object", "dative", "to", "from", "with", "as")

# pattern, kind, then for each frame: lemma, subject, object and theme markers, inverse
READ = [
    ("S supply O with:T?", "verb", [("supply", "subject", "object", "with", False)]),
    ("S supply T? to:O", "verb", [("supply", "subject", "to", "object", False)]),
    ("O receive T? from:S", "verb", [("receive", "subject", "from", "object", True)]),
    ("S give O T", "verb", [("give", "subject", "dative", "object", False)]),
    ("S hand_over T to:O", "verb", [("hand over", "subject", "to", "object", False)]),
    ("S be_based in|out_of:O", "verb", [("be based", "subject", m, None, False) for m in ("in", "out of")]),
    (
        "S impose|place sanction on:O",
        "verb",
        [(f"{verb} sanction", "subject", "on", None, False) for verb in ("impose", "place")],
    ),
    ("attack 's|by:S? on:O", "noun", [("attack", marker, "on", None, False) for marker in ("'s", "by")]),
    ("purchase 's:O of:T? from:S", "noun", [("purchase", "'s", "from", "of", True)]),
    ("S wife of:O", "role", [("wife", "subject", marker, None, False) for marker in ("of", "'s")]),
    ("S CEO at:O", "role", [("ceo", "subject", marker, None, False) for marker in ("at", "'s")]),
    ("S call on|to:O to:T?", "verb", [("call", "subject", "on", "to", False)]),
]

WRONG = [
    ("", "verb", "needs a lemma"),
    ("O receive", "verb", "needs a lemma, S and O once each"),
    ("S give O T S", "verb", "at most two slots without a marker"),
    ("S give O to:S", "verb", "S and O once each"),
    ("T please S to:O", "verb", "does not begin with T"),
    ("supply S O", "verb", "“supply” is neither"),
    ("S supply O with T", "verb", "“with” is neither"),
    ("S supply! O", "verb", "“supply!” is neither"),
    ("S O supply", "verb", "the lemma comes after the first slot"),
    ("S? supply O", "verb", "neither marker nor “?”"),
    ("by:S supply O", "verb", "neither marker nor “?”"),
    ("S x to:O to:T", "verb", "the same marker"),
    ("S x with:O[Planet]", "verb", "unknown type “Planet”; known are Country, Person, Product, agent"),
    ("S attack on:O", "noun", "the lemma comes first"),
    ("attack S on:O", "noun", "needs a marker"),
    ("attack by:S on:O there", "noun", "“there” is neither"),
    ("S wife O", "role", "needs a marker"),
]


def read(pattern: str, kind: Pattern = "verb", relation: str = "r") -> list[Frame]:
    return parse_frames(pattern, kind, relation, TYPES, GROUPS)


@pytest.mark.parametrize(("pattern", "kind", "expected"), READ)
def test_notation(pattern: str, kind: Pattern, expected: list[tuple[str, str, str, str | None, bool]]) -> None:
    found = [
        (f.lemma, f.subject.marker, f.object.marker, f.theme.marker if f.theme else None, f.inverse)
        for f in read(pattern, kind)
    ]
    assert found == expected


@pytest.mark.parametrize(("pattern", "kind", "message"), WRONG)
def test_notation_wrong(pattern: str, kind: Pattern, message: str) -> None:
    with pytest.raises(SchemaError, match=message.replace("?", r"\?")):
        read(pattern, kind)


def test_notation_required_and_narrower() -> None:
    (frame,) = read("S give O[agent] T?")
    assert [slot.required for slot in frame.slots] == [False, True, False]
    assert frame.object.types == {"Person", "Country"}
    with pytest.raises(SchemaError, match="none of the types"):
        parse_frames("S give O[Country]", "verb", "r", {**TYPES, "O": frozenset({"Person"})}, GROUPS)


def test_predicate() -> None:
    patterns = ("O receive T from:S", "S supply O", "S meet and:O", "S give O T", "S vote in_favour_of:O")
    assert [frame.predicate for pattern in patterns for frame in read(pattern)] == [
        "receive from",
        "supply",
        "meet",
        "give",
        "vote in favour of",
    ]
    assert [frame.predicate for frame in read("S wife of:O", "role")] == ["wife of", "wife of"]


def test_fit_most_slots_win() -> None:
    frames = (*read("S supply O with:T?", relation="a"), *read("S supply T to:O", relation="b"))
    for present, relation in (
        ({"subject": "Country", "object": "Country"}, "a"),
        ({"subject": "Country", "object": "Country", "with": "Product"}, "a"),
        ({"subject": "Country", "object": "Product", "to": "Country"}, "b"),
        ({"object": "Product", "to": "Country"}, "b"),
    ):
        found = fit_frame(frames, present)
        assert found is not None and found.relation == relation


def test_fit_not_when_an_object_has_no_place() -> None:
    frames = read("S move to:O")
    assert fit_frame(frames, {"subject": "Person", "to": "Country"}) is frames[0]
    assert fit_frame(frames, {"subject": "Person", "object": "Product", "to": "Country"}) is None
    assert fit_frame(read("S give T to:O"), {"subject": "Person", "dative": "Person", "to": "Person"}) is None


def test_fit_not_when_a_type_is_wrong() -> None:
    frames = read("S supply O[Country] with:T[Person]?")
    assert fit_frame(frames, {"subject": "Person", "object": "Person"}) is None
    assert fit_frame(frames, {"subject": "Person", "object": "Country", "with": "Product"}) is None
    assert fit_frame(frames, {"subject": "Person", "object": "Country", "with": None}) is frames[0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("S lead O", "S lead O", True),
        ("S lead O[Person]", "S lead O[Country]", False),
        ("S lead O[agent]", "S lead O[Country]", True),
        ("S lead O", "O lead S", True),
        ("S supply O with:T?", "S supply T to:O", False),
        ("S supply O with:T?", "S supply O", True),
        ("S supply O with:T", "S supply O", False),
        ("S vote for:O", "S vote against:O", False),
        ("S fire T at:O", "S fire O", False),
    ],
)
def test_conflict(first: str, second: str, expected: bool) -> None:
    (one,), (other,) = read(first, relation="a"), read(second, relation="b")
    assert conflict(one, other) is conflict(other, one) is expected
    assert not conflict(one, one)


@given(st.dictionaries(st.sampled_from(MARKERS), st.sampled_from([*sorted(ANY), None]), max_size=6))
def test_fit_gives_only_what_fits(present: dict[str, str | None]) -> None:
    frames = (
        *read("S supply O[agent] with:T?", relation="a"),
        *read("S supply T? to:O", relation="a"),
        *read("O take T? from:S", relation="b"),
        *read("S name O[Person] as:T?", relation="c"),
        *read("S give O T[Product]", relation="d"),
    )
    found = fit_frame(frames, present)
    if found is None:
        return
    assert found.filled(present) == max(frame.filled(present) for frame in frames)
    assert {found.subject.marker, found.object.marker} & present.keys()
    assert all(slot.accepts(present[slot.marker]) for slot in found.slots if slot.marker in present)
    assert {"object", "dative"} & present.keys() <= {slot.marker for slot in found.slots}
