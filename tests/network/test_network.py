"""Who is tied to whom: paths, neighbours, ranks, circles and comparisons of a few articles written by hand."""

from __future__ import annotations

import csv
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg.errors import QueryError
from kg.face import Graph, open_graph
from kg.model import AnnotatedDocument
from kg.network.measures import to_graph
from tests.articles import ArticleWriter
from tests.claims.test_conflicts import NO, article, supplies
from tests.conftest import Run, store_documents


def talks() -> AnnotatedDocument:
    """A thing without a name that speaks of two."""
    writer = ArticleWriter("talks", date="2024-02-01").sentence("Russia's talks with Iran worried Ukraine.")
    writer.thing("Russia's talks with Iran")
    writer.state("Russia's talks with Iran", "worried", "Ukraine", lemma="worry")
    return writer.finish()


DOCUMENTS = (
    supplies("a", "theme missiles"),
    supplies("b", "theme drones", date="2024-01-08", claimed=True),
    article("c", "2024-01-09", "Russia", "attacked", "Ukraine", lemma="attack"),
    article("d", "2024-01-10", "North Korea", "supplied", "Russia", lemma="supply", relation="supply"),
    article("e", "2024-01-11", "Iran", "invaded", "Ukraine", lemma="invade", **NO),
    article("f", "2024-01-12", "John Kirby", "met", "Dmitry Peskov", lemma="meet"),
    article("g", "2024-01-13", "Iran", "visited", "North Korea", lemma="visit", modality="conditional"),
    talks(),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "store"
    store_documents(path, DOCUMENTS)
    return path


@pytest.fixture
def graph(store: Path) -> Graph:
    return open_graph(store)


def pairs(graph: Graph, **options: Any) -> set[tuple[str, str]]:
    return set(graph.network(**options).pairs)


def test_network_ties_by_statements_alone(graph: Graph) -> None:
    assert pairs(graph) == {
        ("Iran", "Russia"),
        ("Iran", "Ukraine"),
        ("Russia", "Ukraine"),
        ("North_Korea", "Russia"),
        ("Dmitry_Peskov", "John_Kirby"),
    }
    assert pairs(graph, since="2024-01-10", until="2024-01-31") == {
        ("North_Korea", "Russia"),
        ("Dmitry_Peskov", "John_Kirby"),
    }


def test_network_what_is_denied_or_hangs_on_a_condition_does_not_tie(graph: Graph) -> None:
    documents = {tie.stated.document.id for ties in graph.network().pairs.values() for tie in ties}
    assert documents == {"a", "b", "c", "d", "f", "talks"}
    denied = {tie.stated.document.id for tie in graph.network(denied=True).pairs["Iran", "Ukraine"]}
    assert denied == {"e", "talks"}
    own = {tie.stated.document.id for tie in graph.network(own=True).pairs["Iran", "Russia"]}
    assert own == {"a"}


def test_network_paths_are_the_shortest_first_and_lead_both_ways(graph: Graph) -> None:
    network = graph.network()
    ways = [path.entities for path in network.path("North_Korea", "Ukraine")]
    assert ways == [("North_Korea", "Russia", "Ukraine"), ("North_Korea", "Russia", "Iran", "Ukraine")]
    back = [path.entities for path in network.path("Ukraine", "North_Korea")]
    assert back == [way[::-1] for way in ways]
    (first, second) = network.path("North_Korea", "Ukraine")[0].steps
    assert first[0].stated.wording.text == "North Korea supplied Russia"
    assert second[0].direct
    assert second[0].stated.document.id == "c"  # and not the talks, which only speak of Russia
    assert network.path("John_Kirby", "Iran") == ()
    with pytest.raises(QueryError, match="Iran is one thing"):
        network.path("Iran", "Iran")


def test_network_neighbours_and_ranks(graph: Graph) -> None:
    network = graph.network()
    assert [(entity, len(ties)) for entity, ties in network.neighbours("Russia")] == [
        ("Iran", 2),
        ("Ukraine", 2),
        ("North_Korea", 1),
    ]
    degrees = [(one.entity, one.score, one.neighbours, one.statements) for one in network.top()]
    assert degrees[:2] == [("Russia", 3.0, 3, 5), ("Iran", 2.0, 2, 3)]
    assert [one.entity for one in network.top(types=["Person"])] == ["Dmitry_Peskov", "John_Kirby"]
    assert network.top("betweenness")[0].entity == "Russia"
    with pytest.raises(QueryError, match="no measure 'fame'"):
        network.top("fame")  # type: ignore[arg-type]


def test_network_pagerank_is_that_of_networkx(graph: Graph) -> None:
    pytest.importorskip("scipy")
    network = graph.network()
    known = networkx.pagerank(to_graph(network.pairs), weight="weight", tol=1e-10)
    assert {one.entity: one.score for one in network.top("pagerank")} == pytest.approx(known, abs=1e-5)


def test_network_circles(graph: Graph) -> None:
    circles = graph.network().communities()
    assert [set(circle.entities) for circle in circles] == [
        {"Iran", "Russia", "Ukraine", "North_Korea"},
        {"John_Kirby", "Dmitry_Peskov"},
    ]
    assert circles[0].entities[0] == "Russia"


def test_network_comparison(graph: Graph) -> None:
    found = graph.network().compare("Iran", "North_Korea")
    assert [(like.how, like.what) for like in found] == [("do", "supply | Russia"), ("tied to", "Russia")]
    supply = found[0]
    assert [stated.document.id for stated in supply.one] == ["a", "b"]
    assert [stated.document.id for stated in supply.other] == ["d"]


def test_network_is_the_same_in_any_order(store: Path, tmp_path: Path) -> None:
    with open_graph(store) as graph:
        wanted = seen(graph)
    for number, order in enumerate(list(permutations(DOCUMENTS))[::13_000]):
        for annotated in order:
            store_documents(tmp_path / str(number), [annotated])
        with open_graph(tmp_path / str(number)) as graph:
            assert seen(graph) == wanted


def seen(graph: Graph) -> list[object]:
    network = graph.network()
    return [
        [
            (path.entities, [[tie.stated.id for tie in ties] for ties in path.steps])
            for path in network.path("Iran", "Ukraine")
        ],
        [network.top(by) for by in ("degree", "pagerank", "betweenness")],
        [circle.entities for circle in network.communities()],
        [(like.how, like.what) for like in network.compare("Iran", "Russia")],
    ]


def test_network_on_the_command_line(run: Run, store: Path) -> None:
    code, out, _ = run("path", "North Korea", "Ukraine", "--format", "table", "--store", store)
    assert code == 0
    assert "North Korea – Russia – Ukraine" in out
    assert "North Korea supplied Russia here, John Kirby said." in out
    assert out.splitlines()[-1] == "2 ways"
    steps = json.loads(run("path", "Ukraine", "North Korea", "--format", "json", "--store", store)[1])
    assert [(step["path"], step["from"], step["to"], step["forward"]) for step in steps[:2]] == [
        (1, "Ukraine", "Russia", False),
        (1, "Russia", "North Korea", False),
    ]
    nowhere = run("path", "John Kirby", "Iran", "--format", "table", "--store", store)[1]
    assert nowhere.strip() == "no statement leads from John Kirby to Iran, not over others either"
    (first, *_) = csv.DictReader(run("neighbours", "Russia", "--store", store)[1].splitlines())
    assert (first["label"], first["statements"], first["wording"]) == ("Iran", "2", "Iran supplied Russia missiles")
    (first, *_) = json.loads(run("top", "--by", "pagerank", "--format", "json", "--store", store)[1])
    assert first["entity"] == "Russia"
    assert "2 circles" in run("communities", "--format", "table", "--store", store)[1]
    table = run("compare", "Iran", "North Korea", "--format", "table", "--store", store)[1]
    assert "both do" in table
    assert "2 things in common" in table
    assert run("path", "Nobody", "Iran", "--store", store)[0] == 2
    assert run("path", "Iran", "Iran", "--store", store)[0] == 2
