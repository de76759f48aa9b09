"""Dates some way from another one: "three days ago", "two weeks later", "the year before", "the year-earlier quarter".

What "ago" and "from now" measure starts at the day of publication, what "earlier" and "later" measure at the last date
named. The finer the unit, the finer the value: days give a day, weeks a week, years a year.
"""

from __future__ import annotations

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import cardinal, comparison, edge, expression
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import shift
from kg.extraction.times.language.vocabulary import word_set
from kg.extraction.times.rules.relative import on_day

_BACKWARD = word_set("ago earlier before previously prior")
_FROM_PUBLICATION = word_set("ago from hence")
_SINGLE = word_set("a an one the another")
_MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60}
_COARSER = {"decade": ("year", 10), "fortnight": ("week", 2), "weekend": ("week", 1)}


def read_away(parts: Parts, context: Context) -> Reading:
    """Read "three days ago", "a year earlier", "10 days from now"; "years ago" is PAST_REF, "weeks later" unknown.

    In a report that compares quarters, "a year ago" is the same quarter of the year before.
    """
    unit = words.PLURALS.get(parts.word("unit"), parts.word("unit"))
    which, amount, mod = parts.words("which")[0], parts.words("amount"), comparison(parts)
    count = 1 if amount and amount[-1] in _SINGLE else cardinal(amount)
    back, deictic = which in _BACKWARD, which in _FROM_PUBLICATION
    if count is None:
        value = ("PAST_REF" if back else "FUTURE_REF") if deictic else None
        return Reading("TIME" if unit in _MINUTES else "DATE", value, mod)
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count / 24
    if unit in _COARSER:
        unit, factor = _COARSER[unit]
        count *= factor
    start, steps = parts.tokens.starts[parts.first], -count if back else count
    if unit in _MINUTES:
        return Reading("TIME", None if deictic else context.clock(start, steps * _MINUTES[unit]), mod)
    if unit == "year" and steps == -1 and (quarter := context.recent_value(start, "quarter")):
        return _year_before(quarter, mod)
    if unit == "year" and count % 1:
        unit, steps = "month", 12 * steps
    value = context.from_published(unit, steps) if deictic else context.from_anchor(unit, steps)
    return Reading("DATE", value, mod)


def _year_before(quarter: str, mod: str | None = None) -> Reading:
    return Reading("DATE", f"{int(quarter[:4]) - 1:04}{quarter[4:]}", mod, anchors=False)


def read_year_ago(parts: Parts, context: Context) -> Reading:
    """Read "year-earlier", "the year-ago quarter": the same quarter, or the year, one year back."""
    if quarter := context.recent_value(parts.tokens.starts[parts.first], "quarter", reach=1000):
        return _year_before(quarter)
    return Reading("DATE", context.from_published("year", -1), anchors=False)


def read_beside(parts: Parts, context: Context) -> Reading:
    """Read "the year before", "the day after", "the night before" at the end of a phrase."""
    steps = 1 if parts.word("side") == "after" else -1
    if "part" in parts:
        day = context.anchor("day")
        return on_day(day and shift(day, "day", steps), parts)
    return Reading("DATE", context.from_anchor(parts.word("unit"), steps), edge(parts))


def read_last_but_one(parts: Parts, context: Context) -> Reading:
    """Read "the year before last", "the week after next": two units from the day of publication."""
    return Reading("DATE", context.from_published(parts.word("unit"), -2 if "before" in parts else 2))


def read_year_end(parts: Parts, context: Context) -> Reading:
    """Read "year-end", "the year's end" -> the running year, END."""
    return Reading("DATE", context.from_published(parts.word("unit"), 0), "END")


RULES = (
    expression(
        "(?P<about>QUALIFIER)? (?P<amount>a|an|another|AMOUNT) EXTRA? (?P<unit>UNIT|UNITS) OR_SO? (?P<which>ago|earlier"
        "|later|afterwards|afterward|hence|from (?:now|today)|previously|(?:prior|before) (?=MARK)"
        "|after (?=MARK|when))",
        read_away,
        "The mill burned down three days ago.",
        "time: three days ago = DATE 2024-05-05",
    ),
    expression(
        "(?P<unit>UNITS) (?P<which>ago|earlier|later|afterwards|afterward|from now)",
        read_away,
        "The mill burned down years ago.",
        "time: years ago = DATE PAST_REF",
    ),
    expression(
        "(?:the|a)? year - (?:ago|earlier) (?:first|second|third|fourth)? (?:quarter|period|month)?",
        read_year_ago,
        "Sales fell from the year-ago quarter.",
        "time: the year-ago quarter = DATE 2023",
    ),
    expression(
        "the (?:(?P<unit>day|week|weekend|month|year|quarter)|(?P<part>PART)) (?P<side>before|after|earlier)"
        " (?=MARK|LINK)",
        read_beside,
        "The team had lost the day before.",
        "time: the day before = DATE 2024-05-07",
    ),
    expression(
        "the (?P<unit>week|weekend|month|year) (?:(?P<before>before) last|after next)",
        read_last_but_one,
        "The team lost the cup the year before last.",
        "time: the year before last = DATE 2022",
    ),
    expression(
        "(?P<unit>year|month|week) - end",
        read_year_end,
        "The board will decide by year-end.",
        "time: year-end = DATE 2024 END",
        rare="company reports, of which the open texts have none",
    ),
    expression(
        "the? (?P<unit>year|month|week) 's end",
        read_year_end,
        "The board will decide before the year's end.",
        "time: the year's end = DATE 2024 END",
        rare="company reports, of which the open texts have none",
    ),
)
