"""A store's graphs to a server: those that are not there as they are here are sent, those that are no longer here removed.

In go a folder and a server, out comes what was done. Every request can be repeated without harm, so that what was broken off is
gone on with: a graph that was sent is not sent again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import StoreError
from kg.graph.locks import lock_for_writing
from kg.graph.remote.abilities import Abilities, find_reading, graph_target, probe, send_update
from kg.graph.remote.asking import ServerIndex
from kg.graph.remote.client import Client, Limits
from kg.graph.remote.journal import Journal, Sent, place_of
from kg.graph.remote.server import Server
from kg.graph.snapshot import Snapshot, open_snapshot

NTRIPLES = "application/n-triples"
OnProgress = Callable[[int, int], None]
_AT_ONCE = 100
"""So many graphs are counted by one query."""
_LINES = 1000
"""So many triples go in one update."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a server was sent: graphs put and removed, those that were there already, and all triples that it holds of it.

    `lacks` says what the server cannot do, where that was found out just now.
    """

    server: str
    sent: int
    removed: int
    kept: int
    triples: int
    lacks: tuple[str, ...] = ()


def connect(
    server: Server, journal: Journal, base: str, limits: Limits | None = None
) -> tuple[Client, Abilities, bool]:
    """Return a client, what the server can do, and whether that was found out just now; what was found out is kept."""
    client = Client(server, limits=limits)
    known = journal.abilities()
    if known is not None:
        return client, known, False
    found = probe(client, server, f"{base}graph/probe")
    journal.keep_abilities(found)
    return client, found, True


def check(server: Server) -> None:
    """Raise StoreError where a server does not answer queries, before anything costly is done for it."""
    client = Client(server)
    try:
        find_reading(client, server)
    finally:
        client.close()


def publish(
    server: Server,
    *,
    take_over: bool = False,
    wait: float = 30.0,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
) -> Published:
    """Have a server hold exactly the graphs of the store in its folder, and nothing else below the store's base IRI.

    Graphs of others are left alone. Where the server has graphs below that base that this folder never sent, StoreError, unless
    with `take_over`: then they are replaced or removed. What does not come to its end is gone on with by the next call.
    """
    with open_snapshot(server.folder) as snapshot:
        place = place_of(server.folder, server)
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StoreError(f"{place}: cannot be written: {problem.strerror or problem}") from problem
        with lock_for_writing(place / "lock", wait):
            journal = Journal.of(server.folder, server)
            client, abilities, new = connect(server, journal, snapshot.manifest.base, limits)
            try:
                done = _Sending(snapshot, client, abilities, journal, on_progress).run(take_over)
            except StoreError:
                journal.forget_abilities()  # another server may stand there by now
                raise
            finally:
                journal.close()
                client.close()
    return (
        done if not new else Published(done.server, done.sent, done.removed, done.kept, done.triples, abilities.lacks)
    )


class _Sending:
    def __init__(
        self,
        snapshot: Snapshot,
        client: Client,
        abilities: Abilities,
        journal: Journal,
        on_progress: OnProgress | None,
    ) -> None:
        self._snapshot = snapshot
        self._client = client
        self._abilities = abilities
        self._journal = journal
        self._on_progress = on_progress
        self._index = ServerIndex(client, lambda: abilities.reading, snapshot.vocabulary)

    def run(self, take_over: bool) -> Published:
        """Send and remove what differs."""
        known_whole = self._journal.generation == self._snapshot.manifest.generation
        wanted = dict(self._journal.graphs if known_whole else self._here())
        if not self._journal.graphs:
            strange = self._strange()
            if strange and not take_over:
                raise StoreError(
                    f"{self._client.address}: the server has {len(strange):,} graphs below {self._snapshot.manifest.base} that "
                    f"{self._snapshot.store} never sent; give the store a --base of its own, or replace them by "
                    "`kg publish --take-over`"
                )
            self._journal.unsure(strange)
        known = self._journal.graphs
        same = [graph for graph, sent in wanted.items() if known.get(graph) == sent]
        there = self._counts(same)
        kept = {graph for graph in same if there.get(graph, 0) == wanted[graph].triples}
        # What others refer to, such as the entities, comes last: a reader meanwhile finds no name without its document.
        own = set(map(str, self._snapshot.vocabulary.own_graphs))
        to_send = sorted((graph for graph in wanted if graph not in kept), key=lambda graph: (graph in own, graph))
        to_remove = sorted(known.keys() - wanted.keys())
        if to_send or to_remove:
            self._journal.unsure([*to_send, *to_remove])
        steps = len(to_send) + len(to_remove)
        for number, graph in enumerate(to_send, start=1):
            self._send(graph)
            self._journal.sent(graph, wanted[graph])
            self._tell(number, steps)
        for number, graph in enumerate(to_remove, start=len(to_send) + 1):
            self._remove(graph)
            self._journal.removed(graph)
            self._tell(number, steps)
        if steps or self._journal.generation != self._snapshot.manifest.generation:
            self._journal.complete(self._snapshot.manifest.generation)
        triples = sum(sent.triples for sent in wanted.values())
        return Published(self._client.address, len(to_send), len(to_remove), len(kept), triples)

    def _here(self) -> Iterator[tuple[str, Sent]]:
        """Yield each graph of the store that holds something, with its hash."""
        for graph in sorted(self._snapshot.index.graphs()):
            lines = self._lines(graph)
            if lines:
                yield str(graph), Sent(hashlib.sha256(b"".join(lines)).hexdigest(), len(lines))

    def _lines(self, graph: str) -> list[bytes]:
        """Return the triples of a graph as lines of N-Triples, sorted."""
        file = io.BytesIO()
        self._snapshot.index.write_graph(file, graph, NTRIPLES)
        return sorted(file.getvalue().splitlines(keepends=True))

    def _send(self, graph: str) -> None:
        lines = self._lines(graph)
        if self._abilities.graphs is not None:
            headers = {"Content-Type": f"{self._abilities.media_type}; charset=utf-8"}
            target = graph_target(self._abilities.graphs, graph)
            reply = self._client.send("PUT", target, b"".join(lines), headers)
            if not reply.ok:
                raise self._client.refused(reply, f"putting <{graph}>")
            return
        updates = [f"DROP SILENT GRAPH <{graph}>"]
        for start in range(0, len(lines), _LINES):
            part = b"".join(lines[start : start + _LINES]).decode("utf-8")
            updates.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{part}}} }}")
        self._update([" ;\n".join(updates[:2]), *updates[2:]], f"putting <{graph}>")

    def _remove(self, graph: str) -> None:
        if self._abilities.graphs is None:
            self._update([f"DROP SILENT GRAPH <{graph}>"], f"removing <{graph}>")
            return
        reply = self._client.send("DELETE", graph_target(self._abilities.graphs, graph))
        if not reply.ok and reply.status != 404:
            raise self._client.refused(reply, f"removing <{graph}>")

    def _update(self, texts: Sequence[str], what: str) -> None:
        for text in texts:
            reply = send_update(self._client, str(self._abilities.update), text)
            if not reply.ok:
                raise self._client.refused(reply, what)

    def _counts(self, graphs: Sequence[str]) -> Mapping[str, int]:
        """Return how many triples the server has in each of these graphs."""
        found: dict[str, int] = {}
        for start in range(0, len(graphs), _AT_ONCE):
            names = " ".join(f"<{graph}>" for graph in graphs[start : start + _AT_ONCE])
            query = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
            for row in self._index.query(query).bindings:
                values = {str(name): str(value) for name, value in row.items()}
                if "g" in values:
                    found[values["g"]] = int(values["n"])
        return found

    def _strange(self) -> Collection[str]:
        """Return the graphs below the store's base that the server has."""
        base = self._snapshot.manifest.base
        query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{base}")) }}'
        return sorted(str(URIRef(str(value))) for row in self._index.query(query).bindings for value in row.values())

    def _tell(self, number: int, steps: int) -> None:
        if self._on_progress is not None:
            self._on_progress(number, steps)
