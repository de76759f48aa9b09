"""Whether two common nouns can name one thing, from `synonyms.toml`; in go lemmas, out comes yes or no."""

from __future__ import annotations

from functools import cache

from kg.lexicon import load_table


def are_synonyms(one: str, other: str) -> bool:
    """Tell "storm" and "cyclone": two nouns of one class."""
    classes = _classes()
    return not classes.get(one, frozenset()).isdisjoint(classes.get(other, frozenset()))


@cache
def _classes() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(load_table("synonyms")["classes"]):
        for word in words.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
