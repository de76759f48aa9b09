"""A build on a cluster: the same store as one on this machine, whatever becomes of a worker on the way."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ExtractionError, KGError, LimitError, StoreError
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.workers.messages import Setting
from kg.graph.build import build
from kg.graph.cluster.driving import ClusterBuild
from kg.graph.cluster.options import Cluster
from kg.graph.cluster.segments import MOST_DOCUMENTS, SUFFIX, Job, shards_of
from kg.graph.cluster.target import Target
from kg.graph.cluster.workers import _local
from kg.graph.versions import Versions, versions_of
from kg.model import Document
from kg.reading.metadata import document_id
from kg.reading.named import NamedDocument
from tests.graph.test_store import quads_of

pytest.importorskip("distributed")

TEXTS = [f"Iran has supplied Russia with {number} drones, Dmytro Kuleba said on Monday." for number in range(2, 14)]


def named(texts: list[str]) -> Iterator[NamedDocument]:
    for number, text in enumerate(texts):
        document = Document(document_id(text, None), None, "2022-10-18", None, None, None, "en", None, text)
        yield NamedDocument(f"article {number}", document)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number, text in enumerate(TEXTS):
        (folder / f"{number:02}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def here(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was built without a cluster."""
    store = tmp_path_factory.mktemp("here") / "store"
    build(articles, store, workers=0)
    return store


