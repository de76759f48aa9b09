"""Decisions on a store: what each does to the graph, that a rebuild replays them, and that `undo` leaves no trace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import DCTERMS

from kg.errors import DecisionError, StoreError
from kg.face import open_graph
from kg.graph import decide
from kg.graph.build import rebuild, remove
from kg.resolve.decisions import Merge, Reject
from kg.resolve.notebook import Wanted
from tests.articles import ARTICLES, american_article, plain_article
from tests.conftest import store_documents
from tests.graph.test_store import generation_of, quads_of

ENTITY = "https://kg.example/entity/"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A store of the hand-made articles that a test may change."""
    store_documents(tmp_path / "kg-store", ARTICLES)
    return tmp_path / "kg-store"


def redirects_of(store: Path) -> set[tuple[object, ...]]:
    with open_graph(store) as graph:
        query = "SELECT ?old ?new ?g { GRAPH ?g { ?old dcterms:isReplacedBy ?new } }"
        return set(graph.query(query).rows())


def test_decide_merge_rewrites_what_it_touches_and_leaves_a_redirect(mine: Path) -> None:
    decided = decide.merge(mine, "John Kirby", "Dmitry Peskov")
    assert isinstance(decided.line, Merge)
    assert decided.rewritten == 1
    entities = URIRef("https://kg.example/graph/entities")
    assert redirects_of(mine) == {(URIRef(f"{ENTITY}Dmitry_Peskov"), URIRef(f"{ENTITY}John_Kirby"), entities)}
    with open_graph(mine) as graph:
        assert graph.entity("Dmitry_Peskov").id == "John_Kirby"
        assert "Dmitry Peskov" in graph.entity("John Kirby").names
        assert not graph.query("SELECT ?p { ent:Dmitry_Peskov ?p ?o FILTER (?p != dcterms:isReplacedBy) }").rows()


def test_decide_a_rebuild_replays_what_was_decided(mine: Path) -> None:
    decide.merge(mine, "John_Kirby", "Dmitry_Peskov")
    decide.rename(mine, "Iran", "Islamic Republic of Iran")
    decide.reject(mine, "a10001")
    before, moved = quads_of(mine), redirects_of(mine)
    rebuild(mine)
    assert (quads_of(mine), redirects_of(mine)) == (before, moved)
    remove(mine, ["a1"])
    store_documents(mine, [american_article()])
    assert quads_of(mine) == before


def test_decide_what_comes_later_follows_too(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES[:2])
    decide.rename(tmp_path, "Russia", "Russian Federation")
    store_documents(tmp_path, [plain_article()])
    with open_graph(tmp_path) as graph:
        assert graph.entity("Russia").label == "Russian Federation"


def test_decide_undo_one_by_one_leaves_no_trace(mine: Path) -> None:
    before = quads_of(mine)
    for decided in (
        decide.split(mine, "Russia", [_first_of(mine, "b2", "Russia")]),
        decide.merge(mine, "John Kirby", "Dmitry Peskov"),
        decide.rename(mine, "Iran", "Persia"),
        decide.keep_apart(mine, "Ukraine", "Iran"),
        decide.reject(mine, "st:b20000"),
    ):
        assert decided.line.number > 0
    assert quads_of(mine) != before
    for number in (5, 4, 3, 2, 1):
        assert decide.undo(mine, None if number % 2 else number).line.number == 11 - number
    assert quads_of(mine) == before
    with pytest.raises(DecisionError, match="no decision to undo"):
        decide.undo(mine)


def _first_of(store: Path, document: str, entity: str) -> str:
    with open_graph(store) as graph:
        found = next(one for one in graph.appearances(graph.entity(entity)) if one.document.id == document)
        return found.place(found.mentions[0])


def test_decide_split_makes_an_entity_of_its_own(mine: Path) -> None:
    decide.split(mine, "Russia", [_first_of(mine, "b2", "Russia")])
    with open_graph(mine) as graph:
        ids = sorted(entity.id for entity in graph.entities if entity.label == "Russia")
        assert len(ids) == 2
        assert ids[0] == "Russia"
        assert graph.entity("ent:Russia").documents == 2


