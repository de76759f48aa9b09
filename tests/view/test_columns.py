"""Statements as columns: ends, words, sources, times."""

from dataclasses import replace

import pytest

from kg.model import StatementTime
from kg.schema.relations import load_relations
from kg.schema.vocabulary import Vocabulary
from kg.view.columns import MODALITIES, POLARITIES, StatementColumns, ends_of
from kg.view.dates import day_of
from kg.view.page import time_of
from kg.view.strings import Strings
from kg.view.thing_numbers import ThingNumbers
from tests.view.story import ENTITIES, story
from tests.view.writing import Writer, resolution_of, subgraph_by_hand

RELATIONS = load_relations()


def stated_of(write: Writer):
    """Return the first statement of what was written, and the numbers of the things in it."""
    documents = [write.document()]
    resolution = resolution_of(documents, ENTITIES)
    return subgraph_by_hand(documents, resolution).statements[0][0], ThingNumbers(documents, resolution)


def columns_of(documents, resolution) -> StatementColumns:
    columns = StatementColumns(Strings(), ThingNumbers(documents, resolution), RELATIONS)
    for place, statements in enumerate(subgraph_by_hand(documents, resolution).statements):
        for stated in statements:
            columns.append(place, stated)
    return columns


def ends(statement_of) -> tuple[str, str, str]:
    """Return the labels of subject and object and the words of the statement that `statement_of` writes."""
    write = Writer("e1", None, None, ENTITIES)
    statement_of(write)
    stated, numbers = stated_of(write)
    found = ends_of(stated, numbers, RELATIONS)

    def label(thing):
        if thing is None:
            return None
        return numbers.entities[thing].label if numbers.is_entity(thing) else numbers.nameless[thing - len(ENTITIES)][0]

    return label(found.subject), label(found.object) or found.object_label, found.words, label(found.beside)


@pytest.mark.parametrize(
    ("sentence", "nameless", "statement", "expected"),
    [
        ("Iran met Russia.", [], ("Iran", "met", "Russia"), ("Iran", "Russia", "met", None)),
        (
            "Iran sold Russia drones.",
            ["drones"],
            ("Iran", "sold", "Russia", ("theme", None, "drones")),
            ("Iran", "Russia", "sold", "drones"),
        ),
        (
            "Iran sent drones to Russia.",
            ["drones"],
            ("Iran", "sent", "drones", ("goal", "to", "Russia")),
            ("Iran", "Russia", "sent drones to", "drones"),
        ),
        (
            "Iran looked to Russia.",
            [],
            ("Iran", "looked to", None, ("goal", "to", "Russia")),
            ("Iran", "Russia", "looked to", None),
        ),
        ("Iran built drones.", ["drones"], ("Iran", "built", "drones"), ("Iran", "drones", "built", None)),
        ("Iran built much.", [], ("Iran", "built", "much"), ("Iran", "much", "built", None)),
        ("Iran slept.", [], ("Iran", "slept"), ("Iran", None, "slept", None)),
    ],
)
def test_ends_of(sentence, nameless, statement, expected):
    def write_it(write):
        write.sentence(sentence)
        for thing in nameless:
            write.thing(thing)
        write.state(*statement)

    assert ends(write_it) == expected


@pytest.mark.parametrize(
    ("sentence", "predicate", "object", "words"),
    [
        ("Iran has not met Russia.", "has not met", "Russia", "has not met"),
        ("Iran hasn’t met Russia.", "hasn’t met", "Russia", "has not met"),
        ("Iran denied that it met Russia.", "met", "Russia", "did not meet"),
        ("Iran failed to meet Russia.", "failed to meet", "Russia", "failed to meet"),
        ("Iran met no envoy.", "met", "no envoy", "met"),
        ("Iran met notables.", "met", "notables", "did not meet"),
    ],
)
def test_arrows_of_what_is_denied_hold_a_not(sentence, predicate, object, words):
    write = Writer("e6", None, None, ENTITIES).sentence(sentence)
    write.state("Iran", predicate, object, lemma="meet", polarity="negated")
    stated, numbers = stated_of(write)
    assert ends_of(stated, numbers, RELATIONS).words == words


@pytest.mark.parametrize(
    ("polarity", "relation", "words"),
    [("affirmed", "sell", "sold to"), ("negated", "sell", "did not sell to"), ("affirmed", "lease-to", "lease-to")],
)
def test_what_is_said_the_other_way_round_runs_as_its_relation_does(polarity, relation, words):
    def write_it(write):
        write.sentence("Russia bought drones from Iran.").thing("drones")
        write.state(
            *("Russia", "bought", "Iran", ("theme", None, "drones")),
            **{"lemma": "buy", "relation": relation, "inverse": True, "polarity": polarity},
        )

    assert ends(write_it) == ("Iran", "Russia", words, "drones")


def test_sources_are_told_apart_by_entity_and_counted_once():
    columns = columns_of(*story())
    voices = [columns.strings.to_list()[label] for _, label in columns.voices]
    assert voices == ["John Kirby", "Vasily Nebenzya", "South Korea"]
    assert columns.credits == [[], [0], [1], [2]]


def test_nested_sources_stand_innermost_first():
    write = Writer("e2", None, None, ENTITIES)
    write.sentence("Kirby said that Seoul believes that Iran met Russia.")
    outer = write.credit("Kirby", "said", "that Seoul believes that Iran met Russia")
    inner = write.credit("Seoul", "believes", "that Iran met Russia", parent=outer)
    write.state("Iran", "met", "Russia", by=inner)
    documents = [write.document()]
    columns = columns_of(documents, resolution_of(documents, ENTITIES))
    names = [columns.strings.to_list()[label] for _, label in columns.voices]
    assert [names[voice] for voice in columns.credits[1]] == ["South Korea", "John Kirby"]


def test_a_source_that_no_words_name_is_said_to_be_so():
    write = Writer("e3", None, None, ENTITIES)
    write.sentence("It was said that Iran met Russia.")
    write.state("Iran", "met", "Russia", by=write.credit(None, "said", "that Iran met Russia"))
    documents = [write.document()]
    columns = columns_of(documents, resolution_of(documents, ENTITIES))
    assert [columns.strings.to_list()[label] for _, label in columns.voices] == ["a source that is not named"]


def test_polarity_modality_and_time_are_kept():
    columns = columns_of(*story())
    rows = columns.columns
    fired = next(number for number, relation in enumerate(columns.predicates) if relation == "attack")
    assert POLARITIES[rows["polarity"][fired]] == "affirmed" and MODALITIES[rows["modality"][fired]] == "actual"
    node = list(columns.times)[rows["time"][fired]]
    assert (node.value, node.earliest, node.latest) == ("2023-12-30", "2023-12-30", "2023-12-30")


def test_a_bound_is_no_time_of_the_text():
    write = Writer("e1", "2024-01-05", None, ENTITIES)
    write.sentence("Iran met Russia.").state("Iran", "met", "Russia")
    document = write.document()
    bound = replace(document.statements[0], time=StatementTime(None, None, "2024-01-05"))
    documents = [replace(document, statements=(bound,))]
    columns = columns_of(documents, resolution_of(documents, ENTITIES))
    (shown,) = (time_of(node, Vocabulary()) for node in columns.times)
    assert (shown["value"], shown["words"], shown["earliest"], shown["iri"]) == (None, "by 5 January 2024", None, "")
    assert shown["latest"] == day_of("2024-01-05")
