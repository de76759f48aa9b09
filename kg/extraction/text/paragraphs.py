"""Paragraphs of a text, told apart as headlines, body and captions; in goes the text, out come spans that cover its words.

They are analysed one by one: a headline glued to the first sentence ruins the parse of both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.heading import CAPTION, DATE_ALONE, dateline_length
from kg.model import SentenceKind

SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
LONGEST_HEADLINE = 22
SHORTEST_WRAPPED_LINE = 45


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without its outer white space, and what it is."""

    start: int
    end: int
    kind: SentenceKind


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of `text` in order; blank lines part them, and single line ends where both sides are whole."""
    found: list[Paragraph] = []
    for block in re.finditer(r"(?:(?!\n[ \t]*\n).)+", text, re.S):
        for start, end in _split_block(text, block.start(), block.end()):
            body = start + dateline_length(text[start:end], opens=all(p.kind == "headline" for p in found))
            if body > start:
                found.append(Paragraph(start, _trim(text, start, body)[1], "headline"))
            found.append(Paragraph(body, end, _kind(text[body:end], follows=bool(found))))
    return found


def _split_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a block at line ends, unless it is one text wrapped at a column."""
    lines = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\n]+", text[start:end])]
    lines = [span for span in (_trim(text, *line) for line in lines) if span[0] < span[1]]
    pieces: list[tuple[int, int]] = []
    for line in lines:
        if pieces and _runs_on(text[pieces[-1][0] : pieces[-1][1]], text[line[0] : line[1]]):
            pieces[-1] = (pieces[-1][0], line[1])
        else:
            pieces.append(line)
    return pieces


def _runs_on(before: str, line: str) -> bool:
    last = before.rpartition("\n")[2]
    if DATE_ALONE.fullmatch(line) or DATE_ALONE.fullmatch(last):
        return False
    if line[0].islower() or last.endswith((",", "-", "–", "—")):
        return True
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
