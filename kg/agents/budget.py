"""Answers that keep to a budget: rows go in as long as there is room, and a cursor says where the next answer begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.calls.errors import CallError

LETTERS_A_TOKEN = 3.2
"""English JSON has more than this, so that an estimate is rather too high."""
LEAST, USUAL, MOST = 500, 6_000, 20_000
"""Tokens of an answer; clients take 25,000."""
_HEAD = 300


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where an answer goes on: how many rows were given, and of which generation."""

    generation: str
    offset: int = 0

    @classmethod
    def read(cls, text: str | None, generation: str) -> Cursor:
        """Return the place that a cursor names; one of another generation, or none of ours, raises CallError."""
        if text is None:
            return cls(generation)
        before, _, offset = text.rpartition("+")
        if not offset.isascii() or not offset.isdecimal() or len(offset) > 7:
            raise CallError("wrong", "cursor is not one that an answer gave; leave it out to begin")
        if before != generation:
            raise CallError("wrong", "the graph has changed since that cursor; leave it out to begin again")
        return cls(generation, int(offset))

    def text(self) -> str:
        """Return the cursor as an answer gives it."""
        return f"{self.generation}+{self.offset}"


def tokens_of(value: Any) -> int:
    """Return about how many tokens a value takes as JSON."""
    return round(len(msgspec.json.encode(value)) / LETTERS_A_TOKEN) + 1


def fitting(rows: Sequence[dict[str, Any]], tokens: int, head: Any) -> list[dict[str, Any]]:
    """Return the first rows that fit beside a head; at least one, with its longest texts cut where it alone is too much."""
    left = tokens - tokens_of(head) - _HEAD
    kept: list[dict[str, Any]] = []
    for row in rows:
        left -= tokens_of(row)
        if left < 0 and kept:
            break
        kept.append(_cut(row, tokens) if left < 0 else row)
    return kept


def _cut(value: Any, tokens: int) -> Any:
    """Return a value with texts that have no more than a part of the budget, an ellipsis where one was longer."""
    most = max(200, int(tokens * LETTERS_A_TOKEN / 4))
    if isinstance(value, str):
        return value if len(value) <= most else f"{value[: most - 1]}…"
    if isinstance(value, dict):
        return {key: _cut(one, tokens) for key, one in value.items()}
    return [_cut(one, tokens) for one in value[:10]] if isinstance(value, list) else value
