"""A connection to a server that ends when its time is over, however slowly the server answers."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Sequence
from typing import Any

from kg.reading.remote.hosts import Peer

CONNECTING = 10.0
"""Seconds that one address of a host has to answer in."""


class Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were found for a host; after `deadline` everything raises TimeoutError."""

    def __init__(self, host: str, port: int, peers: Sequence[Peer], deadline: float, *, secure: bool) -> None:
        super().__init__(host, port)
        self.default_port = 443 if secure else 80
        self._peers = peers
        self._deadline = deadline
        self._secure = secure
        self.response_class = self._response  # type: ignore[assignment]

    def connect(self) -> None:
        """Connect to the first address that answers."""
        problem: OSError | None = None
        for peer in self._peers:
            made = socket.socket(peer.family, socket.SOCK_STREAM)
            try:
                made.settimeout(min(CONNECTING, _left(self._deadline)))
                made.connect(peer.place)
                made.settimeout(_left(self._deadline))
                self.sock = self._wrapped(made)
            except OSError as failed:
                made.close()
                problem = failed
            else:
                return
        raise problem or OSError("no address to connect to")

    def renew(self, deadline: float) -> None:
        """Give a connection that is used again the time of its next request."""
        self._deadline = deadline
        if self.sock is not None:
            self.sock.settimeout(_left(deadline))

    def _wrapped(self, made: socket.socket) -> socket.socket:
        if not self._secure:
            return made
        return ssl.create_default_context().wrap_socket(made, server_hostname=self.host)

    def _response(self, sock: socket.socket, *arguments: Any, **options: Any) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(_Timed(sock, self._deadline), *arguments, **options)  # type: ignore[arg-type]


class _Timed:
    """A socket as `HTTPResponse` uses it: something that makes a file."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._sock, self._deadline))


class _TimedStream(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._sock.settimeout(_left(self._deadline))
        return self._raw.readinto(buffer) or 0

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
