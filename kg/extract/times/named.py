"""Days with names and references without a date: "Christmas Eve" -> 2015-12-24, "now" -> PRESENT_REF, "in the past" -> PAST_REF.

Of holidays only those are here whose day a rule of the calendar gives everywhere or in the country that named them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kg.extract.times.context import Context
from kg.extract.times.dates import short_year
from kg.extract.times.grammar import Parts, Reading, edge, rule


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
_NOT_A_DAY = frozenset(
    """island islands tree trees card cards carol carols present presents gift gifts lights market markets dinner party
    song songs movie album bunny egg eggs seals rising decorations stocking rebellion cake pudding""".split()
)


def read_holiday(parts: Parts, context: Context) -> Reading | None:
    """Read "Christmas", "last Thanksgiving", "Easter Sunday 2016"; not "Christmas trees", "Easter Island"."""
    find = _HOLIDAYS[parts.word("name").replace("’", "'")]
    if parts.name_before() and "which" not in parts and parts.before(2) not in ("", "."):
        return None
    if parts.after() in _NOT_A_DAY or not parts.tokens.capitalised(parts.span("name")[0]):
        return None
    if year := parts.word("year"):
        return Reading(
            "DATE", find(int(year) if len(year) == 4 else short_year(year, context.published)).isoformat(), edge(parts)
        )
    published, which = context.published, parts.word("which")
    if published is None:
        return Reading("DATE", None, edge(parts))
    near = [find(year) for year in range(published.year - 1, published.year + 2)]
    if which == "this":
        found: date | None = near[1]
    elif which == "last":
        found = max(day for day in near if day < published)
    elif which == "next":
        found = min((day for day in near if day > published), default=None)
    else:
        found = context.nearest(near, context.direction(parts))
    return Reading("DATE", found.isoformat() if found else None, edge(parts))


_REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "the present": "PRESENT_REF",
    "the moment": "PRESENT_REF",
    "the present time": "PRESENT_REF",
    "the present day": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "someday": "FUTURE_REF",
}
_PLACED = frozenset("in into from of for at until to about on as and or".split())


def read_reference(parts: Parts, context: Context) -> Reading | None:
    """Read "now", "recently", "the past", "the near future"; not "now-defunct", "as soon as", "the present government"."""
    words = [
        word
        for word in parts.words("word")
        if word not in ("near", "foreseeable", "recent", "distant", "very", "most", "more", "not", "too", "-")
    ]
    value = _REFERENCES.get(" ".join(words))
    if value is None or parts.after() == "-" or parts.before() == "-":
        return None
    last = words[-1]
    if last == "soon" and (
        "as" in (parts.before(), parts.after()) or parts.after() in ("after", "afterward", "afterwards")
    ):
        return None
    if last == "moment" and (
        parts.before() not in ("at", "for")
        or parts.after() in ("of", "when", "that", "he", "she", "they", "it", "the", "a")
    ):
        return None
    if last in ("past", "present", "future"):
        if parts.before() not in _PLACED and words[0] != "at":
            return None
        if (
            parts.tokens.code(parts.last + 1) not in _closing(parts)
            and parts.after() in ("of", "-")
            or parts.after().endswith("-")
        ):
            return None
        if last in ("past", "present") and parts.tokens.code(parts.last + 1) in ("x", "X"):
            return None
        if last == "future" and parts.tokens.code(parts.last + 1) == "X":
            return None
    if last == "now" and (parts.before() == "every" or parts.after(2) in ("again", "then") and parts.after() == "and"):
        return None
    return Reading("DATE", value)


def _closing(parts: Parts) -> str:
    return "\n,.;:"


def read_future(parts: Parts, context: Context) -> Reading | None:
    """Read "in future"."""
    return Reading("DATE", "FUTURE_REF")


_NAMES = "|".join(sorted(_HOLIDAYS, key=lambda name: -len(name)))

RULES = (
    rule(
        f"(?P<mod>MOD)? (?P<which>this|last|next)? (?P<name>{_NAMES}) (?:(?:,|of)? (?P<year>YEAR|SHORT_YEAR))?",
        read_holiday,
    ),
    rule(
        "(?P<word>(?:right)? now|currently|nowadays|presently|at present|(?:very|most|more)? recently|lately|(?:very|too)? soon|someday"
        "|the moment|the (?:recent|distant|not - too - distant|near|foreseeable|very near)? (?:past|future)|the present (?:time|day)?)",
        read_reference,
    ),
    rule("(?<=in) (?P<word>future) (?=MARK)", read_future),
)
