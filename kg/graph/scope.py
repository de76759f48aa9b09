"""What a query is about, and what it gives, as those who hand it to the index and take its answer say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

AnswerKind = Literal["rows", "truth", "triples"]
"""What a query gives: SELECT rows, ASK a truth value, CONSTRUCT and DESCRIBE triples."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The graphs that a query is about, where its caller names them: these stand above the query's own FROM."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    def __bool__(self) -> bool:
        """Tell whether any graph is named."""
        return bool(self.default or self.named)
