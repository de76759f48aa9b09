"""The role that a prepositional argument plays; in go preposition, its object and what governs it, out comes the role."""

from __future__ import annotations

from functools import cache

from kg.extraction.syntax.token import Token
from kg.lexicon import load_table
from kg.lexicon.words import function_words_of, nouns_of, phrases_of, verbs_of
from kg.model import Role

COUNTED = frozenset({"PERCENT", "MONEY", "CARDINAL"})
PHRASE_ROLES: dict[str, Role] = {
    "role-manner": "manner",
    "role-other": "other",
    "role-cause": "cause",
    "role-purpose": "purpose",
    "role-topic": "topic",
    "role-quantity": "quantity",
    "role-beneficiary": "beneficiary",
}
"""Class of phrases -> their role, whatever governs them: "on its own", "in defiance of"."""
PEOPLE = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def role_of(preposition: Token, target: Token, governor: Token) -> Role:
    """Return the role of "PREPOSITION TARGET" under a verb or noun.

    "with missiles" is the theme of supply, "with Iran" the co-agent of meet, "on Monday" a time, "on sanctions" the topic
    of talk. Where nothing tells, it is `other`.
    """
    word, lemma = preposition.lower, governor.lemma.lower()
    if target.time is not None and word not in function_words_of("never-a-time"):
        return "time"
    lasts = target.lemma.lower() in nouns_of("time-point") and target.pos == "NOUN"
    if (lasts or target.lemma.lower() in nouns_of("time-unit")) and word in function_words_of("before-a-time"):
        return "time"
    phrase = "other" if word == "along" and target.head.lower == "with" else role_of_phrase(preposition, target)
    if phrase is not None:
        return phrase
    if word in ("after", "for") and lemma in verbs_of("naming"):
        return "other"
    if word in ("before", "after") and _stands_there(target):
        return "location"
    table = load_table("prepositions")
    for row in table["rules"]:
        if word in row["prepositions"] and lemma in verbs_of(row["verbs"]):
            governed: Role = row["role"]
            return governed
    roles = table["roles"].get(word, {})
    role: Role = roles.get("role", "other")
    if target.pos == "VERB" and target.tag == "VBG":
        role = roles.get("gerund", role)
    elif target.ent[2:] in PEOPLE:
        role = roles.get("named", role)
    counted = target.tag == "CD" or target.child("nummod", "quantmod") is not None
    if role == "location" and preposition.child("prep") is None and counted and target.ent[2:] in COUNTED:
        return "quantity"
    if role == "location" and word == "in" and not target.ent:
        return "other" if target.lemma.lower() in nouns_of("event", "law", "work") else role
    return role


def role_of_phrase(preposition: Token, target: Token) -> Role | None:
    """Return the role that a phrase of the lexicon has whatever governs it: manner for "in person", "on her own"."""
    bare = target.child("det") is None
    if preposition.lower == "in" and not bare and target.child("prep") is None:
        return None
    words = (target.lemma.lower(), target.lower) if bare else (target.lemma.lower(),)
    return next((role for word in words if (role := _phrase_role(f"{preposition.lower} {word}")) is not None), None)


@cache
def _phrase_role(phrase: str) -> Role | None:
    return next((role for name, role in PHRASE_ROLES.items() if phrase in phrases_of(name)), None)


def _stands_there(target: Token) -> bool:
    """Tell "before a court", "before the committee": whoever sits there; "before the vote" is a time."""
    if target.ent[2:] in ("PERSON", "ORG"):
        return True
    return target.lemma.lower() in nouns_of("facility", "organization", "person")
