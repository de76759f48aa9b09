"""A server that misbehaves: each way ends in time, in one line that says what is wrong, and nothing is sent elsewhere."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import KGError, QueryError, StoreError
from kg.graph.remote.abilities import Reading, find_reading, probe
from kg.graph.remote.asking import ServerIndex
from kg.graph.remote.client import Client, Limits
from kg.graph.remote.credentials import Credentials
from kg.graph.remote.server import server_of
from kg.schema.vocabulary import Vocabulary

LIMITS = Limits(seconds=1.0, size=100_000, tries=3, pause=0.01)
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"x"}}]}}'
JSON = "application/sparql-results+json"
Answer = Callable[[socket.socket, bytes], None]


def says(
    status: str, body: bytes = b"", kind: str = "text/plain", *, announced: int | None = None, more: str = ""
) -> Answer:
    """A server that says one thing."""

    def answer(peer: socket.socket, _: bytes) -> None:
        length = len(body) if announced is None else announced
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"
        )
        peer.sendall(head.encode() + body)

    return answer


def drips(peer: socket.socket, _: bytes) -> None:
    peer.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: 1000\r\n\r\n".encode())
    for _ in range(1000):
        peer.sendall(b" ")
        time.sleep(0.1)


def drips_headers(peer: socket.socket, _: bytes) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        peer.sendall(f"X-{number}: y\r\n".encode())
        time.sleep(0.1)


def is_silent(peer: socket.socket, _: bytes) -> None:
    time.sleep(5)


def never_ends(peer: socket.socket, _: bytes) -> None:
    peer.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nConnection: close\r\n\r\n".encode())
    while True:
        peer.sendall(b" " * 65536)


def is_no_http(peer: socket.socket, _: bytes) -> None:
    peer.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def hangs_up(peer: socket.socket, _: bytes) -> None:
    pass


@contextmanager
def answering(
    *answers: Answer, wrap: Callable[[socket.socket], socket.socket] | None = None
) -> Iterator[tuple[str, list[bytes]]]:
    """A server that gives these answers one after another, the last one again and again; and all that it was sent."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for number in range(1000):
                try:
                    peer, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(peer, number), daemon=True).start()

        def one(peer: socket.socket, number: int) -> None:
            try:
                with wrap(peer) if wrap else peer as wrapped:
                    request = read_request(wrapped)
                    received.append(request)
                    answers[min(number, len(answers) - 1)](wrapped, request)
            except OSError:
                pass  # the client went away, as it should

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", received


def read_request(peer: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    while lengths and len(body) < int(lengths[0]):
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


def ask(address: str, credentials: Credentials | None = None) -> list[str]:
    server = server_of(address)
    assert server is not None
    client = Client(server, credentials or Credentials(), LIMITS)
    index = ServerIndex(client, lambda: Reading("/query"), Vocabulary())
    return [str(value) for row in index.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } }").bindings for value in row.values()]


MISBEHAVING: dict[str, tuple[Answer, type[KGError], str]] = {
    "not found": (says("404 Not Found"), StoreError, "a query: the server answers 404 Not Found"),
    "login": (
        says("401 Unauthorized", more='WWW-Authenticate: Basic realm="x"\r\n'),
        StoreError,
        "401: the server wants cred",
    ),
    "forbidden": (says("403 Forbidden"), StoreError, "answers 403 Forbidden; give KG_STORE_USER and"),
    "broken": (
        says("500 Oops", b"stack\x1b[31m trace\nsecond"),
        QueryError,
        "cannot answer the query: 500 Oops: stack",
    ),
    "busy": (says("503 Busy", more="Retry-After: 0\r\n"), QueryError, "cannot answer the query: 503 Busy"),
    "a page": (says("200 OK", b"<html>", "text/html"), StoreError, "answers with text/html where results"),
    "cut off": (says("200 OK", ROWS, JSON, announced=5000), StoreError, "the answer is cut off"),
    "cut off inside": (says("200 OK", ROWS[:-9], JSON), StoreError, "the answer is cut off or damaged"),
    "no JSON": (says("200 OK", b"\x00\xff", JSON), StoreError, "the answer is cut off or damaged"),
    "another kind": (says("200 OK", b'{"head":{},"boolean":true}', JSON), StoreError, "another kind of result"),
    "slow": (drips, QueryError, "no whole answer within 1 seconds"),
    "slow headers": (drips_headers, QueryError, "no whole answer within 1 seconds"),
    "silent": (is_silent, QueryError, "no whole answer within 1 seconds"),
    "endless": (never_ends, StoreError, "an answer of more than 100,000 bytes"),
    "no HTTP": (is_no_http, StoreError, "no answer of HTTP"),
    "hangs up": (hangs_up, StoreError, "ended the connection without an answer"),
    "leads away": (
        says("307 T", more="Location: http://127.0.0.2:1/\r\n"),
        StoreError,
        "leads to http://127.0.0.2, another place",
    ),
    "leads to itself": (says("307 T", more="Location: /query\r\n"), StoreError, "more than 3 redirections"),
    "leads to files": (
        says("302 T", more="Location: file:///etc/passwd\r\n"),
        StoreError,
        "leads to file://, another place",
    ),
    "cuts rows": (says("200 OK", ROWS, JSON, more="X-SPARQL-MaxRows: 1\r\n"), QueryError, "gives at most 1 rows"),
}


