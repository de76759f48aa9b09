"""What is known of a statement's factuality while it is being read: polarity, modality, and the clause that is its condition."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.syntax.token import Token
from kg.model import Modality, Polarity

STRENGTH: dict[Modality, int] = {"actual": 0, "possible": 1, "intended": 2, "conditional": 3, "unknown": 4}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a sentence says of a predicate: the word that says it, why, and what is known after it."""

    word: Token
    why: str
    polarity: Polarity
    modality: Modality


@dataclass(slots=True)
class Factuality:
    """Polarity and modality as far as they are known, and the clause that is the condition.

    Each change names the word that says so and why; `steps` keeps them where somebody wants to know, else it is None.
    """

    negated: bool = False
    unknown: bool = False
    modality: Modality = "actual"
    condition: Token | None = None
    steps: list[Step] | None = None

    @property
    def polarity(self) -> Polarity:
        """The polarity's value."""
        return "unknown" if self.unknown else "negated" if self.negated else "affirmed"

    def turn(self, word: Token, why: str) -> None:
        """Turn the polarity: a denial of a denial affirms."""
        self.negated = not self.negated
        self._note(word, why)

    def deny(self, word: Token, why: str) -> None:
        """Say that it is not so, whatever was known."""
        self.negated = True
        self._note(word, why)

    def doubt(self, word: Token, why: str) -> None:
        """Say that the polarity is not known, and leave the modality."""
        self.unknown = True
        self._note(word, why)

    def weaken(self, modality: Modality, word: Token, why: str) -> None:
        """Take the weaker of two modalities: what is planned under a condition is conditional."""
        if STRENGTH[modality] > STRENGTH[self.modality]:
            self.modality = modality
            self._note(word, why)

    def reset(self, modality: Modality, word: Token, why: str) -> None:
        """Take a modality in place of the one that was known, even if it is stronger."""
        self.modality = modality
        self._note(word, why)

    def leave_open(self, word: Token, why: str) -> None:
        """Say that nothing follows, neither yes nor no."""
        self.unknown = True
        if STRENGTH["unknown"] > STRENGTH[self.modality]:
            self.modality = "unknown"
        self._note(word, why)

    def _note(self, word: Token, why: str) -> None:
        if self.steps is not None:
            self.steps.append(Step(word, why, self.polarity, self.modality))
