"""The one way in which these tests extract: the pipeline is loaded once, and every output keeps the contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.model import AnnotatedDocument, Document
from kg.reading.metadata import document_id

Annotate = Callable[..., AnnotatedDocument]


def make_document(text: str, date: str | None = None) -> Document:
    """Return a document of our own, known by its text and date alone."""
    return Document(document_id(text, None), None, date, None, None, None, "en", None, text)


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    """Return a function that annotates a text; `keep_the_contract` fails it where the result breaks the contract."""
    pipeline = load_pipeline(DEFAULT_MODEL)

    def annotate_text(text: str, date: str | None = None) -> AnnotatedDocument:
        return pipeline.annotate(make_document(text, date))

    return annotate_text
