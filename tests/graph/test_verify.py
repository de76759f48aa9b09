"""`kg verify` finds what was damaged or changed by hand, and says which document or part it is."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from msgspec import structs

from kg.face import open_graph
from kg.graph import root, versions
from kg.graph.build import build, rebuild, remove
from kg.graph.catalogue import load_catalogue, save_catalogue
from kg.graph.decide import merge, reject
from kg.graph.resolution_table import Table, save_table
from kg.graph.root import load_root
from kg.graph.verify import Verification, sample_of
from tests.articles import ARTICLES
from tests.conftest import Run, store_documents
from tests.graph.stand_in import StandIn, write_articles
from tests.graph.test_store import generation_of


def verified(store: Path, **options: int) -> Verification:
    with open_graph(store) as graph:
        return graph.verify(**options)  # type: ignore[arg-type]


def root_of(store: Path) -> str:
    found = load_root(generation_of(store).root)
    assert found is not None
    return found.root


def test_verify_a_store_that_was_changed_in_every_way_is_right(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES[:2])
    store_documents(tmp_path, ARTICLES[2:])
    reject(tmp_path, "a10002")
    merge(tmp_path, "Russia", "Ukraine")
    remove(tmp_path, ["b2"])
    found = verified(tmp_path)
    assert (found.documents, found.problems, found.changes) == (2, (), ())
    assert found.root == root_of(tmp_path)


def test_verify_roots_are_those_of_the_documents_whatever_their_way(tmp_path: Path) -> None:
    store_documents(tmp_path / "one", ARTICLES)
    for article in reversed(ARTICLES):
        store_documents(tmp_path / "other", [article])
    assert root_of(tmp_path / "one") == root_of(tmp_path / "other")
    before = root_of(tmp_path / "one")
    rebuild(tmp_path / "one")
    assert root_of(tmp_path / "one") == before
    remove(tmp_path / "one", ["a1"])
    assert root_of(tmp_path / "one") != before


def swap_text(folder: Path) -> None:
    """Write another text of the same length into a stored document, as a valid gzip member."""
    (path,) = (folder / "documents").iterdir()
    entries = load_catalogue(folder / "catalogue.json")
    parts, places = b"", []
    for entry in entries:
        line = gzip.decompress(path.read_bytes()[entry.offset : entry.offset + entry.length])
        member = gzip.compress(line.replace(b"Moscow plans to buy", b"Moscow plans to sell"), mtime=0)
        places.append(replace(entry, offset=len(parts), length=len(member)))
        parts += member
    path.write_bytes(parts)
    save_catalogue(folder / "catalogue.json", places)


def cut_document(folder: Path) -> None:
    (path,) = (folder / "documents").iterdir()
    path.write_bytes(path.read_bytes()[:-20])


def change_index(folder: Path) -> None:
    store = ox.Store(str(folder / "index"))
    graph = ox.NamedNode("https://kg.example/document/a1")
    store.remove(next(store.quads_for_pattern(None, None, None, graph)))
    store.add(ox.Quad(graph, graph, graph, ox.NamedNode("https://kg.example/document/nobody")))
    store.flush()


def change_table(folder: Path) -> None:
    table = Table(folder / "entities")
    parts = table.load(table.ledger.parts())
    shutil.rmtree(folder / "entities")
    others = {
        number: structs.replace(part, entities=tuple(replace(entity, label="Jane") for entity in part.entities))
        for number, part in parts.items()
    }
    save_table(folder / "entities", "000001", table.ledger, others)


def change_ledger(folder: Path) -> None:
    table = Table(folder / "entities")
    parts = table.load(table.ledger.parts())
    table.ledger.first_names["Nobody"] = 1
    shutil.rmtree(folder / "entities")
    save_table(folder / "entities", "000001", table.ledger, parts)


def change_counts(folder: Path) -> None:
    counts = json.loads((folder / "counts.json").read_bytes())
    counts["entity_quads"] += 1
    (folder / "counts.json").write_text(json.dumps(counts))


def forget_root(folder: Path) -> None:
    (folder / "root.json").unlink()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (swap_text, "document a1 is not what was stored"),
        (cut_document, "is damaged"),
        (
            change_index,
            "graph https://kg.example/document/a1: 1 quads that it should have are missing, 0 it should not",
        ),
        (change_index, "graph https://kg.example/document/nobody is of no document"),
        (change_table, "who is who is not what documents and decisions give"),
        (change_ledger, "the ledger of names is not that of the documents"),
        (change_counts, "the counts are not those of the graph"),
        (forget_root, "another one is recorded"),
    ],
)
def test_verify_tells_what_is_wrong(tmp_path: Path, damage: Callable[[Path], None], told: str) -> None:
    store_documents(tmp_path, ARTICLES)
    damage(generation_of(tmp_path).path)
    assert any(told in problem for problem in verified(tmp_path).problems)


def test_verify_sample_extracts_again_and_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.extractors.registry.load_extractor", lambda *_: StandIn())
    articles = write_articles(tmp_path / "articles.jsonl", range(6))
    build(articles, tmp_path / "store", workers=0)
    found = verified(tmp_path / "store", sample=3, workers=0)
    assert (found.sampled, found.changes, found.problems) == (3, (), ())
    plain = StandIn.annotate

    def otherwise(self: StandIn, document):  # type: ignore[no-untyped-def]
        annotated = plain(self, document)
        return replace(annotated, statements=())

    monkeypatch.setattr(StandIn, "annotate", otherwise)
    changes = verified(tmp_path / "store", sample=2, workers=0).changes
    assert [change.partition(" now")[2] for change in changes] == [", though the same versions extract"] * 2
    monkeypatch.setattr(versions, "_code", lambda: "of tomorrow")
    (change,) = verified(tmp_path / "store", sample=1, workers=0).changes
    assert ": code is of tomorrow and was " in change


def test_verify_samples_are_the_same_for_the_same_store(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    entries = load_catalogue(generation_of(tmp_path).catalogue)
    assert [entry.id for entry in sample_of(entries, 2)] == [entry.id for entry in sample_of(entries[::-1], 2)]
    assert len(sample_of(entries, 9)) == 3


def test_verify_on_the_command_line(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", ARTICLES)
    code, out, _ = run("verify")
    assert (code, out.splitlines()[-1].strip()) == (0, "all is as it was stored")
    assert json.loads(run("verify", "--format", "json")[1])["problems"] == []
    shutil.rmtree(generation_of(tmp_path / "kg-store").documents)
    code, _, err = run("verify")
    assert code == 3
    assert "cannot be read" in err


def test_verify_stores_of_before_get_their_hashes(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    folder = generation_of(tmp_path)
    expected = root_of(tmp_path)
    save_catalogue(folder.catalogue, [replace(entry, hash="") for entry in load_catalogue(folder.catalogue)])
    folder.root.unlink()
    folder.counts.unlink()
    store_documents(tmp_path, [])
    assert root_of(tmp_path) == expected
    assert verified(tmp_path).problems == ()
    assert root.Root.of([], {}).versions == {}
