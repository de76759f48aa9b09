"""Quotations, found by their marks before any parse is looked at; in go text and paragraphs, out come spans.

A mark left open runs to the end of its paragraph; where the next paragraph opens with a mark as well, the quotation goes on
and its speaker is the same, as newspapers write it. Short quotations without a verb are scare quotes: "so-called" words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.text.paragraphs import Paragraph

OPENING = {"“": "”", "«": "»", "``": "''"}
MARK = re.compile(r"[“”«»\"]|``|''|(?<![\w’])‘(?=\w)|(?<=[\w.,!?])’(?![\w])")
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `start` and `end` hold them, `goes_on` says that the paragraph ended before it did."""

    start: int
    end: int
    paragraph: int
    goes_on: bool
    scare: bool

    def holds(self, offset: int) -> bool:
        """Tell whether a character stands inside the quotation."""
        return self.start <= offset < self.end


def find_quotes(text: str, paragraphs: Sequence[Paragraph]) -> list[Quote]:
    """Return the quotations of all paragraphs, in order."""
    found: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        found.extend(_in_paragraph(text, number, paragraph))
    return found


def _in_paragraph(text: str, number: int, paragraph: Paragraph) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for mark in MARK.finditer(text, paragraph.start, paragraph.end):
        sign = mark.group()
        if opened is None:
            if sign in OPENING:
                opened = mark.start(), OPENING[sign]
            elif sign == '"' and _opens(text, mark.start(), paragraph):
                opened = mark.start(), '"'
            elif sign == "‘":
                opened = mark.start(), "’"
        elif sign == opened[1] or (opened[1] == "”" and sign == '"'):
            found.append(_quote(text, opened[0], mark.end(), number, goes_on=False))
            opened = None
    if opened is not None and opened[1] != "’":
        found.append(_quote(text, opened[0], paragraph.end, number, goes_on=True))
    return found


def _opens(text: str, at: int, paragraph: Paragraph) -> bool:
    """Tell an opening straight mark from an inch sign or a stray closing one."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before.isspace() or before in "([{—–-":
        return True
    return not before.isalnum() and after.isalnum()


def _quote(text: str, start: int, end: int, paragraph: int, *, goes_on: bool) -> Quote:
    words = re.findall(r"\w+", text[start:end])
    whole = text[start:end].strip("“”\"'’‘ ").endswith((".", ",", "!", "?", "…", ";", ":"))
    return Quote(start, end, paragraph, goes_on, len(words) < FEWEST_WORDS and not whole)
