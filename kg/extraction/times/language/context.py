"""What an expression is measured from: the day of publication, the last date named, whether its clause looks ahead.

Goes in: a document's date and the readings found so far; comes out: for "Thursday", "December 30" or "two days later"
the day that is meant, or None where it cannot be known. Nothing here ever takes today's date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from kg.extraction.times.language.lexer import BREAK, NAME, Tokens
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import RANKS, bounds, make_day, shift, stamp, unit_of
from kg.extraction.times.language.vocabulary import AMBIGUOUS_MONTHS

Direction = Literal["past", "future"]
Tense = Callable[[int], str | None]

_AHEAD = re.compile(
    r"\b(?:(?:will|would|shall|should|must|to be|is to|are to|was to|were to|going to|set to|due|scheduled|slated"
    r"|expect(?:s|ed)?|plans?|planned|planning|upcoming|hopes?|wants?|intends?|aims?|vowed to|agreed to|deadline"
    r"|expires?|next|coming|falls on|runs? (?:from|through|until))(?:\s+(?:to|be|have|for)\b)*(?:\s+\w+)?"
    r"|\w+['’]ll|opens|begins|starts|ends|meets|faces|votes|takes (?:place|office|effect|over))\b",
    re.IGNORECASE,
)
"""Words after which a day lies ahead; with the verb behind them, so that "to be held" does not look back."""

_BACK = re.compile(
    r"\b(?:\w\w+ed|was|were|had|did|came|went|took|began|became|won|lost|left|met|made|held|fell|rose|shot|struck|broke"
    r"|sent|since|hit|said|says|saw|gave|found|kept|fought|drove|ran|led|brought|told|spoke|wrote|has|have|grew|sold"
    r"|bought|paid|flew)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;!?]\s")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):\d\d")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sen", "rep", "minister"))
_WINDOW = 160
_CLOSE, _FAR = 45, 300


class Context:
    """The state of one document while its expressions are read from first to last."""

    def __init__(self, tokens: Tokens, published: date | None, tense: Tense | None) -> None:
        self.tokens = tokens
        self.published = published
        self._tense = tense
        self._named: list[tuple[int, str, str]] = []
        self._last: dict[int, tuple[int, date]] = {}
        self._year: tuple[int, int] | None = None

    def remember(self, offset: int, reading: Reading) -> None:
        """Keep a reading that names days, as a point from which later expressions may count; "now" is publication."""
        if reading.value == "PRESENT_REF" and self.published is not None:
            self._named.append((offset, "now", reading.value))
            self._last[RANKS["day"]] = (len(self._named), self.published)
            return
        if reading.value is None or not reading.anchors or reading.type not in ("DATE", "TIME"):
            return
        unit, ends = unit_of(reading.value), bounds(reading.value)
        if unit in RANKS and ends and ends[0]:
            self._named.append((offset, unit, reading.value))
            self._last[RANKS[unit]] = (len(self._named), ends[0])

    def remember_year(self, offset: int, year: int) -> None:
        """Keep the year that a day or month was written with, for the days behind it."""
        self._year = offset, year

    def year_beside(self, parts: Parts) -> int | None:
        """Return the year of the day or month before in the same sentence ("on May 3, 1998, and on June 5")."""
        if self._year is None:
            return None
        offset, year = self._year
        start = self.tokens.starts[parts.first]
        between = self.tokens.text[offset:start]
        return None if len(between) > _WINDOW or _CLAUSE_END.search(between) or "\n\n" in between else year

    def anchor(self, unit: str) -> date | None:
        """Return the first day of the last date named that is at least as fine as a unit, else publication."""
        fine = [place for rank, place in self._last.items() if rank <= RANKS.get(unit, max(RANKS.values()))]
        return max(fine)[1] if fine else self.published

    def recent_value(self, offset: int, unit: str, reach: int = 400) -> str | None:
        """Return the value of the last date of just this unit that was named at most `reach` characters before."""
        for start, named, value in reversed(self._named):
            if offset - start > reach:
                return None
            if named == unit:
                return value
        return None

    def recent_day(self, offset: int, reach: int = 400) -> date | None:
        """Return the last day named at most `reach` characters before an offset, else the day of publication."""
        value = self.recent_value(offset, "day", reach)
        return date.fromisoformat(value.partition("T")[0]) if value else self.published

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The months that somewhere in the text follow a given name or a title ("Theresa May", "Mrs. May")."""
        tokens = self.tokens
        return frozenset(
            word
            for index, word in enumerate(tokens.words)
            if word in AMBIGUOUS_MONTHS
            and (tokens.code(index - 1) == NAME or {tokens.word(index - 1), tokens.word(index - 2)} & _TITLES)
        )

    def direction(self, parts: Parts) -> Direction | None:
        """Tell whether the clause around an expression looks back or ahead; None where nothing says so.

        The caller's `tense` decides where it knows; else the nearest cue before the expression in its sentence, else
        the first one behind it.
        """
        start = self.tokens.starts[parts.first]
        found = self._tense(start) if self._tense is not None else None
        if found in ("past", "future"):
            return "past" if found == "past" else "future"
        tokens, text, end = self.tokens, self.tokens.text, self.tokens.ends[parts.last]
        first = tokens.codes.rfind(BREAK, max(0, parts.first - _WINDOW), parts.first) + 1
        last = tokens.codes.find(BREAK, parts.last, parts.last + _WINDOW)
        opening = max(tokens.starts[first], start - _WINDOW)
        closing = min(tokens.starts[last], end + _WINDOW)
        before = _CLAUSE_END.split(text[opening:start])[-1]
        ahead = max((match.end() for match in _AHEAD.finditer(before)), default=-1)
        back = max((match.end() for match in _BACK.finditer(before)), default=-1)
        if ahead >= 0 or back >= 0:
            return "future" if ahead >= back else "past"
        behind = _CLAUSE_END.split(text[end:closing])[0]
        future, past = _AHEAD.search(behind), _BACK.search(behind)
        if future and (not past or future.start() <= past.start()):
            return "future"
        return "past" if past else None

    def nearest(self, candidates: list[date], direction: Direction | None) -> date | None:
        """Return the last candidate up to publication, the first from then on, or without a direction the nearest.

        A day most of a year away in the direction asked for gives way to one close by on the other side: nobody leaves
        out the year of the far one ("the show runs from January 23", said on January 28).
        """
        published = self.published
        if published is None or not candidates:
            return None
        near = min(candidates, key=lambda day: (abs((day - published).days), day))
        if direction == "past":
            found = max((day for day in candidates if day <= published), default=None)
        elif direction == "future":
            found = min((day for day in candidates if day >= published), default=None)
        else:
            found = near
        close, far = abs((near - published).days), abs((found - published).days) if found else 0
        return near if close <= _CLOSE and far >= _FAR else found

    def weekday(self, number: int, direction: Direction | None) -> date | None:
        """Return the day that a bare weekday means: today or up to six days back, or ahead for the future."""
        if self.published is None:
            return None
        gap = (number - self.published.weekday()) % 7
        return shift(self.published, "day", gap if direction == "future" else -(-gap % 7))

    def month_day(self, month: int, day: int, direction: Direction | None) -> date | None:
        """Return the day that "December 30" means near the day of publication."""
        if self.published is None:
            return None
        years = range(self.published.year - 4, self.published.year + 5)
        found = [made for year in years if (made := make_day(year, month, day))]
        return self.nearest(found, direction)

    def month(self, number: int, direction: Direction | None) -> date | None:
        """Return the first day of the month that a bare name means; the running month counts as past and as future."""
        if self.published is None:
            return None
        this = self.published.replace(day=1)
        found = [made for step in (-1, 0, 1) if (made := make_day(this.year + step, number, 1))]
        if direction == "future":
            return min((day for day in found if day >= this), default=None)
        if direction == "past":
            return max((day for day in found if day <= this), default=None)
        return min(found, key=lambda day: (abs((day - this).days), day))

    def clock(self, offset: int, minutes: float, reach: int = 400) -> str | None:
        """Return the time of day so many minutes from the last one named shortly before an offset ("an hour later")."""
        for start, _, value in reversed(self._named[-3:]):
            if offset - start <= reach and (match := _CLOCK.fullmatch(value)) and match[2] < "24":
                moment = datetime.fromisoformat(value) + timedelta(minutes=minutes)
                return moment.isoformat(timespec="minutes")
        return None

    def from_published(self, unit: str, count: float) -> str | None:
        """Return the value of the unit so many units from the day of publication."""
        day = self.published and shift(self.published, unit, count)
        return stamp(day, unit) if day else None

    def from_anchor(self, unit: str, count: float) -> str | None:
        """Return the value of the unit so many units from the last date named."""
        day = self.anchor(unit)
        day = day and shift(day, unit, count)
        return stamp(day, unit) if day else None
