"""What a page is made of: in go documents and what is decided of them, out come their statements, claims and conflicts.

The page says nothing of a statement but what is found here, and so what every other reader of the graph is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.claims.claim import Claim
from kg.claims.conflicts import Conflict, find_conflicts
from kg.claims.containment import Containment
from kg.claims.finding import find_claims
from kg.model import AnnotatedDocument
from kg.resolve.model import Resolution
from kg.schema.relations import Relations
from kg.schema.vocabulary import Vocabulary
from kg.statements.stated import Stated, stated_in

EVERY_CLAIM = 3000
"""Up to so many statements a page holds what one sentence alone tells, too: to word all of them takes time and room."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some documents of a graph; `statements` holds those of each, reports among them, without the rejected ones."""

    documents: tuple[AnnotatedDocument, ...]
    statements: tuple[tuple[Stated, ...], ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[Claim, ...]
    resolution: Resolution
    relations: Relations
    vocabulary: Vocabulary


def subgraph_of(
    documents: Sequence[AnnotatedDocument],
    resolution: Resolution,
    relations: Relations,
    places: Containment,
    vocabulary: Vocabulary,
    rejected: Collection[str] = (),
    origins: Mapping[str, str] | None = None,
) -> Subgraph:
    """Gather the statements of documents, what they tell together, and what contradicts what among them.

    `origins` leads from a document that copies another to that one.
    """
    labels = resolution.labels
    statements = tuple(
        tuple(stated_in(annotated, resolution, labels, vocabulary, reports=True, rejected=rejected))
        for annotated in documents
    )
    told = [stated for of_one in statements for stated in of_one if stated.record.kind != "report"]
    conflicts = find_conflicts(lambda: told, relations, places)
    claims = find_claims(told, relations, origins or {}, single=len(told) <= EVERY_CLAIM)
    return Subgraph(tuple(documents), statements, conflicts, claims, resolution, relations, vocabulary)
