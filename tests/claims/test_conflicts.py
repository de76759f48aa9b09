"""Conflicts: a table of pairs written by hand, and two short articles that contradict each other, read by the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.claims.conflicts import Conflict, conflict_records
from kg.face import Graph, open_graph
from kg.graph.build import build
from kg.model import AnnotatedDocument
from tests.articles import ArticleWriter
from tests.conftest import store_documents

PAIR = Path(__file__).parent / "articles"


def article(
    document: str, date: str, subject: str, verb: str, object_: str | None, *roles: str, **state: Any
) -> AnnotatedDocument:
    """An article of one sentence: subject, verb, object, and roles written "theme missiles"."""
    fillers = [role.split(" ", 1) for role in roles]
    text = " ".join([subject, verb, *([] if object_ is None else [object_]), *(filler for _, filler in fillers)])
    writer = ArticleWriter(document, date=date).sentence(f"{text} here, John Kirby said.")
    for _, filler in fillers:
        writer.thing(filler)
    if object_ is not None and object_.islower():
        writer.thing(object_)
    if state.pop("claimed", False):
        state["attribution"] = writer.credit("John Kirby", "said", text, polarity=state.pop("said", "affirmed"))
    value = state.pop("when", None)
    if value is not None:
        state["time"] = (writer.time("here", *value), value[0])
    state.setdefault("lemma", verb)
    writer.state(subject, verb, object_, *((role, filler, None) for role, filler in fillers), **state)
    return writer.finish()


def supplies(document: str, *roles: str, date: str = "2024-01-05", **state: Any) -> AnnotatedDocument:
    return article(
        document, date, "Iran", "supplied", "Russia", *roles, **{"relation": "supply", "lemma": "supply"} | state
    )


def conflicts_of(path: Path, *documents: AnnotatedDocument, entity: str | None = None) -> tuple[Conflict, ...]:
    store_documents(path, documents)
    with open_graph(path) as graph:
        return graph.conflicts(entity)


YES = supplies("y1", "theme missiles")
NO: dict[str, Any] = {"polarity": "negated"}
DAY = ("2024-01-03", "2024-01-03", "2024-01-03")
LATER = ("2024-01-20", "2024-01-20", "2024-01-20")


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (YES, supplies("n1", "theme missiles", **NO)),
        (YES, supplies("n1", **NO)),
        (YES, supplies("n1", "theme weapons", claimed=True, **NO)),
        (supplies("y1", modality="possible", claimed=True), supplies("n1", **NO)),
        (supplies("y1", modality="intended"), supplies("n1", modality="intended", **NO)),
        (
            article("y1", "2024-01-05", "John Kirby", "met", "Iran", lemma="meet", modality="intended"),
            article(
                "n1", "2024-01-05", "John Kirby", "met", "Iran", lemma="meet", modality="intended", claimed=True, **NO
            ),
        ),
        (supplies("y1", relation="sell", lemma="sell"), supplies("n1", **NO)),
        (supplies("y1", when=DAY), supplies("n1", when=("2024-01", "2024-01-01", "2024-01-31"), **NO)),
        (
            article("y1", "2024-01-05", "Russia", "met", "Iran", lemma="meet", relation="meet"),
            article("n1", "2024-01-05", "Iran", "met", "Russia", lemma="meet", relation="meet", polarity="negated"),
        ),
        (
            article("y1", "2024-01-05", "Iran", "surrendered", None, lemma="surrender"),
            article("n1", "2024-01-05", "Iran", "surrendered", None, lemma="surrender", polarity="negated"),
        ),
        (
            article("y1", "2024-01-05", "Iran", "surrendered", None, "location ports", lemma="surrender"),
            article("n1", "2024-01-05", "Iran", "surrendered", None, lemma="surrender", polarity="negated"),
        ),
    ],
)
def test_conflicts_denials(tmp_path: Path, yes: AnnotatedDocument, no: AnnotatedDocument) -> None:
    (found,) = conflicts_of(tmp_path, yes, no)
    assert found.kind == "denial"
    assert [(side.holds, [one.document.id for one in side.statements]) for side in found.sides] == [
        ("affirmed", ["y1"]),
        ("denied", ["n1"]),
    ]


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (supplies("y1", "theme missiles"), supplies("n1", "theme grain", **NO)),
        (supplies("y1"), supplies("n1", "theme missiles", **NO)),
        (YES, supplies("n1", "theme missiles", "location ports", **NO)),
        (YES, article("n1", "2024-01-05", "Iran", "supplied", "Ukraine", lemma="supply", relation="supply", **NO)),
        (YES, article("n1", "2024-01-05", "Russia", "supplied", "Iran", lemma="supply", relation="supply", **NO)),
        (YES, supplies("n1", relation="sell", lemma="sell", **NO)),
        (YES, supplies("n1", modality="conditional", **NO)),
        (YES, supplies("n1", modality="intended", **NO)),
        (YES, supplies("n1", claimed=True, said="negated", **NO)),
        (YES, supplies("n1", polarity="unknown")),
        (supplies("y1", modality="possible"), supplies("n1", modality="possible", **NO)),
        (supplies("y1"), supplies("n1", modality="possible", **NO)),
        (supplies("y1", modality="intended"), supplies("n1", modality="intended", claimed=True, **NO)),
        (
            article("y1", "2024-01-05", "Iran", "ran", None, "goal ports", lemma="run"),
            article("n1", "2024-01-05", "Iran", "ran", None, lemma="run", polarity="negated"),
        ),
        (supplies("y1", when=DAY), supplies("n1", when=LATER, **NO)),
        (supplies("y1", when=LATER, date="2024-01-21"), supplies("n1", date="2024-01-10", **NO)),
        (
            article("y1", "2024-01-05", "Iran", "was", None, lemma="be"),
            article("n1", "2024-01-05", "Iran", "was", None, lemma="be", polarity="negated"),
        ),
    ],
)
def test_conflicts_that_are_none(tmp_path: Path, yes: AnnotatedDocument, no: AnnotatedDocument) -> None:
    assert conflicts_of(tmp_path, yes, no) == ()


@pytest.mark.parametrize(
    ("yes", "no", "kind"),
    [
        (supplies("y1", date="2024-02-05"), supplies("n1", date="2024-01-05", **NO), "change"),
        (supplies("y1", date="2024-01-07"), supplies("n1", date="2024-01-05", **NO), "denial"),
        (supplies("y1", date="2024-01-05"), supplies("n1", date="2024-02-05", **NO), "change"),
        (supplies("y1", date="2024-02-05"), supplies("n1", date="2024-01-05", claimed=True, **NO), "denial"),
        (
            supplies("y1", date="2024-02-05", claimed=True),
            article("n1", "2024-01-05", "Iran", "refused to supply", "Russia", relation="supply", lemma="supply", **NO),
            "change",
        ),
    ],
)
def test_conflicts_of_what_was_not_done_and_then_was(
    tmp_path: Path, yes: AnnotatedDocument, no: AnnotatedDocument, kind: str
) -> None:
    (found,) = conflicts_of(tmp_path, yes, no)
    assert found.kind == kind


def test_conflicts_of_a_deed_and_a_phrase_are_of_one_month(tmp_path: Path) -> None:
    yes = article("y1", "2024-03-05", "Iran", "answered", "the question", lemma="answer", claimed=True)
    no = article("n1", "2024-01-05", "Iran", "answered", "the question", lemma="answer", claimed=True, **NO)
    assert conflicts_of(tmp_path, yes, no) == ()


def based(document: str, place: str, **state: Any) -> AnnotatedDocument:
    return article(
        document, "2024-01-05", "John Kirby", "born in", place, relation="born-in", lemma="be born in", **state
    )


def test_conflicts_rivals_of_a_functional_relation(tmp_path: Path) -> None:
    (found,) = conflicts_of(tmp_path, based("r1", "Iran"), based("r2", "Ukraine"), based("r3", "Ukraine"))
    assert (found.kind, found.subject.label, found.object) == ("rivals", "John Kirby", None)
    assert [(side.holds, len(side.statements)) for side in found.sides] == [("Iran", 1), ("Ukraine", 2)]


@pytest.mark.parametrize(
    "other",
    [
        based("r2", "Iran"),
        based("r2", "Ukraine", polarity="negated"),
        based("r2", "Ukraine", modality="intended"),
        article("r2", "2024-01-05", "John Kirby", "visited", "Ukraine", relation="visit", lemma="visit"),
    ],
)
def test_conflicts_rivals_that_are_none(tmp_path: Path, other: AnnotatedDocument) -> None:
    assert conflicts_of(tmp_path, based("r1", "Iran"), other) == ()


def test_conflicts_of_one_entity(tmp_path: Path) -> None:
    documents = (YES, supplies("n1", **NO), based("r1", "Iran"), based("r2", "Ukraine"))
    assert [found.kind for found in conflicts_of(tmp_path, *documents)] == ["denial", "rivals"]
    assert [found.kind for found in conflicts_of(tmp_path, *documents, entity="Ukraine")] == ["rivals"]
    assert [found.kind for found in conflicts_of(tmp_path, *documents, entity="Russia")] == ["denial"]
    assert [found.kind for found in conflicts_of(tmp_path, *documents, entity="John Kirby")] == ["rivals"]


def test_conflicts_with_what_was_rejected_are_gone(tmp_path: Path) -> None:
    from kg.graph.decide import reject

    (found,) = conflicts_of(tmp_path, YES, supplies("n1", **NO))
    reject(tmp_path, found.sides[1].statements[0].id)
    with open_graph(tmp_path) as graph:
        assert graph.conflicts() == ()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two articles of our own that contradict each other, extracted."""
    store = tmp_path_factory.mktemp("pair") / "kg-store"
    build(PAIR, store)
    with open_graph(store) as graph:
        yield graph


