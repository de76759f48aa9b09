"""Text as a row of tokens, each with one code character, so that a rule is a regular expression over codes.

Goes in: a text and the sentence spans; comes out: `Tokens`. Every word that the grammar knows has a code of its own,
numbers have codes by their shape, every other word is OTHER or NAME. A blank line and the start of a sentence are
tokens too (BREAK), which no rule crosses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.times.language.vocabulary import ABBREVIATIONS, CAPITALISED

BREAK = "\n"
OTHER = "x"
NAME = "X"

_TOKEN = re.compile(
    r"""
    (?P<half_day>[AaPp]\.\s?[Mm]\.|[AaPp]\.?[Mm]\b)
    |(?P<oclock>[oO]['’]clock\b)
    |(?P<part>(?:[QqHh][1-4]|FY(?:\d{4}|\d\d))\b)
    |(?P<word>[^\W\d_]+(?:\d\w*)?)
    |(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d-]))
    |(?P<numeric>(?<![\d/.])(?:\d{4}/\d\d?/\d\d?|\d\d?/\d\d?/(?:\d{4}|\d\d)|\d\d?\.\d\d?\.\d{4})(?![\d/]))
    |(?P<attacks>(?<![\d/])9/11(?![\d/]))
    |(?P<fraction>(?<![\d/])[1-3]/[2-4](?![\d/])|[½¼¾])
    |(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<![\d:.])\d\d?\.[0-5]\d(?=\s?[ap]\.?m\b))
    |(?P<decade>(?:(?<!\d)[12]\d|['’]|\b)\d0['’]?s\b)
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<short_year>(?<!\w)['’]\d\d(?![\d\w]))
    |(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=[ap]m\b)|\d+(?!\w))
    |(?P<code>\d\w*)
    |(?P<s>['’]s\b)
    |(?P<blank>\n[^\S\n]*\n\s*)
    |(?P<mark>--+|[^\s\w]|_)
    """,
    re.VERBOSE,
)
_MARKS = {"–": "-", "‐": "-", "‑": "-", "’": "'", "−": "-"}
_SHAPES = {"1": 12, "2": 24, "3": 31, "9": 99}


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: offsets, words in lower case, and `codes`, one character a token."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    codes: str = ""

    def word(self, index: int) -> str:
        """Return the word at an index, "" outside the text and at breaks."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def code(self, index: int) -> str:
        """Return the code at an index, a break outside the text."""
        return self.codes[index] if 0 <= index < len(self.codes) else BREAK

    def surface(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def capitalised(self, index: int) -> bool:
        """Whether the token starts with a capital letter."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()


def _number_code(word: str) -> str:
    """Return the shape of a number: "1" to 12, "2" to 24, "3" to 31, "9" to 99, "0" other, "y" a possible year."""
    if not word.isdigit():
        return "0"
    if len(word) == 4 and "1000" <= word < "2200":
        return "y"
    if len(word) == 4 and word <= "2400" and word[2] < "6":
        return "t"
    if len(word) > 2:
        return "0"
    number = int(word)
    return next((code for code, limit in _SHAPES.items() if number <= limit), "0") if number else "0"


_KIND_CODES = {
    "half_day": "m",
    "oclock": "k",
    "iso": "i",
    "numeric": "n",
    "attacks": "e",
    "fraction": "f",
    "clock": "c",
    "decade": "d",
    "ordinal": "o",
    "short_year": "v",
    "code": OTHER,
    "s": "s",
    "part": "q",
}


def lex(text: str, vocabulary: dict[str, str], spans: Sequence[tuple[int, int]] | None = None) -> Tokens:
    """Return the tokens of a text, with a break before each of the spans, at blank lines and at the end."""
    tokens = Tokens(text)
    starts, ends, words = tokens.starts, tokens.ends, tokens.words
    codes: list[str] = []
    boundaries = iter([*sorted(start for start, _ in spans or ()), len(text) + 1])
    boundary = next(boundaries)
    abbreviation_end = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start >= boundary:
            while start >= boundary:
                boundary = next(boundaries)
            starts.append(start)
            ends.append(start)
            words.append("")
            codes.append(BREAK)
        kind, surface = match.lastgroup, match.group()
        if kind == "word":
            word = surface.lower()
            code = vocabulary.get(word)
            if code is None or (word in CAPITALISED and surface == word):
                code = OTHER if surface[0].islower() else NAME
            elif word in ABBREVIATIONS and text[end : end + 1] == ".":
                abbreviation_end = end = end + 1
        elif kind == "mark":
            if end == abbreviation_end:
                continue
            word = _MARKS.get(surface, surface)
            code = vocabulary.get(word, OTHER)
        elif kind == "number":
            word, code = surface, _number_code(surface)
        elif kind == "blank":
            word, code = "", BREAK
        else:
            word = surface.lower().replace("’", "'")
            code = _KIND_CODES[kind or "code"]
        starts.append(start)
        ends.append(end)
        words.append(word)
        codes.append(code)
    starts.append(len(text))
    ends.append(len(text))
    words.append("")
    codes.append(BREAK)
    tokens.codes = "".join(codes)
    return tokens
