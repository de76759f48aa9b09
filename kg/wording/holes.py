"""Holes for names: a sentence is made before it is known what the other documents call its entities.

In go the texts of a document, out come marks for the names of its chains, and later, with what these are called, sentences. A
mark reads like one capitalised word that says nothing: no rule of this room can look into a name, so that a sentence does not
depend on what other documents say, but for the names in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon.articles import takes_article
from kg.wording.nominals import genitive
from kg.wording.phrases import clean_phrase

_OPEN, _CLOSE = "Ⰰ", "ⰰ"
"""A capital and a small letter of a script that no newspaper uses; texts that use it get longer marks."""
_RUN = re.compile(f"{_OPEN}+")
_DIGITS, _LETTERS = "0123456789", "abcdefghij"
_TO_LETTERS, _TO_DIGITS = str.maketrans(_DIGITS, _LETTERS), str.maketrans(_LETTERS, _DIGITS)
_IN_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_OWNED = re.compile(r"\S+[’']s? ")


class Hole(NamedTuple):
    """A place for the name of a chain: behind "the", which is said once; as an owner; at the beginning of a sentence."""

    chain: int
    behind_the: bool
    owner: bool
    first: bool

    def fill(self, name: str) -> str:
        """Return a name, with its article, as it stands here."""
        if self.behind_the:
            name = name.removeprefix("the ")
        if self.owner:
            name = genitive(name)
        return f"{name[:1].upper()}{name[1:]}" if self.first else name


@dataclass(frozen=True, slots=True)
class Calling:
    """How a document calls a chain: as one of those that never have an article, or with "the" before which names."""

    bare: bool
    with_the: tuple[str, ...]

    def name(self, label: str) -> str:
        """Return a label as it stands in a sentence: "the United States", "the White House", "Boeing"."""
        label = clean_phrase(_IN_BRACKETS.sub("", label)) or label
        if label.startswith("The "):
            return f"the {label[4:]}"
        if self.bare or _OWNED.match(label):
            return label
        return f"the {label}" if takes_article(label) or label.casefold() in self.with_the else label


class Holes:
    """The marks of one document, which stand nowhere in its texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        longest = max((len(run) for text in texts if _OPEN in text for run in _RUN.findall(text)), default=0)
        self._mark = _OPEN * (longest + 1)
        self._pattern = re.compile(rf"(\b[Tt]he )?{self._mark}([{_LETTERS}]{{3,}}){_CLOSE}('s)?")

    def hole(self, chain: int) -> str:
        """Return the mark for the name of a chain."""
        return f"{self._mark}{chain:03}{_CLOSE}".translate(_TO_LETTERS)

    def replace(self, text: str, name_of: Callable[[Hole], str]) -> str:
        """Return a text with what `name_of` returns in the places of its marks."""
        return self._pattern.sub(lambda found: _in_place(found, name_of), text) if self._mark in text else text

    def parts(self, text: str) -> Iterator[str | Hole]:
        """Yield the words of a text and the holes between them, in their order."""
        at = 0
        for found in self._pattern.finditer(text) if self._mark in text else ():
            start = found.end(1) if found[1] else found.start()
            yield text[at:start]
            yield _hole(found)
            at = found.end()
        yield text[at:]

    def shifts(self, text: str, name_of: Callable[[Hole], str]) -> list[tuple[int, int]]:
        """Return for each mark of a text where it ends, and by how much the text behind it moves when it is filled."""
        found, moved = [], 0
        for mark in self._pattern.finditer(text):
            moved += len(_in_place(mark, name_of)) - len(mark[0])
            found.append((mark.end(), moved))
        return found


def words_in(text: str) -> int:
    """Return how many words a text has; a name that is not known yet counts as two."""
    return len(text.split()) + text.count(_CLOSE)


def _hole(found: re.Match[str]) -> Hole:
    first = found.start() == 0 and not found[1]
    return Hole(int(found[2].translate(_TO_DIGITS)), found[1] is not None, found[3] is not None, first)


def _in_place(found: re.Match[str], name_of: Callable[[Hole], str]) -> str:
    return (found[1] or "") + name_of(_hole(found))
