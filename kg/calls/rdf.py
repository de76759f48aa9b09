"""RDF as it is asked for over a wire: the answer to a query, a graph, the description of a thing, as bytes in a format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from kg.calls.errors import CallError
from kg.calls.limits import Limits
from kg.calls.messages import GraphRequest, QueryRequest, ThingRequest
from kg.calls.negotiation import format_for
from kg.calls.opened import Opened
from kg.errors import QueryError, StoreError
from kg.graph.scope import AnswerKind, Scope
from kg.query.sparql import explain_syntax

_LEAST_ROW = 2
"""Bytes of the shortest row: a shorter answer needs no counting."""


class Bounded(io.BytesIO):
    """Bytes in memory that may not become more than a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.is_full = False

    def write(self, data: object, /) -> int:
        """Take in bytes; where they are too many, OSError."""
        written = super().write(data)  # type: ignore[arg-type]
        if self.tell() > self._most:
            self.is_full = True
            raise OSError("the answer is too large")
        return written


def answer_query(opened: Opened, request: QueryRequest, limits: Limits) -> tuple[str, bytes]:
    """Run a query; return the media type of its answer, and the answer."""
    output = Bounded(limits.bytes)

    def media_type(kind: AnswerKind) -> str:
        return format_for(kind, request.accept, request.form)

    scope = Scope(request.default_graphs, request.named_graphs)
    try:
        kind, found = opened.snapshot.index.write_answer(
            output, request.query, media_type, scope=scope, base=request.base
        )
    except SyntaxError as problem:
        raise CallError("wrong", str(explain_syntax(str(problem), request.query))) from problem
    except QueryError as problem:
        raise CallError("refused", str(problem)) from problem
    except (ValueError, RuntimeError, OSError) as problem:
        if output.is_full:
            raise _too_large(limits) from None
        raise CallError("wrong", f"the query cannot be run: {problem}") from problem
    body = output.getvalue()
    if kind == "rows" and len(body) > limits.rows * _LEAST_ROW and _ROWS[found](body) > limits.rows:
        raise CallError("too large", f"the answer has more than {limits.rows:,} rows; give the query a LIMIT")
    return found, body


def answer_graph(opened: Opened, request: GraphRequest, limits: Limits) -> tuple[str, bytes]:
    """Return a named graph, or what all say together where none is named."""
    found = format_for("triples", request.accept, request.form)

    def write(output: io.BytesIO) -> bool:
        return opened.snapshot.index.write_graph(output, request.graph, found)

    return found, _written(write, f"there is no graph {request.graph}", limits)


def answer_thing(opened: Opened, request: ThingRequest, limits: Limits) -> tuple[str, bytes]:
    """Return what the graph says of a thing; of a document its whole graph."""
    found = format_for("triples", request.accept, request.form)
    index = opened.snapshot.index
    is_document = request.thing.startswith(str(opened.snapshot.vocabulary.document))

    def write(output: io.BytesIO) -> bool:
        if is_document:
            return index.write_graph(output, request.thing, found)
        return index.write_description(output, request.thing, found)

    return found, _written(write, f"nothing is said of {request.thing}", limits)


def _written(write: Callable[[io.BytesIO], bool], missing: str, limits: Limits) -> bytes:
    output = Bounded(limits.bytes)
    try:
        if not write(output):
            raise CallError("missing", missing)
    except (ValueError, OSError, StoreError) as problem:
        if output.is_full:
            raise _too_large(limits) from None
        raise CallError("wrong", str(problem)) from problem
    return output.getvalue()


def _too_large(limits: Limits) -> CallError:
    return CallError("too large", f"the answer has more than {limits.bytes // 1_000_000} MB; ask for less, by a LIMIT")


def _json_rows(body: bytes) -> int:
    return len(json.loads(body)["results"]["bindings"])


_ROWS: dict[str, Callable[[bytes], int]] = {
    "application/sparql-results+json": _json_rows,
    "application/sparql-results+xml": lambda body: body.count(b"<result>") + body.count(b"<result/>"),
    "text/csv": lambda body: sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1,
    "text/tab-separated-values": lambda body: body.count(b"\n") - 1,
}
