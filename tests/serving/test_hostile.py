"""Clients that are slow, broken or hostile: others are answered all the same."""

from __future__ import annotations

import concurrent.futures
import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving.conftest import Served

BOMB = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"
MEGABYTE = b"x" * 1_000_000

pytestmark = pytest.mark.slow


def test_hostile_idle_connections(served: Served, client: httpx.Client) -> None:
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(100)]
    for one in idle[:50]:
        one.sendall(b"GET /sparql?query=ASK HTT")
    before = time.monotonic()
    assert client.get("sparql?query=ASK%7B%7D").status_code == 200
    assert time.monotonic() - before < 2
    deadline = time.monotonic() + 25
    for one in idle:
        one.settimeout(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ConnectionResetError):
            assert one.recv(1) == b""
        one.close()


def test_hostile_bodies_that_are_too_large(client: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(50):
            yield MEGABYTE

    headers = {"content-type": "application/sparql-query"}
    for content in (MEGABYTE * 50, chunks()):
        try:
            found = client.post("sparql", content=content, headers=headers)
            assert (found.status_code, found.headers["connection"]) == (413, "close")
        except httpx.WriteError:
            pass  # the server hung up before the client had said all
        assert client.get("sparql?query=ASK%7B%7D").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_hostile_requests_that_are_none(served: Served, client: httpx.Client, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as one:
        try:
            one.sendall(sent)
            status = one.recv(100).split(b" ")[1:2]
        except (ConnectionResetError, BrokenPipeError):
            status = []
        assert status == [] or status[0].startswith(b"4")
    assert client.get("sparql?query=ASK%7B%7D").status_code == 200


def test_hostile_query_bombs_leave_the_app_alone(own_store: Path, start: Callable[..., Served]) -> None:
    served = start(own_store, "--timeout", "5")
    with served.client() as client, concurrent.futures.ThreadPoolExecutor(8) as pool:
        client.get("api/stats")
        bombs = [
            pool.submit(httpx.get, f"{served.address}sparql", params={"query": BOMB}, timeout=60) for _ in range(6)
        ]
        time.sleep(0.5)
        for path in ("api/stats", "api/show?entity=Russia", "timeline", "document/b2"):
            before = time.monotonic()
            assert client.get(path).status_code == 200
            assert time.monotonic() - before < 4
        for bomb in bombs:
            found = bomb.result()
            assert found.status_code == 503
            assert found.headers["retry-after"] == "5"
        assert client.get("sparql?query=ASK%7B%7D").status_code == 200


def test_hostile_more_requests_than_can_wait(own_store: Path, start: Callable[..., Served]) -> None:
    served = start(own_store, "--timeout", "2", "--workers", "1")
    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        asked = [
            pool.submit(httpx.get, f"{served.address}sparql", params={"query": BOMB}, timeout=60) for _ in range(100)
        ]
        assert {one.result().status_code for one in asked} == {503}
    with served.client() as client:
        assert client.get("sparql?query=ASK%7B%7D").status_code in (200, 503)
