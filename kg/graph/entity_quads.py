"""What is known of the entities, and when documents came in: two graphs beside those of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from kg.graph.catalogue import Entry
from kg.graph.document_quads import Quad
from kg.resolve.model import ResolvedEntity
from kg.schema.vocabulary import WIKIDATA, Vocabulary
from kg.statements import literals
from kg.statements.iris import slug


def entity_quads(
    entities: Iterable[ResolvedEntity], redirects: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[Quad]:
    """Yield the entities graph: type, label, other names and Wikidata link of each, and where an old id leads."""
    graph = vocabulary.entities_graph
    for entity in entities:
        node = entity_iri(entity.id, vocabulary)
        yield node, RDF.type, vocabulary.kg[entity.type], graph
        yield node, RDFS.label, literals.text_in("en", entity.label), graph
        for name in sorted(set(entity.names) - {entity.label}):
            yield node, SKOS.altLabel, literals.text_in("en", name), graph
        if entity.wikidata is not None:
            yield node, SKOS.exactMatch, WIKIDATA[slug(entity.wikidata)], graph
    for old, new in sorted(redirects.items()):
        yield entity_iri(old, vocabulary), DCTERMS.isReplacedBy, entity_iri(new, vocabulary), graph


def ingestion_quads(entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the ingestion graph: when each document was taken into the store."""
    for entry in entries:
        yield (
            vocabulary.document[slug(entry.id)],
            vocabulary.kg.ingested,
            literals.moment(entry.added),
            vocabulary.ingestion_graph,
        )


def entity_iri(entity_id: str, vocabulary: Vocabulary) -> URIRef:
    """Return the IRI of an entity."""
    return vocabulary.entity[slug(entity_id)]
