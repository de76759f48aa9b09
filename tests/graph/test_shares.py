"""What a commit keeps beside the documents: shares of the graph with holes for entities, and counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from kg.face import open_graph
from kg.graph import share
from kg.graph.build import rebuild, remove
from kg.graph.decide import merge, reject, rename, undo
from kg.graph.index import to_ox
from kg.graph.lines import fill, to_lines
from kg.graph.snapshot import open_snapshot
from kg.graph.stats import compute_stats
from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.graph.test_store import generation_of, quads_of

ENTITY = "https://kg.example/entity/"


def test_lines_are_what_oxigraph_reads_back() -> None:
    a, b, g = (URIRef(f"https://kg.example/{name}") for name in "abg")
    texts = (
        "",
        'a "quotation" \\ and\ttabs',
        "two\nlines\r\n",
        "\x01 1 \x00 \x7f",
        "\u2028 Łódź \U0001f600",
        f"<{ENTITY}7>",
    )
    quads = [(a, b, Literal(text, lang=lang), g) for text in texts for lang in (None, "en")]
    quads += [(a, b, Literal("2024-01-02", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date")), g), (a, b, a, g)]
    lines = fill(to_lines(quads, ENTITY), {}, {})
    assert set(ox.parse(lines, ox.RdfFormat.N_QUADS)) == {to_ox(quad) for quad in quads}


def test_lines_with_holes_are_filled_where_the_entities_are_and_nowhere_else() -> None:
    entity, other = URIRef(f"{ENTITY}7"), URIRef("https://kg.example/document/x#chain=1,7")
    text = Literal(f"<{ENTITY}7> \x017\x01")
    lines = to_lines([(entity, other, text, other), (other, other, entity, other)], ENTITY)
    filled = [(URIRef(f"{ENTITY}Łódź"), other, text, other), (other, other, URIRef(f"{ENTITY}Łódź"), other)]
    assert fill(lines, {7: f"{ENTITY}Łódź"}, {}) == to_lines(filled)


def check_counts(store: Path) -> None:
    with open_graph(store) as graph, open_snapshot(store) as snapshot:
        sentences = sum(entry.sentences for entry in graph.catalogue)
        assert graph.stats() == compute_stats(snapshot.index, snapshot.vocabulary, sentences)


def test_counts_are_those_of_the_graph_whatever_is_done(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store_documents(store, ARTICLES[:2])
    check_counts(store)
    store_documents(store, ARTICLES[2:])
    check_counts(store)
    for step in (
        lambda: reject(store, "a10002"),
        lambda: merge(store, "Russia", "Ukraine"),
        lambda: rename(store, "Russia", "Rossiya"),
        lambda: remove(store, ["b2"]),
        lambda: undo(store, 1),
        lambda: undo(store),
        lambda: rebuild(store, reports=True),
        lambda: rebuild(store, base="https://other.example/"),
    ):
        step()
        check_counts(store)


@pytest.mark.parametrize("loss", ["removed", "damaged", "other code"])
def test_shares_that_are_lost_are_made_anew(tmp_path: Path, loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store_documents(tmp_path, ARTICLES)
    before, shares = quads_of(tmp_path), generation_of(tmp_path).shares
    assert [path.name for path in shares.iterdir()] == ["000001.jsonl.gz"]
    if loss == "removed":
        shutil.rmtree(shares)
    elif loss == "damaged":
        path = next(shares.iterdir())
        path.write_bytes(path.read_bytes()[:60] + b"\0" * 60)
    else:
        monkeypatch.setattr(share, "_code", lambda: "other")
    made = count_made(monkeypatch)
    rebuild(tmp_path)
    assert quads_of(tmp_path) == before
    assert len(made) == 3
    rebuild(tmp_path)
    assert len(made) == 3
    assert quads_of(tmp_path) == before


def test_shares_of_kept_documents_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_documents(tmp_path, ARTICLES[:2])
    made = count_made(monkeypatch)
    store_documents(tmp_path, ARTICLES[2:])
    assert made == ["c3"]
    reject(tmp_path, "a10002")
    merge(tmp_path, "Russia", "Ukraine")
    assert made == ["c3"]


def count_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents whose shares are made from now on."""
    made: list[str] = []
    plain = share.make_share

    def make(annotated, *arguments):  # type: ignore[no-untyped-def]
        made.append(annotated.document.id)
        return plain(annotated, *arguments)

    monkeypatch.setattr(share, "make_share", make)
    return made
