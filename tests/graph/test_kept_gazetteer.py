"""A user's own names: they reach who is who, stay with the store, and can be changed and dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.face import open_graph
from kg.graph.backup import restore
from kg.graph.build import build, rebuild
from kg.graph.kept_gazetteer import gazetteer_lines
from kg.graph.manifest import load_manifest
from kg.lexicon.authority.record import Record
from tests.articles import ARTICLES, american_article, plain_article, russian_article
from tests.conftest import store_documents
from tests.graph.test_store import quads_of
from tests.lexicon.authority.test_table import make

OWN = "label,type,aliases,wikidata\nJohn Kirby,Person,Kirby|Admiral Kirby,Q99999\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    return path


def link_of(store: Path, name: str) -> str | None:
    with open_graph(store) as graph:
        return graph.entity(name).wikidata


def test_kept_gazetteer_reaches_who_is_who_and_stays(tmp_path: Path, own: Path) -> None:
    store = tmp_path / "kg-store"
    store_documents(store, [american_article()])
    assert link_of(store, "John Kirby") is None
    rebuild(store, gazetteer=own)
    own.unlink()
    for change in (lambda: rebuild(store), lambda: store_documents(store, [russian_article(), plain_article()])):
        change()
        assert link_of(store, "John Kirby") == "Q99999"
    with open_graph(store) as graph:
        assert graph.query("ASK { ent:John_Kirby skos:exactMatch wd:Q99999 }")


def test_kept_gazetteer_when_dropped_leaves_nothing(tmp_path: Path, own: Path) -> None:
    store = tmp_path / "kg-store"
    store_documents(store, ARTICLES)
    before = quads_of(store)
    rebuild(store, gazetteer=own)
    assert quads_of(store) != before
    rebuild(store, gazetteer="none")
    assert quads_of(store) == before
    assert not list(store.rglob("gazetteer.jsonl"))


def test_kept_gazetteer_has_one_form(tmp_path: Path, own: Path) -> None:
    lines = gazetteer_lines(own)
    (tmp_path / "own.jsonl").write_bytes(lines)
    assert gazetteer_lines(tmp_path / "own.jsonl") == lines


def test_kept_gazetteer_that_is_wrong_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    store_documents(store, ARTICLES)
    before = quads_of(store)
    (tmp_path / "wrong.csv").write_text("label,type\nJohn Kirby,Dog\n")
    for change in (
        lambda: rebuild(store, gazetteer=tmp_path / "wrong.csv"),
        lambda: build([], store, gazetteer=tmp_path / "wrong.csv"),
    ):
        with pytest.raises(SchemaError, match="unknown type 'Dog'"):
            change()
    assert quads_of(store) == before


@pytest.mark.model
def test_kept_gazetteer_of_a_build_serves_the_next_one(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    (tmp_path / "own.csv").write_text("label,type,wikidata\nHarbour Watch,Organization,Q99999\n")
    for name, place in (("one", "Oslo"), ("two", "Bergen")):
        (tmp_path / f"{name}.txt").write_text(f"Harbour Watch said on Monday that it had closed its office in {place}.")
    build(tmp_path / "one.txt", store, gazetteer=tmp_path / "own.csv")
    build(tmp_path / "two.txt", store)
    with open_graph(store) as graph:
        entity = graph.entity("Harbour Watch")
        assert (entity.wikidata, entity.type, entity.documents) == ("Q99999", "Organization", 2)
    summary = build(tmp_path / "one.txt", store, gazetteer=tmp_path / "own.csv")
    assert (summary.unchanged, summary.change.rewritten) == (1, 0)


KIRBY = Record("John Kirby", "Person", ("Admiral Kirby",), 99999, "spokesman", "United States")


def test_kept_gazetteer_may_be_an_imported_table(tmp_path: Path) -> None:
    store, table = tmp_path / "kg-store", make(tmp_path / "own.kgnames", KIRBY)
    store_documents(store, [american_article()])
    before = quads_of(store)
    rebuild(store, gazetteer=table)
    assert link_of(store, "John Kirby") == "Q99999"
    table.write_bytes(b"")  # what the store keeps is its own
    store_documents(store, [russian_article(), plain_article()])
    assert link_of(store, "John Kirby") == "Q99999"
    (kept,) = store.rglob("*.kgnames")
    assert kept.stat().st_nlink == 1
    assert not list(store.rglob("gazetteer.jsonl"))
    with open_graph(store) as graph:
        assert graph.verify().problems == ()
        graph.backup(tmp_path / "kept.kg")
    restore(tmp_path / "kept.kg", tmp_path / "restored")
    assert link_of(tmp_path / "restored", "John Kirby") == "Q99999"
    assert quads_of(tmp_path / "restored") == quads_of(store)
    rebuild(store, gazetteer="none")
    assert not list(store.rglob("*.kgnames"))
    assert before <= quads_of(store)


def test_kept_gazetteer_table_changes_the_store_only_where_it_is_another(tmp_path: Path) -> None:
    store, table = tmp_path / "kg-store", make(tmp_path / "own.kgnames", KIRBY)
    store_documents(store, [american_article()])
    rebuild(store, gazetteer=table)
    generation = load_manifest(store)
    assert build([], store, gazetteer=make(tmp_path / "same.kgnames", KIRBY)).change.rewritten == 0
    assert load_manifest(store) == generation
    build([], store, gazetteer=make(tmp_path / "other.kgnames"))
    assert load_manifest(store) != generation
    assert link_of(store, "John Kirby") is None


def test_kept_gazetteer_table_that_is_damaged_changes_nothing(tmp_path: Path) -> None:
    store, table = tmp_path / "kg-store", make(tmp_path / "own.kgnames", KIRBY)
    store_documents(store, ARTICLES)
    before = quads_of(store)
    table.write_bytes(table.read_bytes()[:-50])
    with pytest.raises(SchemaError, match="cut off"):
        rebuild(store, gazetteer=table)
    assert quads_of(store) == before


@pytest.mark.model
@pytest.mark.parametrize("workers", [0, 2])
def test_kept_gazetteer_table_serves_workers_and_the_next_build(tmp_path: Path, workers: int) -> None:
    store = tmp_path / "kg-store"
    table = make(tmp_path / "own.kgnames", Record("Harbour Watch", "Organization", (), 99999, "charity", "Norway"))
    for name, place in (("one", "Oslo"), ("two", "Bergen"), ("three", "Berlin")):
        (tmp_path / f"{name}.txt").write_text(
            f"Harbour Watch said on Monday that it had closed its office in {place}, Norway."
        )
    build([tmp_path / "one.txt", tmp_path / "two.txt"], store, gazetteer=table, workers=workers)
    table.unlink()
    build(tmp_path / "three.txt", store, workers=workers)
    with open_graph(store) as graph:
        entity = graph.entity("Harbour Watch")
        assert (entity.wikidata, entity.type, entity.documents) == ("Q99999", "Organization", 3)
        assert graph.verify(sample=2).changes == ()
