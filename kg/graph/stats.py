"""Counts of a graph, by queries to its index; a commit keeps the same ones (`kg.graph.counts`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef, Variable

from kg.cells import Shown
from kg.graph.answering import Answering
from kg.schema.vocabulary import Vocabulary

_KEY = Variable("key")
_COUNT = Variable("n")
_PREDICATES = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?g { ?s ?key ?o } } GROUP BY ?key"
_TYPES = "SELECT ?graph ?key (COUNT(*) AS ?n) { GRAPH ?graph { ?thing a ?key } } GROUP BY ?graph ?key"
_POLARITIES = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement ; kg:polarity ?key } } GROUP BY ?key"
_MODALITIES = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement ; kg:modality ?key } } GROUP BY ?key"
_DOCUMENTS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?document a kg:Document } }"
_CREDITED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement ; kg:attribution ?a } }"
_ALONE = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement ; ?p ?o } }"
_WITH_SHARED = """
SELECT (COUNT(*) AS ?n) {
  GRAPH ?g { ?g a kg:Document . ?s ?p ?o }
  FILTER (?s != ?g && ?p != kg:refersTo)
}"""


@dataclass(frozen=True, slots=True)
class Stats(Shown):
    """How much a graph holds: counts, of some by their kind.

    `triples_alone` is the mean number of triples with the statement as subject, `triples_with_shared` that with the
    sentences, attributions, things without a name and times that statements share, and with the plain triples.
    """

    documents: int
    sentences: int
    entities: dict[str, int]
    statements: int
    credited: int
    polarities: dict[str, int]
    modalities: dict[str, int]
    relations: int
    claims: int
    quads: int
    triples_alone: float
    triples_with_shared: float


def compute_stats(index: Answering, vocabulary: Vocabulary, sentences: int) -> Stats:
    """Count what an index holds; `sentences` is known from the catalogue, since the graph has only those it needs."""
    polarities = _groups(index, _POLARITIES)
    statements = sum(polarities.values())
    predicates = _groups(index, _PREDICATES)
    plain = (str(vocabulary.relation), str(vocabulary.predicate))
    return Stats(
        documents=_number(index, _DOCUMENTS),
        sentences=sentences,
        entities=_local(_groups(index, _TYPES, vocabulary.entities_graph), vocabulary),
        statements=statements,
        credited=_number(index, _CREDITED),
        polarities=_local(polarities, vocabulary),
        modalities=_local(_groups(index, _MODALITIES), vocabulary),
        relations=sum(count for name, count in predicates.items() if name.startswith(plain)),
        claims=sum(count for name, count in predicates.items() if name.startswith(str(vocabulary.claim))),
        quads=len(index),
        triples_alone=_number(index, _ALONE) / max(statements, 1),
        triples_with_shared=_number(index, _WITH_SHARED) / max(statements, 1),
    )


def _groups(index: Answering, query: str, graph: URIRef | None = None) -> dict[str, int]:
    rows = index.query(query, None if graph is None else {"graph": graph}).bindings
    return {str(row[_KEY]): int(str(row[_COUNT])) for row in rows if _KEY in row}


def _number(index: Answering, query: str) -> int:
    return int(str(next(iter(index.query(query).bindings))[_COUNT]))


def _local(counts: dict[str, int], vocabulary: Vocabulary) -> dict[str, int]:
    return in_order({name.removeprefix(str(vocabulary.kg)): count for name, count in counts.items()})


def in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts with the largest first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
