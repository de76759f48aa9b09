"""The store folder: adding, replacing, withdrawing, the same graph by any way, and what goes wrong with it."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import shutil
import signal
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.face import open_graph
from kg.graph.build import rebuild, remove
from kg.graph.locks import FileLock
from kg.graph.manifest import load_manifest
from kg.graph.resolution_table import LEDGER
from kg.graph.snapshot import GenerationFolder, open_snapshot
from kg.graph.store import open_for_writing
from kg.model import AnnotatedDocument
from kg.resolve import read_decisions, write_decisions
from tests.articles import ARTICLES, american_article, plain_article, russian_article
from tests.conftest import store_documents


def quads_of(store: Path) -> set[tuple[object, ...]]:
    """Return all quads but those of ingestion and redirects, which tell of history."""
    with open_snapshot(store) as snapshot:
        ingestion = snapshot.vocabulary.ingestion_graph
        return {q for q in snapshot.index.quads() if q[3] != ingestion and not q[1].endswith("isReplacedBy")}


def documents_of(store: Path) -> list[AnnotatedDocument]:
    with open_snapshot(store) as snapshot:
        return list(snapshot.documents())


def generation_of(store: Path) -> GenerationFolder:
    manifest = load_manifest(store)
    assert manifest is not None
    return GenerationFolder(store, manifest.generation)


def with_text_of(annotated: AnnotatedDocument, document_id: str, url: str | None) -> AnnotatedDocument:
    return replace(annotated, document=replace(annotated.document, id=document_id, url=url))


def test_store_gives_back_the_documents_as_they_were(store: Path) -> None:
    assert sorted(documents_of(store), key=lambda a: a.document.id) == sorted(ARTICLES, key=lambda a: a.document.id)


def test_store_documents_are_compressed_json_lines(store: Path) -> None:
    paths = sorted(generation_of(store).documents.glob("*.jsonl.gz"))
    lines = [line for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert {json.loads(line)["document"]["id"] for line in lines} == {"a1", "b2", "c3"}


def test_store_has_one_graph_a_document_and_those_of_all(store: Path) -> None:
    with open_snapshot(store) as snapshot:
        base = "https://kg.example/"
        assert sorted(map(str, snapshot.index.graphs())) == [
            *(f"{base}document/{number}" for number in ("a1", "b2", "c3")),
            f"{base}graph/claims",
            f"{base}graph/entities",
            f"{base}graph/ingestion",
        ]


def test_store_any_order_gives_the_same_graph(tmp_path: Path, store: Path) -> None:
    for number, order in enumerate(permutations(ARTICLES)):
        path = tmp_path / str(number)
        for annotated in order:
            store_documents(path, [annotated])
        assert quads_of(path) == quads_of(store)


def test_store_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    before = quads_of(tmp_path)
    change = store_documents(tmp_path, [american_article()])
    assert (change.added, change.changed, change.removed) == ((), ("a1",), ())
    assert quads_of(tmp_path) == before


def test_store_a_withdrawn_document_leaves_nothing(tmp_path: Path) -> None:
    store_documents(tmp_path / "two", [russian_article(), plain_article()])
    store_documents(tmp_path / "three", ARTICLES)
    change = remove(tmp_path / "three", ["a1"])
    assert change.removed == ("a1",)
    assert quads_of(tmp_path / "three") == quads_of(tmp_path / "two")
    for path in (tmp_path / "three").rglob("*.gz"):
        assert b"John Kirby said" not in gzip.decompress(path.read_bytes())
    with open_graph(tmp_path / "three") as graph:
        assert "Ukraine" not in {entity.label for entity in graph.entities}


def test_store_many_documents_are_withdrawn_in_one_pass(tmp_path: Path) -> None:
    store_documents(tmp_path, [with_text_of(plain_article(), f"n{number}", None) for number in range(9)])
    before = int(generation_of(tmp_path).path.name)
    assert len(remove(tmp_path, [f"n{number}" for number in range(8)]).removed) == 8
    assert int(generation_of(tmp_path).path.name) == before + 1


def test_store_of_no_document_left_is_empty_and_works(tmp_path: Path) -> None:
    store_documents(tmp_path, [plain_article()])
    remove(tmp_path, ["c3"])
    assert quads_of(tmp_path) == set()
    store_documents(tmp_path, ARTICLES)
    assert len(documents_of(tmp_path)) == 3


def test_store_rebuild_gives_the_same_and_needs_no_index(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    before = quads_of(tmp_path)
    shutil.rmtree(generation_of(tmp_path).index)
    with pytest.raises(StoreError, match="kg rebuild"), open_snapshot(tmp_path) as snapshot:
        _ = snapshot.index
    rebuild(tmp_path)
    assert quads_of(tmp_path) == before


def test_store_rebuild_needs_no_catalogue_and_no_table(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES[:1])
    store_documents(tmp_path, ARTICLES[1:])
    before, catalogue = quads_of(tmp_path), open_snapshot(tmp_path).catalogue
    generation_of(tmp_path).catalogue.unlink()
    (generation_of(tmp_path).entities / LEDGER).write_bytes(b"damaged")
    with pytest.raises(StoreError, match=r"catalogue .* damaged: .*kg rebuild"):
        documents_of(tmp_path)
    with pytest.raises(StoreError, match="kg rebuild"):
        store_documents(tmp_path, ARTICLES)
    rebuild(tmp_path)
    assert quads_of(tmp_path) == before
    with open_snapshot(tmp_path) as snapshot:
        assert [entry.id for entry in snapshot.catalogue] == [entry.id for entry in catalogue]
        assert [entry.digest for entry in snapshot.catalogue] == [entry.digest for entry in catalogue]


def test_store_rebuild_under_another_base(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    rebuild(tmp_path, base="http://other.example/")
    assert not [term for quad in quads_of(tmp_path) for term in quad if "kg.example" in str(term)]
    store_documents(tmp_path, [])
    with open_snapshot(tmp_path) as snapshot:
        assert snapshot.vocabulary.base == "http://other.example/"


def test_store_rejected_statement_is_out_until_undone(tmp_path: Path) -> None:
    store_documents(tmp_path, ARTICLES)
    before = quads_of(tmp_path)
    decisions_file = tmp_path / "decisions.jsonl"
    write_decisions(decisions_file, [read_decisions(decisions_file).reject("a10002")])
    with open_for_writing(tmp_path) as writer:
        assert writer.commit().rewritten == 1
    assert {str(quad[0]) for quad in before - quads_of(tmp_path)} >= {"https://kg.example/statement/a10002"}
    write_decisions(decisions_file, [read_decisions(decisions_file).undo()])
    with open_for_writing(tmp_path) as writer:
        writer.commit()
    assert quads_of(tmp_path) == before


def test_store_many_small_additions_make_few_files(tmp_path: Path) -> None:
    for number in range(12):
        store_documents(tmp_path, [with_text_of(plain_article(), f"n{number}", None)])
    assert len(list(generation_of(tmp_path).documents.iterdir())) <= 4
    assert len(documents_of(tmp_path)) == 12


def test_store_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    store_documents(tmp_path, [american_article()])
    with open_graph(tmp_path) as early:
        store_documents(tmp_path, [russian_article()])
        store_documents(tmp_path, [plain_article()])
        assert [entry.id for entry in early.catalogue] == ["a1"]
        assert early.stats().documents == 1
        assert len(list(early.documents())) == 1
        with open_graph(tmp_path) as late:
            assert late.stats().documents == 3
    store_documents(tmp_path, [])
    assert len(list((tmp_path / "generations").iterdir())) == 1


def _read_until_full(store: Path, wanted: int, report: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    try:
        seen = 0
        while seen < wanted:
            with open_graph(store) as graph:
                assert graph.stats().documents == len(graph.catalogue) >= seen
                seen = len(graph.catalogue)
        report.put("")
    except BaseException as problem:  # noqa: BLE001  # handed to the parent, which fails
        report.put(repr(problem))


def test_store_readers_and_a_writer_in_different_processes(tmp_path: Path) -> None:
    store_documents(tmp_path, [plain_article()])
    context = multiprocessing.get_context("spawn")
    report = context.Queue()
    readers = [context.Process(target=_read_until_full, args=(tmp_path, 9, report)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(8):
        store_documents(tmp_path, [with_text_of(american_article(), f"n{number}", None)])
    assert [report.get(timeout=60) for _ in readers] == ["", ""]
    for reader in readers:
        reader.join()


def _add_one(store: Path, number: int) -> None:
    store_documents(store, [with_text_of(plain_article(), f"n{number}", None)])


def test_store_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_one, args=(tmp_path, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(documents_of(tmp_path)) == 3


def test_store_locked_for_too_long_says_by_whom(tmp_path: Path) -> None:
    store_documents(tmp_path, [plain_article()])
    held = FileLock.exclusive(tmp_path / "lock")
    assert held is not None
    with held, pytest.raises(StoreError, match=rf"pid {os.getpid()}.*0.1 seconds"):
        remove(tmp_path, ["c3"], wait=0.1)
    with open_graph(tmp_path) as graph:
        assert len(graph.catalogue) == 1


def _write_and_hang(store: Path, ready: str) -> None:
    with open_for_writing(store) as writer:
        writer.commit()
        (store / "generations" / "999999" / "documents").mkdir(parents=True)
        Path(ready).touch()
        time.sleep(600)


def test_store_a_killed_writer_leaves_the_store_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store_documents(store, ARTICLES)
    before = quads_of(store)
    process = multiprocessing.get_context("spawn").Process(
        target=_write_and_hang, args=(store, str(tmp_path / "ready"))
    )
    process.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert quads_of(store) == before
    store_documents(store, [])
    assert quads_of(store) == before
    assert len(list((store / "generations").iterdir())) == 1


def test_store_a_failing_write_leaves_the_former_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_documents(tmp_path, ARTICLES)
    before = quads_of(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        store_documents(tmp_path, [with_text_of(plain_article(), "n1", None)])
    monkeypatch.undo()
    assert quads_of(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"format": 2, "shape": "unheard of"}', "newer version.*format is 2.*upgrade"),
        ('{"format": 1}', "damaged"),
        ("not json", "damaged"),
    ],
)
def test_store_manifest_that_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    store_documents(tmp_path, [plain_article()])
    (tmp_path / "store.json").write_text(content)
    with pytest.raises(StoreError, match=message):
        open_graph(tmp_path)
    with pytest.raises(StoreError, match=message):
        store_documents(tmp_path, ARTICLES)
    assert (tmp_path / "store.json").read_text() == content


def test_store_where_something_else_is_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("an article")
    with pytest.raises(StoreError, match="no store of kg"):
        store_documents(tmp_path, ARTICLES)
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]
    with pytest.raises(StoreError, match="not a store but a file"):
        open_graph(tmp_path / "article.txt")


def test_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here; `kg build"):
        open_graph(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="there is no store here"):
        remove(tmp_path / "nowhere", ["a1"])
    assert not (tmp_path / "nowhere").exists()


def test_store_unknown_document_is_not_removed(tmp_path: Path) -> None:
    store_documents(tmp_path, [plain_article()])
    with pytest.raises(StoreError, match="no document here has the id zz"):
        remove(tmp_path, ["c3", "zz"])
    assert len(documents_of(tmp_path)) == 1


def test_store_damaged_document_is_named(tmp_path: Path) -> None:
    store_documents(tmp_path, [plain_article()])
    segment = next(generation_of(tmp_path).documents.iterdir())
    segment.write_bytes(segment.read_bytes()[:-30] + b"\0" * 30)
    with pytest.raises(StoreError, match="document c3 is damaged"):
        documents_of(tmp_path)
