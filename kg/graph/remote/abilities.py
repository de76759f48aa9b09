"""What a server can do, found out once by trying: where it answers, how a graph is put there, what its queries see.

In go a client and a graph's name that nothing else has, out come `Abilities`. Trying writes one triple there and takes it away.
"""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from kg.errors import StoreError
from kg.graph.remote.client import Client, Reply, TimeOverError
from kg.graph.remote.server import Server

FORM = "application/x-www-form-urlencoded"
RESULTS = "application/sparql-results+json, application/json;q=0.5"
NTRIPLES, TURTLE = "application/n-triples", "text/turtle"
_QUERIES = ("", "/query", "/sparql")
_GRAPHS = ("store", "data", "graphs", "rdf-graphs/service")
_UPDATES = ("update", "statements")
_BESIDE_GRAPHS = ("sparql-graph-crud-auth", "sparql-graph-crud", "store", "data")
_BESIDE_UPDATES = ("sparql-auth", "update")
_UNIONS = ("", "union-default-graph=true", "default-graph-uri=urn%3Ax-arq%3AUnionGraph")
"""What some servers are told so that a query sees all graphs together: nothing, as Oxigraph is, as Jena is."""
_TRIPLE = '<{probe}> <http://www.w3.org/2000/01/rdf-schema#label> "Pr\\u00FCfung \\"1\\" \\\\ \\n"@de'
OVERRIDES = {"query": "KG_STORE_QUERY", "graphs": "KG_STORE_GRAPHS", "update": "KG_STORE_UPDATE"}
"""Variables that say where on the server something is, for one that has it elsewhere than all known products."""


_ASKING = {"Content-Type": FORM, "Accept": RESULTS}
_ANY = "SELECT ?s { ?s ?p ?o } LIMIT 1"


_TRYING = 10.0
"""Seconds in which a server has to answer what it may not know."""


class _Bindings(msgspec.Struct):
    bindings: list[Any]


class _Rows(msgspec.Struct):
    results: _Bindings


class Reading(msgspec.Struct, frozen=True):
    """Where queries go, what has to be added so that they see all graphs together (None: they cannot), and LATERAL."""

    query: str
    union: str | None = ""
    lateral: bool = False


