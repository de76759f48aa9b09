"""What calls a store, and who asks: addresses, the folders that work for them, credentials that are never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph.remote.credentials import Credentials
from kg.graph.remote.server import folder_of, is_server, server_of


@pytest.mark.parametrize(
    ("place", "address", "folder"),
    [
        ("http://localhost:7878", "http://localhost:7878", "kg-store-localhost-7878"),
        ("HTTP://Localhost:7878/", "http://localhost:7878", "kg-store-localhost-7878"),
        (
            "https://graphs.example.org/news/sparql",
            "https://graphs.example.org/news/sparql",
            "kg-store-graphs.example.org-news-sparql",
        ),
        ("sparql+gsp://graphs.example.org/ds", "https://graphs.example.org/ds", "kg-store-graphs.example.org-ds"),
        ("sparql+gsp://127.0.0.1:3030/ds", "http://127.0.0.1:3030/ds", "kg-store-127.0.0.1-3030-ds"),
        ("http://[::1]:7878/", "http://[::1]:7878", "kg-store-1-7878"),
        ("http://h/../../etc", "http://h/../../etc", "kg-store-h-..-..-etc"),
    ],
)
def test_server_address_and_folder(place: str, address: str, folder: str) -> None:
    found = server_of(place)
    assert found is not None
    assert (found.address, str(found.folder), folder_of(place)) == (address, folder, Path(folder))
    assert len(found.folder.parts) == 1


@pytest.mark.parametrize("place", ["kg-store", "/tmp/http", "http", Path("http://x"), "ftp://host/x", "httpx://host"])
def test_server_anything_else_is_a_folder(place: str | Path) -> None:
    assert not is_server(place)
    assert server_of(place) is None
    assert folder_of(place) == Path(place)


@pytest.mark.parametrize(
    "place",
    ["http://zoe:s3cret@host/x", "https://s3cret@host", "http://:s3cret@host", "http://zoe:s3cret@host:99999/"],
)
def test_server_address_with_a_secret_is_refused_unseen(place: str) -> None:
    with pytest.raises(StoreError) as problem:
        server_of(place)
    assert "s3cret" not in str(problem.value)
    assert "zoe" not in str(problem.value)


@pytest.mark.parametrize(
    "place", ["http:///x", "http:/", "http://host/x?y=1", "http://host/#x", "http://host/a b", "http://hé/"]
)
def test_server_what_is_no_address(place: str) -> None:
    with pytest.raises(StoreError, match="not the address of a server"):
        server_of(place)


def test_credentials_of_the_environment_come_before_netrc(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine host login ann password fromfile\n")
    file = {"NETRC": str(tmp_path / "netrc")}
    assert Credentials.found("host", file) == Credentials("ann", "fromfile")
    assert not Credentials.found("other", file)
    assert Credentials.found("host", {**file, "KG_STORE_USER": "bob", "KG_STORE_PASSWORD": "p"}) == Credentials(
        "bob", "p"
    )
    assert Credentials.found("host", {**file, "KG_STORE_TOKEN": "t"}) == Credentials(token="t")  # noqa: S106
    assert "fromfile" not in repr(Credentials.found("host", file))


def test_credentials_that_would_break_a_header_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as problem:
        Credentials.found("host", {"KG_STORE_TOKEN": "s3cret\r\nX: y", "NETRC": str(tmp_path / "none")})
    assert "s3cret" not in str(problem.value)


def test_credentials_a_damaged_netrc_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine host login ann passwort s3cret\n")
    with pytest.raises(StoreError, match="cannot be read as netrc") as problem:
        Credentials.found("host", {"NETRC": str(tmp_path / "netrc")})
    assert "s3cret" not in str(problem.value)
