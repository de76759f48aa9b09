"""The catalogue: one entry a stored document, saying what it is, where its line lies, and when it came in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kg.cells import Shown
from kg.errors import StoreError
from kg.extraction.workers.messages import Extracted
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Entry(Shown):
    """A document of the store; `offset` and `length` are bytes in its segment, `added` an instant in UTC.

    `statements` counts those of the graph, reports aside; `label` is what readers are shown as its title (empty where
    an older version wrote the entry). `hash` is that of the document's line, `versions` the key of what extracted it
    (`kg.graph.versions`); both are empty where an older version wrote the entry. `share_offset` and `share_length` are the
    place of what was derived from it (`kg.graph.share`), in the file of the segment's name; a length of 0: nowhere.
    """

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    generator: str | None
    digest: str
    added: str
    sentences: int
    mentions: int
    statements: int
    segment: str
    offset: int
    length: int
    label: str = ""
    hash: str = ""
    versions: str = ""
    share_offset: int = 0
    share_length: int = 0

    @classmethod
    def of(cls, document: Document, extracted: Extracted, *, added: str = "", versions: str = "") -> Entry:
        """Return the entry of a document with what was extracted from it; where it lies is yet to be said."""
        return cls(
            id=document.id,
            title=document.title,
            date=document.date,
            publisher=document.publisher,
            url=document.url,
            generator=extracted.generator,
            digest=digest_of(document),
            added=added,
            sentences=extracted.sentences,
            mentions=extracted.mentions,
            statements=extracted.statements,
            segment="",
            offset=0,
            length=len(extracted.member),
            label=document.label,
            hash=extracted.hash,
            versions=versions,
            share_length=len(extracted.also),
        )

    @property
    def order(self) -> tuple[str, str, str]:
        """Return what entries are sorted by: their date (none comes first), title and id, never their arrival."""
        return (self.date or "", self.title or "", self.id)


def digest_of(document: Document) -> str:
    """Return a hash of everything that was read of a document, to tell whether it is the same again."""
    return hashlib.sha256(msgspec.json.encode(replace(document, generator=None))).hexdigest()


def load_catalogue(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a catalogue file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Entry, ...])
    except (OSError, msgspec.MsgspecError) as problem:
        raise StoreError(
            f"{path}: the catalogue of the store is damaged: {problem}; `kg rebuild` makes it anew"
        ) from problem


def save_catalogue(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries in their order, one a line."""
    lines = b",\n".join(msgspec.json.encode(entry) for entry in sorted(entries, key=lambda entry: entry.order))
    path.write_bytes(b"[\n" + lines + b"\n]\n")
