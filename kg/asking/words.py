"""The words of questions and sentences in a form in which they can be compared: in goes text, out come stems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import load_table
from kg.lexicon.inflection import lemma_of_form
from kg.lexicon.nominals import all_deeds

WORD = re.compile(r"[^\W_]+(?:[.,:’'&][^\W_]+)*")
OWNER = re.compile(r"['’]s?$")
EMPTY = frozenset(load_table("questions")["empty"])
"""Words that tell nothing of what a question is about."""
ENDINGS = ("ing", "ed", "es", "s", "e")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


class Word(NamedTuple):
    """A word of a text, with its place and its stem; `empty` where it tells nothing."""

    start: int
    end: int
    text: str
    stem: str
    empty: bool


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text; those with a hyphen or slash come apart."""
    for found in WORD.finditer(text):
        word = OWNER.sub("", found.group())
        if word:
            lower = word.lower()
            yield Word(found.start(), found.start() + len(word), word, stem(lower), lower in EMPTY)


@lru_cache(maxsize=65_536)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words that tell something."""
    return frozenset(word.stem for word in words_in(text) if not word.empty)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what the forms of an English word have in common: supplied, supplies, supply: suppl; sent, send: send."""
    lemma = lemma_of_form(word)
    word = lemma if lemma is not None else word.replace("’", "'")
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3]
    for ending in ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending) and not word.endswith(("ss", "us", "is")):
            word = _DOUBLED.sub(r"\1", word[: -len(ending)])
            if ending != "s" or not word.endswith("e"):
                break
    return word[:-1] if len(word) > 3 and word[-1] in "yie" else word


@cache
def kin_stems(one: str) -> frozenset[str]:
    """Return the stems of words that tell of the same deed or thing: the noun of a verb, the verb of a noun, synonyms."""
    return _kin().get(one, frozenset())


@cache
def _kin() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}

    def join(first: str, second: str) -> None:
        one, other = stem(first), stem(second)
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)

    for noun, verb in all_deeds():
        join(noun, verb)
    for words in load_table("synonyms")["classes"]:
        members = words.split()
        for place, word in enumerate(members):
            for other in members[place + 1 :]:
                join(word, other)
    return {one: frozenset(others) for one, others in found.items()}
