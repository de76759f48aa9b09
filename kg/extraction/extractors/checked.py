"""An extractor of another package, whose records go into a graph only if they keep the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.records.contract import find_breaches
from kg.model import AnnotatedDocument, Document

if TYPE_CHECKING:
    from kg.extraction.extractors.registry import Extractor

_TOLD = 3


class ContractError(ValueError):
    """What an extractor returned is no record of the contract: its document is skipped."""


class Checked:
    """An extractor whose every record is checked; one that breaks the contract raises ContractError, which says where.

    A KGError of the extractor ends the run; of any other exception, the document is named and skipped.
    """

    def __init__(self, name: str, inner: Extractor) -> None:
        self._name = name
        self._inner = inner

    def annotate(self, document: Document) -> AnnotatedDocument:
        """Return what the extractor tells of a document, which is still the same one but for its generator."""
        annotated = self._inner.annotate(document)
        if not isinstance(annotated, AnnotatedDocument):
            raise self._broken([f"a {type(annotated).__name__} came back, and no AnnotatedDocument"])
        told = annotated.document
        if replace(told, generator=document.generator) != document:
            raise self._broken(["the document that came back is another one"])
        if told.generator is None:
            annotated = replace(annotated, document=replace(told, generator=self._name))
        try:
            breaches = find_breaches(annotated.to_json())
        except (TypeError, ValueError) as problem:  # a value that JSON does not have
            breaches = [str(problem)]
        if breaches:
            raise self._broken(breaches)
        return annotated

    def _broken(self, breaches: list[str]) -> ContractError:
        more = f"; and {len(breaches) - _TOLD} more" if len(breaches) > _TOLD else ""
        return ContractError(f"the extractor {self._name!r} breaks the contract: {'; '.join(breaches[:_TOLD])}{more}")
