"""Values into literals, each in the one spelling that a store keeps.

A store canonicalises typed literals ("01"^^xsd:integer becomes "1"), so numbers are written in their canonical form
from the start, and whatever must keep the spelling of its source (a TIMEX3 value, a trigger) is a plain string.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rdflib import Literal
from rdflib.namespace import XSD

from kg.errors import SchemaError

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Holed(Literal):
    """Text with holes for names (`kg.wording.holes`), which only lines can have (`kg.graph.lines`)."""

    __slots__ = ()


def string(text: str) -> Literal:
    """Return a plain string."""
    return Literal(text)


def text_in(language: str, text: str) -> Literal:
    """Return text with its language; a language that is not a tag (never one of ours) is left out."""
    return Literal(text, lang=language) if _LANGUAGE.fullmatch(language) else Literal(text)


def holed_in(language: str, text: str) -> Holed:
    """Return text with holes with its language, as `text_in` does."""
    return Holed(text, lang=language) if _LANGUAGE.fullmatch(language) else Holed(text)


@lru_cache(maxsize=4096)
def integer(number: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(number), datatype=XSD.integer)


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


@lru_cache(maxsize=256)
def decimal(number: float) -> Literal:
    """Return an xsd:decimal of at most two places, without zeros at its end."""
    return Literal(f"{number:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


@lru_cache(maxsize=4096)
def date(day: str) -> Literal:
    """Return an xsd:date from an ISO date; another form raises SchemaError."""
    if not _DATE.fullmatch(day):
        raise SchemaError(f"not an ISO date: {day!r}; expected YYYY-MM-DD")
    return Literal(day, datatype=XSD.date)


def moment(instant: str) -> Literal:
    """Return an xsd:dateTime from an ISO instant in UTC, as 2024-01-05T12:00:00Z."""
    return Literal(instant, datatype=XSD.dateTime, normalize=False)