def test_decide_reject_takes_the_statement_out_for_good(mine: Path) -> None:
    decided = decide.reject(mine, "b2000")
    assert decided.line == Reject(1, "b20000")
    assert decided.rewritten == 1
    with open_graph(mine) as graph:
        assert not graph.ask("denied").rows()
        assert "b20000" not in {stated.id for stated in graph.statements()}
    rebuild(mine)
    with open_graph(mine) as graph:
        assert not graph.ask("denied").rows()
    decide.undo(mine)
    with open_graph(mine) as graph:
        assert len(graph.ask("denied").rows()) == 1


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (lambda store: decide.merge(store, "Russia", "Nobody"), "there is no entity 'Nobody'"),
        (lambda store: decide.merge(store, "Russia", "Moscow"), "are one entity already"),
        (lambda store: decide.split(store, "Russia", ["a1:9999"]), "a1:9999 is not a mention of Russia"),
        (lambda store: decide.split(store, "Russia", ["nonsense"]), "is no mention"),
        (lambda store: decide.rename(store, "Iran", " "), "is empty"),
        (lambda store: decide.reject(store, "ffff"), "there is no statement 'ffff'"),
        (lambda store: decide.reject(store, "a1000"), "several statements begin with 'a1000'"),
        (lambda store: decide.undo(store, 7), "no decision to undo"),
    ],
)
def test_decide_what_does_nothing_is_refused(mine: Path, action: object, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        action(mine)  # type: ignore[operator]
    assert decide.list_decisions(mine) == ()


def test_decide_lists_what_holds_and_what_has_nothing_to_act_on(mine: Path) -> None:
    decide.rename(mine, "Iran", "Persia")
    decide.reject(mine, "a10001")
    decide.undo(mine, 2)
    remove(mine, ["a1"])
    kept = decide.list_decisions(mine)
    assert [(one.decision.number, one.undone, one.unused) for one in kept] == [(1, False, True), (2, True, False)]


def test_decide_what_cannot_be_followed_is_not_decided(mine: Path) -> None:
    shutil.rmtree(generation_of(mine).index)
    with pytest.raises(StoreError, match="index"):
        decide.rename(mine, "Iran", "Persia")
    assert decide.list_decisions(mine) == ()


def test_decide_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        decide.undo(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_decide_redirects_have_the_word_of_dublin_core(mine: Path) -> None:
    decide.merge(mine, "John_Kirby", "Dmitry_Peskov")
    with open_graph(mine) as graph:
        triples = list(graph.dataset().triples((URIRef(f"{ENTITY}Dmitry_Peskov"), None, None)))
    assert triples == [(URIRef(f"{ENTITY}Dmitry_Peskov"), DCTERMS.isReplacedBy, URIRef(f"{ENTITY}John_Kirby"))]


def test_decide_several_at_once_is_deciding_them_one_by_one(mine: Path, tmp_path: Path) -> None:
    wanted = [
        Wanted("reject", ("a10001",)),
        Wanted("merge", ("John_Kirby", "Nobody")),
        Wanted("merge", ("John_Kirby", "Dmitry_Peskov")),
        Wanted("reject", ("zzzz",)),
        Wanted("rename", ("Dmitry_Peskov", "Kirby and Peskov")),
        Wanted("reject", ("a10001",)),
    ]
    alone = shutil.copytree(mine, tmp_path / "alone")
    generation = generation_of(mine).name
    found = decide.replay(mine, wanted)
    assert [type(line).__name__ for line in found.made] == ["Reject", "Merge", "Rename"]
    assert [str(problem).split(":")[0] for problem in found.failed] == ["merge John_Kirby Nobody", "reject zzzz"]
    assert found.known == ()
    assert int(generation_of(mine).name) == int(generation) + 1, "one commit for all"
    decide.reject(alone, "a10001")
    decide.merge(alone, "John_Kirby", "Dmitry_Peskov")
    decide.rename(alone, "Dmitry_Peskov", "Kirby and Peskov")
    assert quads_of(mine) == quads_of(alone)
    before = quads_of(mine)
    again = decide.replay(mine, wanted)
    assert again.made == ()
    assert [str(one) for one in again.known] == [
        "reject a10001",
        "merge John_Kirby Dmitry_Peskov",
        "rename Dmitry_Peskov Kirby and Peskov",
    ]
    assert quads_of(mine) == before
    for _ in range(3):
        decide.undo(mine)
    assert redirects_of(mine) == set()
