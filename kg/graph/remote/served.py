"""A store on a server as one reader sees it: queries go there, and what needs the documents themselves to the folder beside it.

Without that folder, on another machine than the one that builds, queries are all that can be answered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from rdflib import URIRef

from kg.errors import StoreError
from kg.graph.answering import Served
from kg.graph.catalogue import Entry
from kg.graph.copies import Copy
from kg.graph.index import Index
from kg.graph.manifest import FORMAT, Manifest, load_manifest
from kg.graph.remote.abilities import Reading, find_reading, probe_reading
from kg.graph.remote.asking import ServerIndex
from kg.graph.remote.client import Client
from kg.graph.remote.journal import Journal
from kg.graph.remote.server import Server
from kg.graph.snapshot import Snapshot, open_snapshot
from kg.lexicon.gazetteer import Gazetteer
from kg.model import AnnotatedDocument
from kg.resolve.model import Resolution
from kg.schema.vocabulary import DEFAULT_BASE, Vocabulary

_BASE = 'SELECT ?type { GRAPH ?g { ?s a ?type } FILTER (STRENDS(STR(?type), "/ns#Document")) } LIMIT 1'
_SOME = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (ISIRI(?s) && ISIRI(?o)) } LIMIT 1"
_SENTENCES = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?statement kg:sentence ?s } }"


class FolderlessSnapshot(Snapshot):
    """A store on a server, where no folder is beside it: what needs one raises StoreError."""

    def __init__(self, server: Server, vocabulary: Vocabulary, served: ServerIndex) -> None:
        self.store = Path(server.address)
        self.manifest = Manifest(FORMAT, vocabulary.base, reports=False, generation="")
        self.vocabulary = vocabulary
        self.served: ServerIndex = served
        self._server = server

    def __getattr__(self, name: str) -> Any:
        if name == "folder":
            self._needs_folder()
        raise AttributeError(name)

    @cached_property
    def catalogue(self) -> tuple[Entry, ...]:
        """Raise StoreError."""
        self._needs_folder()

    @cached_property
    def resolution(self) -> Resolution:
        """Raise StoreError."""
        self._needs_folder()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Raise StoreError."""
        self._needs_folder()

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Raise StoreError."""
        self._needs_folder()

    @cached_property
    def rejected(self) -> frozenset[str]:
        """Raise StoreError."""
        self._needs_folder()

    @cached_property
    def index(self) -> Index:
        """Raise StoreError."""
        self._needs_folder()

    @property
    def questioned(self) -> Served | None:
        """Return the server, as there is no index: one without LATERAL is asked without it, and takes its time."""
        return self.served

    @property
    def sentences(self) -> int:
        """Return how many sentences the statements on the server stand in; what gave none, it does not have."""
        (row,) = self.answering.query(_SENTENCES).bindings
        return int(str(next(iter(row.values()))))

    def documents(self, ids: Collection[str] | None = None) -> Iterator[AnnotatedDocument]:
        """Raise StoreError."""
        self._needs_folder()

    def close(self) -> None:
        """Let go of the connection."""
        self.served.close()

    def _needs_folder(self) -> NoReturn:
        raise StoreError(
            f"{self._server.address}: this needs the annotated documents, which a server does not hold, and they are not in "
            f"{self._server.folder}; KG_FOLDER names the folder from which the server was filled (`kg query` needs none)"
        )


def open_served(server: Server) -> Snapshot:
    """Open a store on a server for reading; nothing is asked there before the first query that needs it."""
    client = Client(server)
    if load_manifest(server.folder) is None:
        vocabulary = Vocabulary(_base_of(client, server))
        return FolderlessSnapshot(server, vocabulary, ServerIndex(client, _once(client, server), vocabulary))
    snapshot = open_snapshot(server.folder)
    journal = Journal.of(server.folder, server)
    known = journal.abilities()
    reading = _once(client, server) if known is None else lambda: known.reading
    snapshot.served = ServerIndex(client, reading, snapshot.vocabulary)
    snapshot.behind = journal.generation != snapshot.manifest.generation
    return snapshot


def _once(client: Client, server: Server) -> Callable[[], Reading]:
    """Return what finds out, when it is first called, where and how a server is asked."""
    found: list[Reading] = []

    def reading() -> Reading:
        if not found:
            target = find_reading(client, server)
            index = ServerIndex(client, lambda: Reading(target), Vocabulary(DEFAULT_BASE))
            rows = [row for row in index.query(_SOME).bindings]
            terms = [term.n3() for term in rows[0].values() if isinstance(term, URIRef)] if rows else []
            known = (terms[0], terms[1], terms[2]) if len(terms) == 3 else None
            found.append(probe_reading(client, target, known))
        return found[0]

    return reading


def _base_of(client: Client, server: Server) -> str:
    """Return the base IRI of the graph on a server, by the type of a document; the usual one where there is none."""
    target = find_reading(client, server)
    index = ServerIndex(client, lambda: Reading(target), Vocabulary(DEFAULT_BASE))
    types = [str(value) for row in index.query(_BASE).bindings for value in row.values()]
    return types[0].removesuffix("ns#Document") if types else DEFAULT_BASE
