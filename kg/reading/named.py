"""A document beside the name of what it was read from, so that a message about it names what a user knows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Document


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document and its name: the file, or the line of a file, that it was read from."""

    name: str
    document: Document

    @classmethod
    def of(cls, document: Document) -> NamedDocument:
        """Return a document under what it says of itself: its address, else its title, else its id."""
        return cls(document.url or document.label, document)
