"""Fixtures that more than one room needs: a store of the hand-made articles, and the command line."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import hypothesis
import pytest

from kg.cli import main
from kg.cli.options import settings
from kg.extraction.pipeline import Pipeline, Stages
from kg.extraction.trace import Trace
from kg.face import Graph, open_graph
from kg.graph.segments import Incoming
from kg.graph.store import Change, open_for_writing
from kg.model import AnnotatedDocument, Document
from kg.terminal import console
from tests.articles import ARTICLES
from tests.extraction.contract import find_breaches

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("untimed")

Run = Callable[..., tuple[int, str, str]]

ADDED = "2026-01-02T03:04:05Z"
LONGEST = frozenset({"test_readme.py", "test_notebooks.py", "test_benchmarks.py", "test_orders.py"})
"""Files with a test that alone takes a good part of the time: they begin, so that no core waits for them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first; the order of the others stays."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def store_documents(store: Path, documents: Iterable[AnnotatedDocument], removed: Iterable[str] = ()) -> Change:
    """Put documents into a store as a build does, without extracting them."""
    with tempfile.TemporaryFile() as file, open_for_writing(store, wait=5) as writer:
        incoming = Incoming(file, ADDED)
        for annotated in documents:
            incoming.add(annotated)
        return writer.commit(incoming, tuple(removed))


@pytest.fixture(scope="session", autouse=True)
def keep_the_contract() -> Iterator[None]:
    """Fail whatever test extracts a document that breaks the contract, wherever it does so in this process."""
    plain = Pipeline.run
    checked: set[bytes] = set()

    def run(self: Pipeline, document: Document, trace: Trace | None = None) -> Stages:
        stages = plain(self, document, trace)
        written = stages.annotated.to_json()
        if written not in checked:
            checked.add(written)
            assert find_breaches(written) == []
        return stages

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pipeline, "run", run)
        yield


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the hand-made articles, to be read only."""
    path = tmp_path_factory.mktemp("shared") / "kg-store"
    store_documents(path, ARTICLES)
    return path


@pytest.fixture
def graph(store: Path) -> Iterator[Graph]:
    """Return the opened store of the hand-made articles."""
    with open_graph(store) as opened:
        yield opened


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs `kg` in an empty folder and gives its exit code, output and messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "120")
    for made_earlier in (console.out, console.err):
        monkeypatch.setattr(made_earlier, "width", 120)

    def call(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as end:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return int(end.value.code or 0), out.decode(), err.decode()

    return call
