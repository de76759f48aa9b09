"""What stands around the text of every page: running headers, footers and page numbers. Lines go in, the article's come out.

A line in the upper or lower margin is taken off where it comes again, but for its numbers, on other pages, and where it is
nothing but the page's number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.pdf.columns import Line

MARGIN = 0.12
"""Of the page's height: where running lines stand."""
OUTERMOST = 3
"""Lines from above or below that may be running ones."""
OFTEN = 0.3
"""Share of the pages on which a running line stands: left and right pages may have two, and chapters their own."""
NUMBER = re.compile(r"(?:page|p\.)?[\s|–—-]*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[\s|–—-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and its height."""

    lines: tuple[Line, ...]
    height: float


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without what runs along their edges."""
    seen: Counter[tuple[str, bool]] = Counter()
    for page in pages:
        seen.update({_key(line, page) for line in page.lines if _is_outer(line, page)})
    least = max(2, OFTEN * len(pages))
    return [
        Page(tuple(line for line in page.lines if not _runs(line, page, seen, least)), page.height) for page in pages
    ]


def _runs(line: Line, page: Page, seen: Counter[tuple[str, bool]], least: float) -> bool:
    if not _is_outer(line, page):
        return False
    return seen[_key(line, page)] >= least or NUMBER.fullmatch(line.text.strip()) is not None


def _is_outer(line: Line, page: Page) -> bool:
    if not (line.base < MARGIN * page.height or line.base > (1 - MARGIN) * page.height):
        return False
    bases = sorted({round(other.base) for other in page.lines})
    return round(line.base) in (*bases[:OUTERMOST], *bases[-OUTERMOST:])


def _key(line: Line, page: Page) -> tuple[str, bool]:
    """Return a line without its numbers, and whether it stands above."""
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold(), line.base > page.height / 2
