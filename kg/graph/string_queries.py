"""An index as a store of rdflib, which answers strings by Oxigraph's engine and refuses to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Graph as TripleGraph
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import QueryError, StoreError
from kg.graph.keywords import names_its_graphs, refuse_service


class StringQueryStore(OxigraphStore):
    """Oxigraph as a store of rdflib that refuses what rdflib would else answer by its own engine, 100 times slower."""

    def __init__(self, store: Any, owner: object) -> None:
        super().__init__(store=store)
        self._owner = owner

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answer a query by Oxigraph's engine; a prepared query or an unknown option raises QueryError."""
        if not isinstance(query, str):
            raise QueryError("a prepared query would run in rdflib's slow engine; give the query as a string")
        refuse_service(query)
        graph = "" if names_its_graphs(query) else queryGraph  # Oxigraph hears FROM only where it is given no graph
        try:
            return super().query(query, initNs, initBindings, graph, **kwargs)
        except NotImplementedError as problem:
            raise QueryError(f"Oxigraph's engine cannot do this: {problem}") from problem

    def add_graph(self, graph: TripleGraph) -> None:
        """Do nothing: rdflib calls this when it gives a view of a named graph, which is there or empty."""

    def add(self, triple: Any, context: TripleGraph, quoted: bool = False) -> None:
        """Refuse: the graph is made from its documents."""
        raise StoreError(_READ_ONLY)

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802
        """Refuse: the graph is made from its documents."""
        raise StoreError(_READ_ONLY)

    def remove(self, triple: Any, context: TripleGraph | None = None) -> None:
        """Refuse: the graph is made from its documents."""
        raise StoreError(_READ_ONLY)

    def remove_graph(self, graph: TripleGraph) -> None:
        """Refuse: the graph is made from its documents."""
        raise StoreError(_READ_ONLY)

    def update(self, *_: Any, **__: Any) -> None:
        """Refuse: the graph is made from its documents."""
        raise StoreError(_READ_ONLY)


_READ_ONLY = "this view is for reading: the graph is made from its documents, by `kg build` and `kg remove`"
