"""A statement as a reader wants it: with the names of what it speaks of, who says it, and the sentence it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.graph.things import DocumentThings
from kg.model import AnnotatedDocument, Argument, Document, EntityType, Modality, Polarity, Role, Statement
from kg.resolve.model import Resolution
from kg.schema.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Thing:
    """What an argument names; `entity` is the id of the entity that it is, None for a thing without a name."""

    iri: str
    label: str
    type: EntityType
    entity: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in its canonical direction, with its surroundings.

    `source` is None in the article's own voice, and also where `credited` is true but no words name anybody.
    `predicate` is the relation of the schema, or else the lemma; `record` is the statement as it was extracted.
    """

    id: str
    subject: Thing
    predicate: str
    object: Thing | None
    arguments: tuple[tuple[Role, Thing], ...]
    source: Thing | None
    cue: str | None
    credited: bool
    polarity: Polarity
    modality: Modality
    time: str | None
    confidence: float
    sentence: str
    document: Document
    record: Statement


class _Namer:
    """The things of one document under the names of their entities."""

    def __init__(
        self, annotated: AnnotatedDocument, resolution: Resolution, labels: dict[str, str], vocabulary: Vocabulary
    ) -> None:
        self.things = DocumentThings(annotated, resolution.entity_of, vocabulary)
        self.labels = labels

    def thing(self, argument: Argument) -> Thing:
        chain = self.things.chain_of(argument)
        if chain is None:
            return Thing(str(self.things.iri_of(argument)), argument.text, "Thing", None)
        best = self.things.representative(chain)
        entity = self.things.entity_ids.get(chain.id)
        label = best.text if entity is None else self.labels.get(entity, best.text)
        return Thing(str(self.things.chain_iri(chain)), label, best.type, entity)


def stated_in(
    annotated: AnnotatedDocument,
    resolution: Resolution,
    labels: dict[str, str],
    vocabulary: Vocabulary,
    *,
    reports: bool = False,
    rejected: Collection[str] = (),
) -> Iterator[Stated]:
    """Yield the statements of a document but the rejected ones; `labels` maps an entity's id to its label."""
    namer = _Namer(annotated, resolution, labels, vocabulary)
    for statement in annotated.statements:
        if (statement.kind != "report" or reports) and statement.id not in rejected:
            yield _stated(statement, annotated, namer)


def _stated(statement: Statement, annotated: AnnotatedDocument, namer: _Namer) -> Stated:
    subject = namer.thing(statement.subject)
    object_ = None if statement.object is None else namer.thing(statement.object)
    predicate = statement.predicate
    name = predicate.relation or predicate.lemma
    if predicate.relation is not None and predicate.inverse:
        if object_ is None:
            name = predicate.lemma
        else:
            subject, object_ = object_, subject
    attribution = None if statement.attribution is None else namer.things.attributions[statement.attribution]
    sentence = namer.things.sentences[statement.sentence]
    return Stated(
        id=statement.id,
        subject=subject,
        predicate=name,
        object=object_,
        arguments=tuple((argument.role, namer.thing(argument)) for argument in statement.arguments),
        source=None if attribution is None or attribution.source is None else namer.thing(attribution.source),
        cue=None if attribution is None or attribution.cue is None else attribution.cue.text,
        credited=attribution is not None,
        polarity=statement.polarity,
        modality=statement.modality,
        time=statement.time.value,
        confidence=statement.confidence,
        sentence=annotated.document.text[sentence.start : sentence.end],
        document=annotated.document,
        record=statement,
    )
