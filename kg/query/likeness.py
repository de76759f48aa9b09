"""Whether what is denied of one thing bears on another: the same entity, or phrases whose words allow it.

missiles             ballistic missiles      yes: the one is only described more closely
cruise missiles      ballistic missiles      no
weapons              a number of drones      yes: drones are weapons
drones               weapons                 no: there are others
"""

from __future__ import annotations

import re

from kg.graph.stated import Thing
from kg.lexicon import load_table
from kg.lexicon.words import function_words_of, nouns_of

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OF = re.compile(r"\bof\b", re.IGNORECASE)
NO_PLURALS = ("ss", "us", "is", "gas")


def bears_on(denied: Thing | None, affirmed: Thing | None) -> bool:
    """Tell whether a denial about the one thing is about the other as well; no thing is only like no thing."""
    if denied is None or affirmed is None:
        return denied is affirmed
    if denied.iri == affirmed.iri:
        return True
    if denied.entity is not None or affirmed.entity is not None or denied.head is None or affirmed.head is None:
        return _is_everything(denied)
    head, described = _words(denied)
    other_head, otherwise_described = _words(affirmed)
    if head == other_head:
        return described <= otherwise_described or otherwise_described <= described
    return _is_everything(denied) or (not described and other_head in load_table("covers").get(head, ()))


def singular(noun: str) -> str:
    """Return an English noun without its plural ending, in lower case: missiles, parties, boxes; not "gas", "crisis" or "s"."""
    noun = noun.lower()
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun[:-3]}y"
    if noun.endswith(("shes", "ches", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if len(noun) > len("as") and noun.endswith("s") and not noun.endswith(NO_PLURALS) else noun


def _is_everything(thing: Thing) -> bool:
    return thing.entity is None and thing.head is not None and thing.head.lower() in function_words_of("everything")


def _words(thing: Thing) -> tuple[str, frozenset[str]]:
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
