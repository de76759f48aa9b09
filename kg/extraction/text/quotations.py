"""Quotations, found by their marks before any parse is looked at; in go text and paragraphs, out come spans.

A mark left open runs to the end of its paragraph; where the next paragraph opens with a mark as well, the quotation goes on
and its speaker is the same, as newspapers write it. Short quotations without a verb are scare quotes: "so-called" words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.extraction.rules import rule
from kg.extraction.text.paragraphs import Paragraph

CLOSING_QUOTE = {"“": "”", "«": "»", "``": "''"}
MARK = re.compile(r"[“”«»\"]|``|''|(?<![\w’])‘(?=\w)|(?<=[\w.,!?])’(?![\w])")
STRAIGHT = ('"', "''")
"""Marks that open and close alike; agencies and archives write '' for both."""
FEWEST_WORDS = 4
FEWEST_TURNS = 3
"""Labels that make a text a transcript, in which a paragraph without one goes on with the turn before."""
Layout = Literal["marks", "turn", "block", "item", "announced"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `start` and `end` hold them, `goes_on` says that the paragraph ended before it did.

    `layout` tells what makes it one: marks, the label before a turn, a block quotation, a list or a paragraph behind a colon.
    """

    start: int
    end: int
    paragraph: int
    goes_on: bool
    scare: bool
    layout: Layout = "marks"

    @property
    def whole(self) -> bool:
        """True for what layout gives to somebody: a turn, a block quotation, an item of a list."""
        return self.layout != "marks"

    def holds(self, offset: int) -> bool:
        """Tell whether a character stands inside the quotation."""
        return self.start <= offset < self.end


def find_quotes(text: str, paragraphs: Sequence[Paragraph]) -> list[Quote]:
    """Return the quotations of all paragraphs, in order; those inside a turn or a block come after it."""
    found: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        layout = _layout_of(text, number, paragraphs)
        marked = list(_in_paragraph(text, number, paragraph))
        if layout is not None and not (len(marked) == 1 and _is_all(marked[0], paragraph)):
            found.append(Quote(paragraph.start, paragraph.end, number, goes_on=False, scare=False, layout=layout))
        own = "marks" if layout is None or layout == "announced" else layout
        found.extend(replace(one, layout=own) for one in marked if layout is None or _is_all(one, paragraph))
        if layout is not None:
            found.extend(one for one in marked if not _is_all(one, paragraph))
    return found


@rule(
    "NADIA KHAN: Egypt has attacked Sudan.\n\nOMAR AZIZ: Egypt has denied it.",
    "credit: OMAR AZIZ | : | Egypt has denied it | direct speech affirmed",
)
def _layout_of(text: str, number: int, paragraphs: Sequence[Paragraph]) -> Layout | None:
    """Return what gives a whole paragraph to somebody: its own form, or that it goes on with a turn of a transcript."""
    paragraph = paragraphs[number]
    if paragraph.form in ("turn", "block", "item"):
        return paragraph.form
    before = paragraphs[number - 1] if number else None
    if (
        before is not None
        and text[: before.end].endswith(":")
        and before.form == "plain"
        and paragraph.kind != "caption"
    ):
        return "announced"
    labels = sum(p.form == "label" for p in paragraphs)
    if paragraph.form != "plain" or labels < FEWEST_TURNS or paragraph.kind != "body":
        return None
    last = next((p.form for p in reversed(paragraphs[:number]) if p.form != "plain" or p.kind != "body"), None)
    goes_on = any(p.form == "label" for p in paragraphs[number + 1 :])
    return "turn" if last == "turn" and goes_on else None


def _is_all(quote: Quote, paragraph: Paragraph) -> bool:
    return quote.start == paragraph.start and quote.end >= paragraph.end - 1


def _in_paragraph(text: str, number: int, paragraph: Paragraph) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for mark in MARK.finditer(text, paragraph.start, paragraph.end):
        sign = mark.group()
        if opened is None:
            if sign in CLOSING_QUOTE:
                opened = mark.start(), CLOSING_QUOTE[sign]
            elif sign in STRAIGHT and _opens(text, mark, paragraph):
                opened = mark.start(), sign
            elif sign == "‘":
                opened = mark.start(), "’"
        elif sign == opened[1] or {sign, opened[1]} == {"”", '"'} or (sign == "“" and _closes(text, mark.start())):
            found.append(_quote(text, opened[0], mark.end(), number, goes_on=False))
            opened = None
    if opened is not None and opened[1] != "’":
        found.append(_quote(text, opened[0], paragraph.end, number, goes_on=True))
    return found


def _opens(text: str, mark: re.Match[str], paragraph: Paragraph) -> bool:
    """Tell an opening straight mark from an inch sign or a stray closing one."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if before.isspace() or before in "([{—–-":
        return True
    return not before.isalnum() and after.isalnum()


def _closes(text: str, at: int) -> bool:
    """True for an opening mark that stands where a closing one belongs: “Apparently not,“ he said."""
    return text[at - 1 : at] in (".", ",", "!", "?") and text[at + 1 : at + 2].isspace()


def _quote(text: str, start: int, end: int, paragraph: int, *, goes_on: bool) -> Quote:
    words = re.findall(r"\w+", text[start:end])
    whole = text[start:end].strip("“”\"'’‘ ").endswith((".", ",", "!", "?", "…", ";", ":"))
    return Quote(start, end, paragraph, goes_on, len(words) < FEWEST_WORDS and not whole)
