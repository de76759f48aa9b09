"""Answers for readers: names in the place of IRIs ("negated", "supply", "North_Korea").

A named question is asked by a reader, and its rows say what they say in words; a query of the user's own keeps its IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from kg.query.answer import Answer


def split_iri(iri: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return the prefix of the longest namespace that an IRI begins with, and the rest; without one, "" and the whole."""
    fitting = [(namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    if not fitting:
        return "", str(iri)
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return prefix, iri.removeprefix(namespace)


def short_name(term: Identifier | None, prefixes: Mapping[str, str]) -> str | None:
    """Return the name in an IRI of a known namespace, other terms as their text."""
    if term is None:
        return None
    if not isinstance(term, URIRef):
        return str(term)
    prefix, name = split_iri(term, prefixes)
    return unquote(name) if prefix else name


def shorten(answer: Answer, prefixes: Mapping[str, str]) -> Answer:
    """Return an answer of rows in which each IRI of a known namespace is its name."""
    short = Answer("SELECT")
    short.vars = answer.vars
    short.bindings = [
        {name: Literal(short_name(term, prefixes)) if isinstance(term, URIRef) else term for name, term in row.items()}
        for row in answer.bindings
    ]
    return short


def records(answer: Answer, prefixes: Mapping[str, str]) -> Iterator[dict[str, str | None]]:
    """Yield the rows of an answer as plain values by the names of their columns, None where there is none."""
    for row in answer.rows():
        yield {name: short_name(term, prefixes) for name, term in zip(answer.columns, row, strict=True)}
