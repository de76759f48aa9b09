"""The spaCy component "kg": `nlp.add_pipe("kg")`, and each Doc tells who said what (`doc._.kg`, `span._.said_by`).

Importing this makes the component known to spaCy; where kgwire is installed, spaCy finds it by its entry point.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.components.marks import RECORD, mark, mark_entities
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.extractors.registry import load_extractor
from kg.model import AnnotatedDocument, Attribution, Document, Statement
from kg.reading.dates import iso_date
from kg.reading.metadata import document_id

NOBODY = "somebody unnamed"
"""Who said what is credited, but to nobody by name: "it was reported"."""

DEFAULTS = {"model": DEFAULT_MODEL, "gazetteer": None, "schema": None, "date": None, "entities": False}


class Component:
    """Writes onto a Doc what its text says. It holds its settings alone, so that it can be saved, pickled and forked.

    The language pipeline that does the reading is loaded once a process, when the first Doc comes; what other
    components of the pipeline found is neither needed nor changed, but for the entities, where that is asked for.
    """

    def __init__(
        self, model: str, gazetteer: str | None, schema: str | None, date: str | None, *, entities: bool
    ) -> None:
        self.model = model
        self.gazetteer = None if gazetteer is None else Path(gazetteer)
        self.schema = None if schema is None else Path(schema)
        self.date = date
        self.entities = entities

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its record, its spans and, where that is asked for, our names as its entities."""
        date = doc._.kg_date or self.date
        day = None if date is None else iso_date(date)
        document = Document(document_id(doc.text, None), None, day, None, None, None, "en", None, doc.text)
        annotated = load_extractor(self.model, self.gazetteer, self.schema).annotate(document)
        mark(doc, annotated)
        if self.entities:
            mark_entities(doc, annotated)
        return doc


@Language.factory(
    "kg",
    default_config=DEFAULTS,
    assigns=["doc._.kg", "doc.spans", "span._.said_by", "span._.kg_statements"],
)
def make_kg(
    nlp: Language,
    name: str,
    model: str,
    gazetteer: str | None,
    schema: str | None,
    date: str | None,
    entities: bool,
) -> Component:
    """Return the component; the settings are those of `kg.extract`.

    `model` is the spaCy pipeline that reads, or another extractor; `date` the day of publication of Docs that have no
    `doc._.kg_date` of their own; with `entities`, our names take the place of the Doc's entities. A date that is none
    raises ValueError.
    """
    if date is not None:
        iso_date(date)
    return Component(model, gazetteer, schema, date, entities=entities)


@lru_cache(maxsize=256)
def _record(line: str) -> AnnotatedDocument:
    return AnnotatedDocument.from_json(line)


def record_of(doc: Doc) -> AnnotatedDocument | None:
    """Return what a Doc's text says, as a record of the contract; None for a Doc that the component has not read."""
    line = doc.user_data.get(RECORD)
    return _record(line) if isinstance(line, str) else None


def said_by(span: Span) -> str | None:
    """Return whom the text credits with a span, by the best name ("He" is John Kirby); None in the article's own voice."""
    record = record_of(span.doc)
    credit = None if record is None else _innermost(record, span.start_char, span.end_char)
    if credit is None:
        return None
    return NOBODY if credit.source is None else credit.source.label


def statements_in(span: Span) -> tuple[Statement, ...]:
    """Return the statements whose predicate stands in a span, or whose subject, where no word carries the predicate."""
    record = record_of(span.doc)
    told = () if record is None else record.statements
    return tuple(one for one in told if span.start_char <= _place(one) < span.end_char)


def _place(statement: Statement) -> int:
    start = statement.predicate.start
    return statement.subject.start if start is None else start


def _innermost(record: AnnotatedDocument, start: int, end: int) -> Attribution | None:
    """Return the attribution with the shortest content that holds a place, of which one piece does."""
    around = [
        (last - first, one)
        for one in record.attributions
        for first, last in one.content.parts or ((one.content.start, one.content.end),)
        if first <= start and end <= last
    ]
    return min(around, key=lambda pair: (pair[0], -pair[1].id), default=(0, None))[1]


def _extend() -> None:
    if not Doc.has_extension("kg"):
        Doc.set_extension("kg", getter=record_of)
        Doc.set_extension("kg_date", default=None)
        Span.set_extension("said_by", getter=said_by)
        Span.set_extension("kg_statements", getter=statements_in)


_extend()
