"""A server of its own process, as a user starts it, and the clients that ask it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rdflib import RDF, URIRef

from kg.graph.index import Index
from kg.graph.snapshot import open_snapshot
from tests.articles import ARTICLES
from tests.conftest import store_documents

READY = re.compile(r" at (http://\S+/)")


@dataclass
class Served:
    """A running server: where it is, and what it has written."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.address.split(":")[2].split("/")[0])

    def client(self, **options: object) -> httpx.Client:
        """Return a client of this server."""
        return httpx.Client(base_url=self.address, timeout=60, **options)  # type: ignore[arg-type]

    def stop(self) -> int:
        """End it as Ctrl-C does, and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@contextmanager
def serving(store: Path, log: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Start `kg serve` on a free port, and end it."""
    with log.open("w+") as written:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "kg", "serve", "--store", str(store), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
            env={**os.environ, **environment},
        )
        line = process.stdout.readline() if process.stdout else ""
        found = READY.search(line)
        try:
            assert found, f"the server did not start: {line}{log.read_text()}"
            yield Served(process, found.group(1), log)
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def served(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a server of the hand-made articles."""
    with serving(store, tmp_path_factory.mktemp("served") / "log") as found:
        yield found


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    """Return a client of the server of the hand-made articles."""
    with served.client() as found:
        yield found


@pytest.fixture
def own_store(tmp_path: Path) -> Path:
    """Return a store of the hand-made articles that may be changed."""
    path = tmp_path / "kg-store"
    store_documents(path, ARTICLES)
    return path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Return a function that starts a server, which ends with the test."""
    running = []

    def begin(store: Path, *options: str, **environment: str) -> Served:
        manager = serving(store, tmp_path / f"log{len(running)}", *options, **environment)
        running.append(manager)
        return manager.__enter__()

    yield begin
    for manager in running:
        manager.__exit__(None, None, None)


def put_graphs(store: Path, graphs: dict[str, list[str]]) -> None:
    """Put further named graphs into a store's index: in each, some things have a type."""
    with open_snapshot(store) as snapshot:
        folder, prefixes = snapshot.folder.index, snapshot.vocabulary.prefixes()
    made = folder.with_name("index.new")
    index = Index.create(made, prefixes, origin=folder)
    index.load(
        (URIRef(thing), RDF.type, URIRef("http://things.example/Thing"), URIRef(graph))
        for graph, things in graphs.items()
        for thing in things
    )
    index.finish()
    shutil.rmtree(folder)
    made.rename(folder)
