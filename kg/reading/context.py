"""What a reader is given beside its source: the options of the call, and how to read what stands inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.errors import ReadError
from kg.reading.named import NamedDocument
from kg.reading.options import Reading
from kg.reading.source import Source

Result = NamedDocument | ReadError


class ReadSource(Protocol):
    """Reads any source; with `strict`, one whose format neither its bytes nor its suffix tell is an error."""

    def __call__(self, source: Source, reading: Reading, *, strict: bool = False) -> Iterator[Result]:
        """Yield the documents of a source."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """The options of a call, and the reader of all formats for what a container holds."""

    reading: Reading
    read_source: ReadSource

    @property
    def fallback(self) -> str | None:
        """The date of documents that nothing else dates."""
        return self.reading.date

    def read(self, source: Source, *, strict: bool = False) -> Iterator[Result]:
        """Yield the documents of what stands inside another source."""
        return self.read_source(source, self.reading, strict=strict)


Reader = Callable[[Source, Context], Iterator[Result]]
"""Makes documents of a source; an error that it yields stands for a part, one that it raises for the rest."""
