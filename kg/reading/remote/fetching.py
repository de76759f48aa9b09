"""Fetch what stands at an address: only http and https, within limits of time, size and redirections.

Each redirection is checked as the first address is. The answer is unpacked while it comes, so that a small bomb stays
small. No proxy is asked, no cookie kept, and nothing but the answer is read.
"""

from __future__ import annotations

import http.client
import re
import ssl
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO, cast
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kg.errors import ReadError
from kg.reading.remote.connection import Connection
from kg.reading.remote.hosts import peers_of
from kg.reading.source import IN_MEMORY, printable

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
REDIRECTIONS = frozenset((301, 302, 303, 307, 308))
PACKED = frozenset(("gzip", "x-gzip", "deflate"))
SAFE = "/%:=&?~#+!$,;'@()*[]"
PIECE = 65536


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: seconds from beginning to end, bytes of what is unpacked, and redirections."""

    seconds: float = 60.0
    size: int = 50_000_000
    redirections: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the address where it stood in the end, its bytes, unpacked, and what it says of them."""

    address: str
    stream: BinaryIO
    headers: Mapping[str, str]
    unpacked: bool


def is_address(path: str) -> bool:
    """Tell whether a path is an address of the web, or of another kind of server, which is refused."""
    return ADDRESS.match(path) is not None


def fetch(address: str, *, allow_private: bool = False, headers: Mapping[str, str] | None = None) -> Answer | None:
    """Return what stands at an address, None where the server says that it has not changed since the `headers` were made.

    Whatever goes wrong is a ReadError that names the address.
    """
    name = printable(address)
    deadline = time.monotonic() + LIMITS.seconds
    visited: set[str] = set()
    at = address
    while True:
        at = _checked(at, name)
        if at in visited:
            raise ReadError(name, "a loop of redirections")
        visited.add(at)
        try:
            found = _ask(at, name, deadline, allow_private, headers or {})
        except (http.client.HTTPException, OSError, ValueError, zlib.error) as problem:
            raise ReadError(name, _reason(problem)) from problem
        if not isinstance(found, str):
            return found
        if len(visited) > LIMITS.redirections:
            raise ReadError(name, f"more than {LIMITS.redirections} redirections")
        try:
            at = urljoin(at, found)
        except ValueError as problem:
            raise ReadError(name, f"leads to {_shown(found)}, which is no address") from problem


def _checked(address: str, name: str) -> str:
    """Return an address as it is asked for: in ASCII, without a fragment; ReadError where it is none of the web."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("idna").decode("ascii") if ":" not in (host or "") else f"[{host}]"
    except (ValueError, UnicodeError) as problem:
        raise ReadError(name, f"leads to {_shown(address)}, which is no address") from problem
    if parts.scheme not in ("http", "https") or not host:
        raise ReadError(name, f"leads to {_shown(address)}; only http and https addresses are read")
    if parts.username is not None or parts.password is not None:
        raise ReadError(name, "holds a name or password; give the address without it")
    place = ascii_host if port is None else f"{ascii_host}:{port}"
    return urlunsplit((parts.scheme, place, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE), ""))


def _ask(
    address: str, name: str, deadline: float, allow_private: bool, headers: Mapping[str, str]
) -> Answer | str | None:
    """Return the answer, the address that it redirects to, or None for nothing new."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    peers = peers_of(host, port, name, allow_private=allow_private)
    connection = Connection(host, port, peers, deadline, secure=secure)
    try:
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        asked = {"User-Agent": _agent(), "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close", **headers}
        connection.request("GET", target, headers=asked)
        response = connection.getresponse()
        with response:
            if response.status in REDIRECTIONS and response.headers.get("Location"):
                return str(response.headers["Location"])
            if response.status == http.client.NOT_MODIFIED:
                return None
            if response.status != http.client.OK:
                told = printable(f"{response.status} {response.reason}".strip())[:80]
                raise ReadError(name, f"the server answers {told}")
            return _answer(response, address, name)
    finally:
        connection.close()


def _answer(response: http.client.HTTPResponse, address: str, name: str) -> Answer:
    packing = (response.headers.get("Content-Encoding") or "identity").strip().casefold()
    if packing not in PACKED and packing != "identity":
        raise ReadError(name, f"packed as {_shown(packing)}, which was not asked for")
    stream = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- whoever reads the answer closes it
    size = 0
    try:
        for piece in _unpacked(response, name) if packing in PACKED else _pieces(response, name):
            size += len(piece)
            if size > LIMITS.size:
                raise ReadError(name, f"more than {LIMITS.size:,} bytes")
            stream.write(piece)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    told = {key.casefold(): value for key, value in response.headers.items()}
    return Answer(address, cast(BinaryIO, stream), told, packing in PACKED)


def _pieces(response: http.client.HTTPResponse, name: str) -> Iterator[bytes]:
    while piece := response.read(PIECE):
        yield piece
    if response.length:
        raise ReadError(name, "cut off: the server sent less than it announced")


def _unpacked(response: http.client.HTTPResponse, name: str) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for piece in _pieces(response, name):
        rest = piece
        while rest and not unpacking.eof:
            yield unpacking.decompress(rest, PIECE)
            rest = unpacking.unconsumed_tail
    yield unpacking.flush()
    if not unpacking.eof:
        raise ReadError(name, "cut off: the server sent less than it packed")


def _reason(problem: Exception) -> str:
    """Return in words why nothing came."""
    if isinstance(problem, TimeoutError):
        return f"no whole answer within {LIMITS.seconds:g} seconds"
    if isinstance(problem, ssl.SSLError):
        return f"no secure connection: {printable(problem.reason or str(problem))}"
    if isinstance(problem, http.client.IncompleteRead):
        return "cut off: the server sent less than it announced"
    if isinstance(problem, http.client.RemoteDisconnected):
        return "cannot be fetched: the server ended the connection"
    if isinstance(problem, http.client.LineTooLong | http.client.BadStatusLine):
        return f"no answer that can be read: {type(problem).__name__}"
    if isinstance(problem, OSError):
        return f"cannot be fetched: {printable(problem.strerror or str(problem))}"
    return f"no answer that can be read: {printable(' '.join(str(problem).split()))[:100]}"


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:57]}...")


def _agent() -> str:
    try:
        return f"kgwire/{version('kgwire')}"
    except PackageNotFoundError:
        return "kgwire"
