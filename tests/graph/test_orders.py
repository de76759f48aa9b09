"""The sample articles in any order, one by one or in batches, with some withdrawn and put back: always the same N-Quads."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import extract
from kg.face import open_graph
from kg.graph.build import rebuild, remove
from kg.model import AnnotatedDocument
from kg.reading import read
from tests.conftest import store_documents

DATA = Path(__file__).parents[2] / "data"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def documents() -> list[AnnotatedDocument]:
    return list(extract(read(sorted(DATA.glob("2*.md")))))


@pytest.fixture(scope="module")
def expected(documents: list[AnnotatedDocument], tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    store = tmp_path_factory.mktemp("at-once") / "kg-store"
    store_documents(store, documents)
    return lines_of(store)


def lines_of(store: Path) -> list[bytes]:
    """The N-Quads of a store, but for what tells of its history: redirects and the times of ingestion."""
    file = BytesIO()
    with open_graph(store) as graph:
        graph.write(file, "nquads")
    history = (b"<http://purl.org/dc/terms/isReplacedBy>", b"<https://kg.example/graph/ingestion>")
    return sorted(line for line in file.getvalue().splitlines() if not any(part in line for part in history))


@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_orders_give_the_same_quads(
    documents: list[AnnotatedDocument], expected: list[bytes], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(documents))
    cuts = data.draw(st.sets(st.integers(1, len(order) - 1), min_size=1, max_size=len(order) - 1))
    ends = [*sorted(cuts), len(order)]
    withdrawn = data.draw(st.none() | st.sampled_from(order[: ends[0]]))
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kg-store"
        for start, end in zip([0, *ends], ends, strict=False):
            store_documents(store, order[start:end])
        if withdrawn is not None:
            remove(store, [withdrawn.document.id])
            store_documents(store, [withdrawn])
        assert lines_of(store) == expected
        rebuild(store)
        assert lines_of(store) == expected


def test_orders_one_by_one_both_ways(documents: list[AnnotatedDocument], expected: list[bytes], tmp_path: Path) -> None:
    for name, order in (("forwards", documents), ("backwards", documents[::-1])):
        for annotated in order:
            store_documents(tmp_path / name, [annotated])
        assert lines_of(tmp_path / name) == expected
