"""A word of the text with its place in the tree, and what can be told from the words around it.

Labels are those of the ClearNLP scheme that spaCy's English pipelines use. Tokens can be re-attached until names are known
(`kg.extraction.repairs`); then the parse is frozen, and a change raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NoReturn

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SUM = re.compile(r"[A-Z]{0,3}[$€£₹]?\d[\d.,]*(?:m|mn|bn|tn)\.?")
AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
AUXILIARIES = frozenset({"aux", "auxpass"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


class Token:
    """A word with its place in the text and in the tree; the head of a root is the root itself.

    `text` is the word as it is read, without what no reader sees; from `start` to `end` the document may have more.
    """

    __slots__ = (
        "before",
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
        self,
        i: int,
        start: int,
        text: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        ent: str,
        sent: int,
        end: int | None = None,
    ) -> None:
        self.i = i
        self.start = start
        self.end = start + len(text) if end is None else end
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
        self.before: Token | None = None
        """The neighbour on the left in the same sentence, which the parse tells."""

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
    """Return the neighbour on the left, where it stands in the same tree."""
    before = token.before
    return before if before is not None and _root(before) is _root(token) else None


def _root(token: Token) -> Token:
    while token.head is not token:
        token = token.head
    return token


def is_set_off(clause: Token) -> bool:
    """Tell "the suspension, approved at Balmoral, had", "refused to sign, calling it harmful": a comma stands before it."""
    before = token_before(clause.subtree()[0])
    return before is not None and before.text == ","


def is_amount(token: Token) -> bool:
    """Tell "4.3%", "$2 billion" and "RM42m": no thing that acts or can be gone to."""
    cut = token.lower.rstrip(".") in ("m", "bn") and any(
        any(c.isdigit() for c in k.text) for k in token.kids("nummod", "compound")
    )
    return token.pos == "NUM" or token.ent[2:] in AMOUNTS or cut or SUM.fullmatch(token.text) is not None


class FrozenToken(Token):
    """A token of a frozen parse: as good as any to read, and a change raises AttributeError."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"the parse is frozen: {name} of {self!r} cannot change after names are known")

    def attach(self, head: Token, dep: str) -> NoReturn:
        """Raise: a frozen token stays where it is."""
        raise AttributeError(f"the parse is frozen: {self!r} cannot be attached elsewhere")

    def promote(self) -> NoReturn:
        """Raise: a frozen token stays where it is."""
        raise AttributeError(f"the parse is frozen: {self!r} cannot be promoted")
