"""TIMEX3 values: from days and units to their written form, and back from a value to the first and last day it names.

Goes in: a day and a unit ("week"), or a value ("2015-W34"); comes out: a value, a day some units away, or bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Bounds = tuple[date | None, date | None]

UNITS: dict[str, str] = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
"""Each unit's letters in a TIMEX3 duration; a leading T puts it into the time part ("PT5M")."""

RANKS = {"day": 0, "weekend": 1, "week": 2, "month": 3, "season": 4, "quarter": 4, "half": 5, "year": 6, "decade": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_HALVES = {
    "minute": ("30", "second"),
    "hour": ("30", "minute"),
    "day": ("12", "hour"),
    "year": ("6", "month"),
    "decade": ("5", "year"),
    "century": ("50", "year"),
}
_SEASONS = ("SP", "SU", "FA", "WI")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; months after December count on into the next years."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1) if year <= date.max.year else date.max


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such (February 30)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, unit: str, count: float) -> date | None:
    """Return the day that lies `count` units away; None where it leaves the calendar. Month ends are kept inside."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=round(_DAYS[unit] * count))
        if unit not in _MONTHS:
            return None
        months = day.year * 12 + day.month - 1 + round(_MONTHS[unit] * count)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, month_end(year, month + 1).day))
    except (ValueError, OverflowError):
        return None


def stamp(day: date, unit: str) -> str:
    """Return the value of the unit that holds a day: `stamp(date(2015, 8, 20), "week")` is "2015-W34"."""
    if unit in ("week", "weekend", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04}-{day.month:02}"
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "half":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if unit in ("year", "decade", "century"):
        return f"{day.year:04}"[: {"year": 4, "decade": 3, "century": 2}[unit]]
    return day.isoformat()


def duration(amount: str, unit: str) -> str:
    """Return a duration: `duration("3", "hour")` is "PT3H", `duration("X", "day")` is "PXD"."""
    if unit == "fortnight":
        amount = amount if amount == "X" else f"{2 * float(amount):g}"
    if amount == "0.5" and unit in _HALVES:
        amount, unit = _HALVES[unit]
    letters = UNITS[unit]
    return f"PT{amount}{letters[1:]}" if letters.startswith("T") else f"P{amount}{letters}"


def unit_of(value: str) -> str | None:
    """Return the unit that a date value has ("month" for "2015-08"), or None for durations and references."""
    for pattern, unit, _ in _FORMS:
        if pattern.fullmatch(value.partition("T")[0]):
            return unit
    return None


def bounds(value: str) -> Bounds | None:
    """Return the first and last day that a date value names; None for durations, sets, references and unknown digits.

    A season is bounded by its year only (with the next February for winter), since the two hemispheres differ.
    """
    if "/" in value:
        first, _, last = value.partition("/")
        one, two = bounds(first), bounds(last)
        return (one[0], two[1]) if one and two else None
    value = value.partition("T")[0]
    for pattern, _, ends in _FORMS:
        if match := pattern.fullmatch(value):
            try:
                return ends(*match.groups())
            except ValueError:
                return None
    return None


def _day_ends(year: str, month: str, day: str) -> Bounds:
    found = date(int(year), int(month), int(day))
    return found, found


def _month_ends(year: str, month: str) -> Bounds:
    return date(int(year), int(month), 1), month_end(int(year), int(month))


def _week_ends(year: str, week: str, weekend: str | None) -> Bounds:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)


def _part_ends(year: str, kind: str, number: str) -> Bounds:
    months = 3 if kind == "Q" else 6
    last = int(number) * months
    return date(int(year), last - months + 1, 1), month_end(int(year), last)


def _season_ends(year: str, season: str) -> Bounds:
    return date(int(year), 1, 1), month_end(int(year), 14 if season == "WI" else 12)


def _years_ends(digits: str) -> Bounds:
    scale = 10 ** (4 - len(digits))
    return date(int(digits) * scale or 1, 1, 1), date((int(digits) + 1) * scale - 1, 12, 31)


_FORMS: tuple[tuple[re.Pattern[str], str, Callable[..., Bounds]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), "day", _day_ends),
    (re.compile(r"(\d{4})-(\d\d)"), "month", _month_ends),
    (re.compile(r"(\d{4})"), "year", _years_ends),
    (re.compile(r"(\d{4})-W(\d\d)()"), "week", _week_ends),
    (re.compile(r"(\d{4})-W(\d\d)-(WE)"), "weekend", _week_ends),
    (re.compile(r"(\d{4})-(Q)([1-4])"), "quarter", _part_ends),
    (re.compile(r"(\d{4})-(H)([12])"), "half", _part_ends),
    (re.compile(rf"(\d{{4}})-({'|'.join(_SEASONS)})"), "season", _season_ends),
    (re.compile(r"(\d{3})"), "decade", _years_ends),
    (re.compile(r"(\d{2})"), "century", _years_ends),
)
