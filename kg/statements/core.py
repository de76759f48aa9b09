"""The core of a statement: its subject, predicate and object in the canonical direction of its relation."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Argument, Statement


@dataclass(frozen=True, slots=True)
class Core:
    """What a statement says of what.

    `predicate` is a relation of the schema, or else a lemma, as `is_relation` tells. `turned` is true where the sentence
    says it the other way round: of "Russia bought missiles from Iran" the core is that Iran sold to Russia.
    """

    subject: Argument
    predicate: str
    is_relation: bool
    object: Argument | None
    turned: bool


def core_of(statement: Statement) -> Core:
    """Return a statement's core; a converse without an object cannot be turned and stays an open predicate."""
    subject, predicate, object_ = statement.subject, statement.predicate, statement.object
    if predicate.relation is None or (predicate.inverse and object_ is None):
        return Core(subject, predicate.lemma, False, object_, False)
    if predicate.inverse and object_ is not None:
        return Core(object_, predicate.relation, True, subject, True)
    return Core(subject, predicate.relation, True, object_, False)
