"""From documents to annotated documents: names, chains, times, attributions and statements, each with its place in the text."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExtractionError, ReadError
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.openie import write_openie
from kg.model import AnnotatedDocument, Document
from kg.reading.named import NamedDocument

if TYPE_CHECKING:
    from kg.extraction.explaining import Explanation
    from kg.extraction.extractors.registry import Extractor

__all__ = ["DEFAULT_MODEL", "explain", "extract", "extract_named", "extract_sentences", "write_openie"]

OnFailure = Callable[[ExtractionError], None]


def extract(
    documents: Iterable[Document],
    *,
    on_skip: OnFailure | None = None,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield the annotated documents of `documents`, in order.

    `model` is the name or path of an English spaCy pipeline with a parser and a tagger of names, or another extractor, as
    "openai:http://127.0.0.1:11434/v1#llama3.2"; `gazetteer` is a table of further names, `schema` one of further
    relations. Raises ModelError or SchemaError where one of these is not right.
    A document on which a stage fails is handed to `on_skip` as an ExtractionError, which names document, stage and
    sentence, and extraction goes on; without it, it is raised. What the stage raised is its cause.
    """
    named = map(NamedDocument.of, documents)
    return extract_named(named, on_skip=on_skip, model=model, gazetteer=gazetteer, schema=schema)


def extract_named(
    documents: Iterable[NamedDocument],
    *,
    on_skip: OnFailure | None = None,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield what `extract` yields; errors call the documents by their names."""
    from kg.extraction.extractors.registry import load_extractor

    return _annotated(load_extractor(model or DEFAULT_MODEL, gazetteer, schema), documents, on_skip)


def _annotated(
    pipeline: Extractor, documents: Iterable[NamedDocument], on_skip: OnFailure | None
) -> Iterator[AnnotatedDocument]:
    from kg.extraction.failures import named_failures

    for named in documents:
        try:
            with named_failures(named):
                annotated = pipeline.annotate(named.document)
        except ExtractionError as problem:
            if on_skip is None:
                raise
            # The traceback stays, but not what it would keep alive: the parse of each document that failed.
            traceback.clear_frames(problem.__cause__.__traceback__ if problem.__cause__ is not None else None)
            on_skip(problem)
        else:
            yield annotated


def extract_sentences(
    sentences: Iterable[str],
    *,
    on_skip: OnFailure | None = None,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield an annotated document for each sentence, analysed alone; empty lines are passed over.

    The options are those of `extract`; a sentence on which a stage fails is called by the number of its line, from 1.
    """
    from kg.reading.metadata import document_id

    lines = ((number, sentence.strip()) for number, sentence in enumerate(sentences, start=1))
    documents = (
        NamedDocument(
            f"line {number}", Document(document_id(line, None), None, None, None, None, None, "en", None, line)
        )
        for number, line in lines
        if line
    )
    return extract_named(documents, on_skip=on_skip, model=model, gazetteer=gazetteer, schema=schema)


def explain(
    text: str | Document | NamedDocument,
    *,
    date: str | None = None,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Explanation:
    """Return what happens to a text, or to a document that was read: trees, rules, reasons, and what was dropped.

    `date` (YYYY-MM-DD) dates a text; the other options are those of `extract`, and the same errors are raised.
    """
    from kg.extraction.explaining import explain_document
    from kg.extraction.failures import named_failures
    from kg.extraction.load import load_pipeline
    from kg.reading.dates import iso_date
    from kg.reading.metadata import document_id

    if isinstance(text, str):
        try:
            day = iso_date(date) if date is not None else None
        except ValueError as problem:
            raise ReadError("date", str(problem)) from problem
        text = NamedDocument("text", Document(document_id(text, None), None, day, None, None, None, "en", None, text))
    named = text if isinstance(text, NamedDocument) else NamedDocument.of(text)
    pipeline = load_pipeline(model or DEFAULT_MODEL, gazetteer, schema)
    with named_failures(named):
        return explain_document(pipeline, named.document)
