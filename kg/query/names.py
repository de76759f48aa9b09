"""What a user calls an entity or a statement into its IRI, by questions to the index."""

from __future__ import annotations

from urllib.parse import unquote

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.graph.answering import Answering
from kg.query.sparql import run_query
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug

_IS_ENTITY = "SELECT ?entity { GRAPH ?g { ?entity rdfs:label ?label ; a ?type } } LIMIT 1"
_REPLACEMENT = "SELECT ?entity ?new { GRAPH ?g { ?entity dcterms:isReplacedBy ?new } }"
_NAMES = """
SELECT DISTINCT ?entity ?label ?name ?entities {
  GRAPH ?entities { ?entity rdfs:label ?label ; rdfs:label|skos:altLabel ?name }
}"""
_IS_STATEMENT = "SELECT ?statement { GRAPH ?g { ?statement rdf:predicate ?predicate } } LIMIT 1"
_BEGINNING_SO = """
SELECT DISTINCT ?statement ?beginning {
  GRAPH ?g { ?statement rdf:predicate ?predicate }
  FILTER (STRSTARTS(STR(?statement), ?beginning))
} LIMIT 2"""
SHORTEST_BEGINNING = 4
_SUGGESTIONS = 3
_LEAST_LIKENESS = 60


def find_entity(index: Answering, vocabulary: Vocabulary, name: str) -> URIRef:
    """Return the entity that a user names: by IRI, `ent:ID`, id, label or another name, in this order.

    A name that several entities have, or none, raises QueryError, which lists them or what is alike.
    """
    known = _known_iri(index, vocabulary, name)
    if known is not None:
        return known
    names = _names(index, vocabulary)
    wanted = name.casefold().strip()
    for found in (
        {entity for entity, label, _ in names if label.casefold() == wanted},
        {entity for entity, _, other in names if other.casefold() == wanted},
    ):
        if len(found) == 1:
            return found.pop()
        if found:
            ids = ", ".join(sorted(entity.removeprefix(vocabulary.entity) for entity in found))
            raise QueryError(f"several entities are called {name!r}: {ids}; give one of these ids")
    raise QueryError(f"no entity is called {name!r}{_like(wanted, {label for _, label, _ in names})}")


def find_statement(index: Answering, vocabulary: Vocabulary, name: str) -> URIRef:
    """Return the statement that a user names by IRI, `st:ID`, id or the beginning of its id.

    QueryError where there is none, and where several begin so.
    """
    iri = _iri(name, "st:", str(vocabulary.statement))
    if run_query(index, _IS_STATEMENT, {"statement": iri}).rows():
        return iri
    begin = iri.removeprefix(str(vocabulary.statement))
    found = []
    if len(begin) >= SHORTEST_BEGINNING:
        found = run_query(index, _BEGINNING_SO, {"beginning": Literal(str(iri))}).rows()
    if len(found) > 1:
        raise QueryError(f"several statements begin with {name!r}; give more of the id")
    if not found:
        raise QueryError(f"there is no statement {name!r}")
    return URIRef(found[0][0])


def _known_iri(index: Answering, vocabulary: Vocabulary, name: str) -> URIRef | None:
    iri = _iri(name, "ent:", str(vocabulary.entity))
    replaced = run_query(index, _REPLACEMENT, {"entity": iri}).rows()
    if replaced:
        iri = replaced[0][1]
    return iri if run_query(index, _IS_ENTITY, {"entity": iri}).rows() else None


def _iri(name: str, prefix: str, namespace: str) -> URIRef:
    for written in (prefix, namespace):
        if name.startswith(written):  # an IRI has its escapes already, a name has not
            return URIRef(namespace + slug(unquote(name.removeprefix(written))))
    return URIRef(namespace + slug(name))


def _names(index: Answering, vocabulary: Vocabulary) -> list[tuple[URIRef, str, str]]:
    rows = run_query(index, _NAMES, {"entities": vocabulary.entities_graph}).rows()
    return [(entity, str(label), str(name)) for entity, label, name, _ in rows]


def _like(name: str, labels: set[str]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extract(
        name,
        sorted(labels),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        limit=_SUGGESTIONS,
        score_cutoff=_LEAST_LIKENESS,
    )
    return f"; did you mean {' or '.join(label for label, *_ in found)}?" if found else ""
