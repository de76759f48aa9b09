"""A document's share of the store, made when it is extracted: its chains, its quads but for who is who, its text's print.

All of them follow from the document alone. The entity that a chain is, and what it is called, is known only when all documents
are together; till then the quads have holes (`kg.graph.lines`). Shares are derived: one that is not there, or that other code
made, is made anew.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from typing import IO

import msgspec

from kg.extraction.workers.messages import hash_of
from kg.graph.catalogue import Entry
from kg.graph.counts import DocumentCounts, count_lines
from kg.graph.document_quads import document_quads
from kg.graph.likeness import Print, print_of
from kg.graph.lines import named_in, to_lines
from kg.graph.segments import Place, read_documents
from kg.graph.versions import hash_of_rooms
from kg.model import AnnotatedDocument
from kg.resolve.model import ChainSummary
from kg.resolve.summary import summarise
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug
from kg.wording.holes import Calling
from kg.wording.sentences import Wordings

MAKER = "kg.graph.share:share_maker"
"""How a worker is told what makes shares."""
_ROOMS = ("graph", "statements", "resolve", "schema", "lexicon", "wording", "model.py")
_LEVEL = 1
_GZIP = 31
"""How zlib is told that a gzip header comes."""


class Form(msgspec.Struct, frozen=True):
    """What the quads of a store depend on beside its documents."""

    base: str
    reports: bool

    @property
    def key(self) -> str:
        """Return a hash of it, and of the code that makes shares."""
        return f"{_code()}-{hash_of(msgspec.json.encode(self))[:16]}"


class Share(msgspec.Struct, frozen=True, array_like=True):
    """What `key` (that of the form) made of the document whose line has the hash `of`.

    `callings` tell of the chains whose names its statements have holes for how the document calls them. `counts` are those of
    the lines, if no two chains are one entity.
    """

    key: str
    of: str
    chains: tuple[ChainSummary, ...]
    lines: bytes
    print: Print
    callings: dict[int, Calling]
    counts: DocumentCounts

    def has_any(self, statements: Collection[str], vocabulary: Vocabulary) -> bool:
        """Tell whether one of these statements is in the document."""
        return any(f"<{vocabulary.statement}{id}>".encode() in self.lines for id in statements)


def share_maker(given: str) -> Callable[[AnnotatedDocument, str], bytes]:
    """Return what makes the packed share of a document and the hash of its line, for a form given as JSON."""
    form = msgspec.json.decode(given, type=Form)
    key, vocabulary = form.key, Vocabulary(form.base)
    return lambda annotated, of: pack(make_share(annotated, of, form, key, vocabulary))


def make_share(annotated: AnnotatedDocument, of: str, form: Form, key: str, vocabulary: Vocabulary) -> Share:
    """Return the share of a document."""
    chains = tuple(summarise(annotated))
    things = {chain.key: str(chain.chain) for chain in chains}
    words = Wordings(annotated, {chain.chain: chain.label for chain in chains})
    quads = document_quads(annotated, things, vocabulary, reports=form.reports, holed=words)
    lines = to_lines(quads, str(vocabulary.entity), words.names.holes)
    return Share(
        key=key,
        of=of,
        chains=chains,
        lines=lines,
        print=print_of(annotated.document.text),
        callings=words.names.callings(named_in(lines)),
        counts=count_lines(lines, vocabulary.document[slug(annotated.document.id)], vocabulary),
    )


def pack(share: Share) -> bytes:
    """Return a share as a store keeps it."""
    return gzip.compress(msgspec.msgpack.encode(share), compresslevel=_LEVEL, mtime=0)


class Shares:
    """The shares of a generation's documents: read where they are there and right, else made from the documents, once."""

    def __init__(self, place: Place, form: Form) -> None:
        self._place = place
        self._form = form
        self._key = form.key
        self._vocabulary = Vocabulary(form.base)
        self._made: dict[str, tuple[int, int]] = {}
        self._spool: IO[bytes] | None = None

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Share]]:
        """Yield each entry with its share, in their order; a damaged document raises StoreError."""
        with ExitStack() as stack:
            files: dict[str, IO[bytes] | None] = {}
            for entry in entries:
                if entry.segment not in files:
                    path = self._place.shares / entry.segment
                    files[entry.segment] = stack.enter_context(path.open("rb")) if path.exists() else None
                share = self._again(entry) or _unpack(files[entry.segment], entry.share_offset, entry.share_length)
                if share is None or share.key != self._key or share.of != entry.hash:
                    share = self._make(entry)
                yield entry, share

    def settle(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Keep what was made in the files of the generation, and return the entries with their places."""
        entries = tuple(entries)
        segments = {entry.segment for entry in entries if entry.id in self._made}
        placed = {entry.id: entry for entry in entries}
        for segment in sorted(segments):
            path = self._place.shares / segment
            path.parent.mkdir(exist_ok=True)
            with path.with_suffix(".new").open("wb") as file:
                for entry, share in list(self.read(one for one in entries if one.segment == segment)):
                    packed = pack(share)
                    placed[entry.id] = replace(entry, share_offset=file.tell(), share_length=len(packed))
                    file.write(packed)
            path.with_suffix(".new").replace(path)  # the former file may be that of an earlier generation, too
        if self._spool is not None:
            self._spool.close()
        return tuple(placed.values())

    def _make(self, entry: Entry) -> Share:
        (annotated,) = read_documents(self._place.documents, [entry])
        share = make_share(annotated, entry.hash, self._form, self._key, self._vocabulary)
        if self._spool is None:
            self._spool = tempfile.TemporaryFile(dir=self._place.shares.parent)  # noqa: SIM115 - closed in settle
        packed = pack(share)
        self._made[entry.id] = (self._spool.seek(0, os.SEEK_END), len(packed))
        self._spool.write(packed)
        return share

    def _again(self, entry: Entry) -> Share | None:
        """Return the share that was made before."""
        return _unpack(self._spool, *self._made[entry.id]) if entry.id in self._made else None


def _unpack(file: IO[bytes] | None, offset: int, length: int) -> Share | None:
    """Return the share at a place of a file, None where there is none that can be read."""
    if file is None or length == 0:
        return None
    try:
        file.seek(offset)
        return msgspec.msgpack.decode(zlib.decompress(file.read(length), _GZIP), type=Share)
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return None


@lru_cache(maxsize=1)
def _code() -> str:
    return hash_of_rooms(_ROOMS)
