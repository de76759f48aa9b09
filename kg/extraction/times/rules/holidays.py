"""Days with names: "Christmas Eve" -> 2015-12-24, "Thanksgiving", "Good Friday 2017" -> 2017-04-14.

Only those are here whose day a rule of the calendar gives, everywhere or in the country that named them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import edge, expression
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.vocabulary import word_set
from kg.extraction.times.rules.dates import read_year_part


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """Return the rule of "the fourth Thursday of November"; number -1 is the last one."""

    def find(year: int) -> date:
        if number > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return find


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus)."""
    cycle, (century, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    lunar = (19 * cycle + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quarter - lunar - left) % 7
    correction = (cycle + 11 * lunar + 22 * weekday) // 451
    month, day = divmod(lunar + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year 's day": _fixed(1, 1),
    "new year 's eve": _fixed(12, 31),
    "valentine 's day": _fixed(2, 14),
    "international women 's day": _fixed(3, 8),
    "april fools ' day": _fixed(4, 1),
    "april fool 's day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "may day": _fixed(5, 1),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "australia day": _fixed(1, 26),
    "anzac day": _fixed(4, 25),
    "waitangi day": _fixed(2, 6),
    "canada day": _fixed(7, 1),
    "martin luther king day": _nth(1, 0, 3),
    "memorial day": _nth(5, 0, -1),
    "labor day": _nth(9, 0, 1),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "black friday": lambda year: _nth(11, 3, 4)(year) + timedelta(days=1),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
}
_NOT_A_DAY = word_set(
    "island islands tree trees card cards carol carols present presents gift gifts lights market markets dinner"
    " party song songs movie album bunny egg eggs seals rising decorations stocking rebellion cake pudding"
)


def read_holiday(parts: Parts, context: Context) -> Reading | None:
    """Read "Christmas", "last Thanksgiving", "Easter Sunday 2016"; not "Christmas trees", "Easter Island"."""
    which, published, opening = parts.word("which"), context.published, parts.before(2) in ("", ".")
    if parts.after() in _NOT_A_DAY or not parts.tokens.capitalised(parts.span("name")[0]):
        return None
    if parts.name_before() and not which and not opening:
        return None
    find, year = _HOLIDAYS[parts.word("name").replace("’", "'")], read_year_part(parts, context)
    if year is not None:
        return Reading("DATE", find(year).isoformat(), edge(parts))
    if published is None:
        return Reading("DATE", None, edge(parts))
    near = [find(year) for year in range(published.year - 1, published.year + 2) if 1 < year < 9999]
    if which == "this":
        found = next((day for day in near if day.year == published.year), None)
    elif which == "last":
        found = max((day for day in near if day < published), default=None)
    elif which == "next":
        found = min((day for day in near if day > published), default=None)
    else:
        found = context.nearest(near, context.direction(parts))
    return Reading("DATE", found.isoformat() if found else None, edge(parts))


_NAMES = "|".join(sorted(_HOLIDAYS, key=lambda name: -len(name)))

RULES = (
    expression(
        f"(?P<mod>MOD)? (?P<which>this|last|next)? (?P<name>{_NAMES}) (?:(?:,|of)? (?P<year>YEARS))?",
        read_holiday,
        "The shop was shut on Christmas Day 2019.",
        "time: Christmas Day 2019 = DATE 2019-12-25",
    ),
)
