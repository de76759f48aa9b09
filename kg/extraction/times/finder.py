"""From a text to its time expressions: matches of all rules, the longest first at each place, read in their order.

Goes in: text, day of publication, sentence spans, tenses of clauses; comes out: `Time` records. It does not look at the
parse, and does not tell which event a time belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import VOCABULARY, Expression, one_of
from kg.extraction.times.language.lexer import BREAK, NAME, OTHER, Tokens, lex
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import Bounds, bounds, stamp, unit_of
from kg.extraction.times.language.vocabulary import CARDINALS, PARTS_OF_DAY, word_list
from kg.extraction.times.rules import clock, dates, distance, durations, holidays, periods, references, relative, sets
from kg.model import Time

RULES: tuple[Expression, ...] = (
    *clock.RULES,
    *dates.RULES,
    *periods.RULES,
    *relative.RULES,
    *distance.RULES,
    *holidays.RULES,
    *references.RULES,
    *sets.RULES,
    *durations.RULES,
)

_QUIET = one_of(
    (
        *CARDINALS,
        *word_list("the a an of in on at to by for from and or that this as with when while but about some many more"),
        *word_list(
            "less than over under its their his her no only just per last next up each every another first other"
        ),
        *word_list(", . - ( ) ; : ! ? \" ” ’ '"),
    ),
    "01239s",
)
_KNOWN = f"[^{OTHER}{NAME}{BREAK}]"
_ISLAND = re.compile(f"(?<!{_KNOWN}){_QUIET}*+{_KNOWN}+{BREAK}?")
"""Known words in a row, one of which at least is neither a function word nor a number."""

_JOINTS = frozenset(
    tuple(joint.split()) for joint in ("", ",", "on", "at", "by", ", at", "on the", ", about", "at about", "at around")
)
"""What may stand between a time of day and its day."""

_CLOCK = re.compile(r"T\d\d:\d\d$")
_STRETCHES = {
    "week": ("week", ""),
    "hours": ("day", "TMO"),
    **{part: ("day", f"T{code}") for part, code in PARTS_OF_DAY.items()},
}
"""What may stand in "the ... of August 3": the unit of its value, and the part of the day."""


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

    `published` is the day that relative expressions count from; without it their value is None. `spans` are the
    sentences, which no expression crosses. `tense` gives "past", "future", "present" or None for the clause at an
    offset, and decides the direction of bare weekdays, days and months; where it is silent or missing, verbs and words
    of the sentence decide, and where these are silent too, a weekday lies in the past, a day or month where it is
    nearest.
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
            item = _widened(tokens, _Found(*parts.span(reading.part), reading))
            if found and (joined := _joined(tokens, found[-1], item)):
                item = joined
                found.pop()
            found.append(item)
            context.remember(tokens.starts[item.first], item.reading)
        reached = parts.last
    return [_time(number, tokens, item, published) for number, item in enumerate(found)]


def _matches(tokens: Tokens) -> list[tuple[Parts, Expression]]:
    """Return all matches of all rules: by their place, the longest first, then in the order of the rules.

    The rules run over the stretches of known words that hold more than function words and numbers, put one after the
    other: a quarter of the text, so most of the speed.
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
        (Parts(tokens, match, offsets[bisect_right(places, start) - 1]), RULES[number])
        for start, _, number, match in matched
    ]


def _widened(tokens: Tokens, item: _Found) -> _Found:
    """Take in what a day ends: "the night of August 3", "the week of May 4", "the early hours of Sunday"."""
    value, first = item.reading.value or "", item.first
    lead = tokens.words[max(first - 4, 0) : first]
    if len(lead) < 3 or lead[-1] != "of" or lead[-2] not in _STRETCHES or unit_of(value) != "day" or "T" in value:
        return item
    mod = {"early": "START", "late": "END"}.get(lead[-3])
    if (lead[0] if mod else lead[-3]) != "the" or (lead[-2] == "hours" and mod != "START"):
        return item
    unit, suffix = _STRETCHES[lead[-2]]
    reading = Reading("TIME" if suffix else "DATE", stamp(date.fromisoformat(value), unit) + suffix, mod)
    return _Found(first - (4 if mod else 3), item.last, reading)


def _joined(tokens: Tokens, one: _Found, two: _Found) -> _Found | None:
    """Join a time of day with the day beside it: "5 p.m. on Tuesday", "Tuesday at 5 p.m."; None where there is none."""
    if tuple(tokens.words[one.last + 1 : two.first]) not in _JOINTS or BREAK in tokens.codes[one.last : two.first]:
        return None
    if tokens.words[one.last] in ("ago", "earlier", "later"):
        return None
    for timed, dated in ((one.reading, two.reading), (two.reading, one.reading)):
        clocked, value = _CLOCK.search(timed.value or ""), dated.value or ""
        if clocked and unit_of(value) == "day" and not _CLOCK.search(value):
            joined = Reading("TIME", value.partition("T")[0] + clocked[0], timed.mod or dated.mod)
            return _Found(one.first, two.last, joined)
    return None


def _time(number: int, tokens: Tokens, item: _Found, published: date | None) -> Time:
    reading = item.reading
    start, end = tokens.starts[item.first], tokens.ends[item.last]
    ends = reading.bounds or _bounds(reading.value or "", published)
    earliest, latest = (day.isoformat() if day else None for day in ends)
    return Time(number, start, end, tokens.text[start:end], reading.type, reading.value, reading.mod, earliest, latest)


def _bounds(value: str, published: date | None) -> Bounds:
    references = {"PRESENT_REF": (published, published), "PAST_REF": (None, published), "FUTURE_REF": (published, None)}
    return references.get(value) or bounds(value) or (None, None)
