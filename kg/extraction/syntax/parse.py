"""The parse of a document: its tokens in one tree a sentence, and what stands at a place in the text."""

from __future__ import annotations

from bisect import bisect_right

from kg.extraction.syntax.token import FrozenToken, Token
from kg.extraction.trace import Edge, Trace
from kg.model import Sentence


class Parse:
    """A document's tokens and sentences; `bounds[n]` are the first token of sentence n and the one after its last."""

    __slots__ = ("_starts", "bounds", "sentences", "text", "tokens", "trace")

    def __init__(
        self, text: str, tokens: list[Token], sentences: list[Sentence], bounds: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.bounds = bounds
        self.trace: Trace | None = None
        self._starts = [token.start for token in tokens]
        for first, end in bounds:
            for at in range(first + 1, end):
                tokens[at].before = tokens[at - 1]

    def sentence_tokens(self, number: int) -> list[Token]:
        """Return the tokens of one sentence."""
        first, end = self.bounds[number]
        return self.tokens[first:end]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers, or is the last before, a character offset."""
        place = bisect_right(self._starts, offset) - 1
        return self.tokens[place] if place >= 0 else None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens that lie wholly in a span of characters."""
        first = bisect_right(self._starts, start - 1)
        found = []
        for token in self.tokens[first:]:
            if token.end > end:
                break
            found.append(token)
        return found

    def surface(self, token: Token) -> str:
        """Return a token as the document writes it; `token.text` has straight apostrophes."""
        return self.text[token.start : token.end]

    def edges(self, first: int = 0, end: int | None = None) -> tuple[Edge, ...]:
        """Return the places in the tree of the tokens from number `first` up to `end`, without it."""
        return tuple(Edge(t.i, t.head.i, t.dep, t.pos, t.tag, t.lemma) for t in self.tokens[first:end])

    def freeze(self) -> None:
        """Let no stage change the tree any more: all that come after read the same one."""
        for token in self.tokens:
            token.__class__ = FrozenToken
