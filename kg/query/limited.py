"""A query with a time limit: it runs in a child process, which alone opens the index and can be killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import msgspec
from rdflib import Graph
from rdflib.query import Result
from rdflib.term import Identifier
from rdflib.util import from_n3

from kg.errors import KGError, QueryError, StoreError
from kg.graph.snapshot import Snapshot, open_snapshot
from kg.query.answer import Answer
from kg.query.questions import ask_question
from kg.query.sparql import QuerySyntaxError, run_query


class Request(msgspec.Struct, frozen=True):
    """What a child process is asked: SPARQL with bindings in N3, or a named question with its values."""

    store: str
    sparql: str = ""
    bindings: dict[str, str] = {}
    question: str | None = None
    values: dict[str, str] = {}
    limit: int | None = None
    fragments: bool | None = None


class _Head(msgspec.Struct, frozen=True):
    """The first line of what it answers: the type of the answer that follows, or what was wrong."""

    kind: str
    prefixes: dict[str, str] = {}
    reason: str = ""
    text: str = ""
    line: int = 0
    column: int = 0


def run_limited(store: Path, sparql: str, bindings: Mapping[str, Identifier] | None, seconds: float) -> Answer:
    """Run a query for at most so many seconds, the opening of the store among them; then QueryError."""
    return _ask(Request(str(store), sparql, {name: term.n3() for name, term in (bindings or {}).items()}), seconds)


def ask_limited(
    store: Path,
    question: str,
    values: Mapping[str, str],
    limit: int | None,
    seconds: float,
    *,
    fragments: bool | None = None,
) -> Answer:
    """Answer a named question within so many seconds; else QueryError."""
    asked = Request(str(store), question=question, values=dict(values), limit=limit, fragments=fragments)
    return _ask(asked, seconds)


def _ask(request: Request, seconds: float) -> Answer:
    try:
        child = subprocess.run(  # our own interpreter, our own module
            [sys.executable, "-m", "kg.query.limited"],
            input=msgspec.json.encode(request),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise QueryError(f"the query did not end within {seconds:g} seconds and was stopped") from problem
    head, _, body = child.stdout.partition(b"\n")
    if child.returncode != 0 or not head:
        reason = child.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"exit code {child.returncode}"
        raise QueryError(f"the process that ran the query ended early: {reason}")
    return _read(msgspec.json.decode(head, type=_Head), body)


def _read(head: _Head, body: bytes) -> Answer:
    if head.kind == "syntax":
        raise QuerySyntaxError(head.reason, head.text, head.line, head.column)
    if head.kind == "store":
        raise StoreError(head.reason)
    if head.kind == "query":
        raise QueryError(head.reason)
    if head.kind == "CONSTRUCT":
        answer = Answer(head.kind)
        answer.graph = Graph().parse(data=body, format="nt")
        for prefix, namespace in head.prefixes.items():
            answer.graph.bind(prefix, namespace, override=True, replace=True)
        return answer
    return Answer.from_result(Result.parse(BytesIO(body), format="json"))


def _serve(request: Request) -> tuple[_Head, bytes]:
    try:
        with open_snapshot(Path(request.store)) as snapshot:
            answer = _answer(request, snapshot)
            if answer.graph is not None:
                head = _Head("CONSTRUCT", prefixes=snapshot.vocabulary.prefixes())
                return head, answer.graph.serialize(format="nt", encoding="utf-8")
            return _Head(answer.type), answer.serialize(format="json") or b""
    except QuerySyntaxError as problem:
        return _Head("syntax", {}, problem.reason, problem.text, problem.line, problem.column), b""
    except StoreError as problem:
        return _Head("store", reason=str(problem)), b""
    except KGError as problem:
        return _Head("query", reason=str(problem)), b""


def _answer(request: Request, snapshot: Snapshot) -> Answer:
    if request.question is not None:
        index, vocabulary, values = snapshot.index, snapshot.vocabulary, request.values
        return ask_question(index, vocabulary, request.question, values, request.limit, fragments=request.fragments)
    return run_query(snapshot.index, request.sparql, {name: _term(n3) for name, n3 in request.bindings.items()})


def _term(n3: str) -> Identifier:
    term = from_n3(n3)
    if not isinstance(term, Identifier):
        raise QueryError(f"not a value that a variable can have: {n3}")
    return term


def main() -> None:
    """Answer the one request on standard input: a line that says what follows, then the answer itself."""
    head, body = _serve(msgspec.json.decode(sys.stdin.buffer.read(), type=Request))
    sys.stdout.buffer.write(msgspec.json.encode(head) + b"\n" + body)


if __name__ == "__main__":
    main()
