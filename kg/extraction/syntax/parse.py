"""The parse of a document as plain tokens in one tree a sentence; in go spaCy's Docs, out comes a `Parse` without spaCy.

Tokens can be re-attached (`kg.extraction.repairs`), are numbered through the whole document, and carry offsets into its text.
Labels are those of the ClearNLP scheme that spaCy's English pipelines use.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extraction.text.paragraphs import Paragraph
from kg.lexicon import load_words
from kg.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SUM = re.compile(r"[A-Z]{0,3}[$€£₹]?\d[\d.,]*(?:m|mn|bn|tn)\.?")
AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
AUXILIARIES = frozenset({"aux", "auxpass"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


class Token:
    """A word with its place in the text and in the tree; the head of a root is the root itself."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "head",
        "i",
        "lemma",
        "lower",
        "pos",
        "sent",
        "start",
        "tag",
        "text",
        "time",
    )

    def __init__(
        self, i: int, start: int, text: str, lemma: str, pos: str, tag: str, dep: str, ent: str, sent: int
    ) -> None:
        self.i = i
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.ent = ent
        self.sent = sent
        self.time: int | None = None
        self.head: Token = self
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def child(self, *deps: str) -> Token | None:
        """Return the first child with one of these labels."""
        for token in self.children:
            if token.dep in deps:
                return token
        return None

    def kids(self, *deps: str) -> list[Token]:
        """Return the children with one of these labels, in text order."""
        return [token for token in self.children if token.dep in deps]

    def subtree(self, without: Iterable[str] = ()) -> list[Token]:
        """Return this token and all below it, in text order, leaving out branches whose label is in `without`."""
        found, stack = [self], [self]
        while stack:
            for token in stack.pop().children:
                if token.dep not in without:
                    found.append(token)
                    stack.append(token)
        found.sort(key=_position)
        return found

    def ancestors(self) -> Iterator[Token]:
        """Yield the tokens above this one, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_below(self, other: Token) -> bool:
        """Tell whether `other` is this token or stands above it."""
        return self is other or any(token is other for token in self.ancestors())

    def attach(self, head: Token, dep: str) -> None:
        """Move this token with all below it under `head`; a move that would make a circle is not made."""
        if head.is_below(self):
            return
        if self.head is not self:
            self.head.children.remove(self)
        self.head = head
        self.dep = dep
        head.children.append(self)
        head.children.sort(key=_position)

    def promote(self) -> None:
        """Let this token take the place of its head, which comes under it."""
        old = self.head
        old.children.remove(self)
        self.dep = old.dep
        if old.head is old:
            self.head = self
        else:
            old.head.children.remove(old)
            self.head = old.head
            old.head.children.append(self)
            old.head.children.sort(key=_position)
        old.head = self
        self.children.append(old)
        self.children.sort(key=_position)


def _position(token: Token) -> int:
    return token.i


def token_before(token: Token) -> Token | None:
    """Return the neighbour on the left, found through the tree: the one token of the sentence with the number before."""
    stack = [[token, *token.ancestors()][-1]]
    while stack:
        here = stack.pop()
        if here.i == token.i - 1:
            return here
        stack.extend(here.children)
    return None


def is_set_off(clause: Token) -> bool:
    """Tell "the suspension, approved at Balmoral, had", "refused to sign, calling it harmful": a comma stands before it."""
    before = token_before(clause.subtree()[0])
    return before is not None and before.text == ","


class Parse:
    """A document's tokens and sentences; `bounds[n]` are the first token of sentence n and the one after its last."""

    __slots__ = ("_starts", "bounds", "sentences", "text", "tokens")

    def __init__(
        self, text: str, tokens: list[Token], sentences: list[Sentence], bounds: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.bounds = bounds
        self._starts = [token.start for token in tokens]

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


@cache
def _mended_lemmas() -> dict[str, str]:
    """Return form -> lemma for verbs that the lemmatizer gets wrong: "hoped" is hope, not hop."""
    verbs = load_words("lemmas", "verbs_in_e")
    return {form: verb for verb in verbs for form in (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")}


def read_parse(text: str, paragraphs: Sequence[Paragraph], docs: Iterable[Doc]) -> Parse:
    """Join the Docs of a document's paragraphs into one Parse; their text must be the paragraphs', white space apart."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    bounds: list[tuple[int, int]] = []
    mended = _mended_lemmas()
    for number, (paragraph, doc) in enumerate(zip(paragraphs, docs, strict=True)):
        base, first = paragraph.start, len(tokens)
        kept: dict[int, Token] = {}
        for span in doc.sents:
            words = [word for word in span if not word.is_space]
            if not words:
                continue
            sentence = len(sentences)
            begin = len(tokens)
            for word in words:
                token = Token(
                    len(tokens),
                    word.idx + base,
                    word.text,
                    mended.get(word.lower_, word.lemma_) if word.pos_ == "VERB" else word.lemma_,
                    word.pos_,
                    word.tag_,
                    word.dep_,
                    word.ent_iob_ + "-" + word.ent_type_ if word.ent_type_ else "",
                    sentence,
                )
                kept[word.i] = token
                tokens.append(token)
            last = tokens[-1]
            sentences.append(Sentence(sentence, tokens[begin].start, last.end, number, paragraph.kind))
            bounds.append((begin, len(tokens)))
        for word in doc:
            token_here = kept.get(word.i)
            head = word.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            above = kept.get(head.i)
            if token_here is not None and above is not None and above is not token_here:
                token_here.head = above
                above.children.append(token_here)
        for token in tokens[first:]:
            token.children.sort(key=_position)
            if token.head is token:
                token.dep = "ROOT"
    return Parse(text, tokens, sentences, bounds)


def is_amount(token: Token) -> bool:
    """Tell "4.3%", "$2 billion" and "RM42m": no thing that acts or can be gone to."""
    cut = token.lower.rstrip(".") in ("m", "bn") and any(
        any(c.isdigit() for c in k.text) for k in token.kids("nummod", "compound")
    )
    return token.pos == "NUM" or token.ent[2:] in AMOUNTS or cut or SUM.fullmatch(token.text) is not None
