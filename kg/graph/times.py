"""Times as shared nodes: the same TIMEX3 value with the same bounds is one node, in whichever document it stands."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.graph import literals
from kg.graph.iris import slug
from kg.model import RoleArgument, Statement, Time
from kg.schema.vocabulary import Vocabulary

_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class TimeNode:
    """A TIMEX3 value with its modifier and the days that bound it, each None where it is not known."""

    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None

    @classmethod
    def from_value(cls, value: str) -> TimeNode:
        """Return the node of a bare value: a year, month or day bounds itself, anything else has no bounds."""
        earliest, latest = calendar_bounds(value)
        return cls(value, None, earliest, latest)

    @classmethod
    def from_time(cls, value: str, time: Time | None) -> TimeNode:
        """Return the node of a value that a time expression gives; an expression of another value is not asked."""
        if time is None or time.value != value:
            return cls.from_value(value)
        return cls(value, time.mod, time.earliest, time.latest)

    def iri(self, vocabulary: Vocabulary) -> URIRef:
        """Return `/time/VALUE`, with modifier and bounds behind it where they are not what the value alone says."""
        if self == TimeNode.from_value(self.value):
            return vocabulary.time[slug(self.value)]
        parts = (self.value, self.mod or "", self.earliest or "", self.latest or "")
        return vocabulary.time["~".join(slug(part) if part else "" for part in parts)]

    def properties(self, vocabulary: Vocabulary) -> Iterator[tuple[URIRef, Literal]]:
        """Yield what the graph says of the node."""
        yield vocabulary.kg.timex, literals.string(self.value)
        if self.mod is not None:
            yield vocabulary.kg.timexMod, literals.string(self.mod)
        if self.earliest is not None:
            yield vocabulary.kg.earliest, literals.date(self.earliest)
        if self.latest is not None:
            yield vocabulary.kg.latest, literals.date(self.latest)


def calendar_bounds(value: str) -> tuple[str | None, str | None]:
    """Return first and last day of a year, month or day: "2024-02" is 2024-02-01 to 2024-02-29; else two times None."""
    found = _CALENDAR.fullmatch(value)
    if found is None:
        return None, None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None, None
    last = calendar.monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= last:
        return None, None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"


def event_time(statement: Statement, times: dict[int, Time]) -> TimeNode | None:
    """Return when a statement holds, or None where the text does not say."""
    if statement.time.value is None:
        return None
    return TimeNode.from_time(statement.time.value, None if statement.time.id is None else times.get(statement.time.id))


def argument_time(argument: RoleArgument, times: dict[int, Time]) -> TimeNode | None:
    """Return the time that an argument names, or None where it names none that is known."""
    if argument.role != "time" or argument.value is None:
        return None
    inside = (time for time in times.values() if argument.start <= time.start and time.end <= argument.end)
    return TimeNode.from_time(argument.value, next((time for time in inside if time.value == argument.value), None))
