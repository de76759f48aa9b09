"""The tables of a graph: what columns they have and what those mean, and their rows, document by document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.exporting.contents import Article, Contents
from kg.model import Argument
from kg.statements.core import core_of
from kg.statements.stated import Thing

Kind = Literal["string", "integer", "number", "boolean", "date"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

SEPARATOR = " | "
"""Between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the kind of its values, what they mean, whether each row has one, the table that it points into."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    points_to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row of it is, its columns, and those that tell its rows apart."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _required(name: str, kind: Kind, about: str, points_to: str | None = None) -> Column:
    return Column(name, kind, about, True, points_to)


_DOCUMENT = _required("document", "string", "The document's id.", "documents")
_OFFSETS = "in code points of the document's text, half-open"


def _thing_columns(name: str, what: str, *, required: bool = False) -> tuple[Column, ...]:
    return (
        Column(name, "string", f"The best name of {what}.", required),
        Column(
            f"{name}_entity", "string", f"The id of the entity that {what} is, if it has a name.", False, "entities"
        ),
        Column(f"{name}_iri", "string", f"The IRI of {what} in the graph, with or without a name.", required),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "An article that was read.",
        ("document",),
        (
            _required("document", "string", "Its id: a hash of text and url."),
            _required("iri", "string", "Its IRI, which is also the name of its graph in RDF."),
            Column("date", "date", "The day of publication."),
            _required("label", "string", "Its title, or else the first line of its text that says something."),
            Column("title", "string", "Its title."),
            Column("publisher", "string", "Who published it."),
            Column("author", "string", "Who wrote it."),
            Column("url", "string", "Where it was published."),
            _required("language", "string", "The tag of its language."),
            Column("generator", "string", "The program and language pipeline that analysed it."),
            _required("text", "string", "Its text, to which all offsets refer."),
        ),
    ),
    Table(
        "sentences",
        "A sentence.",
        ("document", "sentence"),
        (
            _DOCUMENT,
            _required("sentence", "integer", "Its number in the document, from 0."),
            _required("start", "integer", f"Where it begins, {_OFFSETS}."),
            _required("end", "integer", f"Where it ends, {_OFFSETS}."),
            _required("paragraph", "integer", "The number of its paragraph."),
            _required("kind", "string", "headline, body or caption."),
            _required("text", "string", "Its words."),
        ),
    ),
    Table(
        "entities",
        "A named thing, of all documents together.",
        ("entity",),
        (
            _required("entity", "string", "Its id."),
            _required("iri", "string", "Its IRI in the graph."),
            _required("label", "string", "Its best name."),
            _required("type", "string", "Person, Organization, Country, Place, Facility, Group, Event, …"),
            Column("wikidata", "string", "Its Q-id in Wikidata."),
            _required(
                "names", "string", f"All its names, from most to least frequent, with {SEPARATOR.strip()} between."
            ),
            _required("mentions", "integer", "How often it is mentioned."),
            _required("documents", "integer", "In how many documents."),
        ),
    ),
    Table(
        "mentions",
        "A stretch of text that refers to something.",
        ("document", "mention"),
        (
            _DOCUMENT,
            _required("mention", "integer", "Its number in the document, from 0."),
            Column("sentence", "integer", "The number of the sentence in which it begins."),
            _required("start", "integer", f"Where it begins, {_OFFSETS}."),
            _required("end", "integer", f"Where it ends, {_OFFSETS}."),
            _required("text", "string", "Its words."),
            _required("head", "string", "Its head word."),
            _required("kind", "string", "name, nominal or pronoun."),
            _required("type", "string", "The type of what it refers to."),
            _required("chain", "integer", "The number of its coreference chain in the document."),
            Column("entity", "string", "The entity that it refers to, if that has a name.", False, "entities"),
            Column("entity_rule", "string", "By which rule it was taken to be the entity of other documents, if any."),
        ),
    ),
    Table(
        "statements",
        "Somebody says, in a document, that something holds, or that it does not. It is no assertion that it does.",
        ("statement",),
        (
            _required("statement", "string", "Its id."),
            _DOCUMENT,
            _required("sentence", "integer", "The number of its sentence."),
            _required("kind", "string", "clause, noun or name: where it stands."),
            *_thing_columns("subject", "the subject", required=True),
            Column("subject_start", "integer", f"Where the subject's phrase begins, {_OFFSETS}."),
            Column("subject_end", "integer", f"Where the subject's phrase ends, {_OFFSETS}."),
            _required("predicate", "string", "A relation of the schema, or else the lemma."),
            _required("is_relation", "boolean", "Whether it is a relation of the schema."),
            Column("predicate_text", "string", "The words that carry it."),
            *_thing_columns("object", "the object"),
            Column("object_start", "integer", f"Where the object's phrase begins, {_OFFSETS}."),
            Column("object_end", "integer", f"Where the object's phrase ends, {_OFFSETS}."),
            _required("turned", "boolean", "Whether the sentence has subject and object the other way round."),
            _required("polarity", "string", "affirmed, negated or unknown."),
            _required("modality", "string", "actual, possible, intended, conditional or unknown."),
            _required("credited", "boolean", "Whether somebody other than the article says so."),
            _required("said", "boolean", "False where the credited are told not to have said so."),
            *_thing_columns("source", "who is credited"),
            Column("via", "string", f"Who quotes the source, from inner to outer, with {SEPARATOR.strip()} between."),
            Column("cue", "string", "The words that credit."),
            Column("attribution", "integer", "The number of the innermost attribution, of the same document.", False),
            Column("condition", "string", "The statement that it hangs on.", False, "statements"),
            Column("time", "string", "When it holds: a TIMEX3 value, as exact as the text."),
            Column("time_mod", "string", "The TIMEX3 modifier of the time."),
            Column("earliest", "date", "The first day that the time names."),
            Column("latest", "date", "The last day that the time names."),
            Column(
                "happened_by", "date", "Where there is no time: the day by which it had happened, a bound and no date."
            ),
            _required("confidence", "number", "0 to 1; higher is righter."),
            _required("rule", "string", "The name of the rule that found it."),
            _required("text", "string", "Its sentence."),
        ),
    ),
    Table(
        "arguments",
        "What takes part in a statement, beside subject and object.",
        ("statement", "argument"),
        (
            _DOCUMENT,
            _required("statement", "string", "The statement.", "statements"),
            _required("argument", "integer", "Its number in the statement, from 0."),
            _required("role", "string", "theme, recipient, source, goal, location, time, instrument, …"),
            Column("marker", "string", "The word before it."),
            *_thing_columns("filler", "what fills the role", required=True),
            Column("value", "string", "The TIMEX3 value of a time."),
            _required("start", "integer", f"Where its phrase begins, {_OFFSETS}."),
            _required("end", "integer", f"Where its phrase ends, {_OFFSETS}."),
        ),
    ),
    Table(
        "attributions",
        "Somebody is credited with a content in which one of the statements stands.",
        ("document", "attribution"),
        (
            _DOCUMENT,
            _required("attribution", "integer", "Its number in the document, from 0."),
            *_thing_columns("source", "who is credited"),
            Column("source_start", "integer", f"Where the source's phrase begins, {_OFFSETS}."),
            Column("source_end", "integer", f"Where the source's phrase ends, {_OFFSETS}."),
            Column("cue", "string", "The words that credit."),
            Column("cue_lemma", "string", "Their lemma."),
            _required("content_start", "integer", f"Where the content begins, {_OFFSETS}."),
            _required("content_end", "integer", f"Where the content ends, {_OFFSETS}."),
            _required("content", "string", "The words that are credited."),
            _required("kind", "string", "direct (quoted), indirect or mixed."),
            _required("type", "string", "speech, belief or intent."),
            _required("polarity", "string", "negated where the source is told not to have said so."),
            Column("parent", "integer", "The number of the attribution that this one stands inside."),
        ),
    ),
)


