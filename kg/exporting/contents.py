"""What an export is made of: the quads, the documents and, in each, the statements as every reader is told them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rdflib import URIRef

from kg.graph.entity_quads import entity_iri
from kg.graph.index import Index
from kg.graph.snapshot import Snapshot
from kg.model import AnnotatedDocument, Attribution
from kg.resolve.model import ResolvedEntity
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug
from kg.statements.stated import Namer, Stated, stated_in
from kg.statements.things import DocumentThings


@dataclass(frozen=True)
class Article:
    """A document with its statements, none of them rejected and no report among them."""

    annotated: AnnotatedDocument
    statements: tuple[Stated, ...]
    namer: Namer

    @property
    def things(self) -> DocumentThings:
        """Return the records of the document by their numbers, and what they are in the graph."""
        return self.namer.things

    @property
    def iri(self) -> URIRef:
        """Return the IRI of the document."""
        return self.things.iris.document

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Return the attributions in which one of the statements stands, in the order of their numbers."""
        numbers = {number for stated in self.statements for number in stated.credits}
        return tuple(one for one in self.annotated.attributions if one.id in numbers)

    @cached_property
    def told(self) -> frozenset[str]:
        """Return the ids of the statements."""
        return frozenset(stated.id for stated in self.statements)

    def condition_of(self, stated: Stated) -> str | None:
        """Return the id of the statement that one hangs on, None where there is none or that one is left out."""
        condition = stated.record.condition
        return condition if condition in self.told else None


class Contents:
    """All that an export may tell, read from an opened store document by document."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.vocabulary: Vocabulary = snapshot.vocabulary

    @property
    def index(self) -> Index:
        """Return the quads."""
        return self._snapshot.index

    @property
    def entities(self) -> tuple[ResolvedEntity, ...]:
        """Return the named things, in the order of their ids."""
        return self._snapshot.resolution.entities

    def entity_rule(self, document: str, chain: int) -> str | None:
        """Return by which rule a chain was taken to be its entity, None where it was never joined to another one."""
        evidence = self._snapshot.resolution.evidence_of.get((document, chain))
        return None if evidence is None else evidence.rule

    def articles(self) -> Iterator[Article]:
        """Yield the documents, sorted by their dates, each with its statements."""
        resolution = self._snapshot.resolution
        labels = {entity.id: entity.label for entity in resolution.entities}
        for annotated in self._snapshot.documents():
            told = stated_in(annotated, resolution, labels, self.vocabulary, rejected=self._snapshot.rejected)
            yield Article(annotated, tuple(told), Namer(annotated, resolution, labels, self.vocabulary))

    def statements(self) -> Iterator[Stated]:
        """Yield the statements of all documents, in their order."""
        for article in self.articles():
            yield from article.statements

    def statement_iri(self, statement: str) -> URIRef:
        """Return the IRI of a statement, by its id."""
        return self.vocabulary.statement[slug(statement)]

    def predicate_iri(self, stated: Stated) -> URIRef:
        """Return the IRI of a statement's predicate: a relation of the schema, or an open predicate."""
        room = self.vocabulary.relation if stated.is_relation else self.vocabulary.predicate
        return room[slug(stated.predicate)]

    def entity_iri(self, entity: str) -> URIRef:
        """Return the IRI of an entity, by its id."""
        return entity_iri(entity, self.vocabulary)
