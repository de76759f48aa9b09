"""The few words of a statement that a link or a note has room for."""

from __future__ import annotations

from kg.schema.relations import load_relations
from kg.statements.stated import Stated


def source_words(stated: Stated) -> str:
    """Return who says so: "Dmitry Peskov, quoted by John Kirby", "somebody unnamed", "the article"."""
    if not stated.credited:
        return "the article"
    source = "somebody unnamed" if stated.source is None else stated.source.label
    return ", quoted by ".join((source, *(thing.label for thing in stated.via)))


def arrow_words(stated: Stated) -> str:
    """Return the words of a link from subject to object: "did not supply", in the direction of the relation."""
    if not stated.turned:
        return stated.wording.arrow
    known = load_relations().by_name.get(stated.predicate)
    return stated.words.turned(stated.record, stated.predicate if known is None else known.label)
