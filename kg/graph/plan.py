"""What a build is to do: in go the documents that were read, out come those that are new, kept on disk until they are needed.

Of many documents only their ids, digests and places are in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import msgspec

from kg.errors import StoreError
from kg.extraction.workers.messages import Task
from kg.graph.catalogue import digest_of
from kg.reading.named import NamedDocument


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    length: int
    digest: str
    dated: bool
    published: bool
    summary: bool


class Plan:
    """The documents of one build, sorted into new and known ones; of several with one url the last counts."""

    def __init__(self, file: IO[bytes], known: Mapping[str, str], *, keep_versions: bool) -> None:
        """Keep texts in `file`; `known` maps the ids of what the store holds to its digests."""
        self._file = file
        self._known = known
        self._keep_versions = keep_versions
        self._by_url: dict[str, str] = {}
        self._new: dict[str, _Place] = {}
        self._size = 0
        self.read = 0
        self.unchanged = 0

    def take(self, named: NamedDocument) -> None:
        """Take in one more document that was read; a disk that is full raises StoreError."""
        document, digest = named.document, digest_of(named.document)
        self.read += 1
        if document.url is not None and not self._keep_versions:
            former = self._by_url.get(document.url, document.id)
            if former != document.id:
                self._new.pop(former, None)
            self._by_url[document.url] = document.id
        if document.id in self._new or self._known.get(document.id) == digest:
            self.unchanged += 1
            return
        data = msgspec.msgpack.encode(Task.of(named))
        try:
            self._file.write(data)
        except OSError as problem:
            raise StoreError(f"{named.name}: cannot be kept: {problem.strerror or problem}") from problem
        told = (document.date is not None, document.publisher is not None, document.summary)
        self._new[document.id] = _Place(self._size, len(data), digest, *told)
        self._size += len(data)

    @property
    def new(self) -> tuple[str, ...]:
        """Return the ids of the new documents, in the order in which they were read."""
        return tuple(self._new)

    @property
    def undated(self) -> int:
        """Return how many of the new documents have no date."""
        return sum(not place.dated for place in self._new.values())

    @property
    def unpublished(self) -> int:
        """Return how many of the new documents have no publisher."""
        return sum(not place.published for place in self._new.values())

    @property
    def summaries(self) -> int:
        """Return how many of the new documents only sum up an article."""
        return sum(place.summary for place in self._new.values())

    def digest(self, document: str) -> str:
        """Return the digest of a new document."""
        return self._new[document].digest

    def document(self, document: str) -> NamedDocument:
        """Return a new document, by its id."""
        place = self._new[document]
        task = msgspec.msgpack.decode(os.pread(self._file.fileno(), place.length, place.offset), type=Task)
        return NamedDocument(task.name, task.document)

    def documents(self, ids: Iterable[str]) -> Iterator[NamedDocument]:
        """Yield new documents, by their ids; all must have been taken in."""
        try:
            self._file.flush()
        except OSError as problem:
            raise StoreError(f"the texts cannot be kept: {problem.strerror or problem}") from problem
        return map(self.document, ids)
