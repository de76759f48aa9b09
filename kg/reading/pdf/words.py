"""The words of a page and where they stand: pdfium's characters go in, `Word` records come out.

Places are in points from the lower left corner of the page. Text that stands askew, as watermarks and notes along the edge
do, is left out, and so is what is outside of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import Any

LINE_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""
UPRIGHT = 0.05
"""Radians that a character may be turned by."""
WORD_GAP = 0.25
"""Of the size of the type: characters farther apart belong to two words, even where no space stands between them."""
SAME_LINE = 0.35


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without space between them: from `left` to `right`, on the line `base`, in type of `size` points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class _Character:
    text: str
    left: float
    right: float
    base: float
    size: float


def words_of(page: Any) -> list[Word]:
    """Return the words of a pypdfium2 page in the order in which the file draws them."""
    from pypdfium2 import raw

    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        words: list[Word] = []
        gathered: list[_Character] = []
        for character in _characters(raw, text_page.raw, width, height):
            if character is None or (gathered and _is_apart(gathered[-1], character)):
                words += _joined(gathered)
                gathered = []
            if character is not None:
                gathered.append(character)
        return [*words, *_joined(gathered)]
    finally:
        text_page.close()


def _characters(raw: Any, text_page: Any, width: float, height: float) -> Iterator[_Character | None]:
    """Yield the characters of a page, None for white space and what is no text."""
    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    high = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        text = chr(code) if code < 0x110000 else "\ufffd"
        if text.isspace() or (ord(text) < 32 and text != LINE_HYPHEN) or text in ("\ufffe", "\uffff"):
            yield None
            continue
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        if min(angle, abs(6.283185307179586 - angle)) > UPRIGHT:
            yield None
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, _loose := raw.FS_RECTF())
        raw.FPDFText_GetCharBox(text_page, index, byref(left), byref(right), byref(bottom), byref(top))
        raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        size = abs(_loose.top - _loose.bottom) or raw.FPDFText_GetFontSize(text_page, index)
        if not (0 <= x.value <= width and 0 <= y.value <= height) or size <= 0:
            continue
        yield _Character(text, min(_loose.left, left.value), max(_loose.right, right.value), y.value, size)


def _is_apart(before: _Character, character: _Character) -> bool:
    size = max(before.size, character.size)
    if abs(before.base - character.base) > SAME_LINE * size:
        return True
    return not -size < character.left - before.right < WORD_GAP * size


def _joined(characters: list[_Character]) -> Iterator[Word]:
    if characters:
        yield Word(
            "".join(one.text for one in characters),
            min(one.left for one in characters),
            max(one.right for one in characters),
            characters[0].base,
            max(one.size for one in characters),
        )
