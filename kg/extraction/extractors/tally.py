"""How many statements an extractor proposed, and how many were dropped for which reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one run; the reasons are words for users."""

    proposed: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        gone = sum(self.dropped.values())
        line = f"{self.proposed:,} statements proposed, {self.proposed - gone:,} kept"
        reasons = sorted(self.dropped.items(), key=lambda item: (-item[1], item[0]))
        told = "; ".join(f"{count:,} {reason}" for reason, count in reasons)
        return f"{line}, {gone:,} dropped: {told}" if gone else line
