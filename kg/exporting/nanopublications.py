"""Nanopublications, one a statement: what is stated, where that comes from, and who made the nanopublication.

They are unsigned and stay offline: whoever publishes them signs them, which gives them their trusty names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS

from kg.exporting.contents import Article, Contents
from kg.exporting.rdf import PrefixesInOrder
from kg.graph.document_quads import Quad, Triple
from kg.graph.index import write_quads
from kg.schema.vocabulary import NIF, SCHEMA
from kg.statements import literals
from kg.statements.iris import slug
from kg.statements.stated import Stated, Thing

NP = Namespace("http://www.nanopub.org/nschema#")
NPX = Namespace("http://purl.org/nanopub/x/")


def write_nanopubs(contents: Contents, file: IO[bytes]) -> None:
    """Write the nanopublications of all statements in TriG.

    The assertion is the statement as a node, with its polarity and modality, never the bare triple: a nanopublication of
    a denial does not assert what is denied. The provenance names source, cue, sentence and article. Ids are ours.
    """
    prefixes = {"np": str(NP), "npx": str(NPX), **contents.vocabulary.prefixes()}
    del prefixes["doc"]
    ordered = PrefixesInOrder(file)
    quads = (
        quad for article in contents.articles() for one in article.statements for quad in _quads(contents, article, one)
    )
    write_quads(quads, ordered, "application/trig", prefixes)
    ordered.finish()


def _quads(contents: Contents, article: Article, stated: Stated) -> Iterator[Quad]:
    nanopub = URIRef(f"{contents.vocabulary.base}nanopub/{slug(stated.id)}")
    head, assertion, provenance, pubinfo = (
        URIRef(f"{nanopub}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    yield nanopub, RDF.type, NP.Nanopublication, head
    yield nanopub, NP.hasAssertion, assertion, head
    yield nanopub, NP.hasProvenance, provenance, head
    yield nanopub, NP.hasPublicationInfo, pubinfo, head
    for triple in dict.fromkeys(_assertion(contents, stated)):
        yield (*triple, assertion)
    for triple in dict.fromkeys(_provenance(contents, article, stated, assertion)):
        yield (*triple, provenance)
    yield nanopub, NPX.introduces, contents.statement_iri(stated.id), pubinfo
    yield nanopub, DCTERMS.identifier, literals.string(stated.id), pubinfo
    if stated.document.generator is not None:
        yield nanopub, contents.vocabulary.kg.generator, literals.string(stated.document.generator), pubinfo


def _assertion(contents: Contents, stated: Stated) -> Iterator[Triple]:
    kg, node = contents.vocabulary.kg, contents.statement_iri(stated.id)
    yield node, RDF.type, kg.Statement
    yield from _linked(node, RDF.subject, stated.subject, stated)
    yield node, RDF.predicate, contents.predicate_iri(stated)
    if stated.object is not None:
        yield from _linked(node, RDF.object, stated.object, stated)
    for role, thing in stated.arguments:
        yield from _linked(node, contents.vocabulary.role(role), thing, stated)
    yield node, kg.polarity, kg[stated.polarity]
    yield node, kg.modality, kg[stated.modality]
    days = ((kg.earliest, stated.earliest), (kg.latest, stated.latest), (kg.happenedBy, stated.happened_by))
    for name, day in days:
        if day is not None:
            yield node, name, literals.date(day)
    if stated.time is not None:
        yield node, kg.timex, literals.string(stated.time)


def _provenance(contents: Contents, article: Article, stated: Stated, assertion: URIRef) -> Iterator[Triple]:
    kg, node = contents.vocabulary.kg, contents.statement_iri(stated.id)
    sentence = article.things.sentences[stated.record.sentence]
    place = article.things.iris.char(sentence.start, sentence.end)
    yield assertion, PROV.wasDerivedFrom, place
    yield place, NIF.anchorOf, _text(stated, stated.sentence)
    yield place, NIF.referenceContext, article.iri
    document = stated.document
    yield article.iri, DCTERMS.title, literals.string(document.label)
    if document.date is not None:
        yield article.iri, DCTERMS.issued, literals.date(document.date)
    for name, value in ((DCTERMS.publisher, document.publisher), (SCHEMA.url, document.url)):
        if value is not None:
            yield article.iri, name, literals.string(value)
    yield node, kg.confidence, literals.decimal(stated.confidence)
    yield node, kg.rule, literals.string(stated.record.rule)
    for credit in (article.things.attributions[number] for number in stated.credits):
        name = article.things.iris.attributions[credit.id]
        if credit.id == stated.credits[0]:
            yield node, kg.attribution, name
        if credit.source is not None:
            yield from _linked(name, kg.source, article.namer.thing(credit.source), stated)
        if credit.cue is not None:
            yield name, kg.cue, literals.string(credit.cue.text)
        yield name, kg.attributionPolarity, kg[credit.polarity]
        if credit.parent is not None:
            yield name, kg.parent, article.things.iris.attributions[credit.parent]
    if stated.source is not None and stated.said:
        yield assertion, PROV.wasAttributedTo, URIRef(stated.source.iri)


def _linked(node: URIRef, name: URIRef, thing: Thing, stated: Stated) -> Iterator[Triple]:
    yield node, name, URIRef(thing.iri)
    yield URIRef(thing.iri), RDFS.label, _text(stated, thing.label)


def _text(stated: Stated, text: str) -> Literal:
    return literals.text_in(stated.document.language, text)
