"""Requests to one server: within limits of time and size, tried again where that can help, never led to another host.

In go a method, a target and a body, out comes a `Reply`. Certificates are checked, no proxy is asked, no cookie is kept.
"""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

from kg.errors import ReadError, StoreError
from kg.graph.remote.credentials import HOW, Authorization, Credentials
from kg.graph.remote.server import Server
from kg.reading.remote.connection import Connection
from kg.reading.remote.hosts import peers_of
from kg.reading.source import printable

_PIECE = 1 << 16
_REDIRECTIONS = frozenset((301, 302, 307, 308))
_MOST_REDIRECTIONS = 3
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
"""What a server may answer now and not a moment later."""
_LONGEST_WAIT = 30.0
_MOST_TOLD = 160


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take: seconds from beginning to end, bytes of its answer, tries, and the first pause in seconds."""

    seconds: float = 120.0
    size: int = 256 << 20
    tries: int = 5
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Tell whether it did what it was asked."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """Return what the body is said to be."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def told(self) -> str:
        """Return status and reason, with the first line of what the server says to it."""
        status = printable(f"{self.status} {self.reason}".strip())[:80]
        if self.media_type not in ("text/plain", "application/json", "application/problem+json", ""):
            return status
        lines = self.body[:4096].decode("utf-8", "replace").splitlines()
        said = printable(" ".join(next((line for line in lines if line.strip()), "").split()))[:_MOST_TOLD]
        return f"{status}: {said}" if said else status


class TimeOverError(StoreError):
    """A server did not answer in time."""


