"""The index: one Oxigraph folder, and the only file that knows pyoxigraph. In and out go rdflib terms.

An index is either being made (one process writes it, nobody else knows of it) or finished (any number of processes read
it, nobody writes): Oxigraph leaves undefined what a reader sees beside a writer, and here none ever is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO, Any, Protocol, cast

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef
from rdflib import Graph as TripleGraph
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import BNode, Identifier, Variable

from kg.errors import QueryError, StoreError
from kg.graph.document_quads import Quad
from kg.graph.keywords import names_its_graphs, refuse_service
from kg.graph.rows import Rows
from kg.graph.scope import AnswerKind, Scope
from kg.graph.string_queries import StringQueryStore

Reified = tuple[URIRef, tuple[URIRef, URIRef, URIRef]]
"""A statement, and the triple that it reifies."""


class Output(Protocol):
    """What bytes can be written to: an open file, or what stands before one."""

    def write(self, data: bytes, /) -> int:
        """Take in bytes."""


_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_NEW = str.__new__
_AT_ONCE = 500_000
"""Quads that are loaded at once; more take more memory and no less time."""
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

    @classmethod
    def empty(cls, prefixes: Mapping[str, str]) -> Index:
        """Return an index in memory that holds nothing, and still says what is wrong with a query."""
        return cls(ox.Store(), prefixes, Path())

    def __len__(self) -> int:
        return len(self._store)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add very many quads, without holding them in memory."""
        self._store.bulk_extend(to_ox(quad) for quad in quads)

    def load_lines(self, parts: Iterable[bytes]) -> None:
        """Add very many quads as lines of N-Quads, without holding them in memory; a file is what Oxigraph loads fastest.

        Oxigraph holds what it loads at once, about a kilobyte a quad: so many are given to it that this stays bounded.
        """
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".nq") as file:
            waiting = 0
            for part in parts:
                file.write(part)
                waiting += part.count(b"\n")
                if waiting >= _AT_ONCE:
                    self._load_file(file)
                    waiting = 0
            self._load_file(file)

    def _load_file(self, file: IO[bytes]) -> None:
        """Load what a file holds, and empty it."""
        file.flush()
        try:
            self._store.bulk_load(path=file.name, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as problem:
            raise StoreError(f"quads that cannot be loaded: {_first_line(problem)}") from problem
        file.seek(0)
        file.truncate()

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
        """Run a query and return its result, whose terms are made as they are read.

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

    def write_answer(
        self,
        output: IO[bytes],
        text: str,
        media_type: Callable[[AnswerKind], str],
        *,
        scope: Scope | None = None,
        base: str | None = None,
    ) -> tuple[AnswerKind, str]:
        """Run a query and write its answer in a standard format; return of which kind it is, and in which media type.

        `media_type` gives the one that is wanted for a kind of answer; relative IRIs of the query stand below `base`.
        It sees what `query` sees, but for a `scope` that names the graphs. The errors are those of `query`, and those of
        `output`, whose `write` may end it.
        """
        refuse_service(text)
        named = scope if scope else None
        found: Any = self._store.query(
            text,
            base_iri=base,
            prefixes=self._prefixes,
            use_default_graph_as_union=named is None and not names_its_graphs(text),
            default_graph=None if named is None else [ox.NamedNode(iri) for iri in named.default],
            named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named.named],
        )
        if isinstance(found, ox.QueryTriples):
            wanted = media_type("triples")
            ox.serialize(found, output, _format(wanted), prefixes=self._prefixes)
            return "triples", wanted
        kind: AnswerKind = "truth" if isinstance(found, ox.QueryBoolean) else "rows"
        wanted = media_type(kind)
        found.serialize(output, _results_format(wanted))
        return kind, wanted

    def write_graph(self, output: IO[bytes], graph: str | None, media_type: str) -> bool:
        """Write the triples of a named graph, or of all graphs together; return False, and write none, where it is empty."""
        triples: Iterator[ox.Triple]
        if graph is None:
            triples = self._union()
        else:
            triples = (one.triple for one in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return self._write_triples(output, triples, media_type)

    def write_description(self, output: IO[bytes], thing: str, media_type: str) -> bool:
        """Write what all graphs say of a thing, and of the parts of documents that this names; False where that is nothing."""
        return self._write_triples(output, self._description(thing), media_type)

    def _description(self, thing: str) -> Iterator[ox.Triple]:
        seen: set[ox.Triple] = set()
        parts: dict[ox.NamedNode, None] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(thing), None, None, None):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield quad.triple
                if isinstance(quad.object, ox.NamedNode) and "#" in quad.object.value:
                    parts[quad.object] = None
        for part in parts:
            for quad in self._store.quads_for_pattern(part, None, None, None):
                if quad.triple not in seen:
                    seen.add(quad.triple)
                    yield quad.triple

    def _write_triples(self, output: IO[bytes], triples: Iterator[ox.Triple], media_type: str) -> bool:
        first = next(triples, None)
        if first is None:
            return False
        ox.serialize(chain([first], triples), output, _format(media_type), prefixes=self._prefixes)
        return True

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


def write_quads(quads: Iterable[Quad], output: Output, media_type: str, prefixes: Mapping[str, str]) -> None:
    """Write quads, wherever they come from, in a standard format, as they come."""
    ox.serialize(map(to_ox, quads), cast("IO[bytes]", output), _format(media_type), prefixes=dict(prefixes))


def read_answer(data: bytes, media_type: str, prefixes: Mapping[str, str]) -> Result:
    """Return what a server answered to a query; SyntaxError where it is damaged, StoreError for a type that is no answer."""
    if ox.QueryResultsFormat.from_media_type(media_type) is not None:
        result = _to_result(ox.parse_query_results(data, _results_format(media_type)), prefixes)
        if result.type == "SELECT":
            result.bindings = list(result.bindings)
        return result
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise StoreError(f"{media_type or 'no media type'} is no answer to a query")
    return _to_result((quad.triple for quad in ox.parse(data, form)), prefixes)


def _format(media_type: str) -> ox.RdfFormat:
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise StoreError(f"Oxigraph does not write {media_type}")
    return form


def _results_format(media_type: str) -> ox.QueryResultsFormat:
    form = ox.QueryResultsFormat.from_media_type(media_type)
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
    if type(term) is ox.NamedNode:
        return _NEW(URIRef, term.value)  # Oxigraph checked it when it took it in; URIRef() would check once more
    if type(term) is ox.Literal:
        return _literal(term.value, term.language, None if term.language else term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        return Literal(str(term))
    raise QueryError(f"a term of a kind that rdflib does not have: {term!r}")


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
        result.bindings = Rows(names, list(found), _from_ox)  # type: ignore[assignment] # rdflib only reads it
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
