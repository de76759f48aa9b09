"""One annotated document into the quads of its named graph.

In goes an annotated document and, for each of its chains that is a named thing, the id of that entity; out come quads,
the same ones on every machine. Times of ingestion, and what is known of entities, stand in graphs of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from kg.model import AnnotatedDocument, Argument, Attribution, Chain, Sentence, Statement
from kg.schema.vocabulary import NIF, SCHEMA, Vocabulary
from kg.statements import literals
from kg.statements.core import Core, core_of
from kg.statements.iris import slug
from kg.statements.things import DocumentThings, is_said
from kg.statements.times import TimeNode, argument_time, event_time
from kg.wording.sentences import Wordings

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]

LEAST_CONFIDENCE = 0.81
"""Below this a statement gets no plain triple: from here on nine of ten are right (tests/quality/confidence.md)."""


def document_quads(
    annotated: AnnotatedDocument,
    entity_of: Mapping[tuple[str, int], str],
    vocabulary: Vocabulary,
    *,
    reports: bool = False,
    rejected: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
    holed: Wordings | None = None,
) -> Iterator[Quad]:
    """Yield each quad of a document's named graph once.

    `entity_of` maps (document id, chain id) to an entity's id; a chain that is not in it is a thing without a name.
    With `reports`, "Kirby said …" itself is written as well, as a kg:Report; it never gets a plain triple. The
    statements whose ids are `rejected` are left out. `labels` maps an entity's id to the name that statements are
    worded with; without it they have the names of their document. With `holed`, which words the statements then, their
    sentences have holes for the names.
    """
    writer = _DocumentWriter(annotated, entity_of, vocabulary, labels, holed)
    graph = writer.iris.document
    for triple in dict.fromkeys(writer.triples(reports, rejected)):
        yield (*triple, graph)


class _DocumentWriter:
    """What is looked up again and again while the triples of one document are made."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        entity_of: Mapping[tuple[str, int], str],
        vocabulary: Vocabulary,
        labels: Mapping[str, str] | None,
        holed: Wordings | None,
    ) -> None:
        self.annotated = annotated
        self.vocabulary = vocabulary
        self.kg = vocabulary.kg
        self.things = DocumentThings(annotated, entity_of, vocabulary)
        self.iris = self.things.iris
        self.times = self.things.times
        self.named = frozenset(self.things.entities.values())
        own = {entity.id: entity.label for entity in annotated.entities}
        names = {chain.id: own[chain.entity] for chain in annotated.chains if chain.entity in own}
        if labels is not None:
            names |= {chain: labels[one] for chain, one in self.things.entity_ids.items() if one in labels}
        self.with_holes = holed is not None
        self.words = holed or Wordings(annotated, {one: names[one] for one in self.things.entity_ids if one in names})

    def triples(self, reports: bool, rejected: Collection[str]) -> Iterator[Triple]:
        yield from self.document()
        yield from self.mentioned()
        for statement in self.annotated.statements:
            if (statement.kind != "report" or reports) and statement.id not in rejected:
                yield from self.statement(statement, rejected)

    def document(self) -> Iterator[Triple]:
        document, node = self.annotated.document, self.iris.document
        yield node, RDF.type, self.kg.Document
        yield node, NIF.isString, self.text(document.text)
        yield node, DCTERMS.language, literals.string(document.language)
        if document.date is not None:
            yield node, DCTERMS.issued, literals.date(document.date)
        for name, value in (
            (DCTERMS.title, document.title),
            (DCTERMS.publisher, document.publisher),
            (DCTERMS.creator, document.author),
            (SCHEMA.url, document.url),
            (self.kg.generator, document.generator),
        ):
            if value is not None:
                yield node, name, literals.string(value)
        if document.summary:
            yield node, self.kg.isSummary, literals.boolean(True)

    def mentioned(self) -> Iterator[Triple]:
        for chain in self.annotated.chains:
            entity = self.things.entities.get(chain.id)
            if entity is not None:
                for number in chain.mentions:
                    mention = self.things.mentions[number]
                    yield self.iris.char(mention.start, mention.end), self.kg.refersTo, entity

    def statement(self, statement: Statement, rejected: Collection[str]) -> Iterator[Triple]:
        kg, node = self.kg, self.iris.statement(statement.id)
        core, credits = core_of(statement), self.things.credits_of(statement.attribution)
        subject = yield from self.thing(core.subject)
        predicate = (self.vocabulary.relation if core.is_relation else self.vocabulary.predicate)[slug(core.predicate)]
        object_ = None
        if core.object is not None:
            object_ = yield from self.thing(core.object)
        yield node, RDF.type, kg.Report if statement.kind == "report" else kg.Statement
        yield node, RDF.subject, subject
        yield node, RDF.predicate, predicate
        if object_ is not None:
            yield node, RDF.object, object_
        yield from self.arguments(node, statement)
        yield from self.wording(node, statement)
        yield node, kg.polarity, kg[statement.polarity]
        yield node, kg.modality, kg[statement.modality]
        if credits:
            yield node, kg.attribution, self.iris.attributions[credits[0].id]
        for credit in credits:
            yield from self.attribution(credit)
        if statement.condition is not None and statement.condition not in rejected:
            yield node, kg.condition, self.iris.statement(statement.condition)
        sentence = self.things.sentences[statement.sentence]
        yield node, kg.sentence, self.iris.char(sentence.start, sentence.end)
        yield from self.sentence(sentence)
        if statement.predicate.text is not None:
            yield node, kg.trigger, literals.string(statement.predicate.text)
        yield node, kg.confidence, literals.decimal(statement.confidence)
        yield node, kg.rule, literals.string(statement.rule)
        plain = self.plain(statement, core, predicate, credits)
        if plain is not None and object_ is not None and {subject, object_} <= self.named:
            yield subject, plain, object_

    def wording(self, node: URIRef, statement: Statement) -> Iterator[Triple]:
        wording = self.words.with_holes(statement) if self.with_holes else self.words.of(statement)
        to_text = self.holed_text if self.with_holes else self.text
        yield node, RDFS.label, to_text(wording.told)
        yield node, self.kg.wording, to_text(wording.text)
        if wording.fragment is not None:
            yield node, self.kg.fragment, literals.string(wording.fragment)

    def plain(
        self, statement: Statement, core: Core, predicate: URIRef, credits: Sequence[Attribution]
    ) -> URIRef | None:
        """Return the predicate of the plain triple that a statement earns: its own, that of a claim, or None."""
        if (
            statement.kind == "report"
            or statement.polarity != "affirmed"
            or statement.modality != "actual"
            or statement.confidence < LEAST_CONFIDENCE
            or not is_said(credits)
        ):
            return None
        return self.vocabulary.claim[slug(core.predicate)] if credits else predicate

    def arguments(self, node: URIRef, statement: Statement) -> Iterator[Triple]:
        when = event_time(statement, self.times)
        if when is not None:
            yield node, self.kg.eventTime, when.iri(self.vocabulary)
            yield from self.time(when)
        elif statement.time.latest is not None:
            yield node, self.kg.happenedBy, literals.date(statement.time.latest)
        for argument in statement.arguments:
            role = self.vocabulary.role(argument.role)
            time = argument_time(argument, self.times)
            if time is None:
                filler = yield from self.thing(argument)
                yield node, role, filler
            elif time != when:
                yield node, role, time.iri(self.vocabulary)
                yield from self.time(time)

    def time(self, time: TimeNode) -> Iterator[Triple]:
        node = time.iri(self.vocabulary)
        for name, value in time.properties(self.vocabulary):
            yield node, name, value

    def attribution(self, attribution: Attribution) -> Iterator[Triple]:
        kg, node = self.kg, self.iris.attributions[attribution.id]
        yield node, RDF.type, kg.Attribution
        yield node, kg.attributionKind, kg[attribution.kind]
        if attribution.source is not None:
            source = yield from self.thing(attribution.source)
            yield node, kg.source, source
        if attribution.cue is not None:
            yield node, kg.cue, literals.string(attribution.cue.text)
        if attribution.type != "speech":
            yield node, kg.attributionType, kg[attribution.type]
        if attribution.polarity != "affirmed":
            yield node, kg.attributionPolarity, kg[attribution.polarity]
        content = attribution.content
        yield node, kg.content, self.iris.char(content.start, content.end)
        if attribution.parent is not None:
            yield node, kg.parent, self.iris.attributions[attribution.parent]

    def sentence(self, sentence: Sentence) -> Iterator[Triple]:
        node = self.iris.char(sentence.start, sentence.end)
        yield node, RDF.type, NIF.Sentence
        yield node, NIF.beginIndex, literals.integer(sentence.start)
        yield node, NIF.endIndex, literals.integer(sentence.end)
        yield node, NIF.referenceContext, self.iris.document
        page = self.annotated.document.page_at(sentence.start)
        if page is not None:
            yield node, self.kg.page, literals.integer(page)
        yield node, NIF.anchorOf, self.text(self.annotated.document.text[sentence.start : sentence.end])

    def thing(self, argument: Argument) -> Generator[Triple, None, URIRef]:
        """Yield what is said of what an argument names, and return its IRI: an entity, a chain, or a phrase."""
        chain = self.things.chain_of(argument)
        if chain is not None:
            node = yield from self.chain(chain)
            if chain.id in self.things.entities:
                return node
        else:
            node = self.things.iri_of(argument)
            yield node, RDFS.label, self.text(argument.text)
        for involved in self.things.involved(argument):
            yield node, self.kg.involves, self.things.entities[involved]
        return node

    def chain(self, chain: Chain) -> Generator[Triple, None, URIRef]:
        node = self.things.chain_iri(chain)
        if chain.id in self.things.entities:
            return node
        best = self.things.representative(chain)
        yield node, RDFS.label, self.text(best.text)
        yield node, self.kg.head, literals.string(best.head)
        if best.type != "Thing":
            yield node, RDF.type, self.kg[best.type]
        for member in chain.members:
            other = yield from self.chain(self.things.chains[member])
            yield node, self.kg.member, other
        return node

    def text(self, text: str) -> Literal:
        return literals.text_in(self.annotated.document.language, text)

    def holed_text(self, text: str) -> Literal:
        return literals.holed_in(self.annotated.document.language, text)
