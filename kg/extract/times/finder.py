"""From a text to its time expressions: matches of all rules, the longest first at each place, read in their order.

Goes in: text, day of publication, sentence spans, tenses of clauses; comes out: `Time` records. It does not look at the parse, and
does not tell which event a time belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.times import clock, dates, durations, named, relative
from kg.extract.times.context import Context
from kg.extract.times.grammar import VOCABULARY, Parts, Reading, Rule, one_of
from kg.extract.times.lexer import BREAK, NAME, OTHER, Tokens, lex
from kg.extract.times.values import Bounds, bounds, stamp, unit_of
from kg.extract.times.vocabulary import CARDINALS, PARTS_OF_DAY
from kg.model import Time

RULES: tuple[Rule, ...] = (*clock.RULES, *dates.RULES, *relative.RULES, *named.RULES, *durations.RULES)

_QUIET = one_of(
    (
        *"the a an of in on at to by for from and or that this as with when while but about some many more less than".split(),
        *"over under its their his her no only just per last next up each every another first other early late most".split(),
        *", . - ( ) ; : ! ? \" ” ’ '".split(),
        *CARDINALS,
    ),
    "01239s",
)
_KNOWN = f"[^{OTHER}{NAME}{BREAK}]"
_ISLAND = re.compile(f"(?<!{_KNOWN}){_QUIET}*+{_KNOWN}+{BREAK}?")
"""Known words in a row, one of which at least is neither a function word nor a number."""

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
    return [_time(number, tokens, item, published) for number, item in enumerate(_join(tokens, found))]


def _matches(tokens: Tokens) -> list[tuple[Parts, Rule]]:
    """Return all matches of all rules: by their place, the longest first, then in the order of the rules.

    The rules run over the stretches of known words that hold more than function words and numbers, put one after the other:
    a quarter of the text, so most of the speed.
    """
    islands: list[str] = []
    places: list[int] = []
    offsets: list[int] = []
    length = 0
    for island in _ISLAND.finditer(tokens.codes):
        islands.append(island[0])
        places.append(length)
        offsets.append(island.start() - length)
        length += len(island[0]) + 1
    codes = OTHER.join(islands)
    matched = [
        (match.start(), -match.end(), number, match)
        for number, rule in enumerate(RULES)
        for match in rule.pattern.finditer(codes)
    ]
    matched.sort(key=lambda entry: entry[:3])
    return [
        (Parts(tokens, match, offsets[bisect_right(places, start) - 1]), RULES[number]) for start, _, number, match in matched
    ]


def _join(tokens: Tokens, found: list[_Found]) -> list[_Found]:
    """Join a time of day with the day beside it: "5 p.m. on Tuesday", "Tuesday at 5 p.m."."""
    joined: list[_Found] = []
    for narrow in found:
        item = _widen(tokens, narrow)
        if joined and tuple(tokens.words[joined[-1].last + 1 : item.first]) in _JOINTS:
            whole = _joined(joined[-1], item)
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(item)
    return joined


_STRETCHES = {
    "week": ("week", ""),
    **{part: ("day", f"T{code}") for part, code in PARTS_OF_DAY.items()},
    "hours": ("day", "TMO"),
}


def _widen(tokens: Tokens, item: _Found) -> _Found:
    """Take in what a day ends: "the night of August 3", "the week of May 4", "the early hours of Sunday"."""
    first, value = item.first, item.reading.value
    lead = tokens.words[max(first - 4, 0) : first]
    if lead[-1:] != ["of"] or len(lead) < 3 or lead[-2] not in _STRETCHES or unit_of(value or "") != "day":
        return item
    size = 4 if lead[-3] in ("early", "late", "same") else 3
    if tokens.word(first - size) != "the" or (lead[-2] == "hours" and lead[-3] != "early") or "T" in (value or ""):
        return item
    unit, suffix = _STRETCHES[lead[-2]]
    value = stamp(date.fromisoformat(value or ""), unit) + suffix
    mod = {"early": "START", "late": "END"}.get(lead[-3])
    return _Found(first - size, item.last, Reading("TIME" if suffix else "DATE", value, mod))


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


def _reference_bounds(reading: Reading, published: date | None) -> Bounds | None:
    return {"PRESENT_REF": (published, published), "PAST_REF": (None, published), "FUTURE_REF": (published, None)}.get(
        reading.value or ""
    )


def _time(number: int, tokens: Tokens, item: _Found, published: date | None) -> Time:
    reading = item.reading
    start, end = tokens.starts[item.first], tokens.ends[item.last]
    ends = reading.bounds or _reference_bounds(reading, published) or (bounds(reading.value) if reading.value else None)
    earliest, latest = (day.isoformat() if day else None for day in ends or (None, None))
    return Time(number, start, end, tokens.text[start:end], reading.type, reading.value, reading.mod, earliest, latest)
