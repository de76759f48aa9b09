"""What kind of source somebody is, for filters: in go type and label, out comes a group."""

from __future__ import annotations

import re

from kg.lexicon.words import names_of
from kg.model import EntityType

GROUPS = ("people", "governments", "media", "courts", "other bodies", "groups of people", "not by name")
_WORD = re.compile(r"[\w’']+")


def group_of(type_: EntityType | None, label: str) -> str:
    """Return the group of a source; `type_` is that of its entity, None for a source that no article names.

    A country or a place speaks by its government ("Moscow said"), and an outlet is told by the last word of its name.
    """
    words = _WORD.findall(label.lower())
    if type_ is None:
        return "not by name"
    if type_ == "Person":
        return "people"
    if type_ in ("Country", "Place"):
        return "governments"
    if type_ == "Group":
        return "groups of people"
    if names_of("court-name").intersection(words):
        return "courts"
    if words and words[-1] in names_of("outlet"):
        return "media"
    if names_of("government-name").intersection((*words, " ".join(words[-2:]))):
        return "governments"
    return "other bodies"
