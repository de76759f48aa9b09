"""Conditions of time in a question: in go its time expressions, out comes which statements meet them.

what did Iran say before January 5, 2024        the event, or else the day of publication, lies before that day
who was killed in 2024                          the year that the text gives, or else that of publication
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.asking.shelf import Page
from kg.model import AnnotatedDocument, Statement, Time

Relation = Literal["before", "after", "since", "until", "in"]
_MARKERS: dict[str, Relation] = {
    "before": "before",
    "after": "after",
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "until",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A stretch of days and how a statement has to lie to it; `text` are the question's words for it."""

    relation: Relation
    earliest: str
    latest: str
    text: str

    def is_met(self, statement: Statement, page: Page) -> bool:
        """Tell whether a statement lies so: its event where the text dates it, else the publication of its document."""
        first, last = days_of(statement, page)
        if first is None or last is None:
            return False
        match self.relation:
            case "before":
                return first < self.earliest
            case "after":
                return last > self.latest
            case "since":
                return last >= self.earliest
            case "until":
                return first <= self.latest
            case "in":
                return first <= self.latest and last >= self.earliest


def days_of(statement: Statement, page: Page) -> tuple[str | None, str | None]:
    """Return the first and last day of a statement's event, else that of its publication, else nothing."""
    time = _time(statement, page.annotated)
    if time is not None and time.earliest is not None and time.latest is not None:
        return time.earliest, time.latest
    return page.annotated.document.date, page.annotated.document.date


def _time(statement: Statement, annotated: AnnotatedDocument) -> Time | None:
    return None if statement.time.id is None else annotated.times[statement.time.id]


def conditions_of(annotated: AnnotatedDocument | None) -> tuple[Condition, ...]:
    """Return the conditions that a question's statement holds; a day that cannot be known without today's is none."""
    if annotated is None:
        return ()
    text, found = annotated.document.text, []
    for time in annotated.times:
        if time.earliest is None or time.latest is None or time.type not in ("DATE", "TIME"):
            continue
        before = text[: time.start].rstrip().rpartition(" ")[2].lower()
        relation = _MARKERS.get(before, "in")
        start = time.start - len(before) - 1 if before in (*_MARKERS, "in", "on", "during") else time.start
        found.append(Condition(relation, time.earliest, time.latest, text[start : time.end]))
    return tuple(found)


def all_met(conditions: Iterable[Condition], statement: Statement, page: Page) -> bool:
    """Tell whether a statement meets all conditions."""
    return all(condition.is_met(statement, page) for condition in conditions)
