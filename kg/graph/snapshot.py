"""A store as one reader sees it: one generation, which stays as it is while it is open, whatever is built meanwhile."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError
from kg.graph.answering import Answering, Served
from kg.graph.catalogue import Entry, load_catalogue
from kg.graph.claim_table import ClaimTable
from kg.graph.copies import Copy, find_copies, load_alike
from kg.graph.counts import load_counts
from kg.graph.index import Index
from kg.graph.kept_gazetteer import kept_in, load_kept
from kg.graph.locks import FileLock
from kg.graph.manifest import Manifest, load_manifest
from kg.graph.resolution_table import LEDGER, load_resolution
from kg.graph.segments import read_documents
from kg.lexicon.gazetteer import Gazetteer
from kg.model import AnnotatedDocument
from kg.resolve.decisions import read_decisions
from kg.resolve.model import Resolution
from kg.schema.vocabulary import Vocabulary

_ATTEMPTS = 20


class GenerationFolder:
    """Where the parts of one generation lie."""

    def __init__(self, store: Path, generation: str) -> None:
        self.name = generation
        self.path = store / "generations" / generation
        self.lock = self.path / "lock"
        self.documents = self.path / "documents"
        self.shares = self.path / "shares"
        self.root = self.path / "root.json"
        self.copies = self.path / "copies.msgpack"
        self.claims = self.path / "claims.sqlite"
        self.counts = self.path / "counts.json"
        self.catalogue = self.path / "catalogue.json"
        self.entities = self.path / "entities"
        self.decisions = self.path / "decisions.jsonl"
        self.index = self.path / "index"

    @property
    def is_complete(self) -> bool:
        """Tell whether all is there that a next generation can be made from; an older version kept less."""
        return (self.entities / LEDGER).exists() and self.counts.exists()

    @property
    def gazetteer(self) -> Path:
        """Return where the user's own names are, if there are any: a file of lines, or an imported table."""
        return kept_in(self.path)


class Snapshot:
    """An opened store; close it, or use it in a `with`, so that a later build can remove this generation."""

    served: Served | None = None
    """The server that holds the graph, where the store is on one."""
    behind = False
    """Whether that server does not hold all of this generation."""

    def __init__(self, store: Path, manifest: Manifest, lock: FileLock) -> None:
        self.store = store
        self.manifest = manifest
        self.vocabulary = Vocabulary(manifest.base)
        self.folder = GenerationFolder(store, manifest.generation)
        self._finalizer = weakref.finalize(self, lock.release)

    @cached_property
    def catalogue(self) -> tuple[Entry, ...]:
        """Return the entries of all documents, sorted by their dates."""
        return load_catalogue(self.folder.catalogue)

    @cached_property
    def resolution(self) -> Resolution:
        """Return the entities of all documents."""
        return load_resolution(self.folder.entities)

    @property
    def number_of_entities(self) -> int:
        """Return how many entities there are, as a commit counted them."""
        counts = load_counts(self.folder.counts)
        return len(self.resolution.entities) if counts is None else sum(counts.entities.values())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Return the names known beforehand, a user's own among them."""
        return load_kept(self.folder.gazetteer)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Return the documents that print what another one had first."""
        alike = load_alike(self.folder.copies)
        return () if alike is None else find_copies(alike, self.catalogue)

    @cached_property
    def claim_table(self) -> ClaimTable | None:
        """Return the claims of all documents; None where an older version, which kept none, wrote the store."""
        return ClaimTable.read(self.folder.claims) if self.folder.claims.exists() else None

    @cached_property
    def rejected(self) -> frozenset[str]:
        """Return the ids of the statements that a user's decisions leave out."""
        return read_decisions(self.folder.decisions).rejected

    @cached_property
    def index(self) -> Index:
        """Return the index, opened for reading."""
        return Index.read(self.folder.index, self.vocabulary.prefixes())

    @property
    def answering(self) -> Answering:
        """Return what queries are put to: the server that holds the graph, or else the index."""
        return self.index if self.served is None else self.served

    @property
    def questioned(self) -> Served | None:
        """Return the server to which named questions go, where it knows LATERAL, in which they are written; else None."""
        return self.served if self.served is not None and self.served.knows_lateral else None

    @property
    def sentences(self) -> int:
        """Return how many sentences the documents have."""
        return sum(entry.sentences for entry in self.catalogue)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[AnnotatedDocument]:
        """Yield the documents with these ids, or all of them, in the order of the catalogue."""
        return read_documents(
            self.folder.documents, (entry for entry in self.catalogue if ids is None or entry.id in ids)
        )

    def close(self) -> None:
        """Let go of the generation."""
        self.__dict__.pop("index", None)
        table = self.__dict__.pop("claim_table", None)
        if table is not None:
            table.close()
        if self.served is not None:
            self.served.close()
        self._finalizer()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_snapshot(store: Path) -> Snapshot:
    """Open the valid generation of a store for reading; where there is no store, StoreError."""
    for _ in range(_ATTEMPTS):
        manifest = load_manifest(store)
        if manifest is None:
            raise StoreError(f"{store}: there is no store here; `kg build PATH... --store {store}` makes one")
        folder = GenerationFolder(store, manifest.generation)
        lock = FileLock.shared(folder.lock)
        if lock is not None:
            return Snapshot(store, manifest, lock)
        if load_manifest(store) == manifest:
            raise StoreError(
                f"{store}: generation {manifest.generation} of the store is missing; its documents are lost"
            )
    raise StoreError(f"{store}: the store changes too fast to be read; try again")
