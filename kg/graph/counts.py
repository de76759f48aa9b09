"""Counts of a graph, made when a commit writes it, so that nobody need count again: a record for each document, and of the rest.

In go the lines of a document's graph, out come its counts; all together are `Stats`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kg.errors import StoreError
from kg.graph.stats import Stats, in_order
from kg.resolve.model import ResolvedEntity
from kg.schema.vocabulary import Vocabulary

_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class DocumentCounts(msgspec.Struct, frozen=True, array_like=True):
    """What the graph of one document holds; `rejected` are its statements that a user's decisions leave out."""

    polarities: dict[str, int]
    modalities: dict[str, int]
    credited: int
    relations: int
    claims: int
    quads: int
    alone: int
    shared: int
    rejected: tuple[str, ...] = ()


class Counts(msgspec.Struct):
    """The counts of a generation: of each document's graph, of entities by type, and of quads of entities, copies and claims."""

    documents: dict[str, DocumentCounts]
    entities: dict[str, int]
    entity_quads: int
    copies: int
    claim_quads: int = 0

    def to_stats(self, sentences: int) -> Stats:
        """Return all as one; `sentences` is known from the catalogue."""
        polarities, modalities = Counter[str](), Counter[str]()
        for counts in self.documents.values():
            polarities.update(counts.polarities)
            modalities.update(counts.modalities)
        every = self.documents.values()
        statements = sum(polarities.values())
        return Stats(
            documents=len(self.documents),
            sentences=sentences,
            entities=in_order(self.entities),
            statements=statements,
            credited=sum(counts.credited for counts in every),
            polarities=in_order(polarities),
            modalities=in_order(modalities),
            relations=sum(counts.relations for counts in every),
            claims=sum(counts.claims for counts in every),
            quads=sum(counts.quads + 1 for counts in every)  # 1: when it came in
            + self.entity_quads
            + self.copies
            + self.claim_quads,
            triples_alone=sum(counts.alone for counts in every) / max(statements, 1),
            triples_with_shared=sum(counts.shared for counts in every) / max(statements, 1),
        )


def count_lines(lines: bytes, document: str, vocabulary: Vocabulary, rejected: Iterable[str] = ()) -> DocumentCounts:
    """Count the lines of a document's graph, each once; `document` is its IRI."""
    kg = str(vocabulary.kg).encode()
    statement_type, own = b"<%bStatement> " % kg, f"<{document}>".encode()
    prefixes = tuple(f"<{name}".encode() for name in (vocabulary.relation, vocabulary.predicate))
    claim, refers = f"<{vocabulary.claim}".encode(), b"<%brefersTo>" % kg
    values = {b"<%bpolarity>" % kg: Counter[str](), b"<%bmodality>" % kg: Counter[str]()}
    parts = [line.split(b" ", 2) for line in set(lines.splitlines())]
    statements = {s for s, p, rest in parts if p == _TYPE and rest.startswith(statement_type)}
    credited = relations = claims = alone = shared = 0
    for subject, predicate, rest in parts:
        if subject != own and predicate != refers:
            shared += 1
        if subject in statements:
            alone += 1
            credited += predicate == b"<%battribution>" % kg
            if predicate in values:
                values[predicate][rest.partition(b"> ")[0][len(kg) + 1 :].decode()] += 1
        elif predicate.startswith(prefixes):
            relations += 1
        elif predicate.startswith(claim):
            claims += 1
    polarities, modalities = values.values()
    return DocumentCounts(
        dict(polarities), dict(modalities), credited, relations, claims, len(parts), alone, shared, tuple(rejected)
    )


def entity_counts(entities: Iterable[ResolvedEntity]) -> dict[str, int]:
    """Return how many entities there are of each type."""
    return dict(Counter(entity.type for entity in entities))


def save_counts(path: Path, counts: Counts) -> None:
    """Write counts, sorted by the ids of documents."""
    documents = dict(sorted(counts.documents.items()))
    path.write_bytes(
        msgspec.json.encode(msgspec.structs.replace(counts, documents=documents, entities=in_order(counts.entities)))
    )


def load_counts(path: Path) -> Counts | None:
    """Return the counts of a generation, None where an older version wrote it; a damaged file raises StoreError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Counts)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as problem:
        raise StoreError(
            f"{path}: the counts of the store are damaged: {problem}; `kg rebuild` makes them anew"
        ) from problem
