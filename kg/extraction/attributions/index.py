"""Which reports hold an offset: in goes the list of a document's reports, out come their numbers, without a search of all.

The text is cut into stretches of equal length; each report is noted under those that its content reaches into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.attributions.draft import Report

STRETCH = 256


class ReportIndex:
    """The reports of one document by the offsets of their contents; numbers are those of the list."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, report in enumerate(reports):
            reached = {n for start, end in report.parts for n in range(start // STRETCH, (end - 1) // STRETCH + 1)}
            for stretch in reached:
                self._near[stretch].append(number)

    def around(self, offset: int) -> list[int]:
        """Return the numbers of the reports whose content holds a character, in the order of the list."""
        return [n for n in self._near.get(offset // STRETCH, ()) if self.reports[n].holds(offset)]

    def innermost(self, offset: int) -> int | None:
        """Return the report with the smallest content around a character; denials of a content do not count."""
        around = [
            (self.reports[n].length, self.reports[n].outer is None, n)
            for n in self.around(offset)
            if not self.reports[n].denies
        ]
        return min(around)[2] if around else None
