"""The graph as nodes and relationships with properties, as Neo4j and its kin have them: the statement is a node.

A statement has a source, a polarity and a modality, which no arrow between two things could carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.exporting.contents import Article, Contents
from kg.statements.stated import Stated, Thing

Label = Literal["Document", "Thing", "Statement", "Attribution"]
Kind = Literal["string", "date", "boolean", "double", "long"]
Value = str | bool | float | int | None

PROPERTIES: Mapping[Label, Mapping[str, Kind]] = {
    "Document": {
        **dict.fromkeys(("document", "label", "title", "publisher", "author", "url", "language", "text"), "string"),
        "date": "date",
    },
    "Thing": {**dict.fromkeys(("label", "type", "entity", "wikidata"), "string"), "named": "boolean"},
    "Statement": {
        **dict.fromkeys(
            ("statement", "predicate", "trigger", "polarity", "modality", "cue", "time", "timeMod", "rule", "sentence"),
            "string",
        ),
        **dict.fromkeys(("isRelation", "credited", "said"), "boolean"),
        **dict.fromkeys(("earliest", "latest", "happenedBy"), "date"),
        "confidence": "double",
    },
    "Attribution": dict.fromkeys(("cue", "content", "kind", "type", "polarity"), "string"),
}
"""The properties of each label; `id`, the IRI in the graph, is the key of all."""

RELATIONSHIPS: Mapping[str, tuple[Label, Label]] = {
    "SUBJECT": ("Statement", "Thing"),
    "OBJECT": ("Statement", "Thing"),
    "ARGUMENT": ("Statement", "Thing"),
    "STATED_IN": ("Statement", "Document"),
    "CREDITED": ("Statement", "Attribution"),
    "CONDITION": ("Statement", "Statement"),
    "SOURCE": ("Attribution", "Thing"),
    "INSIDE": ("Attribution", "Attribution"),
}
"""Between which labels each type of relationship stands."""

ROLE_PROPERTIES: Mapping[str, Kind] = {"number": "long", "role": "string", "marker": "string", "value": "string"}
"""The properties of relationships: `number` tells the arguments of a statement apart, and is 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label, those beside it ("Country"), its id and properties."""

    label: Label
    further: tuple[str, ...]
    id: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from one node to another, by their ids."""

    type: str
    start: str
    end: str
    number: int = 0
    role: str | None = None
    marker: str | None = None
    value: str | None = None


def entity_nodes(contents: Contents) -> Iterator[Node]:
    """Yield the named things of all documents."""
    for entity in contents.entities:
        values: dict[str, Value] = {
            **{"label": entity.label, "type": entity.type, "entity": entity.id, "wikidata": entity.wikidata},
            "named": True,
        }
        yield Node("Thing", _labels_of(entity.type, named=True), str(contents.entity_iri(entity.id)), values)


def article_nodes(contents: Contents, article: Article) -> Iterator[Node]:
    """Yield the nodes that one document brings: itself, its statements and attributions, the things without a name."""
    one = article.annotated.document
    values: dict[str, Value] = {
        **{"document": one.id, "label": one.label, "title": one.title, "publisher": one.publisher},
        **{"author": one.author, "url": one.url, "language": one.language, "text": one.text, "date": one.date},
    }
    yield Node("Document", (), str(article.iri), values)
    nameless = {thing.iri: thing for thing in _things(article) if thing.entity is None}
    for iri, thing in nameless.items():
        told: dict[str, Value] = {"label": thing.label, "type": thing.type, "named": False}
        yield Node("Thing", _labels_of(thing.type, named=False), iri, told)
    for credit in article.attributions:
        cue = None if credit.cue is None else credit.cue.text
        said: dict[str, Value] = {"cue": cue, "content": credit.content.text, "kind": credit.kind, "type": credit.type}
        yield Node("Attribution", (), _attribution(article, credit.id), {**said, "polarity": credit.polarity})
    for stated in article.statements:
        yield Node("Statement", (), str(contents.statement_iri(stated.id)), _statement(stated))


def article_relationships(contents: Contents, article: Article) -> Iterator[Relationship]:
    """Yield the relationships that one document brings."""
    for stated in article.statements:
        node = str(contents.statement_iri(stated.id))
        yield Relationship("STATED_IN", node, str(article.iri))
        yield Relationship("SUBJECT", node, stated.subject.iri)
        if stated.object is not None:
            yield Relationship("OBJECT", node, stated.object.iri)
        fillers = zip(stated.arguments, stated.record.arguments, strict=True)
        for number, ((role, thing), argument) in enumerate(fillers):
            yield Relationship("ARGUMENT", node, thing.iri, number, role, argument.marker, argument.value)
        if stated.credits:
            yield Relationship("CREDITED", node, _attribution(article, stated.credits[0]))
        condition = article.condition_of(stated)
        if condition is not None:
            yield Relationship("CONDITION", node, str(contents.statement_iri(condition)))
    for credit in article.attributions:
        node = _attribution(article, credit.id)
        if credit.source is not None:
            yield Relationship("SOURCE", node, article.namer.thing(credit.source).iri)
        if credit.parent is not None:
            yield Relationship("INSIDE", node, _attribution(article, credit.parent))


def _labels_of(type_: str, *, named: bool) -> tuple[str, ...]:
    """Return the labels beside Thing: the type, which is one of a closed set, and Entity for what has a name."""
    return (*(("Entity",) if named else ()), *((type_,) if type_ != "Thing" else ()))


def _attribution(article: Article, number: int) -> str:
    return str(article.things.iris.attributions[number])


def _things(article: Article) -> Iterator[Thing]:
    for stated in article.statements:
        yield stated.subject
        if stated.object is not None:
            yield stated.object
        yield from (thing for _, thing in stated.arguments)
    for credit in article.attributions:
        if credit.source is not None:
            yield article.namer.thing(credit.source)


def _statement(stated: Stated) -> dict[str, Value]:
    return {
        "statement": stated.id,
        "predicate": stated.predicate,
        "isRelation": stated.is_relation,
        "trigger": stated.record.predicate.text,
        "polarity": stated.polarity,
        "modality": stated.modality,
        "credited": stated.credited,
        "said": stated.said,
        "cue": stated.cue,
        "time": stated.time,
        "timeMod": stated.mod,
        "earliest": stated.earliest,
        "latest": stated.latest,
        "happenedBy": stated.happened_by,
        "confidence": stated.confidence,
        "rule": stated.record.rule,
        "sentence": stated.sentence,
    }