def rows_of(contents: Contents) -> Iterator[tuple[str, Row]]:
    """Yield the rows of all tables, each with the name of its table, in one pass over the documents."""
    for entity in contents.entities:
        yield (
            "entities",
            (
                *(entity.id, str(contents.entity_iri(entity.id)), entity.label, entity.type, entity.wikidata),
                *(SEPARATOR.join(entity.names), entity.mentions, entity.documents),
            ),
        )
    for article in contents.articles():
        for name, rows in _of_article(contents, article).items():
            for row in rows:
                yield name, row


def _of_article(contents: Contents, article: Article) -> Mapping[str, Iterator[Row]]:
    return {
        "documents": _documents(article),
        "sentences": _sentences(article),
        "mentions": _mentions(contents, article),
        "statements": _statements(article),
        "arguments": _arguments(article),
        "attributions": _attributions(article),
    }


def _documents(article: Article) -> Iterator[Row]:
    one = article.annotated.document
    yield (
        *(one.id, str(article.iri), one.date, one.label, one.title, one.publisher, one.author, one.url),
        *(one.language, one.generator, one.text),
    )


def _sentences(article: Article) -> Iterator[Row]:
    document = article.annotated.document
    for one in article.annotated.sentences:
        yield document.id, one.id, one.start, one.end, one.paragraph, one.kind, document.text[one.start : one.end]