class Client:
    """A connection to a server that is made again where it breaks; not for several threads at once."""

    def __init__(self, server: Server, credentials: Credentials | None = None, limits: Limits | None = None) -> None:
        self.address = server.address
        self._scheme, self._host, self._port, _ = server.parts
        self._given = Credentials.found(self._host) if credentials is None else credentials
        self._authorization = Authorization(self._given)
        self._limits = limits or Limits()
        self._connection: Connection | None = None

    def send(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        patient: bool = True,
        seconds: float | None = None,
    ) -> Reply:
        """Return what the server answers, whatever its status; where it does not answer, StoreError.

        A `patient` request is one that may be repeated without harm: it is tried again after a break and after an answer
        that may pass. Any other is tried again only where the server is busy (429, 503) or the connection cannot be made.
        """
        last = self._limits.tries
        for number in range(1, last + 1):
            wait = self._limits.pause * 2 ** (number - 1)
            try:
                reply = self._follow(method, target, body, headers or {}, seconds or self._limits.seconds)
            except (http.client.HTTPException, OSError, ValueError) as problem:
                self.close()
                if number == last or not self._may_pass(problem, patient):
                    raise self._broken(problem, number, seconds) from problem
            else:
                if number == last or not (reply.status in _PASSING if patient else reply.status in (429, 503)):
                    return reply
                wait = max(wait, _asked_wait(reply))
            time.sleep(wait)
        raise AssertionError("unreachable")

    def refused(self, reply: Reply, what: str) -> StoreError:
        """Return the error for an answer that is a refusal; `what` says what was asked."""
        if reply.status == http.client.UNAUTHORIZED:
            why = "does not accept the credentials that were given" if self._given else f"wants credentials; {HOW}"
            return StoreError(f"{self.address}: {what}: 401: the server {why}")
        if reply.status == http.client.FORBIDDEN and not self._given:
            return StoreError(f"{self.address}: {what}: the server answers {reply.told}; {HOW}")
        return StoreError(f"{self.address}: {what}: the server answers {reply.told}")

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(
        self, method: str, target: str, body: bytes | None, headers: Mapping[str, str], seconds: float
    ) -> Reply:
        deadline = time.monotonic() + seconds
        asked_again = False
        for _ in range(_MOST_REDIRECTIONS + 3):
            reply = self._once(method, target, body, headers, deadline)
            if reply.status == http.client.UNAUTHORIZED and not asked_again:
                challenges = reply.headers.get("www-authenticate", "")
                asked_again = self._authorization.learn(challenges.split("\n"))
                if asked_again:
                    continue
            if reply.status not in _REDIRECTIONS or "location" not in reply.headers:
                return reply
            target = self._checked(target, reply.headers["location"])
        raise StoreError(f"{self.address}: more than {_MOST_REDIRECTIONS} redirections")

    def _checked(self, target: str, location: str) -> str:
        """Return the target to which an answer leads; another host than this one raises StoreError."""
        base = f"{self._scheme}://{self._netloc}"
        found = urlsplit(urljoin(base + target, location))
        try:
            port = found.port or (443 if found.scheme == "https" else 80)
        except ValueError:
            port = -1
        if (found.scheme, found.hostname, port) != (self._scheme, self._host, self._port):
            shown = printable(f"{found.scheme}://{found.hostname or ''}")[:100]
            raise StoreError(f"{self.address}: the server leads to {shown}, another place; nothing is sent there")
        return f"{found.path or '/'}{f'?{found.query}' if found.query else ''}"

    @property
    def _netloc(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return host if self._port == (443 if self._scheme == "https" else 80) else f"{host}:{self._port}"

    def _once(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str], deadline: float) -> Reply:
        connection = self._connected(deadline)
        sent = {
            "User-Agent": f"kgwire/{version('kgwire')}",
            "Accept-Encoding": "identity",
            **headers,
            **self._authorization.header(method, f"{self._scheme}://{self._netloc}{target}"),
        }
        connection.request(method, target, body=body, headers=sent)
        response = connection.getresponse()
        pieces, size = [], 0
        while piece := response.read(_PIECE):
            size += len(piece)
            if size > self._limits.size:
                self.close()
                raise StoreError(f"{self.address}: an answer of more than {self._limits.size:,} bytes; ask for less")
            pieces.append(piece)
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        told: dict[str, str] = {}
        for name, value in response.headers.items():
            key = name.lower()
            told[key] = f"{told[key]}\n{value}" if key in told else value
        if response.will_close:
            self.close()
        return Reply(response.status, response.reason or "", told, b"".join(pieces))

    def _connected(self, deadline: float) -> Connection:
        if self._connection is None:
            try:
                peers = peers_of(self._host, self._port, self.address, allow_private=True)
            except ReadError as problem:
                raise StoreError(str(problem)) from problem
            secure = self._scheme == "https"
            self._connection = Connection(self._host, self._port, peers, deadline, secure=secure)
        self._connection.renew(deadline)
        return self._connection

    @staticmethod
    def _may_pass(problem: Exception, patient: bool) -> bool:
        if isinstance(problem, ssl.SSLError):
            return False
        return patient or isinstance(problem, ConnectionRefusedError | http.client.RemoteDisconnected)

    def _broken(self, problem: Exception, tries: int, seconds: float | None) -> StoreError:
        again = f" (tried {tries} times)" if tries > 1 else ""
        if isinstance(problem, TimeoutError):
            limit = seconds or self._limits.seconds
            return TimeOverError(f"{self.address}: no whole answer within {limit:g} seconds{again}")
        return StoreError(f"{self.address}: {_reason(problem)}{again}")


def _reason(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLError):
        return f"no secure connection: {printable(problem.reason or str(problem))}"
    if isinstance(problem, http.client.IncompleteRead):
        return "the answer is cut off: the server sent less than it announced"
    if isinstance(problem, http.client.RemoteDisconnected):
        return "the server ended the connection without an answer"
    if isinstance(problem, OSError):
        return f"the server cannot be reached: {printable(problem.strerror or str(problem))}"
    return f"no answer of HTTP: {printable(' '.join(str(problem).split()) or type(problem).__name__)[:100]}"


def _asked_wait(reply: Reply) -> float:
    """Return the seconds that a busy server asks for, within reason."""
    asked = reply.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isdecimal() else 0.0
