"""Sets of times, which say how often: "every Tuesday" -> XXXX-WXX-2, "each year" -> P1Y, "twice a week", "daily"."""

from __future__ import annotations

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import CLASSES, cardinal, expand, expression, one_of
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import duration
from kg.extraction.times.rules.durations import unit_name

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "semiannual": "P6M",
    "biennial": "P2Y",
}


def read_every(parts: Parts, context: Context) -> Reading | None:
    """Read "every day", "each year", "every four years", "every other week", "three times a day", "per day"."""
    unit = unit_name(parts)
    count = cardinal(parts.words("amount")) if "amount" in parts else 2 if "other" in parts else 1
    if unit == "second" and "amount" not in parts:
        return None
    return Reading("SET", duration("X" if count is None else f"{count:g}", unit))


def read_weekday(parts: Parts, context: Context) -> Reading | None:
    """Read "every Tuesday", "each Sunday morning", "Mondays"; not "two Mondays"."""
    if _is_counted(parts):
        return None
    part = parts.word("part")
    number = words.WEEKDAYS[parts.word("weekday").removesuffix("s")] + 1
    return Reading("SET", f"XXXX-WXX-{number}" + (f"T{words.PARTS_OF_DAY[part]}" if part else ""))


def read_weekends(parts: Parts, context: Context) -> Reading | None:
    """Read "weekends"; not "two weekends"."""
    return None if _is_counted(parts) else Reading("SET", "XXXX-WXX-WE")


def _is_counted(parts: Parts) -> bool:
    before = parts.before()
    return before.isdigit() or before in words.CARDINALS or before in ("few", "several")


def read_month(parts: Parts, context: Context) -> Reading:
    """Read "each May" -> XXXX-05."""
    return Reading("SET", f"XXXX-{words.MONTHS[parts.word('month')]:02}")


def read_season(parts: Parts, context: Context) -> Reading:
    """Read "every summer" -> XXXX-SU."""
    return Reading("SET", f"XXXX-{words.SEASONS[parts.word('season')]}")


def read_part(parts: Parts, context: Context) -> Reading:
    """Read "every morning" -> XXXX-XX-XXTMO."""
    return Reading("SET", f"XXXX-XX-XXT{words.PARTS_OF_DAY[parts.word('part')]}")


def read_adverb(parts: Parts, context: Context) -> Reading | None:
    """Read "daily", "annual", "quarterly"; not "half-hourly", nor names ("the Daily Mail")."""
    named = parts.name_after() or parts.name_before() or parts.before() == "the"
    if parts.before() == "-" or (named and parts.tokens.capitalised(parts.first)):
        return None
    return Reading("SET", _ADVERBS[parts.word("word")])


CLASSES["EVERY"] = f"(?:{expand('every single?|each (?:and every)?')})"
CLASSES["SET_ADVERB"] = one_of(_ADVERBS)

RULES = (
    expression(
        "EVERY (?P<other>other)? (?P<amount>CARDINAL|few|couple of)? (?P<unit>UNIT|UNITS)",
        read_every,
        "The envoy visits Oslo every two weeks.",
        "time: every two weeks = SET P2W",
    ),
    expression(
        "(?:(?:once|twice|(?:CARDINAL|several|many) times) (?:a|an|per|each|every)|per) (?P<unit>UNIT)",
        read_every,
        "The envoy visits Oslo twice a year.",
        "time: twice a year = SET P1Y",
    ),
    expression(
        "EVERY other? (?P<weekday>WEEKDAY) (?P<part>PART)?",
        read_weekday,
        "The envoy visits Oslo every Tuesday.",
        "time: every Tuesday = SET XXXX-WXX-2",
    ),
    expression(
        "(?P<weekday>WEEKDAYS)",
        read_weekday,
        "The envoy visits Oslo on Tuesdays.",
        "time: Tuesdays = SET XXXX-WXX-2",
    ),
    expression(
        "every? weekends",
        read_weekends,
        "The envoy visits Oslo on weekends.",
        "time: weekends = SET XXXX-WXX-WE",
    ),
    expression(
        "EVERY (?P<month>MONTH)",
        read_month,
        "The envoy visits Oslo every March.",
        "time: every March = SET XXXX-03",
        rare="yearly events",
    ),
    expression(
        "EVERY (?P<season>SEASON)",
        read_season,
        "The envoy visits Oslo every summer.",
        "time: every summer = SET XXXX-SU",
        rare="yearly events",
    ),
    expression(
        "EVERY (?P<part>PART)",
        read_part,
        "The envoy visits Oslo every morning.",
        "time: every morning = SET XXXX-XX-XXTMO",
    ),
    expression(
        "(?P<word>SET_ADVERB)",
        read_adverb,
        "The envoy visits Oslo annually.",
        "time: annually = SET P1Y",
    ),
)
