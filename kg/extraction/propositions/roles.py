"""The role that a prepositional argument plays; in go preposition, its object and what governs it, out comes the role."""

from __future__ import annotations

from kg.extraction.syntax.token import Token
from kg.lexicon import load_table, load_words
from kg.model import Role

AT_TIMES = frozenset(
    {"in", "on", "at", "during", "since", "until", "by", "for", "over", "within", "throughout", "after", "before"}
)
NOT_AT_TIMES = frozenset({"despite", "without", "amid"})
HAPPENINGS = ("event", "work", "law")
WHILES = frozenset({"time", "while", "moment", "end", "start", "beginning", "outset"})
COUNTED = frozenset({"PERCENT", "MONEY", "CARDINAL"})
PEOPLE = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def role_of(preposition: Token, target: Token, governor: Token) -> Role:
    """Return the role of "PREPOSITION TARGET" under a verb or noun.

    "with missiles" is the theme of supply, "with Iran" the co-agent of meet, "on Monday" a time, "on sanctions" the topic
    of talk. Where nothing tells, it is `other`.
    """
    word, lemma = preposition.lower, governor.lemma.lower()
    if target.time is not None and word not in NOT_AT_TIMES:
        return "time"
    lasts = target.lemma.lower() in WHILES and target.pos == "NOUN"
    if (lasts or target.lemma.lower() in load_words("nouns", "time_unit")) and word in AT_TIMES:
        return "time"
    table = load_table("prepositions")
    phrase = table["phrases"].get(f"{word} {target.lemma.lower()}")
    if phrase is not None and (word != "in" or target.child("prep") is not None or target.child("det") is None):
        return phrase  # type: ignore[no-any-return]
    if word in ("after", "for") and lemma in table["naming"]:
        return "other"
    if word in ("before", "after") and _stands_there(target):
        return "location"
    for row in table["rules"]:
        if word in row["words"] and lemma in row["governors"]:
            role: Role = row["role"]
            return role
    if target.pos == "VERB" and target.tag == "VBG":
        role = table["gerund"].get(word, table["default"].get(word, "other"))
    elif target.ent[2:] in PEOPLE:
        role = table["named"].get(word, table["default"].get(word, "other"))
    else:
        role = table["default"].get(word, "other")
    counted = target.tag == "CD" or target.child("nummod", "quantmod") is not None
    if role == "location" and preposition.child("prep") is None and counted and target.ent[2:] in COUNTED:
        return "quantity"
    if role == "location" and word == "in" and not target.ent:
        happens = any(target.lemma.lower() in load_words("nouns", name) for name in HAPPENINGS)
        return "other" if happens else role
    return role


def _stands_there(target: Token) -> bool:
    """Tell "before a court", "before the committee": whoever sits there; "before the vote" is a time."""
    if target.ent[2:] in ("PERSON", "ORG"):
        return True
    return any(target.lemma.lower() in load_words("nouns", kind) for kind in ("organization", "facility", "person"))
