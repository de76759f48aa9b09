"""How near two predicates are: in go the predicate asked for and that of a statement, out comes what they have in common."""

from __future__ import annotations

from typing import Literal

from kg.asking.words import kin_stems, stem
from kg.model import Predicate
from kg.schema.relations import Relations

Kinship = Literal["same", "relation", "verb", "near", "kin", "none"]
"""The same lemma, the same relation, the same verb, a broader or narrower relation, a kindred word, nothing."""
_LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "give"})


def kinship(asked: Predicate, told: Predicate, relations: Relations) -> Kinship:
    """Return how near the predicate of a statement is to the one asked for, the nearest that holds."""
    if asked.lemma == told.lemma:
        return "same"
    if asked.relation is not None and asked.relation == told.relation:
        return "relation"
    one, other = main_stems(asked), main_stems(told)
    if one & other:
        return "verb"
    if asked.relation is not None and told.relation is not None:
        related = relations.by_name
        for first, second in ((asked.relation, told.relation), (told.relation, asked.relation)):
            if first in related and related[first].broader == second:
                return "near"
    if any(kin_stems(word) & other for word in one):
        return "kin"
    return "none"


def main_stems(predicate: Predicate) -> frozenset[str]:
    """Return the stems of the words of a predicate that tell something: of "impose sanction on", impos and sanction."""
    words = [word for word in predicate.lemma.split() if len(word) > 2 or word == "go"]
    telling = [
        word for word in words if word not in _LIGHT and word not in ("the", "from", "with", "for", "into", "about")
    ]
    return frozenset(stem(word) for word in telling or words[:1])
