"""Segments: files of annotated documents as compressed JSON Lines, written once and never changed.

Each document is one line and one gzip member, so that `zcat` shows the whole, a single document is read without its
neighbours, and one is taken out by copying the bytes of the others.
"""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from kg.errors import SchemaError, StoreError
from kg.extraction.workers.messages import Extracted, hash_of
from kg.graph.catalogue import Entry
from kg.graph.versions import Versions
from kg.model import AnnotatedDocument

SUFFIX = ".jsonl.gz"
INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_CHUNK = 1 << 16
_GZIP = 31
"""How zlib is told that a gzip header comes."""

_MERGE_BELOW = 2
"""A segment below this many times what is written anyway is merged into it, so that segments double and stay few."""


class Arriving(Protocol):
    """Documents on their way into a store: their entries, and the bytes of each."""

    entries: list[Entry]

    @property
    def versions(self) -> Versions | None:
        """What extracted them, None where that is not known."""

    @property
    def size(self) -> int:
        """The bytes of all entries."""

    def member(self, entry: Entry) -> bytes:
        """Return the bytes of one of the entries."""

    def share(self, entry: Entry) -> bytes:
        """Return what was derived from one of the entries, nothing where it is yet to be made."""


class Place(Protocol):
    """Where the files of documents lie, and beside them what was derived from these."""

    documents: Path
    shares: Path


class Incoming:
    """Annotated documents on their way into a store, in a file that nobody else sees."""

    def __init__(self, file: IO[bytes], added: str) -> None:
        self._file = file
        self._added = added
        self.entries: list[Entry] = []
        self.versions: Versions | None = None
        self.size = 0

    def add(self, annotated: AnnotatedDocument) -> None:
        """Take in one document; a disk that is full raises StoreError."""
        extracted = Extracted.of(annotated)
        try:
            self._file.write(extracted.member)
        except OSError as problem:
            raise StoreError(f"{annotated.document.id}: cannot be kept: {problem.strerror or problem}") from problem
        entry = Entry.of(annotated.document, extracted, added=self._added)
        self.entries.append(replace(entry, offset=self.size))
        self.size += entry.length

    def member(self, entry: Entry) -> bytes:
        """Return the bytes of one of the entries."""
        self._file.seek(entry.offset)
        return self._file.read(entry.length)

    def share(self, entry: Entry) -> bytes:
        """Return nothing: it is made when the documents are in place."""
        return b""


def read_documents(folder: Path, entries: Iterable[Entry]) -> Iterator[AnnotatedDocument]:
    """Yield the documents of entries, in their order; a damaged line raises StoreError."""
    for entry, member in read_members(folder, entries):
        try:
            yield AnnotatedDocument.from_json(gzip.decompress(member))
        except (OSError, EOFError, zlib.error, SchemaError) as problem:
            raise StoreError(f"{folder / entry.segment}: document {entry.id} is damaged: {problem}") from problem


def read_members(folder: Path, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Yield each entry with its bytes as they lie on disk; a segment that is not there raises StoreError."""
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {}
        for entry in entries:
            if entry.segment not in files:
                files[entry.segment] = stack.enter_context(_open(folder / entry.segment))
            yield entry, _member(files[entry.segment], entry)


def with_hashes(folder: Path, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, those that an older version wrote with the hashes that it did not give them."""
    for entry in entries:
        if entry.hash:
            yield entry
        else:
            ((_, member),) = read_members(folder, [entry])
            yield replace(entry, hash=hash_of(gzip.decompress(member)))


def scan_segments(folder: Path) -> Iterator[Entry]:
    """Yield an entry for each document that lies in a folder, as found there; its file's time counts as its arrival."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        added = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime(INSTANT)
        with path.open("rb") as file:
            offset = 0
            for line, length in _scan_members(file, path):
                annotated = AnnotatedDocument.from_json(line)
                entry = Entry.of(annotated.document, Extracted.of(annotated), added=added)
                yield replace(entry, segment=path.name, offset=offset, length=length, hash=hash_of(line))
                offset += length


def _scan_members(file: IO[bytes], path: Path) -> Iterator[tuple[bytes, int]]:
    """Yield the content and the compressed length of each gzip member of a file."""
    rest = b""
    while rest or (rest := file.read(_CHUNK)):
        member, content, length = zlib.decompressobj(wbits=_GZIP), b"", 0
        while not member.eof:
            if not (rest or (rest := file.read(_CHUNK))):
                raise StoreError(f"{path}: the last document is cut off")
            try:
                content += member.decompress(rest)
            except zlib.error as problem:
                raise StoreError(f"{path}: a document is damaged: {problem}") from problem
            length += len(rest) - len(member.unused_data)
            rest = member.unused_data
        yield content, length


def write_segments(
    old: Place, new: Place, kept: Iterable[Entry], incoming: Arriving | None, name: str
) -> tuple[Entry, ...]:
    """Fill the folders `new` with the kept entries of `old` and the incoming ones, and return all with their places.

    A segment of which everything is kept, and that is large beside what is written, is shared by a hard link; the rest
    is copied into the segment `name`.
    """
    by_segment: dict[str, list[Entry]] = {}
    for entry in kept:
        by_segment.setdefault(entry.segment, []).append(entry)
    sizes = {segment: (old.documents / segment).stat().st_size for segment in by_segment}
    arriving = 0 if incoming is None else incoming.size
    placed: list[Entry] = []
    copied: list[Entry] = []
    for segment in sorted(by_segment, key=lambda name: (sizes[name], name)):
        live = sum(entry.length for entry in by_segment[segment])
        if live < sizes[segment] or live < _MERGE_BELOW * arriving:
            copied += by_segment[segment]
            arriving += live
        else:
            _link(old.documents / segment, new.documents / segment)
            if (old.shares / segment).exists():
                _link(old.shares / segment, new.shares / segment)
            placed += by_segment[segment]
    if not copied and not arriving:
        return tuple(placed)
    segment = f"{name}{SUFFIX}"
    with (new.documents / segment).open("wb") as documents, (new.shares / segment).open("wb") as shares:
        for member, share, entry in _members(old, copied, incoming):
            placed.append(
                replace(
                    entry,
                    segment=segment,
                    offset=documents.tell(),
                    share_offset=shares.tell(),
                    share_length=len(share),
                )
            )
            documents.write(member)
            shares.write(share)
        for file in (documents, shares):
            file.flush()
            os.fsync(file.fileno())
    return tuple(placed)


def _members(old: Place, copied: Iterable[Entry], incoming: Arriving | None) -> Iterator[tuple[bytes, bytes, Entry]]:
    for entry in copied:
        with _open(old.documents / entry.segment) as file:
            member = _member(file, entry)
        yield member, _share(old.shares / entry.segment, entry), entry
    if incoming is not None:
        for entry in incoming.entries:
            yield incoming.member(entry), incoming.share(entry), entry


def _share(path: Path, entry: Entry) -> bytes:
    """Return the share of an entry, nothing where there is none: it can be made anew."""
    if entry.share_length == 0 or not path.exists():
        return b""
    with _open(path) as file:
        file.seek(entry.share_offset)
        return file.read(entry.share_length)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as problem:
        raise StoreError(f"{path}: a file of the store cannot be read: {problem.strerror}") from problem


def _member(file: IO[bytes], entry: Entry) -> bytes:
    file.seek(entry.offset)
    return file.read(entry.length)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copyfile(old, new)
