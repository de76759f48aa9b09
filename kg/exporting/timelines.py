"""Events for programs that draw timelines: TimelineJS's JSON, and an iCalendar file for calendars.

TimelineJS (timeline.knightlab.com, "JSON format") shows what it is given as HTML, so article text is escaped. A calendar
(RFC 5545) knows days: a month is a stretch of days there, and what happened at no certain time is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

from kg.claims.chronology import Event
from kg.errors import KGError
from kg.wording.times import time_in_words

LONGEST = 366
"""Days of a stretch that a calendar is still given."""


def to_timelinejs(events: Iterable[Event]) -> dict[str, Any]:
    """Return the JSON document of TimelineJS: an event a slide, in groups by whether it happened, is planned or denied."""
    return {"scale": "human", "events": list(_slides(events))}


def _slides(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        when = event.when
        start = _start(event)
        if start is None:
            continue
        slide: dict[str, Any] = {
            "unique_id": event.id,
            "group": event.kind,
            "start_date": start,
            "display_date": when_in_words(event),
            "text": {"headline": escape(event.wording), "text": _text(event)},
        }
        if when.earliest is not None and when.latest is not None and when.latest != when.earliest:
            slide["end_date"] = _date(when.latest)
        yield slide


def to_calendar(events: Iterable[Event], base: str) -> bytes:
    """Return events as an iCalendar file; a claim's IRI below `base` is the address of its event.

    The extra kgwire[calendar] is needed; KGError where it is not there.
    """
    try:
        import icalendar
    except ImportError as problem:
        raise KGError("a calendar needs the package icalendar: pip install 'kgwire[calendar]'") from problem

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//kgwire//kg timeline//EN")
    calendar.add("version", "2.0")
    for event in events:
        days = _days(event)
        if days is None:
            continue
        entry = icalendar.Event()
        entry.add("uid", f"{event.id}@kg")
        entry.add("dtstamp", datetime.combine(_day(event.published[1]) or days[0], datetime.min.time(), UTC))
        entry.add("dtstart", days[0])
        entry.add("dtend", days[1] + timedelta(days=1))
        entry.add("summary", event.wording if not event.when.is_bound else f"{event.wording} ({when_in_words(event)})")
        entry.add("description", "\n".join([event.sentence, *_stances(event)]))
        entry.add("categories", [event.kind])
        entry.add("url", f"{base}{event.id}")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def when_in_words(event: Event) -> str:
    """Return when an event was: "on 4 January 2024", "by 5 January 2024", or the TIMEX3 value where no words fit."""
    when = event.when
    if when.value is None:
        return time_in_words(when.latest or "", "by") or f"by {when.latest}"
    return time_in_words(when.value) or when.value


def _start(event: Event) -> dict[str, int] | None:
    """Return the date of a slide as exact as the text, None for a time without any day that bounds it."""
    value, begins = event.when.value or "", event.when.begins
    if not begins:
        return None
    parts = begins.split("-")
    exact = len(value.split("-")) if begins.startswith(value) and value else len(parts)
    return _date("-".join(parts[:exact]))


def _date(day: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=False))


def _text(event: Event) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in _stances(event))
    return f"<p>{escape(event.sentence)}</p><ul>{lines}</ul>"


def _stances(event: Event) -> Iterator[str]:
    for word, who in (("says so", event.says), ("denies it", event.denies), ("leaves it open", event.leaves_open)):
        if who:
            yield f"{word}: {', '.join(who)}"


def _days(event: Event) -> tuple[date, date] | None:
    first, last = _day(event.when.earliest or event.when.latest), _day(event.when.latest)
    return None if first is None or last is None or (last - first).days > LONGEST else (first, last)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
