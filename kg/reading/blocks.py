"""Blocks of an article as lines of plain text, each marked as the rest of the package knows it.

A block quotation has ">" before each paragraph, a picture's caption "Caption:", an item of a list "-"; the cells of a
table's row stand on one line. Blocks are parted by blank lines, so that none is read as part of the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.heading import CAPTION

QUOTE_MARKS = ("“", '"', "«", "‘", "'")
CELLS = " | "


def quoted_block(text: str) -> str:
    """Return a paragraph of a block quotation."""
    return f"> {text}"


def quoted_words(text: str) -> str:
    """Return words that their markup quotes, in quotation marks unless they have some."""
    return text if text.lstrip()[:1] in QUOTE_MARKS else f"“{text}”"


def caption(text: str) -> str:
    """Return what stands below a picture."""
    return text if CAPTION.match(text) else f"Caption: {text}"


def item(text: str) -> str:
    """Return an item of a list."""
    return f"- {text}"


def row(cells: Iterable[str]) -> str:
    """Return a row of a table, without the cells that are empty."""
    return CELLS.join(cell for cell in cells if cell)


def joined(blocks: Iterable[str]) -> str:
    """Return the text of blocks in their order, without those that are empty."""
    return "\n\n".join(block for block in blocks if block.strip())
