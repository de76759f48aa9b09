"""Queries to a server: SPARQL with values goes in, a result of rdflib comes out, as the index of a folder would give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from urllib.parse import urlencode

from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import QueryError, StoreError
from kg.graph.index import Index, read_answer
from kg.graph.keywords import names_its_graphs, refuse_service
from kg.graph.remote.abilities import FORM, Reading
from kg.graph.remote.client import Client, Reply, TimeOverError
from kg.graph.remote.text import with_prefixes, with_values, without_lateral
from kg.reading.source import printable
from kg.schema.vocabulary import Vocabulary

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.5, application/rdf+xml;q=0.2"
_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), ?base)) }"
_AS_JSON = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}


class ServerIndex:
    """The graphs on a server, as `Answering` has it. What it can do is found out when the first query needs it."""

    def __init__(self, client: Client, reading: Callable[[], Reading], vocabulary: Vocabulary) -> None:
        self._client = client
        self._reading = reading
        self._vocabulary = vocabulary
        self._prefixes = vocabulary.prefixes()
        self._empty = Index.empty(self._prefixes)
        self._seconds: float | None = None

    def within(self, seconds: float | None) -> ServerIndex:
        """Return the same, whose queries may take so many seconds; without a number, as long as every request."""
        other = copy(self)
        other._seconds = seconds
        return other

    def __len__(self) -> int:
        base = f'"{self._vocabulary.base}"'
        rows = list(self.query(_COUNT.replace("?base", base)).bindings)
        return int(str(next(iter(rows[0].values()))))

    @property
    def knows_lateral(self) -> bool:
        """Tell whether the server knows LATERAL; without it, what stands there may take it hours."""
        return self._reading().lateral

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Result:
        """Return what the server answers to a query, over all its graphs together unless the query names them.

        What is wrong with a query is said before anything is sent, as the index says it (SyntaxError). An update, SERVICE
        and what the server refuses raise QueryError; a server that does not answer, StoreError.
        """
        refuse_service(text)
        kind = self._empty.query(text, bindings).type
        reading = self._reading()
        asked = with_values(text, bindings or {})
        if not reading.lateral:
            asked = without_lateral(asked)
        union = None if names_its_graphs(text) else reading.union
        body = urlencode({"query": with_prefixes(asked, self._prefixes)}) + (f"&{union}" if union else "")
        headers = {"Content-Type": FORM, "Accept": _ROWS if kind in ("SELECT", "ASK") else _TRIPLES}
        try:
            reply = self._client.send(
                "POST", reading.query, body.encode("ascii"), headers, patient=False, seconds=self._seconds
            )
        except TimeOverError as problem:
            raise QueryError(str(problem)) from problem
        if not reply.ok:
            raise self._refusal(reply)
        return self._read(reply, kind)

    def _read(self, reply: Reply, wanted: str) -> Result:
        kind = _AS_JSON.get(reply.media_type, reply.media_type)
        name = self._client.address
        try:
            result = read_answer(reply.body, kind, self._prefixes)
        except SyntaxError as problem:
            why = printable(str(problem).partition("\n")[0])[:100]
            raise StoreError(f"{name}: the answer is cut off or damaged: {why}") from problem
        except StoreError as problem:
            shown = printable(reply.media_type)[:60] or "nothing"
            raise StoreError(
                f"{name}: the server answers with {shown} where results of a query were asked for"
            ) from problem
        if wanted == "ASK" and result.type == "SELECT":  # as Virtuoso answers
            truth = Result("ASK")
            truth.askAnswer = any(str(value) == "1" for row in result.bindings for value in row.values())
            return truth
        if wanted != result.type:
            raise StoreError(f"{name}: the server answers with another kind of result than the query has")
        most = reply.headers.get("x-sparql-maxrows", "")
        if most.isdecimal() and result.type == "SELECT" and len(list(result.bindings)) >= int(most):
            raise QueryError(f"{name}: the server gives at most {int(most):,} rows, and there are more; ask with LIMIT")
        return result

    def _refusal(self, reply: Reply) -> QueryError | StoreError:
        if reply.status in (400, 406, 408, 413, 500, 501, 503, 504):
            return QueryError(f"{self._client.address}: the server cannot answer the query: {reply.told}")
        return self._client.refused(reply, "a query")
