"""The words of a statement: a sentence, where its parts stand in it, and whether a reader can do without the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

PartKind = Literal["subject", "predicate", "object", "role"]
Fragment = Literal["pronoun", "vague", "cut off", "empty", "tautology", "bare title", "open"]
"""Why a statement is no good without its sentence."""

ARROW = 40
"""The most characters of what stands on an arrow."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a wording's text: what it is there, and the number of the coreference chain that it names, if any."""

    start: int
    end: int
    kind: PartKind
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement as a sentence.

    `text` says what is said ("Iran did not supply drones"), `told` also who says so, as news does ("Kirby said that …");
    in the article's own voice they are one. `arrow` are the words from one end to the other, at most 40 characters.
    `parts` are places in `text`. `fragment` tells why the sentence cannot stand alone, None where it can.
    """

    text: str
    told: str
    arrow: str
    parts: tuple[Part, ...]
    fragment: Fragment | None

    def words_to(self, end: Part) -> str:
        """Return the words from the verb to a part, for an arrow that leads to it: "fired missiles at"."""
        said = next((part for part in self.parts if part.kind == "predicate"), None)
        if said is None or end.start <= said.start:
            return self.arrow
        between = self.text[said.start : end.start].strip()
        if len(between) <= ARROW:
            return between
        lead = self.text[: end.start].strip().rpartition(" ")[2]
        before = next((part.end for part in reversed(self.parts) if part.end < end.start), said.end)
        own = self.text[before : end.start].strip()
        return short(f"{self.text[said.start : said.end]} {own if own == lead else ''}".strip())

    @property
    def self_contained(self) -> bool:
        """Tell whether a reader understands the statement without the sentence that it was read in."""
        return self.fragment is None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence that is being made; `lead` is the preposition before them, which is no part of the name."""

    text: str
    kind: PartKind
    chain: int | None = None
    lead: str = ""

    @property
    def whole(self) -> str:
        """Return the words with what leads to them: "at Ukraine"."""
        return f"{self.lead} {self.text}".strip()


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Part, ...]]:
    """Return the pieces as one text, a space between them, and where each stands in it."""
    text, parts = "", []
    for piece in pieces:
        if not piece.text:
            continue
        text += " " if text else ""
        text += f"{piece.lead} " if piece.lead else ""
        parts.append(Part(len(text), len(text) + len(piece.text), piece.kind, piece.chain))
        text += piece.text
    return text, tuple(parts)


def capital(text: str) -> str:
    """Return a text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def short(text: str) -> str:
    """Return words of at most 40 characters: whole words, an ellipsis where some are left out."""
    if len(text) <= ARROW:
        return text
    return f"{text[: ARROW - 1].rsplit(' ', 1)[0]}…"
