"""The commands with a server as their store: what they print, their exit codes, and what never shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.remote import publishing
from kg.graph.remote.client import Client, Limits
from tests.articles import ARTICLES
from tests.conftest import Run, store_documents
from tests.graph.remote.conftest import exported
from tests.graph.remote.servers import OXIGRAPH, Running, oxigraph

DOCUMENT = ARTICLES[0].document.id


@pytest.fixture
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server of Oxigraph."""
    if OXIGRAPH is None:
        pytest.skip("oxigraph is not installed")
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as found:
        yield found


@pytest.fixture
def folder(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that works for the server, with the hand-made articles."""
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN", "KG_STORE", "KG_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / f"kg-store-{running.address.removeprefix('http://').replace(':', '-')}"
    store_documents(path, ARTICLES)
    return path


def graphs_of(folder: Path) -> int:
    """How many named graphs the export of a store has."""
    return len({line.rpartition(" <")[2] for line in exported(folder)})


def test_cli_remote_publish_remove_query(run: Run, running: Running, folder: Path) -> None:
    at = ("--store", running.address)
    code, out, _ = run("publish", *at)
    assert (code, out.strip()) == (
        0,
        f"{running.address}: {graphs_of(folder)} graphs sent; {len(exported(folder))} triples",
    )
    code, out, _ = run("publish", *at)
    assert out.startswith(f"{running.address}: 0 graphs sent, {graphs_of(folder)} there already; ")
    code, out, err = run("remove", DOCUMENT, *at)
    assert (code, err) == (0, "")
    assert "1 removed" in out.splitlines()[0]
    assert out.splitlines()[1].startswith(f"{running.address}: ")
    assert running.quads() == exported(folder)
    for arguments in (
        ("query", "SELECT ?s { ?s a kg:Statement } ORDER BY ?s"),
        ("query", "denied", "--format", "json"),
        ("query", "most-mentioned"),
        ("stats", "--format", "json"),
        ("claims", "--format", "json"),
        ("show", "Russia"),
        ("timeline",),
        ("docs",),
        ("conflicts",),
        ("export",),
    ):
        assert run(*arguments, *at) == run(*arguments, "--store", folder), arguments


def test_cli_remote_store_from_the_settings(
    run: Run, running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "elsewhere")
    (tmp_path / "kg.toml").write_text(f'store = "{running.address}/"\nfolder = "elsewhere"\n')
    assert run("publish")[1].startswith(f"{running.address}: {graphs_of(tmp_path / 'elsewhere')} graphs sent")
    code, out, _ = run("stats", "--format", "json")
    assert (code, json.loads(out)["documents"]) == (0, len(ARTICLES))


def test_cli_remote_decisions_arrive(run: Run, running: Running, folder: Path) -> None:
    at = ("--store", running.address)
    run("publish", *at)
    for arguments in (("rename", "Russia", "Russian Federation"), ("undo",), ("rebuild",)):
        code, out, err = run(*arguments, *at)
        assert (code, err) == (0, ""), arguments
        assert f"{running.address}: " in out
        assert running.quads() == exported(folder)


def test_cli_remote_a_folder_to_a_server(run: Run, running: Running, folder: Path) -> None:
    code, out, _ = run("publish", running.address, "--store", folder)
    assert (code, f"{graphs_of(folder)} graphs sent" in out) == (0, True)
    code, _, err = run("publish", "--store", folder)
    assert (code, err) == (2, "kg: give the address of a SPARQL server, as http://localhost:7878\n")


def test_cli_remote_tells_that_the_server_is_behind(run: Run, running: Running, folder: Path) -> None:
    run("publish", "--store", running.address)
    run("remove", DOCUMENT, "--store", folder)
    code, _, err = run("stats", "--store", running.address)
    assert code == 0
    assert err == "note the server was not sent all of the store yet; `kg publish` sends what is missing\n"
    run("publish", "--store", running.address)
    assert run("stats", "--store", running.address)[2] == ""


def test_cli_remote_without_folder_and_server(run: Run, running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Client.__init__
    monkeypatch.setattr(Client, "__init__", lambda self, server: plain(self, server, limits=Limits(1, 1000, 2, 0.01)))
    code, _, err = run("query", "ASK { }", "--store", "http://127.0.0.1:9")
    assert (code, err) == (
        3,
        "kg: http://127.0.0.1:9: the server cannot be reached: Connection refused (tried 2 times)\n",
    )
    code, out, _ = run("query", "ASK { ?s ?p ?o }", "--store", running.address)
    assert (code, out) == (0, "answer\r\nfalse\r\n")
    code, _, err = run("claims", "--store", running.address)
    assert code == 3
    assert "this needs the annotated documents, which a server does not hold" in err
    assert err.count("\n") == 1


def test_cli_remote_secrets_do_not_show(
    run: Run, running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("http://zoe:s3cret@localhost:7878", "https://zoe:s3cret@localhost/x"):
        for arguments in (("stats",), ("query", "ASK { }"), ("remove", "x"), ("publish",), ("serve",)):
            code, out, err = run("--debug", *arguments, "--store", address)
            assert code == 3
            assert "zoe" not in out + err and "s3cret" not in out + err
            assert "KG_STORE_USER" in err
    monkeypatch.setenv("KG_STORE_USER", "zoe")
    monkeypatch.setenv("KG_STORE_PASSWORD", "s3cret")
    code, out, err = run("publish", "--store", running.address)
    assert code == 0
    kept = b"".join(path.read_bytes() for path in folder.glob("remote/**/*") if path.is_file())
    assert b"s3cret" not in kept + (out + err).encode()


def test_cli_remote_a_failed_sending_names_what_is_kept(
    run: Run, running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("publish", "--store", running.address)
    monkeypatch.setattr(publishing, "graph_target", lambda graphs, graph: "/nowhere")
    code, _, err = run("remove", DOCUMENT, "--store", running.address)
    assert code == 3
    assert f"{folder.name} has it, and `kg publish` or the same command sends what is missing" in err
    monkeypatch.undo()
    monkeypatch.chdir(folder.parent)
    assert run("publish", "--store", running.address)[0] == 0
    assert running.quads() == exported(folder)
