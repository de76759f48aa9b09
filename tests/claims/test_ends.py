"""Which ends go together, and which denials bear on which affirmations: tables of phrases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.claims.ends import End, Fit, base_of
from kg.claims.heads import singular
from kg.statements.stated import Thing


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
        ("emails marked classified", "emails", False),
        ("weapons for use here", "missiles", True),
        ("nothing but a crusader", "a politician", False),
    ],
)
def test_bears_on_phrases(denied: str, affirmed: str, expected: bool) -> None:
    heads = {
        "a small number of drones": "number",
        "shipments of arms": "shipments",
        "emails marked classified": "emails",
    }
    heads |= {"weapons for use here": "weapons", "nothing but a crusader": "nothing"}
    assert bears_on(phrase(denied, heads.get(denied)), phrase(affirmed, heads.get(affirmed))) is expected


def bears_on(denied: Thing, affirmed: Thing) -> bool:
    no, yes = End.of(denied), End.of(affirmed)
    assert no is not None
    assert yes is not None
    return no.bears_on(yes) is not Fit.APART


def test_bears_on_entities_by_identity_alone() -> None:
    assert bears_on(entity("Iran"), entity("Iran"))
    assert not bears_on(entity("Iran"), entity("Iraq"))
    assert not bears_on(phrase("Iran"), entity("Iran"))
    assert bears_on(phrase("nobody", "nobody"), entity("Iran"))
    assert not bears_on(phrase("nobody", "nobody"), phrase("a pain"))


def test_ends_of_a_pronoun_are_none() -> None:
    assert End.of(Thing("doc#chain=1,3", "it", "Thing", None, None)) is None
    assert End.of(phrase("none of it", "none")) is None
    assert End.of(phrase("one of those critics", "one")) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the missiles", "ballistic missiles", Fit.ALIKE),
        ("12 people", "15 people", Fit.APART),
        ("12 people", "people", Fit.ALIKE),
        ("a majority of the delegates", "100 delegates", Fit.APART),
        ("the companies", "other companies", Fit.APART),
        ("all the companies", "the companies", Fit.ALIKE),
        ("missiles", "weapons", Fit.APART),
    ],
)
def test_fit_of_phrases(one: str, other: str, expected: Fit) -> None:
    heads = {"a majority of the delegates": "majority"}
    ends = [End.of(phrase(text, heads.get(text))) for text in (one, other)]
    assert None not in ends
    assert (ends[0].fit(ends[1]), ends[1].fit(ends[0])) == (expected, expected)  # type: ignore[union-attr, arg-type]


def test_fit_of_phrases_that_name_somebody() -> None:
    one, other = (replace(phrase("campaign"), involves=(name,)) for name in ("Hillary_Clinton", "Donald_Trump"))
    assert End.of(one).fit(End.of(other)) is Fit.APART  # type: ignore[union-attr, arg-type]


def test_fit_of_as_many_of_one_name() -> None:
    texts = ("12 new long-haul Harbour jets", "12 Harbour aircraft", "15 Harbour aircraft", "12 new ferries")
    jets, aircraft, more, ferries = (
        End.of(replace(phrase(text), involves=("Harbour",) * ("Harbour" in text))) for text in texts
    )
    assert jets.fit(aircraft) is Fit.LOOSE  # type: ignore[union-attr, arg-type]
    assert jets.fit(more) is jets.fit(ferries) is Fit.APART  # type: ignore[union-attr, arg-type]


def test_numbers_of_a_name_are_no_count() -> None:
    first, count = End.of(phrase("a 3G version of an A380")), End.of(phrase("3 versions of 747-400 jets", "versions"))
    assert first is not None
    assert first.numbers == frozenset()
    assert count is not None
    assert count.numbers == {"3"}


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("arrested", "arrest"),
        ("stopped", "stop"),
        ("decided", "decide"),
        ("sent", "send"),
        ("carried", "carry"),
        ("agreed", "agree"),
    ],
)
def test_base_of_participles(form: str, verb: str) -> None:
    assert base_of(form) == verb


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


def test_bears_on_words_that_are_but_a_letter() -> None:
    assert bears_on(phrase("the U.S. ship"), phrase("a U.S. ship"))
    assert not bears_on(phrase("the boys' s ship"), phrase("a pair of s"))
