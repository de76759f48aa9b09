"""Lists of words that the sentence-maker asks for, from `wording.toml`: in goes a list's name, out come its words."""

from __future__ import annotations

from functools import cache

from kg.lexicon import load_table


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of a list; one that is not there raises KeyError."""
    return frozenset(load_table("wording")[name])
