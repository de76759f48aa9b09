"""Times as shared nodes: the same TIMEX3 value with the same bounds is one node, in whichever document it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.extraction.times.language.values import bounds
from kg.model import RoleArgument, Statement, Time
from kg.schema.vocabulary import Vocabulary
from kg.statements import literals
from kg.statements.iris import slug


@dataclass(frozen=True, slots=True)
class TimeNode:
    """A TIMEX3 value with its modifier and the days that bound it, each None where it is not known."""

    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None

    @classmethod
    def from_value(cls, value: str) -> TimeNode:
        """Return the node of a bare value, bounded by the first and last day that it names, if it names any."""
        return cls(value, None, *(None if day is None else day.isoformat() for day in bounds(value) or (None, None)))

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