@pytest.mark.parametrize("name", MISBEHAVING)
def test_client_misbehaving_server_ends_in_one_line(name: str) -> None:
    answer, kind, said = MISBEHAVING[name]
    with answering(answer) as (address, _):
        begin = time.monotonic()
        with pytest.raises(kind) as problem:
            ask(address)
        assert time.monotonic() - begin < 4
    message = str(problem.value)
    assert message.startswith(address)
    assert said in message
    assert message.isprintable()
    assert len(message) < 400


def test_client_refused_connection() -> None:
    with pytest.raises(StoreError, match=r"cannot be reached: Connection refused \(tried 3 times\)"):
        ask("http://127.0.0.1:9")


def test_client_unknown_host() -> None:
    with pytest.raises(StoreError, match=r"the host no-such-host\.invalid is not known"):
        ask("http://no-such-host.invalid")


@pytest.mark.parametrize("passing", [says("503 Busy"), says("429 Slow down", more="Retry-After: 0\r\n"), hangs_up])
def test_client_tries_again_what_may_pass(passing: Answer) -> None:
    with answering(passing, passing, says("200 OK", ROWS, JSON)) as (address, received):
        assert ask(address) == ["x"]
        assert len(received) == 3


def test_client_repeats_what_can_be_repeated_after_an_error() -> None:
    with answering(says("500 Oops"), says("204 Done")) as (address, received):
        server = server_of(address)
        assert server is not None
        reply = Client(server, Credentials(), LIMITS).send("PUT", "/store?graph=a", b"body")
        assert (reply.status, len(received)) == (204, 2)
        assert {request.split(b"\r\n\r\n")[1] for request in received} == {b"body"}


def test_client_does_not_repeat_a_query_that_fails() -> None:
    with answering(says("500 Oops")) as (address, received):
        with pytest.raises(QueryError):
            ask(address)
        assert len(received) == 1


def test_client_follows_to_another_path_of_the_same_server() -> None:
    leads = says("308 Moved", more="Location: /elsewhere?x=1\r\n")
    with answering(leads, says("200 OK", ROWS, JSON)) as (address, received):
        assert ask(address) == ["x"]
        assert [request.split(b" ")[:2] for request in received] == [[b"POST", b"/query"], [b"POST", b"/elsewhere?x=1"]]


def test_client_shows_a_password_only_when_asked_and_never_to_another_host() -> None:
    known = Credentials("ann", "s3cret")
    wants = says("401 Who", more='WWW-Authenticate: Basic realm="x"\r\n')
    with answering(wants, says("200 OK", ROWS, JSON)) as (address, received):
        assert ask(address, known) == ["x"]
        assert [b"Authorization: Basic YW5uOnMzY3JldA==" in request for request in received] == [False, True]
    with answering(wants) as (address, _), pytest.raises(StoreError) as problem:
        ask(address, known)
    assert "does not accept the credentials that were given" in str(problem.value)
    with answering(says("200 OK", ROWS, JSON)) as (elsewhere, received):
        leads = says("307 T", more=f"Location: {elsewhere}/\r\n")
        with answering(wants, leads) as (address, _), pytest.raises(StoreError, match="another place"):
            ask(address, known)
        assert received == []
    assert "s3cret" not in repr(known) + str(problem.value)


def test_client_sends_a_token() -> None:
    with answering(says("200 OK", ROWS, JSON)) as (address, received):
        assert ask(address, Credentials(token="abc")) == ["x"]  # noqa: S106
        assert b"Authorization: Bearer abc" in received[0]


def test_client_refuses_a_certificate_that_nobody_signed(tmp_path: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", "key.pem", "-out", "cert.pem"], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")

    def wrap(peer: socket.socket) -> socket.socket:
        return context.wrap_socket(peer, server_side=True)

    with answering(says("200 OK", ROWS, JSON), wrap=wrap) as (address, received):
        with pytest.raises(StoreError, match="no secure connection: CERTIFICATE_VERIFY_FAILED"):
            ask(address.replace("http:", "https:"))
        assert received == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (says("404 Not Found"), "no SPARQL endpoint here: the server answers 404 Not Found"),
        (
            says("200 OK", b"<html>", "text/html"),
            "not a SPARQL server: it answers a query with text/html, not with results",
        ),
        (says("401 Who"), "a query: 401: the server wants credentials"),
        (says("500 Oops"), "a query: the server answers 500 Oops"),
    ],
)
def test_client_finds_no_endpoint(answer: Answer, said: str) -> None:
    with answering(answer) as (address, _):
        server = server_of(address)
        assert server is not None
        with pytest.raises(StoreError) as problem:
            find_reading(Client(server, Credentials(), LIMITS), server)
        assert said in str(problem.value)


def test_client_a_server_for_reading_takes_nothing() -> None:
    def answer(peer: socket.socket, request: bytes) -> None:
        good = request.startswith(b"POST /query ") and b"query=" in request
        (says("200 OK", ROWS, JSON) if good else says("405 Method Not Allowed"))(peer, request)

    with answering(answer) as (address, _):
        server = server_of(f"{address}/query")
        assert server is not None
        with pytest.raises(StoreError, match="the server is for reading: it takes neither graphs"):
            probe(Client(server, Credentials(), LIMITS), server, "https://kg.example/graph/probe")
