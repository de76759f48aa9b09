"""What a page is made of: in go documents and what is decided of them, out come their statements and conflicts.

The page says nothing of a statement but what is found here, and so what every other reader of the graph is told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.claims.conflicts import Conflict, find_conflicts
from kg.claims.containment import Containment
from kg.graph.stated import Stated, stated_in
from kg.model import AnnotatedDocument
from kg.resolve.model import Resolution
from kg.schema.relations import Relations
from kg.schema.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some documents of a graph; `statements` holds those of each, reports among them, without the rejected ones."""

    documents: tuple[AnnotatedDocument, ...]
    statements: tuple[tuple[Stated, ...], ...]
    conflicts: tuple[Conflict, ...]
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
) -> Subgraph:
    """Gather the statements of documents, and what contradicts what among them."""
    labels = resolution.labels
    statements = tuple(
        tuple(stated_in(annotated, resolution, labels, vocabulary, reports=True, rejected=rejected))
        for annotated in documents
    )
    told = [stated for of_one in statements for stated in of_one if stated.record.kind != "report"]
    conflicts = find_conflicts(lambda: told, relations, places)
    return Subgraph(tuple(documents), statements, conflicts, resolution, relations, vocabulary)
