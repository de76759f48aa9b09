"""Paragraphs of a text, told apart as headlines, body and captions; in goes the text, out come spans that cover its words.

They are analysed one by one: a headline glued to the first sentence ruins the parse of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.extraction.text.turns import Turns
from kg.heading import CAPTION, DATE_ALONE, dateline_length
from kg.model import SentenceKind

MARK = re.compile(r"(?P<block>(?:>\s?)+)|[-–—•*]\s+(?=\S)")
"""What stands before each line of a block quotation, and before an item of a list."""
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
LONGEST_HEADLINE = 22
SHORTEST_WRAPPED_LINE = 45
FEWEST_WRAPPED, WIDEST_COLUMN = 3, 120
MOSTLY, OFTEN = 0.8, 0.4
"""Shares of the lines of a wrapped text: those that are full, and those that begin inside a sentence."""


Form = Literal["plain", "label", "turn", "block", "item"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without its outer white space, what it is, and whose words its layout says it holds.

    A `turn` has its `label` ("NADIA KHAN:") as the paragraph before it, a `block` stands behind ">", an `item` behind a dash.
    """

    start: int
    end: int
    kind: SentenceKind
    form: Form = "plain"


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of `text` in order; blank lines part them, and single line ends where both sides are whole."""
    found: list[Paragraph] = []
    turns = Turns(text)
    column = find_column(text)
    for block in re.finditer(r"(?:(?!\n[ \t]*\n).)+", text, re.S):
        for start, end in _split_block(text, block.start(), block.end(), column):
            opens = all(p.kind == "headline" for p in found)
            labelled = turns.label_length(text[start:end]) > 0
            body = start if labelled else start + dateline_length(text[start:end], opens=opens)
            if body > start:
                found.append(Paragraph(start, _trim(text, start, body)[1], "headline"))
            found.extend(_voices(text, body, end, turns, follows=bool(found)))
    return found


def _voices(text: str, start: int, end: int, turns: Turns, *, follows: bool) -> Iterator[Paragraph]:
    """Yield a paragraph, after its label where it has one, and without the marks of a block quotation or a list."""
    kind = _kind(text[start:end], follows)
    mark = MARK.match(text, start, end)
    if mark is not None and mark.end() < end:
        yield Paragraph(mark.end(), end, "body", "block" if mark["block"] else "item")
        return
    label = turns.label_length(text[start:end]) if kind != "caption" else 0
    if label:
        yield Paragraph(start, _trim(text, start, start + label)[1], kind, "label")
        yield Paragraph(start + label, end, kind, "turn")
    else:
        yield Paragraph(start, end, kind)


def find_column(text: str) -> int | None:
    """Return the column at which a text is wrapped, None where its line ends part paragraphs.

    In a wrapped text the next line's first word would not have fitted on the line, and many lines begin inside a sentence.
    """
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(line, behind) for line, behind in pairwise(lines) if line and behind]
    column = max(map(len, lines))
    if len(pairs) < FEWEST_WRAPPED or column > WIDEST_COLUMN:
        return None
    full = sum(not _has_room(line, behind, column) for line, behind in pairs)
    inside = sum(behind[0].islower() for _, behind in pairs)
    return column if full >= MOSTLY * len(pairs) and inside >= OFTEN * len(pairs) else None


def _has_room(line: str, behind: str, column: int) -> bool:
    """Tell whether the next line's first word would have fitted on a line."""
    return len(line) + 1 + len(behind.split(maxsplit=1)[0]) <= column


def _split_block(text: str, start: int, end: int, column: int | None) -> list[tuple[int, int]]:
    """Part a block at line ends, unless it is one text wrapped at a column."""
    lines = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\n]+", text[start:end])]
    lines = [span for span in (_trim(text, *line) for line in lines) if span[0] < span[1]]
    pieces: list[tuple[int, int]] = []
    for line in lines:
        if pieces and _runs_on(text[pieces[-1][0] : pieces[-1][1]], text[line[0] : line[1]], column):
            pieces[-1] = (pieces[-1][0], line[1])
        else:
            pieces.append(line)
    return pieces


def _runs_on(before: str, line: str, column: int | None) -> bool:
    last = before.rpartition("\n")[2]
    if DATE_ALONE.fullmatch(line) or DATE_ALONE.fullmatch(last):
        return False
    if line[0].islower() or last.endswith((",", "-", "–", "—")):
        return True
    if column is not None:
        return not _has_room(last, line, column)
    return len(last) >= SHORTEST_WRAPPED_LINE and not SENTENCE_END.search(last) and len(line) > 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _kind(paragraph: str, follows: bool) -> SentenceKind:
    """Tell a headline by its want of a final stop and its shortness, a caption by its label."""
    if CAPTION.match(paragraph):
        return "caption"
    short = len(paragraph.split()) <= LONGEST_HEADLINE
    if short and not SENTENCE_END.search(paragraph) and ("\n" not in paragraph or not follows):
        return "headline"
    return "body"
