"""Addresses of the web, read from a server on this machine that misbehaves in every way that it is asked to."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from kg.errors import ReadError
from kg.reading import Reading, read, read_named
from kg.reading.remote import fetching, hosts
from kg.reading.remote.fetching import Limits, fetch
from kg.reading.remote.hosts import is_public

TEXT = b"Kirby said so."
PAGE = """<html><head><title>Port talks</title></head><body><article>
<p>The talks on the port went on for three days in the old town hall, where both sides met behind closed doors.</p>
<p>A spokesman in the café of the town hall said that no agreement had been reached on the fees of the port.</p>
</article></body></html>"""
FEED = b"""<rss version="2.0"><channel><title>S</title><item><link>https://kg.example/1</link>
<description>Kirby said so.</description></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Handler.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0].replace(".", "_").replace("-", "_").replace("/", "_")
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, f"give_{name}", self.give_nothing)()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def answer(self, data: bytes, kind: str = "text/plain; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {key.replace("_", "-"): value for key, value in headers.items()}
        for key, value in {"Content-Type": kind, "Content-Length": str(len(data)), **given}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def give_nothing(self) -> None:
        self.answer(b"no", status=404)

    def give_a_txt(self) -> None:
        self.answer(TEXT)

    def give_page(self) -> None:
        self.answer(PAGE.encode(), "text/html")

    def give_feed(self) -> None:
        self.answer(FEED, "application/xml")

    def give_table(self) -> None:
        self.answer(b"body\nKirby said so.\n", "text/csv")

    def give_packed(self) -> None:
        self.answer(gzip.compress(TEXT), Content_Encoding="gzip")

    def give_lines_jsonl_gz(self) -> None:
        self.answer(gzip.compress(b'{"text": "Kirby said so."}\n'), "application/octet-stream")

    def give_moved(self) -> None:
        self.answer(b"", status=302, Location="/a.txt?from=moved#part")

    def give_picture(self) -> None:
        self.answer(b"\x89PNG\r\n\x1a\n\0", "image/png")

    def give_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.05)

    def give_slow_headers(self) -> None:
        while True:
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def give_silent(self) -> None:
        time.sleep(1.5)

    def give_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"Kirby said so. " * 1000)

    def give_loop(self) -> None:
        self.answer(b"", status=301, Location="/loop2")

    def give_loop2(self) -> None:
        self.answer(b"", status=301, Location="/loop")

    def give_far(self) -> None:
        number = int(self.path.partition("?")[2] or 0)
        self.answer(b"", status=302, Location=f"/far?{number + 1}")

    def give_short(self) -> None:
        self.answer(TEXT, Content_Length="100")

    def give_long(self) -> None:
        self.answer(TEXT + b" And more that was not announced.", Content_Length=str(len(TEXT)))

    def give_cut_chunks(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"20\r\nKirby said")
        self.close_connection = True

    def give_wrong_charset(self) -> None:
        self.answer(PAGE.encode("latin-1"), "text/html; charset=iso-8859-1")

    def give_lying_charset(self) -> None:
        self.answer(PAGE.encode(), "text/html; charset=iso-8859-1")

    def give_unknown_charset(self) -> None:
        self.answer("Café said so.".encode(), "text/plain; charset=klingon")

    def give_latin(self) -> None:
        self.answer("The café said so.".encode("latin-1"), "text/plain; charset=iso-8859-1")

    def give_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")

    def give_cut_pack(self) -> None:
        self.answer(gzip.compress(TEXT)[:-9], Content_Encoding="gzip")

    def give_odd_pack(self) -> None:
        self.answer(TEXT, Content_Encoding="br")

    def give_broken(self) -> None:
        self.answer(b"oh", status=500)

    def give_hang_up(self) -> None:
        self.close_connection = True

    def give_huge_header(self) -> None:
        self.answer(TEXT, X="a" * 70_000)

    def give_many_headers(self) -> None:
        self.answer(TEXT, **{f"X{number}": "a" for number in range(200)})

    def give_nonsense(self) -> None:
        self.wfile.write(b"\0\1\2 nonsense\r\n\r\n")
        self.close_connection = True

    def give_to_private(self) -> None:
        self.answer(b"", status=302, Location=f"http://127.0.0.2:{self.server.server_address[1]}/a.txt")

    def give_to_metadata(self) -> None:
        self.answer(b"", status=302, Location="http://169.254.169.254/latest")

    def give_to_file(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def give_to_nowhere(self) -> None:
        self.answer(b"", status=302, Location="http://[::1/")

    def give_new(self) -> None:
        if self.headers.get("If-None-Match") == '"1"':
            self.answer(b"", status=304)
        else:
            self.answer(TEXT, ETag='"1"')


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def strict_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMITS", Limits(seconds=1.0, size=2_000_000, redirections=3))


@pytest.fixture
def as_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take 127.0.0.1, where the server is, for an address that everybody can reach, and all others for what they are."""
    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1" or is_public(address))


def texts(address: str, **options: object) -> tuple[list[str], list[str]]:
    skipped: list[ReadError] = []
    documents = [one.text for one in read([address], allow_private=True, on_skip=skipped.append, **options)]
    assert all(str(problem).isprintable() and problem.source == address for problem in skipped)
    return documents, [problem.reason for problem in skipped]


@pytest.mark.parametrize("path", ["a.txt", "packed", "lines.jsonl.gz", "moved", "feed", "long"])
def test_remote_whatever_is_at_an_address_is_read(server: str, path: str) -> None:
    assert texts(f"{server}/{path}") == (["Kirby said so."], [])


def test_remote_documents_know_where_they_stood(server: str) -> None:
    (document,) = read(f"{server}/moved", allow_private=True)
    assert document.url == f"{server}/a.txt?from=moved"
    (document,) = read(f"{server}/page", allow_private=True)
    assert (document.url, document.title) == (f"{server}/page", "Port talks")
    (document,) = read(f"{server}/feed", allow_private=True)
    assert (document.url, document.summary) == ("https://kg.example/1", True)


def test_remote_columns_of_a_table(server: str) -> None:
    assert texts(f"{server}/table", columns={"text": "body"}) == (["Kirby said so."], [])


@pytest.mark.parametrize("path", ["wrong-charset", "lying-charset"])
def test_remote_charset_of_a_page_is_found_whatever_the_server_says(server: str, path: str) -> None:
    ((text,), _) = texts(f"{server}/{path}")
    assert "in the café of the town hall" in text


def test_remote_charset_of_plain_text(server: str) -> None:
    assert texts(f"{server}/latin") == (["The café said so."], [])
    assert texts(f"{server}/unknown-charset") == (["Café said so."], [])


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("slow", "no whole answer within 1 seconds"),
        ("slow-headers", "no whole answer within 1 seconds"),
        ("silent", "no whole answer within 1 seconds"),
        ("endless", "more than 2,000,000 bytes"),
        ("loop", "a loop of redirections"),
        ("far", "more than 3 redirections"),
        ("short", "cut off: the server sent less than it announced"),
        ("cut-chunks", "cut off: the server sent less than it announced"),
        ("bomb", "more than 2,000,000 bytes"),
        ("cut-pack", "cut off: the server sent less than it packed"),
        ("odd-pack", "packed as 'br', which was not asked for"),
        ("broken", "the server answers 500 Internal Server Error"),
        ("none", "the server answers 404 Not Found"),
        ("hang-up", "cannot be fetched: the server ended the connection"),
        ("huge-header", "no answer that can be read: LineTooLong"),
        ("many-headers", "no answer that can be read: got more than 100 headers"),
        ("nonsense", "no answer that can be read: BadStatusLine"),
        ("picture", "no article: the server says that it is image/png"),
        ("to-file", "leads to 'file:///etc/passwd'; only http and https addresses are read"),
        ("to-nowhere", "leads to 'http://[::1/', which is no address"),
    ],
)
def test_remote_a_server_that_misbehaves_is_one_line(server: str, path: str, reason: str) -> None:
    start = time.monotonic()
    assert texts(f"{server}/{path}") == ([], [reason])
    assert time.monotonic() - start < 3


def test_remote_the_rest_goes_on(server: str) -> None:
    skipped: list[ReadError] = []
    found = read([f"{server}/broken", f"{server}/a.txt"], allow_private=True, on_skip=skipped.append)
    assert [document.text for document in found] == ["Kirby said so."]
    assert len(skipped) == 1


PRIVATE = "is an address of a private network; --allow-private fetches it all the same"


def test_remote_private_addresses_are_refused(server: str) -> None:
    port = server.rpartition(":")[2]
    Handler.asked.clear()
    addresses = {
        server: "127.0.0.1",
        f"http://localhost:{port}": "localhost",
        f"http://2130706433:{port}": "2130706433",
    }
    addresses |= {f"http://[::ffff:127.0.0.1]:{port}": "::ffff:127.0.0.1", f"http://0.0.0.0:{port}/a.txt": "0.0.0.0"}  # noqa: S104
    skipped: list[ReadError] = []
    assert list(read(list(addresses), on_skip=skipped.append)) == []
    assert [problem.reason for problem in skipped] == [f"{host} {PRIVATE}" for host in addresses.values()]
    assert Handler.asked == []


@pytest.mark.usefixtures("as_public")
def test_remote_redirections_to_private_addresses_are_refused(server: str) -> None:
    skipped: list[ReadError] = []
    assert list(read([f"{server}/to-private", f"{server}/to-metadata"], on_skip=skipped.append)) == []
    assert [problem.reason for problem in skipped] == [f"127.0.0.2 {PRIVATE}", f"169.254.169.254 {PRIVATE}"]
    assert [document.text for document in read(f"{server}/moved")] == ["Kirby said so."]


@pytest.mark.usefixtures("as_public")
def test_remote_a_name_is_looked_up_once_and_its_private_addresses_left_out(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.rpartition(":")[2])
    lookups: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        lookups.append(host)
        leads_to = ("10.0.0.1", "127.0.0.1") if len(lookups) == 1 else ("10.0.0.1",)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in leads_to]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert [document.text for document in read(f"http://news.example:{port}/a.txt")] == ["Kirby said so."]
    assert lookups == ["news.example"]
    with pytest.raises(ReadError, match="private network"):
        list(read(f"http://news.example:{port}/a.txt"))


@pytest.mark.parametrize(
    "address",
    (
        *(
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "0.0.0.0",  # noqa: S104
            "100.64.0.1",
            "224.0.0.1",
        ),
        *(
            "255.255.255.255",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
        ),
        *("64:ff9b::a00:1", "2002:a00:1::", "not an address"),
    ),
)
def test_remote_what_is_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_remote_what_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://kg.example/a", "leads to 'ftp://kg.example/a'; only http and https addresses are read"),
        ("file:///etc/passwd", "leads to 'file:///etc/passwd'; only http and https addresses are read"),
        ("http://", "leads to 'http://'; only http and https addresses are read"),
        ("http://ann:secret@kg.example/", "holds a name or password; give the address without it"),
        ("http://kg.example:99999/", "leads to 'http://kg.example:99999/', which is no address"),
        ("http://no-such-host.invalid/", "the host no-such-host.invalid is not known"),
        ("http://127.0.0.1:1/", "cannot be fetched: Connection refused"),
    ],
)
def test_remote_addresses_that_are_none(address: str, reason: str) -> None:
    assert texts(address) == ([], [reason])


def test_remote_nothing_new_is_nothing(server: str) -> None:
    first = fetch(f"{server}/new", allow_private=True)
    assert first is not None and first.headers["etag"] == '"1"'
    first.stream.close()
    assert fetch(f"{server}/new", allow_private=True, headers={"If-None-Match": '"1"'}) is None


def test_remote_what_was_read_is_told(server: str) -> None:
    names: list[str] = []
    reading = Reading(allow_private=True, on_read=lambda named: names.append(named.name))
    assert len(list(read_named(f"{server}/a.txt", reading=reading))) == 1
    assert names == [f"{server}/a.txt"]
