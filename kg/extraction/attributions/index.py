"""Which reports hold an offset: in goes the list of a document's attributions, out come their numbers, without a search of all.

The text is cut into stretches of equal length; each report is noted under those that its content reaches into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft

STRETCH = 256


class AttributionIndex:
    """The reports of one document by the offsets of their contents; numbers are those of the list."""

    def __init__(self, attributions: Sequence[AttributionDraft]) -> None:
        self.attributions = attributions
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, attribution in enumerate(attributions):
            reached = {n for start, end in attribution.parts for n in range(start // STRETCH, (end - 1) // STRETCH + 1)}
            for stretch in reached:
                self._near[stretch].append(number)

    def around(self, offset: int) -> list[int]:
        """Return the numbers of the reports whose source says what stands at a character, in the order of the list."""
        return [n for n in self._near.get(offset // STRETCH, ()) if self.attributions[n].says(offset)]

    def innermost(self, offset: int) -> int | None:
        """Return the report with the smallest content around a character; denials of a content do not count."""
        around = [
            (self.attributions[n].length, self.attributions[n].outer is None, n)
            for n in self.around(offset)
            if not self.attributions[n].denies
        ]
        return min(around)[2] if around else None
