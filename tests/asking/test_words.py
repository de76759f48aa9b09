"""Words of questions, their kin, names and conditions of time, without a model."""

import json
from importlib.resources import files

import pytest

from kg.asking.conditions import Condition
from kg.asking.counts import FIRST, Counting, counting_of
from kg.asking.kinship import kinship
from kg.asking.names import Names, is_description
from kg.asking.ranking import SHAPE, load_weights
from kg.asking.shelf import Shelf
from kg.asking.words import kin_stems, stem, stems_of
from kg.graph.snapshot import open_snapshot
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import Predicate
from kg.resolve.model import ResolvedEntity
from kg.schema.relations import load_relations


def predicate(lemma: str, relation: str | None = None) -> Predicate:
    return Predicate(0, 1, "x", None, lemma, "active", relation, False)


@pytest.mark.parametrize(
    "forms",
    [
        "supply supplied supplies supplying",
        "send sent sends",
        "take taken took",
        "missile missiles",
        "stop stopped",
        "deny denied",
    ],
)
def test_words_forms_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("attack", "assault"), ("arrive", "arrival"), ("storm", "cyclone"), ("die", "death")]
)
def test_words_of_one_deed_or_thing_are_kin(one: str, other: str) -> None:
    assert stem(other) in kin_stems(stem(one))
    assert stem(one) in kin_stems(stem(other))


def test_words_that_tell_nothing_are_left_out() -> None:
    assert stems_of("the arrest of the ministers' driver") == {stem("arrest"), stem("minister"), stem("driver")}


@pytest.mark.parametrize(
    ("asked", "told", "near"),
    [
        (predicate("supply", "supply"), predicate("supply"), "same"),
        (predicate("supply", "supply"), predicate("provide", "supply"), "relation"),
        (predicate("impose sanction on"), predicate("sanction"), "verb"),
        (predicate("fire at"), predicate("fire"), "verb"),
        (predicate("attack"), predicate("assault"), "kin"),
        (predicate("attack"), predicate("visit"), "none"),
    ],
)
def test_words_of_predicates_are_near_or_not(asked: Predicate, told: Predicate, near: str) -> None:
    assert kinship(asked, told, load_relations()) == near


def entity(
    id: str, label: str, *names: str, mentions: int = 1, wikidata: str | None = None, type: str = "Person"
) -> ResolvedEntity:
    return ResolvedEntity(id, label, type, (label, *names), wikidata, (), (), mentions, 1)


NAMES = Names(
    [
        entity("John_Kirby", "John Kirby", mentions=5),
        entity("Iran", "Iran", wikidata="Q794", type="Country"),
        entity("Jack_Kirby", "Jack Kirby"),
    ],
    load_gazetteer(),
)


def test_names_are_found_by_their_words() -> None:
    found = {
        name.text: name.entities for name in NAMES.find("Did Kirby say that Iranian officials met John Kirby in iran?")
    }
    assert found["John Kirby"] == ("John_Kirby",)
    assert found["Kirby"] == ("John_Kirby", "Jack_Kirby")
    assert found["Iranian"] == found["iran"] == ("Iran",)


def test_names_of_a_phrase_are_those_that_it_means() -> None:
    assert NAMES.of_phrase("spokesman John Kirby") == ("John_Kirby",)
    assert NAMES.of_phrase("the president of Iran") == ()
    assert is_description("Iran's president")
    assert NAMES.like("Jon Kirby")[:1] == ("John Kirby",)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Who is mentioned most?", Counting("mentioned", frozenset({"Person"}))),
        ("Which country is mentioned most often?", Counting("mentioned", frozenset({"Country", "Place"}))),
        ("Who is most quoted?", Counting("quoted", frozenset({"Person"}))),
        ("How many articles mention Iran?", Counting("articles", frozenset())),
        ("How often is Putin mentioned?", Counting("times", frozenset())),
        ("How many people were killed?", None),
        ("Who mentioned Iran?", None),
    ],
)
def test_counts_are_told_from_other_questions(text: str, counted: Counting | None) -> None:
    assert counting_of(text) == counted


def test_counts_know_who_was_first() -> None:
    found = FIRST.match("Who was the last to visit Kyiv?")
    assert (found["end"], found["verb"], found["rest"]) == ("last", "visit", " Kyiv?")


@pytest.mark.parametrize(
    ("relation", "met"),
    [("before", False), ("after", True), ("since", True), ("until", False), ("in", False)],
)
def test_conditions_compare_days(relation: str, met: bool, store: object) -> None:
    """The statements of an article of 2024 against the whole of 2023."""
    with open_snapshot(store) as snapshot:
        shelf = Shelf(snapshot.documents(), snapshot.resolution.entity_of, snapshot.resolution.labels)
        page = next(page for page in shelf.pages if (page.annotated.document.date or "").startswith("2024"))
        statement = next(one for told in page.statements.values() for one in told if one.time.id is None)
        assert Condition(relation, "2023-01-01", "2023-12-31", "x").is_met(statement, page) is met


def test_shelf_finds_the_sentence_with_most_of_the_words(store: object) -> None:
    with open_snapshot(store) as snapshot:
        shelf = Shelf(snapshot.documents(), snapshot.resolution.entity_of, snapshot.resolution.labels)
    for number, place in enumerate(shelf.places[:20]):
        found = shelf.find(place.stems, 5)
        assert number in {at for score, at in found if score == found[0][0]}
    assert shelf.find(["zeppelin"], 5) == []


def test_ranking_weights_are_whole() -> None:
    table = json.loads((files("kg.asking") / "weights.json").read_text("utf-8"))
    weights = load_weights()
    assert set(table["certainty"]) == set(SHAPE)
    assert 0 < weights.line < 1
    assert {"slot, predicate", "names missing", "when time", "does deed", "who Person"} <= set(weights.ranking)
