"""Statements as readers are shown them, made for the few that answer: in go a page and a statement, out comes a `Stated`."""

from __future__ import annotations

from collections.abc import Mapping

from kg.asking.shelf import Page
from kg.model import Statement
from kg.resolve.model import Resolution
from kg.schema.vocabulary import Vocabulary
from kg.statements.stated import Namer, Stated, stated_of


class Teller:
    """Makes each document's names once."""

    def __init__(self, resolution: Resolution, vocabulary: Vocabulary) -> None:
        self._resolution = resolution
        self._labels: Mapping[str, str] = resolution.labels
        self._vocabulary = vocabulary
        self._namers: dict[str, Namer] = {}

    def told(self, page: Page, statement: Statement) -> Stated:
        """Return a statement with its names, its source and its sentence."""
        key = page.annotated.document.id
        if key not in self._namers:
            self._namers[key] = Namer(page.annotated, self._resolution, self._labels, self._vocabulary)
        return stated_of(statement, page.annotated, self._namers[key])
