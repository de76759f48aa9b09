"""Lines into paragraphs: the lines of all pages go in, a text comes out, with the offset at which each page begins.

A paragraph goes on in the next column and on the next page. Words that were parted at the end of a line are joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from kg.reading.pdf.columns import Line
from kg.reading.pdf.furniture import Page
from kg.reading.pdf.words import LINE_HYPHEN

WIDER_GAP = 1.35
"""Times the usual distance of two lines, from which on a new paragraph begins."""
INDENT = 0.8
"""Of the size of the type: how far the first line of a paragraph is set in."""
SHORT = 0.82
"""Of the column's width: a shorter line ends a paragraph where a sentence ends with it."""
OTHER_SIZE = 0.12
SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
BULLET = re.compile(r"[•‣▪●◦]\s")
PARTED = re.compile(rf"(?P<start>[^\W_]+)[-\u00ad\u2010{LINE_HYPHEN}]$")
WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
PREFIXES = "all anti cross ex half high long low mid multi neo non post pre pro quasi self semi short so vice well"
KEPT_PREFIXES = frozenset(PREFIXES.split())
"""What is mostly written with a hyphen, before words that no other line shows in one piece."""


@dataclass(frozen=True, slots=True)
class PagedText:
    """A text, and the offsets at which its pages begin."""

    text: str
    pages: tuple[int, ...]


def text_of(pages: Sequence[Page]) -> PagedText:
    """Return the paragraphs of the pages, parted by blank lines."""
    words = Counter(word.casefold() for page in pages for line in page.lines for word in WORD.findall(line.text))
    pieces: list[str] = []
    first_piece: list[int] = []
    before: Line | None = None
    for page in pages:
        leading = _leading(page.lines)
        first_piece.append(len(pieces) + (2 if pieces else 0))
        for number, line in enumerate(page.lines):
            if before is not None and _begins(before, line, leading, turned=number == 0):
                pieces.append("\n\n")
            elif before is not None:
                pieces[-1], glue = _glued(pieces[-1], line.text, words)
                pieces.append(glue)
            if before is None:
                first_piece[-1] = 0
            pieces.append(line.text)
            before = line
    ends = [0, *accumulate(len(piece) for piece in (piece.replace(LINE_HYPHEN, "-") for piece in pieces))]
    starts = tuple(ends[min(number - bool(number), len(pieces))] for number in first_piece)
    return PagedText("".join(pieces).replace(LINE_HYPHEN, "-"), starts)


def _begins(before: Line, line: Line, leading: float, *, turned: bool) -> bool:
    """Tell whether a paragraph begins with a line; where the column or page `turned`, only its words can tell."""
    if abs(before.size - line.size) > OTHER_SIZE * max(before.size, line.size):
        return True
    if BULLET.match(line.text):
        return True
    ended = SENTENCE_END.search(before.text) is not None
    below = before.base - line.base
    if turned or below <= 0 or before.column != line.column:
        return ended or not _goes_on(before, line)
    if below > WIDER_GAP * leading:
        return True
    left, right = line.column
    if line.left - left > INDENT * line.size and line.left - before.left > INDENT * line.size:
        return ended or not line.text[:1].islower()
    return ended and before.right - left < SHORT * (right - left)


def _goes_on(before: Line, line: Line) -> bool:
    """Tell whether a sentence runs from the end of one column or page into the next."""
    full = before.right - before.column[0] >= SHORT * (before.column[1] - before.column[0])
    return line.text[:1].islower() or PARTED.search(before.text) is not None or full


def _glued(before: str, line: str, words: Counter[str]) -> tuple[str, str]:
    """Return the end of a line as it goes on, and what stands between it and the next one.

    "infor-" + "mation" → information; "North-" + "Korean" → North-Korean
    """
    parted = PARTED.search(before)
    following = WORD.match(line)
    if parted is None or following is None:
        return (before.rstrip(LINE_HYPHEN) + "-", "") if before.endswith(LINE_HYPHEN) else (before, " ")
    start, whole = parted["start"], before[:-1]
    if _is_one_word(start, following.group(), words):
        return whole, ""
    return f"{whole}-", ""


def _is_one_word(start: str, following: str, words: Counter[str]) -> bool:
    """Tell whether a hyphen at the end of a line only parts a word, from how it is written elsewhere in the text."""
    if not following[0].islower():
        return False
    one, two = f"{start}{following}".casefold(), f"{start}-{following}".casefold()
    if words[one] != words[two]:
        return words[one] > words[two]
    return start.casefold() not in KEPT_PREFIXES


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines on a page."""
    gaps = [before.base - line.base for before, line in pairwise(lines) if before.base > line.base]
    return median(gaps) if gaps else 0.0
