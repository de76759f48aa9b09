"""Builds that end early, however they do: what was extracted stays, and the next build makes what an undisturbed one makes."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph import staging
from kg.graph.build import build
from kg.graph.catalogue import Entry
from kg.graph.snapshot import open_snapshot
from tests.graph.stand_in import StandIn, build_and_die, build_on_a_small_disk, build_with_stand_in, write_articles

KILLS = 20
MEMORY = Path("/dev/shm")


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.extractors.registry.load_extractor", lambda *_: StandIn())
    monkeypatch.setattr(staging, "SECONDS", 0.0)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where the system has that, for each of these many builds waits for the disk many times."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    """Processes that are forked from one in which everything is imported, and no store is open."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.graph.stand_in"])
    return context


def content_of(store: Path) -> tuple[set[tuple[object, ...]], list[Entry]]:
    """What a store holds, but when it came in and where it lies."""
    with open_snapshot(store) as snapshot:
        ingestion = snapshot.vocabulary.ingestion_graph
        quads = {quad for quad in snapshot.index.quads() if quad[3] != ingestion}
        return quads, [replace(entry, added="", segment="", offset=0, share_offset=0) for entry in snapshot.catalogue]


def run(process: ForkServerProcess) -> int:
    process.start()
    process.join()
    return process.exitcode or 0


def test_interrupted_at_any_moment_nothing_is_lost(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext
) -> None:
    old = write_articles(tmp_path / "old.jsonl", range(3))
    new = write_articles(tmp_path / "new.jsonl", range(2, 10), version=" anew")
    build_with_stand_in(old, tmp_path / "before")
    before = content_of(tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "undisturbed")
    steps = run(processes.Process(target=build_and_die, args=(new, tmp_path / "undisturbed", 10_000)))
    expected = content_of(tmp_path / "undisturbed")
    assert steps > 3 * KILLS
    assert len(expected[1]) == 10
    resumed = 0
    for number, moment in enumerate(sorted(random.Random(13).sample(range(steps), KILLS))):
        store = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", store)
        process = processes.Process(target=build_and_die, args=(new, store, moment))
        assert run(process) == -signal.SIGKILL
        assert content_of(store) in (before, expected)
        summary = build_with_stand_in(new, store)
        resumed += summary.resumed
        assert content_of(store) == expected
        assert not (store / "incoming").exists()
        assert len(list((store / "generations").iterdir())) == 1
    assert resumed > KILLS


def test_interrupted_by_another_process_at_any_time(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext
) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", range(12))
    build_with_stand_in(articles, tmp_path / "undisturbed")
    chance = random.Random(7)
    for number in range(5):
        store = tmp_path / str(number)
        for _ in range(2):
            process = processes.Process(target=build_with_stand_in, args=(articles, store))
            process.start()
            time.sleep(chance.uniform(0.02, 0.3))
            process.kill()
            process.join()
        build_with_stand_in(articles, store)
        assert content_of(store) == content_of(tmp_path / "undisturbed")


@pytest.mark.parametrize("most", [0, 300, 1200, 4000, 12_000, 60_000])
def test_interrupted_by_a_full_disk(
    tmp_path: Path, processes: multiprocessing.context.ForkServerContext, most: int
) -> None:
    """The limit stops the texts, the checkpoints, the table of entities or the index, by its size."""
    old = write_articles(tmp_path / "old.jsonl", range(2))
    new = write_articles(tmp_path / "new.jsonl", range(2, 30))
    store = tmp_path / "store"
    build_with_stand_in(old, store)
    before = content_of(store)
    assert run(processes.Process(target=build_on_a_small_disk, args=(new, store, most))) == 3
    assert content_of(store) == before
    build_with_stand_in(new, store)
    build_with_stand_in(old, tmp_path / "undisturbed")
    build_with_stand_in(new, tmp_path / "undisturbed")
    assert content_of(store) == content_of(tmp_path / "undisturbed")


def test_interrupted_by_the_user_keeps_what_was_extracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", range(6))
    monkeypatch.setattr(staging, "SECONDS", 1000.0)

    def stop(done: int, _: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, tmp_path / "store", workers=0, on_progress=stop)
    summary = build(articles, tmp_path / "store", workers=0)
    assert (summary.resumed, len(summary.change.added)) == (4, 6)


def test_interrupted_builds_of_other_articles_wait_for_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_articles(tmp_path / "first.jsonl", range(3))
    second = write_articles(tmp_path / "second.jsonl", range(3, 5))
    store = tmp_path / "store"
    with monkeypatch.context() as patch:
        patch.setattr("kg.graph.build._commit", lambda *_: (_ for _ in ()).throw(StoreError("busy")))
        with pytest.raises(StoreError, match="busy"):
            build(first, store, workers=0)
    assert build(second, store, workers=0).resumed == 0
    assert build(first, store, workers=0).resumed == 3
    assert not (store / "incoming").exists()


def test_interrupted_and_extracted_by_other_versions_is_extracted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", range(3))
    names = tmp_path / "names.csv"
    names.write_text("label,type\nGoods,Product\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("kg.graph.build._commit", lambda *_: (_ for _ in ()).throw(StoreError("busy")))
        with pytest.raises(StoreError, match="busy"):
            build(articles, tmp_path / "store", workers=0, gazetteer=names)
    assert build(articles, tmp_path / "store", workers=0).resumed == 0


def test_interrupted_first_build_leaves_a_folder_that_can_be_built_in(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", range(3))

    def stop(done: int, _: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, tmp_path / "store", workers=0, on_progress=stop)
    with pytest.raises(StoreError, match="no store here"):
        open_snapshot(tmp_path / "store")
    assert build(articles, tmp_path / "store", workers=0).documents == 3


def test_interrupted_by_nothing_a_document_that_raises_is_named(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", range(3))
    with articles.open("a", encoding="utf-8") as file:
        file.write('{"text": "Please raise.", "language": "en"}\n')
    summary = build(articles, tmp_path / "store", workers=0)
    assert (summary.documents, summary.read) == (3, 3)
    assert [str(problem) for problem in summary.skipped] == [f"{articles}, line 4: parse failed: ValueError: a defect"]
