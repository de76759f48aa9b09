"""Clients that nobody here wrote: rdflib's SPARQLStore, and Comunica where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.serving.conftest import Served

PREFIX = "PREFIX kg: <https://kg.example/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
COUNTRIES = PREFIX + "SELECT ?label { ?s a kg:Country ; rdfs:label ?label } ORDER BY ?label"
LABELS = ["Iran", "North Korea", "Russia", "Ukraine"]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_clients_rdflib_store(served: Served, method: str) -> None:
    store = SPARQLStore(f"{served.address}sparql", method=method, returnFormat="json")
    graph = Dataset(store=store, default_union=True)
    assert [str(row.label) for row in graph.query(COUNTRIES)] == LABELS
    assert bool(graph.query(PREFIX + "ASK { ?s kg:polarity kg:negated }").askAnswer)
    described = graph.query("DESCRIBE <https://kg.example/entity/Russia>").graph
    assert len(described) > 3


def test_clients_rdflib_store_walks_by_patterns(served: Served) -> None:
    graph = Graph(SPARQLStore(f"{served.address}sparql"))
    russia = URIRef("https://kg.example/entity/Russia")
    assert URIRef("https://kg.example/ns#Country") in {o for _, _, o in graph.triples((russia, None, None))}


def test_clients_rdflib_reads_things_by_their_address(served: Served) -> None:
    graph = Graph().parse(f"{served.address}entity/Russia")
    assert len(graph) > 3


@pytest.mark.skipif(shutil.which("comunica-sparql") is None, reason="Comunica (npm) is not installed")
def test_clients_comunica(served: Served) -> None:
    run = subprocess.run(
        ["comunica-sparql", f"sparql@{served.address}sparql", "-t", "application/sparql-results+json", COUNTRIES],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    rows = json.loads(run.stdout)["results"]["bindings"]
    assert [row["label"]["value"] for row in rows] == LABELS
