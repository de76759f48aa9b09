"""Real servers to publish to, empty at the beginning of each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.face import open_graph
from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.graph.remote.servers import OXIGRAPH, VIRTUOSO, Running, oxigraph, virtuoso


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing of the machine's own settings take part."""
    for name in ("USER", "PASSWORD", "TOKEN", "QUERY", "GRAPHS", "UPDATE"):
        monkeypatch.delenv(f"KG_STORE_{name}", raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Return a server of Oxigraph."""
    if OXIGRAPH is None:
        pytest.skip("oxigraph is not installed")
    (tmp_path / "oxigraph").mkdir()
    with oxigraph(tmp_path / "oxigraph") as found:
        yield found


@pytest.fixture(params=["graph store protocol", "updates", "virtuoso"])
def product(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Return servers that differ: Oxigraph's, the same where it takes updates alone, and Virtuoso, where it is installed."""
    (tmp_path / "server").mkdir()
    if request.param == "virtuoso":
        if VIRTUOSO is None:
            pytest.skip("virtuoso-t is not installed")
        monkeypatch.setenv("KG_STORE_USER", "dba")
        monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
        with virtuoso(tmp_path / "server") as found:
            yield found
        return
    if OXIGRAPH is None:
        pytest.skip("oxigraph is not installed")
    if request.param == "updates":
        monkeypatch.setenv("KG_STORE_GRAPHS", "/not-there")
    with oxigraph(tmp_path / "server") as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of the hand-made articles that may be changed."""
    path = tmp_path / "kg-store"
    store_documents(path, ARTICLES)
    return path


def exported(folder: Path) -> list[str]:
    """The quads of a folder's store, as its export to N-Quads writes them, sorted."""
    path = folder.parent / "exported.nq"
    with open_graph(folder) as graph:
        graph.export(path, "nquads")
    return sorted(path.read_text(encoding="utf-8").splitlines())
