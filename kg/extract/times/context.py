"""What an expression is measured from: the day of publication, the last date named, and whether its clause looks back or ahead.

Goes in: a document's date and the readings found so far; comes out: for "Thursday", "December 30" or "two days later" the day
that is meant, or None where it cannot be known. Nothing here ever takes today's date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal

from kg.extract.times.grammar import Parts, Reading
from kg.extract.times.lexer import BREAK, Tokens
from kg.extract.times.values import RANKS, bounds, make_day, shift, stamp, unit_of

Direction = Literal["past", "future"]
Tense = Callable[[int], str | None]

_AHEAD = re.compile(
    r"\b(?:(?:will|would|shall|should|must|to be|is to|are to|was to|were to|going to|set to|due|scheduled|slated|expected|plans?|planned"
    r"|planning|upcoming|hopes?|wants?|intends?|aims?|vowed to|agreed to|deadline|expires?|next|coming)(?:\s+(?:to|be|have|for)\b)*"
    r"(?:\s+\w+)?|\w+['’]ll|opens|begins|starts|ends|meets|faces|votes|takes place)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:\w\w+ed|was|were|had|did|came|went|took|began|became|won|lost|left|met|made|held|fell|rose|shot|struck|broke|sent|since"
    r"|hit|said|says|saw|gave|found|kept|fought|drove|ran|led|brought|told|spoke|wrote|has|have|grew|sold|bought|paid|flew)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):\d\d")
_WINDOW = 160
_CLOSE, _FAR = 45, 300


class Context:
    """The state of one document while its expressions are read from first to last."""

    def __init__(self, tokens: Tokens, published: date | None, tense: Tense | None) -> None:
        self.tokens = tokens
        self.published = published
        self._tense = tense
        self._named: list[tuple[int, date, str, str]] = []

    def remember(self, offset: int, reading: Reading) -> None:
        """Keep a reading that names days, as a point from which later expressions may count."""
        if reading.value is None or not reading.anchors or reading.type not in ("DATE", "TIME"):
            return
        unit, ends = unit_of(reading.value), bounds(reading.value)
        if unit in RANKS and ends and ends[0]:
            self._named.append((offset, ends[0], unit, reading.value))

    def anchor(self, unit: str) -> date | None:
        """Return the first day of the last date named that is at least as fine as a unit, else the day of publication."""
        rank = RANKS.get(unit, 9)
        return next((day for _, day, named, _ in reversed(self._named) if RANKS[named] <= rank), self.published)

    def recent_day(self, offset: int, reach: int = 400) -> date | None:
        """Return the last day named shortly before an offset, else the day of publication."""
        for start, day, unit, _ in reversed(self._named):
            if offset - start > reach:
                break
            if unit == "day":
                return day
        return self.published

    def recent_value(self, offset: int, unit: str, reach: int = 400) -> str | None:
        """Return the value of the last date of just this unit named shortly before an offset."""
        for start, _, named, value in reversed(self._named):
            if offset - start > reach:
                return None
            if named == unit:
                return value
        return None

    def direction(self, parts: Parts) -> Direction | None:
        """Tell whether the clause around an expression looks back or ahead; None where nothing says so.

        The caller's `tense` decides where it knows; else the nearest cue before the expression in its sentence, else the
        first one behind it.
        """
        start = self.tokens.starts[parts.first]
        if self._tense is not None and (found := self._tense(start)) in ("past", "future"):
            return "past" if found == "past" else "future"
        first = self.tokens.codes.rfind(BREAK, 0, parts.first) + 1
        last = self.tokens.codes.find(BREAK, parts.last)
        text, end = self.tokens.text, self.tokens.ends[parts.last]
        opening = max(self.tokens.starts[first], start - _WINDOW)
        closing = min(self.tokens.starts[last] if last >= 0 else len(text), end + _WINDOW)
        for piece in re.split(r"[.;!?]\s", text[opening:start])[-1:]:
            ahead = max((match.end() for match in _AHEAD.finditer(piece)), default=-1)
            back = max((match.end() for match in _BACK.finditer(piece)), default=-1)
            if ahead >= 0 or back >= 0:
                return "future" if ahead >= back else "past"
        behind = re.split(r"[.;!?]\s", text[end:closing])[0]
        future, past = _AHEAD.search(behind), _BACK.search(behind)
        if future and (not past or future.start() <= past.start()):
            return "future"
        return "past" if past else None

    def nearest(self, candidates: list[date], direction: Direction | None) -> date | None:
        """Return the last candidate up to publication, or the first from then on, or the nearest where none is asked for.

        A day most of a year away in the direction asked for gives way to one close by on the other side: nobody leaves out the
        year of the far one ("the show runs from January 23", said on January 28).
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
        if direction == "future":
            return self.published + timedelta(days=(number - self.published.weekday()) % 7)
        return self.published - timedelta(days=(self.published.weekday() - number) % 7)

    def month_day(self, month: int, day: int, direction: Direction | None) -> date | None:
        """Return the day that "December 30" means near the day of publication."""
        if self.published is None:
            return None
        years = range(self.published.year - 4, self.published.year + 5)
        found = [made for year in years if 0 < year < 10000 and (made := make_day(year, month, day))]
        return self.nearest(found, direction)

    def month(self, number: int, direction: Direction | None) -> date | None:
        """Return the first day of the month that a bare name means; the month of publication counts as past and as future."""
        if self.published is None:
            return None
        this = self.published.replace(day=1)
        years = (this.year - 1, this.year, this.year + 1)
        found = [made for year in years if (made := make_day(year, number, 1))]
        if direction == "future":
            return min((day for day in found if day >= this), default=None)
        if direction == "past":
            return max((day for day in found if day <= this), default=None)
        return min(found, key=lambda day: (abs((day - this).days), day), default=None)

    def clock(self, offset: int, minutes: float, reach: int = 400) -> str | None:
        """Return the time of day so many minutes from the last one named shortly before an offset ("an hour later")."""
        for start, _, _, value in reversed(self._named[-3:]):
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
