"""The index: one Oxigraph folder, and the only file that knows pyoxigraph. In and out go rdflib terms.

An index is either being made (one process writes it, nobody else knows of it) or finished (any number of processes read
it, nobody writes): Oxigraph leaves undefined what a reader sees beside a writer, and here none ever is.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal, URIRef
from rdflib import Graph as TripleGraph
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import BNode, Identifier, Variable

from kg.errors import QueryError, StoreError
from kg.graph.document_quads import Quad

Reified = tuple[URIRef, tuple[URIRef, URIRef, URIRef]]
"""A statement, and the triple that it reifies."""


class Output(Protocol):
    """What bytes can be written to: an open file, or what stands before one."""

    def write(self, data: bytes, /) -> int:
        """Take in bytes."""


_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Index:
    """Quads on disk that answer SPARQL. Queries see the union of all named graphs, unless they name graphs themselves."""

    def __init__(self, store: ox.Store, prefixes: Mapping[str, str], folder: Path) -> None:
        self._store = store
        self._prefixes = dict(prefixes)
        self._folder = folder

    @classmethod
    def create(cls, path: Path, prefixes: Mapping[str, str], *, origin: Path | None = None) -> Index:
        """Open a new index for writing at a path where nothing is; `origin` is a finished index to start from.

        The files of the origin are shared by hard links, not copied, so that this costs the same at any size.
        """
        try:
            if origin is not None:
                ox.Store.read_only(str(origin)).backup(str(path))
            return cls(ox.Store(str(path)), prefixes, path.parent)
        except OSError as problem:
            raise StoreError(f"{path}: the index cannot be made: {_first_line(problem)}") from problem

    @classmethod
    def read(cls, path: Path, prefixes: Mapping[str, str]) -> Index:
        """Open a finished index for reading."""
        try:
            return cls(ox.Store.read_only(str(path)), prefixes, path.parent)
        except OSError as problem:
            raise StoreError(
                f"{path}: the index cannot be opened: {_first_line(problem)}; `kg rebuild` makes it anew"
            ) from problem

    def __len__(self) -> int:
        return len(self._store)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add very many quads, without holding them in memory."""
        self._store.bulk_extend(to_ox(quad) for quad in quads)

    def load_lines(self, parts: Iterable[bytes]) -> None:
        """Add very many quads as lines of N-Quads, without holding them in memory; a file is what Oxigraph loads fastest."""
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".nq") as file:
            file.writelines(parts)
            file.flush()
            try:
                self._store.bulk_load(path=file.name, format=ox.RdfFormat.N_QUADS)
            except SyntaxError as problem:
                raise StoreError(f"quads that cannot be loaded: {_first_line(problem)}") from problem

    def remove_graphs(self, graphs: Iterable[URIRef]) -> None:
        """Remove named graphs with all their quads; those that are not there are passed over."""
        for graph in graphs:
            self._store.remove_graph(ox.NamedNode(graph))

    def differences(self, graph: str, lines: bytes) -> tuple[int, int]:
        """Return how many of these lines a named graph does not have, and how many quads it has that are not among them."""
        wanted = set(ox.parse(lines, ox.RdfFormat.N_QUADS))
        found = set(self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return len(wanted - found), len(found - wanted)

    def count(self, graph: URIRef) -> int:
        """Return how many quads a named graph has."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def graph_of(self, subject: URIRef) -> URIRef | None:
        """Return a named graph in which something is said of a thing; None where nothing is."""
        found = next(self._store.quads_for_pattern(ox.NamedNode(subject), None, None, None), None)
        return None if found is None else _from_ox(found.graph_name)

    def change_graph(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away and add others."""
        for quad in removed:
            self._store.remove(to_ox(quad))
        self._store.extend(to_ox(quad) for quad in added)

    def replace_graph(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        """Make a named graph hold exactly these quads; without any, the graph is gone."""
        wanted = {to_ox(quad) for quad in quads}
        name = ox.NamedNode(graph)
        for quad in list(self._store.quads_for_pattern(None, None, None, name)):
            if quad in wanted:
                wanted.discard(quad)
            else:
                self._store.remove(quad)
        self._store.extend(wanted)
        if not any(True for _ in self._store.quads_for_pattern(None, None, None, name)):
            self._store.remove_graph(name)

    def finish(self, *, compact: bool = False) -> None:
        """Write everything to disk and close, so that readers may open it; `compact` spends time on a quicker index."""
        if compact:
            self._store.optimize()
        self._store.flush()
        del self._store

    def graphs(self) -> Iterator[URIRef]:
        """Yield the names of the named graphs."""
        return (URIRef(name.value) for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))

    def quads(self, graph: URIRef | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all of them."""
        name = None if graph is None else ox.NamedNode(graph)
        for quad in self._store.quads_for_pattern(None, None, None, name):
            yield _from_ox(quad.subject), _from_ox(quad.predicate), _from_ox(quad.object), _from_ox(quad.graph_name)

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Result:
        """Run a query and return its result, whose rows are made as they are read.

        It sees the union of all named graphs, or what its FROM and FROM NAMED name.

        A syntax error raises SyntaxError with Oxigraph's message; `kg.query` turns it into one that shows the place.
        A query that would ask another endpoint raises QueryError, for nothing here uses the network.
        """
        refuse_service(text)
        substitutions: dict[ox.Variable, _Term] = {
            ox.Variable(name): _to_term(value) for name, value in (bindings or {}).items()
        }
        found = self._store.query(
            text,
            prefixes=self._prefixes,
            use_default_graph_as_union=not names_its_graphs(text),
            substitutions=substitutions,
        )
        return _to_result(found, self._prefixes)

    def dump(
        self, output: Output, media_type: str, reified: Iterable[tuple[URIRef, Iterable[Reified]]] | None = None
    ) -> None:
        """Write all quads in a standard format; one without named graphs, such as Turtle, gets the union of them.

        `reified` gives for named graphs the statements that reify a triple there, which RDF 1.2 has.
        """
        form = _format(media_type)
        quads: Iterable[ox.Quad | ox.Triple]
        if reified is not None:
            quads = self._with_reified(reified)
        elif form.supports_datasets:
            quads = self._store.quads_for_pattern(None, None, None, None)
        else:
            quads = self._union()
        # Without the prefix of the documents, whose fragments would need a backslash before each sign.
        prefixes = {prefix: namespace for prefix, namespace in self._prefixes.items() if prefix != "doc"}
        ox.serialize(quads, cast("IO[bytes]", output), form, prefixes=prefixes)

    def _union(self) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs, each once and beside the others of its subject in the same graph.

        Only what is no part of one document (entities, times) can stand in several graphs, and is remembered.
        """
        seen: set[ox.Triple] = set()
        statements = self._prefixes.get("st", "")
        for name in sorted(self.graphs()):
            for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)):
                triple = quad.triple
                subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                if subject.startswith(name) or (statements and subject.startswith(statements)):
                    yield triple
                elif triple not in seen:
                    seen.add(triple)
                    yield triple

    def _with_reified(self, reified: Iterable[tuple[URIRef, Iterable[Reified]]]) -> Iterator[ox.Quad]:
        reifies, written = ox.NamedNode(_REIFIES), set()
        for graph, statements in reified:
            name = ox.NamedNode(graph)
            written.add(graph)
            yield from self._store.quads_for_pattern(None, None, None, name)
            for statement, (subject, predicate, object_) in statements:
                triple = ox.Triple(_node(subject), _node(predicate), _to_term(object_))
                yield ox.Quad(_node(statement), reifies, triple, name)
        for graph in sorted({*self.graphs()} - written):
            yield from self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def dataset(self, owner: object = None) -> Dataset:
        """Return a view of this index for rdflib's users, in which only strings are queries; it keeps `owner` alive."""
        dataset = Dataset(store=StringQueryStore(self._store, owner), default_union=True)
        for prefix, namespace in self._prefixes.items():
            dataset.bind(prefix, namespace, override=True)
        return dataset


