"""The sample articles as a whole: what is built conforms to the shapes, stays small, and is the same by any way."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest

from kg.face import open_graph
from kg.graph.build import build
from kg.schema.turtle import load_ontology, load_shapes

DATA = Path(__file__).parents[2] / "data"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("built") / "kg-store"
    steps: list[tuple[int, int]] = []
    summary = build(DATA, store, on_progress=lambda done, total: steps.append((done, total)))
    count = len(list(DATA.glob("2*.md")))
    assert (summary.read, len(summary.change.added), summary.skipped) == (count, count, ())
    assert steps == [(number + 1, count) for number in range(count)]
    return store


def test_build_of_data_conforms_to_shapes(built: Path) -> None:
    with open_graph(built) as graph:
        everything = load_ontology()
        for row in graph.query("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows():
            everything.add(row)
        conforms, _, text = pyshacl.validate(everything, shacl_graph=load_shapes())
    assert conforms, text


def test_build_of_data_takes_few_triples(built: Path) -> None:
    with open_graph(built) as graph:
        stats = graph.stats()
    assert stats.statements > 200
    assert stats.triples_alone <= 14
    assert stats.triples_with_shared <= 21


def test_build_of_data_one_by_one_backwards_gives_the_same(built: Path, tmp_path: Path) -> None:
    for path in sorted(DATA.glob("2*.md"), reverse=True):
        build(path, tmp_path / "kg-store")
    query = """SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o }
      FILTER (?p NOT IN (kg:ingested, dcterms:isReplacedBy)) }"""
    with open_graph(built) as at_once, open_graph(tmp_path / "kg-store") as one_by_one:
        assert set(at_once.query(query).rows()) == set(one_by_one.query(query).rows())