@pytest.fixture(scope="module")
def inside() -> Iterator[str]:
    """A cluster of one worker inside this process: its address."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def parts_of(store: Path) -> dict[str, bytes]:
    """The documents and their shares as a store keeps them."""
    return {path.name: path.read_bytes() for path in sorted(store.rglob("*.jsonl.gz"))}


@pytest.mark.model
@pytest.mark.slow
def test_cluster_with_a_worker_killed_gives_what_this_machine_gives(articles: Path, here: Path, tmp_path: Path) -> None:
    from distributed import Client

    killed: list[int] = []
    with _local(Cluster("local:2")) as address, Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=90)

        def kill_one(done: int, total: int) -> None:
            if not killed:
                victim = sorted(client.run(os.getpid).values())[0]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

        summary = build(articles, tmp_path / "there", cluster=Cluster(address), on_progress=kill_one)
    assert len(killed) == 1
    assert (summary.skipped, len(summary.change.added)) == ((), len(TEXTS))
    assert parts_of(here) == parts_of(tmp_path / "there")
    assert quads_of(here) == quads_of(tmp_path / "there")
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["generations", "lock", "store.json"]


@pytest.mark.model
@pytest.mark.parametrize("url", ["memory://segments-{}", "file://{}/segments", "{}/a folder/segments"])
def test_cluster_segments_go_anywhere(articles: Path, here: Path, tmp_path: Path, inside: str, url: str) -> None:
    place = url.format(uuid.uuid4().hex if url.startswith("memory") else tmp_path)
    build(articles, tmp_path / "there", cluster=Cluster(inside, place))
    assert parts_of(here) == parts_of(tmp_path / "there")
    assert Target(place).names(SUFFIX) == []  # they are in the store by now


@pytest.mark.model
@pytest.mark.slow
def test_cluster_segments_go_to_an_object_store(
    articles: Path, tmp_path: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("moto.server")
    fs = pytest.importorskip("s3fs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        }.items():
            monkeypatch.setenv(name, value)
        _wait_for(port)
        bucket = fs.S3FileSystem()
        bucket.mkdir("kg-segments")
        own = tmp_path / "own.csv"
        own.write_text("label,type,wikidata\nDmytro Kuleba,Person,Q900001\n")
        build(articles, tmp_path / "here-own", workers=0, gazetteer=own)
        build(articles, tmp_path / "there-own", cluster=Cluster(inside, "s3://kg-segments/two"), gazetteer=own)
    finally:
        server.terminate()
        server.wait()
    assert parts_of(tmp_path / "here-own") == parts_of(tmp_path / "there-own")


def _wait_for(port: int) -> None:
    for _ in range(120):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail("the server did not start")


@pytest.mark.model
def test_cluster_what_an_ended_build_left_is_not_made_again(
    articles: Path, here: Path, tmp_path: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, place = tmp_path / "there", tmp_path / "segments"

    def fails(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("kg.graph.cluster.driving.ClusterBuild.clear", fails)
        with pytest.raises(StoreError, match="disk is full"):
            build(articles, store, cluster=Cluster(inside, str(place)))
    shutil.rmtree(store)  # nothing is left but the segments
    assert len(list(place.glob(f"*{SUFFIX}"))) > 1
    summary = build(
        articles, store, cluster=Cluster("tcp://127.0.0.1:1", str(place))
    )  # nobody is there, nobody is asked
    assert len(summary.change.added) == len(TEXTS)
    assert parts_of(here) == parts_of(store)
    assert list(place.glob(f"*{SUFFIX}")) == []


@pytest.mark.model
def test_cluster_skips_what_ends_its_process_and_names_it(
    tmp_path: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'kg.extraction.workers' in ' '.join(sys.orig_argv):\n"
        "    from kg.extraction.pipeline import Pipeline\n"
        "    plain = Pipeline.annotate\n"
        "    def annotate(self, document):\n"
        "        if 'die always' in document.text: os.kill(os.getpid(), 9)\n"
        "        if 'raise' in document.text: raise ValueError('a defect')\n"
        "        return plain(self, document)\n"
        "    Pipeline.annotate = annotate\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    texts = [TEXTS[0], "They die always.", TEXTS[1], "They raise taxes."]
    setting = Setting(DEFAULT_MODEL, None, None, 300, 4096)
    run = ClusterBuild(Cluster(inside), setting, versions_of(DEFAULT_MODEL, None, None), tmp_path / "segments")
    found = sorted((one for one in run.outcomes(named(texts)) if one is not None), key=lambda one: one.number)
    assert [one.extracted is not None for one in found] == [True, False, True, False]
    assert isinstance(found[1].problem, LimitError)
    assert isinstance(found[3].problem, ExtractionError)
    assert str(found[1].problem) == "article 1: the process that extracted it was killed by signal 9, twice"
    assert "ValueError: a defect" in str(found[3].problem) and "annotate" in str(found[3].problem.__cause__)


@pytest.mark.model
def test_cluster_of_another_version_is_refused(tmp_path: Path, inside: str) -> None:
    setting = Setting(DEFAULT_MODEL, None, None, 300, 4096)
    run = ClusterBuild(Cluster(inside), setting, Versions("other", "other", "other"), tmp_path / "segments")
    with pytest.raises(KGError, match=r"another version of kg or of its pipeline .*; install the same on all machines"):
        list(run.outcomes(named(TEXTS[:2])))


def test_cluster_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.cluster.workers._SECONDS_TO_ANSWER", 2)
    setting = Setting(DEFAULT_MODEL, None, None, 300, 4096)
    for address, message in (
        ("tcp://127.0.0.1:1", "tcp://127.0.0.1:1: no Dask scheduler with a worker answers there"),
        ("local:many", "give the number of workers, as in local:2"),
        (f"{tmp_path}/none.json", "none.json: no Dask scheduler has written this file"),
    ):
        run = ClusterBuild(Cluster(address), setting, Versions("", "", ""), tmp_path / "segments")
        with pytest.raises(KGError, match=message):
            list(run.outcomes(named(TEXTS[:1])))


def test_cluster_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    setting = Setting(DEFAULT_MODEL, None, None, 300, 4096)
    run = ClusterBuild(Cluster("tcp://127.0.0.1:1"), setting, Versions("", "", ""), tmp_path / "segments")
    with pytest.raises(StoreError, match=r"pip install 'kgwire\[dask\]'"):
        list(run.outcomes(named(TEXTS[:1])))


def test_cluster_shards_are_small_and_keep_their_names() -> None:
    job = Job(Setting("m", None, None, 1, 1), "v", "t")
    texts = [*TEXTS, "x" * 300_000, "y"]
    shards = list(shards_of(enumerate(named(texts))))
    assert [number for shard in shards for number in shard.numbers] == list(range(len(texts)))
    assert max(len(shard.tasks) for shard in shards) == MOST_DOCUMENTS
    assert [shard.numbers for shard in shards if 12 in shard.numbers] == [(12,)]
    again = list(shards_of(enumerate(named(texts))))
    assert [shard.name(job) for shard in shards] == [shard.name(job) for shard in again]
    other = Job(Setting("m", None, None, 1, 1), "w", "t")
    assert {shard.name(job) for shard in shards}.isdisjoint(shard.name(other) for shard in shards)


def test_cluster_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file/segments: "):
        Target(str(tmp_path / "file" / "segments")).write("a", b"x")
    with pytest.raises(StoreError, match="nothing://here: "):
        Target("nothing://here")
