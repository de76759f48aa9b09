"""Titles before names, from `titles.toml`; in go words and a place, out comes the longest title that starts there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a run of words: the place after its last word, its kind, and the gender that it tells."""

    end: int
    kind: str
    gender: str | None


def match_title(words: Sequence[str], at: int) -> Title | None:
    """Return the longest title that starts at `words[at]`; None where there is none."""
    longest, table = _titles()
    for length in range(min(longest.get(words[at].replace(".", "").lower(), 0), len(words) - at), 0, -1):
        row = table.get(" ".join(words[at : at + length]).replace(".", "").lower())
        if row is not None and not (row["capital"] and words[at][0].islower()):
            return Title(at + length, str(row["kind"]), row["gender"])
    return None


@cache
def _titles() -> tuple[dict[str, int], dict[str, dict[str, str | None]]]:
    longest: dict[str, int] = {}
    table: dict[str, dict[str, str | None]] = {}
    for row in load_table("titles")["titles"]:
        form = row["form"].replace("-", " - ").replace(".", "").lower()
        words = form.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
        table.setdefault(
            " ".join(words), {"kind": row["kind"], "gender": row.get("gender"), "capital": row.get("capital")}
        )
    return longest, table