@pytest.mark.model
def test_conflicts_of_two_articles(pair: Graph) -> None:
    told = [
        (row["conflict"], row["side"], row["source"], row["subject"], row["predicate"], row["object"], row["theme"])
        for row in conflict_records(pair.conflicts())
    ]
    assert told == [
        (1, "affirmed", "Dmytro Kuleba", "Iran", "supply", "Russia", "drones"),
        (1, "affirmed", "United States", "Iran", "supply", "Russia", "drones"),
        (1, "denied", "Nasser Kanaani", "Iran", "supply", "Russia", "weapons"),
        (2, "London", None, "Shell", "based-in", "London", None),
        (2, "The Hague", None, "Shell", "based-in", "The Hague", None),
    ]
    sentences = {str(row["sentence"]) for row in conflict_records(pair.conflicts())}
    assert "The United States said that Iran had supplied Russia with drones in August." in sentences


@pytest.mark.model
def test_timeline_of_two_articles_follows_events(pair: Graph) -> None:
    rows = [(str(row.when), str(row.subject), str(row.published)) for row in pair.ask("timeline")]
    assert rows == [
        ("2022-08", "Iran", "2022-10-18"),
        ("2022-10-17", "Russia", "2022-10-18"),
        ("2022-10-17", "European diplomats", "2022-10-19"),
        ("None", "Iran", "2022-10-18"),
    ]


@pytest.mark.model
def test_who_said_what_of_two_articles_with_outer_sources(pair: Graph) -> None:
    rows = {(str(row.source), str(row.via)) for row in pair.ask("who-said-what", entity="Interfax")}
    assert rows == {("Kremlin", "Interfax")}
