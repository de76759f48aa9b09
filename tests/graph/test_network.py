"""The projections of statements onto networks: what is a node, what is tied, and that standing side by side ties nothing."""

from __future__ import annotations

import io
from pathlib import Path

import networkx
import pytest

from kg.errors import QueryError
from kg.face import Graph, open_graph
from kg.graph.network import LEVELS
from tests.articles import ArticleWriter
from tests.conftest import store_documents


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    writer = ArticleWriter("a", date="2024-01-05")
    writer.sentence("Russia's talks with Iran worried Ukraine, John Kirby said.").thing("Russia's talks with Iran")
    said = writer.credit("John Kirby", "said", "Russia's talks with Iran worried Ukraine")
    writer.state("Russia's talks with Iran", "worried", "Ukraine", lemma="worry", attribution=said)
    writer.sentence("North Korea supplied Russia with missiles.").thing("missiles")
    writer.state("North Korea", "supplied", "Russia", ("theme", "missiles", None), lemma="supply", relation="supply")
    writer.sentence("The harvest was good.").thing("The harvest")
    writer.state("The harvest", "was", None, lemma="be")
    store_documents(tmp_path, [writer.finish()])
    return open_graph(tmp_path)


def test_network_of_statements_is_subject_and_object(graph: Graph) -> None:
    edges = {(one.rpartition("#")[2].partition("=")[0], other) for one, other in graph.to_networkx().edges()}
    assert edges == {("chain", "Ukraine"), ("North_Korea", "Russia")}


def test_network_of_entities_sees_whom_words_speak_of(graph: Graph) -> None:
    network = graph.to_networkx(level="entities")
    ties = {(one, other, data["role"], data["direct"]) for one, other, data in network.edges(data=True)}
    assert ties == {
        ("Russia", "Ukraine", "object", False),
        ("Iran", "Ukraine", "object", False),
        ("North_Korea", "Russia", "object", True),
    }
    assert network.nodes["Iran"] == {
        "label": "Iran",
        "type": "Country",
        "named": True,
        "iri": "https://kg.example/entity/Iran",
    }


def test_network_of_events_has_a_node_for_each_and_no_tie_of_mere_neighbours(graph: Graph) -> None:
    network = graph.to_networkx(level="events")
    around = [
        sorted((other, data["role"]) for _, other, data in network.out_edges(node, data=True))
        for node, data in network.nodes(data=True)
        if data["type"] == "Statement"
    ]
    assert sorted(around) == [
        [("Iran", "subject"), ("Russia", "subject"), ("Ukraine", "object")],
        [("North_Korea", "subject"), ("Russia", "object")],
    ]
    assert "John_Kirby" not in network


def test_network_of_sources_says_who_says_what(graph: Graph) -> None:
    network = graph.to_networkx(level="sources")
    ((_, said, data),) = network.out_edges("John_Kirby", data=True)
    assert data["role"] == "says"
    assert network.nodes[said]["predicate"] == "worry"


def test_network_of_no_such_level(graph: Graph) -> None:
    with pytest.raises(QueryError, match="no level 'words'; the levels are statements, entities, events, sources"):
        graph.to_networkx(level="words")  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
def test_network_is_written_by_networkx(graph: Graph, level: str) -> None:
    file = io.BytesIO()
    networkx.write_graphml(graph.to_networkx(level=level), file)  # type: ignore[arg-type]
    assert b"Ukraine" in file.getvalue()


def test_network_in_sparql_is_what_words_involve(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?label ?entity { ?statement rdf:subject ?phrase . ?phrase kg:involves ?entity ; rdfs:label ?label }"
        " ORDER BY ?entity"
    ).rows()
    assert [(str(label), str(entity).rpartition("/")[2]) for label, entity in rows] == [
        ("Russia's talks with Iran", "Iran"),
        ("Russia's talks with Iran", "Russia"),
    ]
