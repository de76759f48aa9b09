"""Which denials bear on which affirmations: a table of phrases, and what has no words to compare."""

from __future__ import annotations

import pytest

from kg.graph.stated import Thing
from kg.query.likeness import bears_on, singular


def phrase(text: str, head: str | None = None, iri: str | None = None) -> Thing:
    return Thing(iri or f"doc#{text}", text, "Thing", None, head or text.split()[-1])


def entity(name: str) -> Thing:
    return Thing(f"ent:{name}", name, "Country", name, name)


@pytest.mark.parametrize(
    ("denied", "affirmed", "expected"),
    [
        ("missiles", "ballistic missiles", True),
        ("the ballistic missiles", "missiles", True),
        ("any such missile", "several ballistic missiles", True),
        ("cruise missiles", "ballistic missiles", False),
        ("missiles", "launchers", False),
        ("weapons", "drones", True),
        ("drones", "weapons", False),
        ("nuclear weapons", "drones", False),
        ("any weapons", "a small number of drones", True),
        ("shipments of arms", "artillery shells", True),
        ("anything", "ballistic missiles", True),
        ("nothing", "the two parties", True),
        ("party", "parties", True),
        ("gas", "oil", False),
        ("fuel", "natural gas", True),
    ],
)
def test_bears_on_phrases(denied: str, affirmed: str, expected: bool) -> None:
    heads = {"a small number of drones": "number", "shipments of arms": "shipments"}
    assert bears_on(phrase(denied, heads.get(denied)), phrase(affirmed, heads.get(affirmed))) is expected


def test_bears_on_entities_by_identity_alone() -> None:
    assert bears_on(entity("Iran"), entity("Iran"))
    assert not bears_on(entity("Iran"), entity("Iraq"))
    assert not bears_on(phrase("Iran"), entity("Iran"))
    assert bears_on(phrase("anything", "anything"), entity("Iran"))


def test_bears_on_nothing_only_where_there_is_nothing() -> None:
    assert bears_on(None, None)
    assert not bears_on(None, phrase("missiles"))
    assert not bears_on(phrase("missiles"), None)


def test_bears_on_pronouns_only_in_one_chain() -> None:
    it = Thing("doc#chain=1,3", "it", "Thing", None, None)
    assert bears_on(it, it)
    assert not bears_on(it, Thing("doc#chain=9,11", "it", "Thing", None, None))
    assert not bears_on(it, phrase("missiles"))


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("Missiles", "missile"),
        ("parties", "party"),
        ("boxes", "box"),
        ("gas", "gas"),
        ("crisis", "crisis"),
        ("men", "men"),
        ("s", "s"),
        ("as", "as"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_likeness_of_words_that_are_but_a_letter() -> None:
    assert bears_on(phrase("the U.S. ship"), phrase("a U.S. ship"))
    assert not bears_on(phrase("the boys' s ship"), phrase("a pair of s"))
