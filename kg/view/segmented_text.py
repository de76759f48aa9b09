"""A text cut into segments: in goes a text and the offsets that matter, out come strings and their numbers.

JavaScript counts UTF-16 units where Python counts code points, so the page gets no offset at all, but the pieces of the
text and the numbers of the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


class SegmentedText:
    """A text in pieces that begin and end wherever something annotated begins or ends."""

    def __init__(self, text: str, offsets: Iterable[int]) -> None:
        """Cut `text` at `offsets`; its own two ends are always among them."""
        cuts = sorted({0, len(text), *offsets})
        self.segments = [text[start:end] for start, end in pairwise(cuts)]
        self._number = {offset: number for number, offset in enumerate(cuts)}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of segments that the characters from `start` to `end` fill."""
        return self._number[start], self._number[end]
