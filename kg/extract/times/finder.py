"""From a text to its time expressions: matches of all rules, the longest first at each place, read in their order.

Goes in: text, day of publication, sentence spans, tenses of clauses; comes out: `Time` records. It does not look at the parse, and
does not tell which event a time belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.times import clock, dates, durations, named, relative
from kg.extract.times.context import Context
from kg.extract.times.grammar import VOCABULARY, Parts, Reading, Rule
from kg.extract.times.lexer import Tokens, lex
from kg.extract.times.values import Bounds, bounds
from kg.model import Time

RULES: tuple[Rule, ...] = (*clock.RULES, *dates.RULES, *relative.RULES, *named.RULES, *durations.RULES)

_JOINTS = {
    (),
    (",",),
    ("on",),
    ("at",),
    (",", "at"),
    ("by",),
    ("on", "the"),
    (",", "about"),
    ("at", "about"),
    ("at", "around"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    reading: Reading


def find_times(
    text: str,
    published: date | None,
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    tense: Callable[[int], str | None] | None = None,
) -> list[Time]:
    """Return the time expressions of a text in their order, numbered from 0.

    `published` is the day that relative expressions count from; without it their value is None. `spans` are the sentences,
    which no expression crosses. `tense` gives "past", "future", "present" or None for the clause at an offset, and decides the
    direction of bare weekdays, days and months; where it is silent or missing, verbs and words of the sentence decide, and where
    these are silent too, a weekday lies in the past, a day or month where it is nearest.
    """
    tokens = lex(text, VOCABULARY, spans)
    context = Context(tokens, published, tense)
    found: list[_Found] = []
    reached = -1
    for parts, rule in _matches(tokens):
        if parts.first <= reached:
            continue
        readings = rule.read(parts, context)
        if readings is None:
            continue
        for reading in readings if isinstance(readings, tuple) else (readings,):
            first, last = parts.span(reading.part)
            found.append(_Found(first, last, reading))
            context.remember(tokens.starts[first], reading)
        reached = parts.last
    return [_time(number, tokens, item) for number, item in enumerate(_join(tokens, found))]


def _matches(tokens: Tokens) -> list[tuple[Parts, Rule]]:
    """Return all matches of all rules: by their place, the longest first, then in the order of the rules."""
    matched = [
        (match.start(), -match.end(), number, match)
        for number, rule in enumerate(RULES)
        for match in rule.pattern.finditer(tokens.codes)
    ]
    matched.sort(key=lambda entry: entry[:3])
    return [(Parts(tokens, match), RULES[number]) for _, _, number, match in matched]


def _join(tokens: Tokens, found: list[_Found]) -> list[_Found]:
    """Join a time of day with the day beside it: "5 p.m. on Tuesday", "Tuesday at 5 p.m."."""
    joined: list[_Found] = []
    for item in found:
        if joined and tuple(tokens.words[joined[-1].last + 1 : item.first]) in _JOINTS:
            whole = _joined(joined[-1], item)
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(item)
    return joined


def _joined(one: _Found, two: _Found) -> _Found | None:
    for timed, dated in ((one.reading, two.reading), (two.reading, one.reading)):
        day, _, part = (dated.value or "").partition("T")
        clocked = timed.value and clock.TIME_OF_DAY.search(timed.value)
        if (
            timed.type == "TIME"
            and clocked
            and len(day) == 10
            and day.count("-") == 2
            and not clock.TIME_OF_DAY.search(f"T{part}")
        ):
            value = f"{day}{clocked[0]}"
            return _Found(one.first, two.last, Reading("TIME", value, timed.mod or dated.mod))
    return None


def _time(number: int, tokens: Tokens, item: _Found) -> Time:
    reading = item.reading
    start, end = tokens.starts[item.first], tokens.ends[item.last]
    ends: Bounds = reading.bounds or (bounds(reading.value) if reading.value else None) or (None, None)
    earliest, latest = (day.isoformat() if day else None for day in ends)
    return Time(number, start, end, tokens.text[start:end], reading.type, reading.value, reading.mod, earliest, latest)
