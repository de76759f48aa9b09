"""Run SPARQL on an index, and say in plain words what is wrong with a query that does not run.

A query goes to Oxigraph's engine as a string, its values as bindings beside it; nothing is ever pasted into a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib.term import Identifier

from kg.errors import QueryError
from kg.graph.answering import Answering
from kg.query.answer import Answer

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FIRST_WORD = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|(?:PREFIX\s+[^\s:]*\s*:|BASE)\s*<[^>]*>)*([A-Za-z]+)", re.IGNORECASE)
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_PREFIXED = re.compile(r"[\w.-]*:")
_EXCERPT = 30


class QuerySyntaxError(QueryError):
    """A query that cannot be parsed; `line` and `column` of `text` count from 1 and say where it goes wrong."""

    def __init__(self, reason: str, text: str, line: int, column: int) -> None:
        super().__init__(f"the query goes wrong at line {line}, column {column}: {reason}")
        self.reason = reason
        self.text = text
        self.line = line
        self.column = column


def run_query(index: Answering, text: str, bindings: Mapping[str, Identifier] | None = None) -> Answer:
    """Run a SPARQL query over the union of all graphs (or those of its FROM), with the project's prefixes known.

    `bindings` gives variables their values; each must be among the variables that the query selects. An update, a
    syntax error and whatever else the engine refuses raise QueryError.
    """
    try:
        return Answer.from_result(index.query(text, bindings))
    except SyntaxError as problem:
        raise explain_syntax(str(problem), text) from problem
    except (ValueError, RuntimeError, OSError) as problem:
        raise QueryError(f"the query cannot be run: {problem}") from problem


def explain_syntax(message: str, text: str) -> QueryError:
    """Return the error that a user is shown for a message of Oxigraph's parser."""
    if not text.strip():
        return QueryError("the query is empty")
    first = _FIRST_WORD.match(text)
    if first is not None and first.group(1).upper() in _UPDATES:
        return QueryError(
            f"{first.group(1).upper()} is an update, and updates are refused: the graph is made from its documents "
            "(`kg build` adds and replaces, `kg remove` takes away)"
        )
    if first is not None and first.group(1).upper() not in _QUERIES:
        line, column = text.count("\n", 0, first.start(1)) + 1, first.start(1) - text.rfind("\n", 0, first.start(1))
        return QuerySyntaxError(f"a query is a {', '.join(_QUERIES)}, not a {first.group(1)!r}", text, line, column)
    found = _PLACE.fullmatch(message)
    if found is None:
        return QueryError(f"the query is not valid: {' '.join(message.split())}")
    line, column, expected = int(found.group(1)), int(found.group(2)), found.group(3)
    return QuerySyntaxError(_reason(expected, text, line, column), text, line, column)


def _reason(expected: str, text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    rest = row[column - 1 :].strip()
    if "Prefix not found" in expected:
        start = max((match.start() for match in _PREFIXED.finditer(row) if match.start() < column), default=column - 1)
        prefix = _PREFIXED.match(row, start)
        if prefix is not None:
            return f"the prefix {prefix.group()!r} is not known"
    here = f"unexpected {rest[:_EXCERPT]!r}" if rest else "something is missing at the end"
    wanted = re.findall(r"'([^'\\]{1,12})'|\b([A-Z]{3,})\b", expected)
    words = sorted({quoted or word for quoted, word in wanted} - {"_"})
    return f"{here}; expected {' or '.join(words)}" if 0 < len(words) <= 4 and ".." not in expected else here