def _mentions(contents: Contents, article: Article) -> Iterator[Row]:
    document, sentences = article.annotated.document.id, article.annotated.sentences
    starts = [sentence.start for sentence in sentences]
    for one in article.annotated.mentions:
        place = bisect_right(starts, one.start) - 1
        inside = place >= 0 and one.start < sentences[place].end
        entity = article.things.entity_ids.get(one.chain)
        yield (
            *(document, one.id, sentences[place].id if inside else None, one.start, one.end, one.text, one.head),
            *(one.kind, one.type, one.chain, entity, contents.entity_rule(document, one.chain)),
        )


def _thing(thing: Thing | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if thing is None else (thing.label, thing.entity, thing.iri)


def _span(argument: Argument | None) -> tuple[Cell, Cell]:
    return (None, None) if argument is None else (argument.start, argument.end)


def _statements(article: Article) -> Iterator[Row]:
    for one in article.statements:
        core = core_of(one.record)
        yield (
            *(one.id, one.document.id, one.record.sentence, one.record.kind),
            *(*_thing(one.subject), *_span(core.subject), one.predicate, one.is_relation, one.record.predicate.text),
            *(*_thing(one.object), *_span(core.object), one.turned, one.polarity, one.modality),
            *(one.credited, one.said, *_thing(one.source), SEPARATOR.join(thing.label for thing in one.via) or None),
            *(one.cue, one.credits[0] if one.credits else None, article.condition_of(one)),
            *(
                one.time,
                one.mod,
                one.earliest,
                one.latest,
                one.happened_by,
                one.confidence,
                one.record.rule,
                one.sentence,
            ),
        )


def _arguments(article: Article) -> Iterator[Row]:
    for one in article.statements:
        for number, ((role, thing), argument) in enumerate(zip(one.arguments, one.record.arguments, strict=True)):
            yield (
                *(one.document.id, one.id, number, role, argument.marker),
                *(*_thing(thing), argument.value, argument.start, argument.end),
            )


def _attributions(article: Article) -> Iterator[Row]:
    for one in article.attributions:
        cue, content = one.cue, one.content
        source = None if one.source is None else article.namer.thing(one.source)
        yield (
            *(article.annotated.document.id, one.id, *_thing(source), *_span(one.source)),
            *((None, None) if cue is None else (cue.text, cue.lemma)),
            *(content.start, content.end, content.text, one.kind, one.type, one.polarity, one.parent),
        )
