"""A query with a time limit: it runs in a child process, which alone opens the store and can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.query import Result
from rdflib.term import Identifier
from rdflib.util import from_n3

from kg.errors import KGError, QueryError, StoreError
from kg.graph.snapshot import open_snapshot
from kg.query.answer import Answer
from kg.query.sparql import QuerySyntaxError, run_query


def run_limited(store: Path, text: str, bindings: Mapping[str, Identifier] | None, seconds: float) -> Answer:
    """Run a query for at most so many seconds, the opening of the store among them; then QueryError."""
    request = {
        "store": str(store),
        "query": text,
        "bindings": {name: term.n3() for name, term in (bindings or {}).items()},
    }
    try:
        child = subprocess.run(  # our own interpreter, our own module
            [sys.executable, "-m", "kg.query.limited"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise QueryError(f"the query did not end within {seconds:g} seconds and was stopped") from problem
    head, _, body = child.stdout.partition(b"\n")
    if child.returncode != 0 or not head:
        raise QueryError(f"the query ended with its process: {child.stderr.decode(errors='replace').strip()[-500:]}")
    return _read(json.loads(head), body)


def _read(head: dict[str, Any], body: bytes) -> Answer:
    kind = head["kind"]
    if kind == "syntax":
        raise QuerySyntaxError(head["reason"], head["text"], head["line"], head["column"])
    if kind == "store":
        raise StoreError(head["reason"])
    if kind == "query":
        raise QueryError(head["reason"])
    if kind == "CONSTRUCT":
        answer = Answer(kind)
        answer.graph = Graph().parse(data=body, format="nt")
        for prefix, namespace in head["prefixes"].items():
            answer.graph.bind(prefix, namespace, override=True, replace=True)
        return answer
    return Answer.from_result(Result.parse(BytesIO(body), format="json"))


def _serve(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        with open_snapshot(Path(request["store"])) as snapshot:
            bindings = {name: _term(n3) for name, n3 in request["bindings"].items()}
            answer = run_query(snapshot.index, request["query"], bindings)
            if answer.graph is not None:
                head = {"kind": "CONSTRUCT", "prefixes": snapshot.vocabulary.prefixes()}
                return head, answer.graph.serialize(format="nt", encoding="utf-8")
            return {"kind": answer.type}, answer.serialize(format="json") or b""
    except QuerySyntaxError as problem:
        place = {"text": problem.text, "line": problem.line, "column": problem.column}
        return {"kind": "syntax", "reason": problem.reason, **place}, b""
    except StoreError as problem:
        return {"kind": "store", "reason": str(problem)}, b""
    except KGError as problem:
        return {"kind": "query", "reason": str(problem)}, b""


def _term(n3: str) -> Identifier:
    term = from_n3(n3)
    if not isinstance(term, Identifier):
        raise QueryError(f"not a value that a variable can have: {n3}")
    return term


def main() -> None:
    """Answer the one request on standard input: a line that says what follows, then the answer itself."""
    head, body = _serve(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
