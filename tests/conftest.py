"""Fixtures that more than one room needs: a store of the hand-made articles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.face import Graph, open_graph
from kg.graph.segments import Incoming
from kg.graph.store import Change, open_for_writing
from kg.model import AnnotatedDocument
from tests.articles import ARTICLES

ADDED = "2026-01-02T03:04:05Z"


def store_documents(store: Path, documents: Iterable[AnnotatedDocument], removed: Iterable[str] = ()) -> Change:
    """Put documents into a store as a build does, without extracting them."""
    with tempfile.TemporaryFile() as file, open_for_writing(store, wait=5) as writer:
        incoming = Incoming(file, ADDED)
        for annotated in documents:
            incoming.add(annotated)
        return writer.commit(incoming, tuple(removed))


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
