"""What goes between the process that takes requests and those that answer them: frames of bytes with a length before each."""

from __future__ import annotations

from typing import Any

import msgspec

LENGTH = 8
"""Bytes of a frame's length, the highest first."""


class QueryRequest(msgspec.Struct, frozen=True, tag="query"):
    """A SPARQL query, with the formats that are taken, the graphs that it is about, and the base of its relative IRIs."""

    query: str
    accept: str = "*/*"
    form: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


class GraphRequest(msgspec.Struct, frozen=True, tag="graph"):
    """A named graph, or all of them together."""

    graph: str | None
    accept: str = "*/*"
    form: str | None = None


class ThingRequest(msgspec.Struct, frozen=True, tag="thing"):
    """What is said of the thing with an IRI."""

    thing: str
    accept: str = "*/*"
    form: str | None = None


class PageRequest(msgspec.Struct, frozen=True, tag="page"):
    """The interactive page (`kg view`) of some documents, or of the newest ones that speak of an entity."""

    documents: tuple[str, ...] = ()
    entity: str | None = None


class CallRequest(msgspec.Struct, frozen=True, tag="call"):
    """A call of the table, with what was given for its parameters."""

    name: str
    given: dict[str, Any] = {}


class OpenRequest(msgspec.Struct, frozen=True, tag="open"):
    """Nothing but to let go of a generation that is no longer the valid one, and open that."""


Request = QueryRequest | GraphRequest | ThingRequest | PageRequest | CallRequest | OpenRequest


class Head(msgspec.Struct, frozen=True):
    """What stands before an answer: its generation and media type, or for want of one the reason."""

    generation: str = ""
    media_type: str = ""
    reason: str = ""
    text: str = ""


_requests = msgspec.msgpack.Decoder(Request)
_heads = msgspec.msgpack.Decoder(Head)


def encode_request(request: Request) -> bytes:
    """Return a request as a frame."""
    return _frame(msgspec.msgpack.encode(request))


def decode_request(content: bytes) -> Request:
    """Return the request that a frame holds."""
    return _requests.decode(content)


def encode_reply(head: Head, body: bytes = b"") -> bytes:
    """Return an answer as two frames."""
    return _frame(msgspec.msgpack.encode(head)) + _frame(body)


def decode_head(content: bytes) -> Head:
    """Return the head that a frame holds."""
    return _heads.decode(content)


def _frame(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH, "big") + content
