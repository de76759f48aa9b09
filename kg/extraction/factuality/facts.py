"""What is known of a statement's factuality while it is being read: polarity, modality, and the clause that is its condition."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.syntax.token import Token
from kg.model import Modality, Polarity

STRENGTH: dict[Modality, int] = {"actual": 0, "possible": 1, "intended": 2, "conditional": 3, "unknown": 4}


@dataclass(slots=True)
class Factuality:
    """Polarity and modality as far as they are known, and the clause that is the condition."""

    negated: bool = False
    unknown: bool = False
    modality: Modality = "actual"
    condition: Token | None = None

    @property
    def polarity(self) -> Polarity:
        """The polarity's value."""
        return "unknown" if self.unknown else "negated" if self.negated else "affirmed"

    def weaken(self, modality: Modality) -> None:
        """Take the weaker of two modalities: what is planned under a condition is conditional."""
        if STRENGTH[modality] > STRENGTH[self.modality]:
            self.modality = modality

    def leave_open(self) -> None:
        """Say that nothing follows, neither yes nor no."""
        self.unknown = True
        self.weaken("unknown")
