"""A phrase by its head noun and the words before it that describe it: in goes a thing, out come words in the singular.

several ballistic missiles           missile, {ballistic}
a number of drones                   drone
"""

from __future__ import annotations

import re

from kg.lexicon.words import function_words_of, nouns_of
from kg.statements.stated import Thing

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OF = re.compile(r"\bof\b", re.IGNORECASE)
NO_PLURALS = ("ss", "us", "is", "gas")


def singular(noun: str) -> str:
    """Return an English noun without its plural ending, in lower case: missiles, parties, boxes; not "gas", "crisis" or "s"."""
    noun = noun.lower()
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun[:-3]}y"
    if noun.endswith(("shes", "ches", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if len(noun) > len("as") and noun.endswith("s") and not noun.endswith(NO_PLURALS) else noun


def head_and_words(thing: Thing) -> tuple[str, frozenset[str]]:
    """Return the head noun of a phrase, and the words before it that describe it."""
    head, text = singular(thing.head or ""), thing.label
    if head in nouns_of("measuring"):
        rest = _OF.split(text, maxsplit=1)
        if len(rest) > 1:
            text = _OF.split(rest[1], maxsplit=1)[0]
            head = singular(words[-1]) if (words := _WORD.findall(text)) else head
    words = [singular(word) for word in _WORD.findall(text)]
    before = words[: words.index(head)] if head in words else words
    skipped = function_words_of("comparing-nothing")
    return head, frozenset(word for word in before if word not in skipped and not word[0].isdigit())
