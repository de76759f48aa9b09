"""The type of what a common noun names, from the lexicon's classes of nouns."""

from __future__ import annotations

from functools import cache

from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of
from kg.model import EntityType

NOMINAL_CLASSES: dict[str, EntityType] = {
    "person": "Person",
    "people-plural": "Person",
    "group": "Group",
    "organization": "Organization",
    "country-like": "Country",
    "place": "Place",
    "facility": "Facility",
    "event": "Event",
    "product": "Product",
    "work": "Work",
    "law": "Law",
}


def nominal_type(token: Token) -> EntityType:
    """Return the type of a common noun: "missile" is a Product, "spokesman" a Person, "idea" a Thing."""
    return _noun_types().get(token.lemma.lower(), "Thing")


@cache
def _noun_types() -> dict[str, EntityType]:
    return {noun: kind for name, kind in NOMINAL_CLASSES.items() for noun in nouns_of(name)}