class Abilities(msgspec.Struct, frozen=True):
    """What a server can do: reading, and where and as what a graph is put, or else where updates go."""

    reading: Reading
    graphs: str | None = None
    media_type: str = NTRIPLES
    update: str | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return in words what the server lacks."""
        found = {
            "the Graph Store Protocol (graphs go there as updates)": self.graphs is None,
            "SPARQL Update (not needed)": self.update is None,
            "N-Triples (graphs go there as Turtle)": self.graphs is not None and self.media_type != NTRIPLES,
            "a view of all graphs together (queries name theirs: GRAPH ?g { })": self.reading.union is None,
            "LATERAL (named questions are answered from the folder)": not self.reading.lateral,
        }
        return tuple(words for words, missing in found.items() if missing)


def finds(client: Client, target: str, pattern: str, *, union: str | None = None) -> bool | None:
    """Return whether a server finds a pattern, None where it gives no answer.

    Asked is a SELECT: Virtuoso answers ASK by rows.
    """
    query = urlencode({"query": f"SELECT (1 AS ?found) {{ {pattern} }} LIMIT 1"})
    body = f"{query}&{union}" if union else query
    return _has_rows(client.send("POST", target, body.encode("ascii"), _ASKING, patient=False))


def graph_target(graphs: str, graph: str) -> str:
    """Return the target of a named graph, as the Graph Store Protocol has it."""
    return f"{graphs}?graph={quote(graph, safe='')}"


def find_reading(client: Client, server: Server) -> str:
    """Return where a server answers queries; where it does so nowhere, StoreError says what it answered."""
    first: Reply | None = None
    for target in _given("query") or [f"{server.parts[3]}{suffix}" or "/" for suffix in _QUERIES]:
        reply = client.send("POST", target, urlencode({"query": _ANY}).encode("ascii"), _ASKING)
        if _has_rows(reply) is not None:
            return target
        if reply.status in (401, 403) or reply.status >= 500:
            raise client.refused(reply, "a query")
        if first is None or (first.status in (404, 405) and reply.status not in (404, 405)):
            first = reply
    if first is not None and first.ok:
        kind = first.media_type or "no media type"
        raise StoreError(f"{client.address}: not a SPARQL server: it answers a query with {kind}, not with results")
    raise StoreError(
        f"{client.address}: no SPARQL endpoint here: the server answers {first.told if first else 'nothing'}; "
        f"{OVERRIDES['query']} says where it is"
    )


def probe_reading(client: Client, target: str, known: tuple[str, str, str] | None) -> Reading:
    """Return what queries there see; `known` is a triple, as N-Triples writes it, that a named graph is known to hold."""
    lateral = bool(finds(client, target, "VALUES ?a { 1 } LATERAL { BIND (?a AS ?b) }"))
    if known is None:
        return Reading(target, "", lateral)
    for union in _UNIONS:
        if finds(client, target, " ".join(known), union=union):
            return Reading(target, union, lateral)
    return Reading(target, None, lateral)


def probe(client: Client, server: Server, name: str) -> Abilities:
    """Return what a server can do, by writing a graph of this name, which has one triple, and removing it again.

    A server that takes no graphs and no updates raises StoreError.
    """
    query = find_reading(client, server)
    triple = _TRIPLE.format(probe=name)
    held = f"GRAPH <{name}> {{ {triple} }}"
    reading: Reading | None = None
    graphs, media_type, update = None, NTRIPLES, None
    for target, kind in _tries(server, query):
        place = graph_target(target, name)
        headers = {"Content-Type": f"{kind}; charset=utf-8"}
        reply = _tried(client, "PUT", place, f"{triple} .\n".encode(), headers)
        if reply.ok and finds(client, query, held):
            reading = probe_reading(client, query, _parts(triple))
            gone = client.send("DELETE", place)
            if gone.ok and finds(client, query, held) is False:
                graphs, media_type = target, kind
                break
    for target in _update_targets(server, query):
        first = urlencode({"update": f"DROP SILENT GRAPH <{name}> ;\nINSERT DATA {{ GRAPH <{name}> {{ {triple} }} }}"})
        reply = _tried(client, "POST", target, first.encode("ascii"), {"Content-Type": FORM})
        if reply.ok and finds(client, query, held):
            reading = reading or probe_reading(client, query, _parts(triple))
            reply = send_update(client, target, f"DROP SILENT GRAPH <{name}>")
            if reply.ok and finds(client, query, held) is False:
                update = target
                break
    if (graphs is None and update is None) or reading is None:
        raise StoreError(
            f"{client.address}: the server is for reading: it takes neither graphs (Graph Store Protocol) nor updates; "
            f"{OVERRIDES['graphs']} or {OVERRIDES['update']} says where it does"
        )
    return Abilities(reading, graphs, media_type, update)


def send_update(client: Client, target: str, text: str) -> Reply:
    """Send an update that may be repeated without harm."""
    return client.send("POST", target, urlencode({"update": text}).encode("ascii"), {"Content-Type": FORM})


def _tried(client: Client, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Return what a server answers to what it may not know; one that does not answer at all, as Virtuoso, does not know it.

    Where credentials are wanted, StoreError.
    """
    try:
        reply = client.send(method, target, body, headers, patient=False, seconds=_TRYING)
    except TimeOverError:
        return Reply(http.client.NOT_FOUND, "", {}, b"")
    if reply.status == http.client.UNAUTHORIZED:
        raise client.refused(reply, "writing")
    return reply


def _tries(server: Server, query: str) -> Iterator[tuple[str, str]]:
    """Yield what to try for putting graphs: each target with N-Triples first, and all of them with Turtle only then."""
    targets = list(_graph_targets(server, query))
    yield from ((target, kind) for kind in (NTRIPLES, TURTLE) for target in targets)


def _graph_targets(server: Server, query: str) -> Iterator[str]:
    yield from _given("graphs") or _near(server, query, _GRAPHS, _BESIDE_GRAPHS)


def _update_targets(server: Server, query: str) -> Iterator[str]:
    yield from _given("update") or (*_near(server, query, _UPDATES, _BESIDE_UPDATES), query)


def _near(server: Server, query: str, below: Iterable[str], beside: Iterable[str]) -> list[str]:
    """Return targets below the address, and beside where queries go; these first where the address is that itself."""
    base = server.parts[3]
    under = [f"{base}/{name}" for name in below]
    near = [f"{query.rpartition('/')[0]}/{name}" for name in beside]
    return list(dict.fromkeys((*near, *under) if base and base == query else (*under, *near)))


def _given(name: str) -> list[str]:
    """Return the target that a variable gives, as a path on the server."""
    value = os.environ.get(OVERRIDES[name], "")
    if not value:
        return []
    parts = urlsplit(value)
    if parts.scheme or not parts.path.startswith("/") or not value.isascii() or any(sign <= " " for sign in value):
        raise StoreError(f"{OVERRIDES[name]} is a path on the server, as /query")
    return [parts.path]


def _has_rows(reply: Reply) -> bool | None:
    if not reply.ok:
        return None
    try:
        found = msgspec.json.decode(reply.body, type=_Rows)
    except msgspec.MsgspecError:
        return None
    return bool(found.results.bindings)


def _parts(triple: str) -> tuple[str, str, str]:
    subject, predicate, object_ = triple.split(" ", 2)
    return subject, predicate, object_
