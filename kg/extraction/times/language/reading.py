"""What one match of a time rule holds, and what is read from it: in go tokens and a match, out come parts and readings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.times.language.lexer import NAME, Tokens
from kg.extraction.times.language.values import Bounds
from kg.model import TimeType


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `part` names the piece of the match that it covers, None for the whole.

    `bounds` stand here only where they are not those of the value. `anchors` tells whether later expressions may start
    from it.
    """

    type: TimeType
    value: str | None
    mod: str | None = None
    part: str | None = None
    bounds: Bounds | None = None
    anchors: bool = True


class Parts:
    """The named parts of one match of a rule, as words and numbers, and the tokens that stand around it."""

    __slots__ = ("_match", "_offset", "first", "last", "tokens")

    def __init__(self, tokens: Tokens, match: re.Match[str], offset: int) -> None:
        self.tokens = tokens
        self._match = match
        self._offset = offset
        self.first = match.start() + offset
        self.last = match.end() + offset - 1

    def __contains__(self, part: str) -> bool:
        return part in self._match.re.groupindex and self._match.start(part) >= 0

    def words(self, part: str) -> list[str]:
        """Return the words of a part, none where the match has no such part."""
        if part not in self:
            return []
        first, last = self.span(part)
        return self.tokens.words[first : last + 1]

    def word(self, part: str) -> str:
        """Return the words of a part with spaces between them."""
        return " ".join(self.words(part))

    def span(self, part: str | None) -> tuple[int, int]:
        """Return the first and last token of a part, or of the whole match."""
        if part is None:
            return self.first, self.last
        first, end = self._match.span(part)
        return first + self._offset, end + self._offset - 1

    def before(self, distance: int = 1) -> str:
        """Return the word that stands so many tokens before the match."""
        return self.tokens.word(self.first - distance)

    def after(self, distance: int = 1) -> str:
        """Return the word that stands so many tokens behind the match."""
        return self.tokens.word(self.last + distance)

    def name_before(self) -> bool:
        """Whether a capitalised word that the grammar does not know stands right before."""
        return self.tokens.code(self.first - 1) == NAME

    def name_after(self) -> bool:
        """Whether a capitalised word that the grammar does not know stands right behind."""
        return self.tokens.code(self.last + 1) == NAME