class StringQueryStore(OxigraphStore):
    """Oxigraph as a store of rdflib that refuses what rdflib would else answer by its own engine, 100 times slower."""

    def __init__(self, store: ox.Store, owner: object) -> None:
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


# Where the word may stand: in IRIs, texts, comments, variables, tags of languages, and names behind their prefix.
_NO_KEYWORD = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*"
    | '(?:[^'\\\n]|\\.)*' | \#[^\n\r]* | [?$]\w+ | @\w+(?:-\w+)* | :(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*""",
    re.VERBOSE | re.DOTALL,
)


_DECLARED = re.compile(r"\bprefix\s+([\w.-]*from[\w.-]*)\s*:", re.IGNORECASE)


def refuse_service(text: str) -> None:
    """Raise QueryError for a query with SERVICE, by which Oxigraph would ask an endpoint over the network.

    Its parser finds the keyword even where no space stands before it, so that no other word may hold it either.
    """
    if "service" in _NO_KEYWORD.sub(" ", text).lower():
        raise QueryError("SERVICE is refused: a query is answered from this store alone, without the network")


def names_its_graphs(text: str) -> bool:
    """Return True for a query with FROM or FROM NAMED, which is about what these name; False for one about all graphs.

    No other keyword holds the word. A prefix may, and is taken for one where the query declares it.
    """
    text = _NO_KEYWORD.sub(" ", text)
    for prefix in set(_DECLARED.findall(text)):
        text = re.sub(rf"(?<![\w.-]){re.escape(prefix)}(?![\w-])", " ", text)
    return "from" in text.lower()


