"""A query as a server of SPARQL 1.1 takes it: with our prefixes, with values for its variables, and without LATERAL.

In go and out comes the text of a query; nothing of it is read but where its words, braces and literals stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib.term import Identifier

from kg.errors import QueryError
from kg.graph.keywords import without_names

_WORD = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b|[{}()]", re.IGNORECASE)
_LATERAL = re.compile(r"\bLATERAL\s*(?=\{)", re.IGNORECASE)


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with these prefixes declared before its own, in one line, so that its lines keep their numbers by one."""
    declared = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes.items())
    return f"{declared}\n{text}"


def with_values(text: str, values: Mapping[str, Identifier]) -> str:
    """Return a query in which these variables have values: where it selects them, and in each SELECT inside that does.

    A query that is no SELECT or does not select a variable raises QueryError.
    """
    if not values:
        return text
    masked, named = without_names(text, " ", variables=True), without_names(text, " ")
    places: list[tuple[int, str]] = []
    for number, (head, opening) in enumerate(_selects(masked)):
        selected = _outside(named[head:opening])
        for name, value in values.items():
            if "*" in selected or re.search(rf"[?$]{re.escape(name)}\b", selected):
                places.append((opening + 1, f" VALUES ?{name} {{ {value.n3()} }} "))
            elif number == 0:
                raise QueryError(f"the query does not select ?{name}, which was given a value")
    if not places:
        raise QueryError("only a SELECT takes values for its variables")
    for place, inserted in sorted(places, reverse=True):
        text = text[:place] + inserted + text[place:]
    return text


def without_lateral(text: str) -> str:
    """Return a query in which what stands in LATERAL { } stands in the group itself, which gives the same rows.

    That holds for queries such as our questions, whose inner patterns bind what they share with the outer ones.
    """
    masked = without_names(text, " ", variables=True)
    gone: list[tuple[int, int]] = []
    for found in _LATERAL.finditer(masked):
        closing = _closing(masked, found.end())
        gone += [(found.start(), found.end() + 1), (closing, closing + 1)]
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return text


def _selects(masked: str) -> Iterator[tuple[int, int]]:
    """Yield for each SELECT where its variables begin, and where its pattern is opened; another kind of query yields none."""
    head, depth = None, 0
    for found in _WORD.finditer(masked):
        sign = found[0]
        if sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "{" and head is not None and depth == head[1]:
            yield head[0], found.start()
            head = None
        elif sign.upper() == "SELECT":
            head = (found.end(), depth)
        elif sign.upper() in ("ASK", "CONSTRUCT", "DESCRIBE"):
            return


def _outside(text: str) -> str:
    """Return what stands outside of parentheses."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if not depth:
            kept.append(sign)
    return "".join(kept)


def _closing(masked: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(masked)):
        depth += (masked[place] == "{") - (masked[place] == "}")
        if not depth:
            return place
    return len(masked)