def write_quads(quads: Iterable[Quad], output: Output, media_type: str, prefixes: Mapping[str, str]) -> None:
    """Write quads, wherever they come from, in a standard format, as they come."""
    ox.serialize(map(to_ox, quads), cast("IO[bytes]", output), _format(media_type), prefixes=dict(prefixes))


def _format(media_type: str) -> ox.RdfFormat:
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise StoreError(f"Oxigraph does not write {media_type}")
    return form


def to_ox(quad: Quad) -> ox.Quad:
    """Return a quad as Oxigraph's."""
    subject, predicate, object_, graph = quad
    return ox.Quad(_node(subject), _node(predicate), _to_term(object_), _node(graph))


@lru_cache(maxsize=16_384)
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _to_term(term: Identifier) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=_node(term.datatype or XSD.string))
    if isinstance(term, URIRef):
        return _node(term)
    raise QueryError(f"neither an IRI nor a literal: {term!r}")


def _from_ox(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return str.__new__(URIRef, term.value)  # Oxigraph checked it when it took it in; URIRef() would check once more
    if isinstance(term, ox.Literal):
        return _to_literal(term)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        return Literal(str(term))
    raise QueryError(f"a term of a kind that rdflib does not have: {term!r}")


def _to_literal(term: ox.Literal) -> Literal:
    return _literal(term.value, term.language, None if term.language else term.datatype.value)


@lru_cache(maxsize=16_384)
def _literal(value: str, language: str | None, datatype: str | None) -> Literal:
    if language:
        return Literal(value, lang=language)
    if datatype is None or datatype == str(XSD.string):
        return Literal(value)
    return Literal(value, datatype=URIRef(datatype), normalize=False)


def _to_result(found: Any, prefixes: Mapping[str, str]) -> Result:
    if isinstance(found, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
        return result
    if isinstance(found, ox.QuerySolutions):
        result = Result("SELECT")
        names = [Variable(variable.value) for variable in found.variables]
        result.vars = names
        result.bindings = (
            {name: _from_ox(value) for name, value in zip(names, solution, strict=True) if value is not None}
            for solution in found
        )
        return result
    result = Result("CONSTRUCT")
    result.graph = TripleGraph()
    for prefix, namespace in prefixes.items():
        result.graph.bind(prefix, namespace, override=True)
    for triple in found:
        result.graph.add((_from_ox(triple.subject), _from_ox(triple.predicate), _from_ox(triple.object)))
    return result


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]
