"""The IRIs of the graph under one base: its namespaces, their prefixes, and the properties that roles are.

In goes a base IRI, out comes a `Vocabulary`; how ids become IRIs is the business of `kg.statements.iris`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Namespace

from kg.errors import SchemaError
from kg.model import Role

DEFAULT_BASE = "https://kg.example/"


@lru_cache(maxsize=1024)
def _term(namespace: str, name: str) -> URIRef:
    return URIRef(namespace + name)


class TermNamespace(Namespace):
    """A namespace of few terms, each of which is made once and not again with every triple."""

    def term(self, name: str) -> URIRef:
        """Return a term of the namespace."""
        return _term(str(self), name)


NIF = TermNamespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
TIME = Namespace("http://www.w3.org/2006/time#")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

# `source` is the word for who is credited, and `content` for what: the role of where something comes from is `origin`.
ROLE_PROPERTIES: dict[Role, str] = {
    "theme": "theme",
    "recipient": "recipient",
    "source": "origin",
    "goal": "goal",
    "location": "location",
    "time": "time",
    "instrument": "instrument",
    "purpose": "purpose",
    "topic": "topic",
    "beneficiary": "beneficiary",
    "co-agent": "coAgent",
    "quantity": "quantity",
    "attribute": "attribute",
    "manner": "manner",
    "cause": "cause",
    "content": "content",
    "other": "other",
}

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`?#]+/")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The namespaces under a base IRI, each of them a part of the graph with ids of its own."""

    base: str = DEFAULT_BASE
    kg: TermNamespace = field(init=False)
    relation: Namespace = field(init=False)
    predicate: Namespace = field(init=False)
    claim: Namespace = field(init=False)
    claims: Namespace = field(init=False)
    entity: Namespace = field(init=False)
    document: Namespace = field(init=False)
    statement: Namespace = field(init=False)
    time: Namespace = field(init=False)

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise SchemaError(
                f"not a base IRI: {self.base!r}; expected http(s)://…, with a slash at the end, as {DEFAULT_BASE}"
            )
        object.__setattr__(self, "kg", TermNamespace(f"{self.base}ns#"))
        for room in ("relation", "predicate", "claim", "claims", "entity", "document", "statement", "time"):
            object.__setattr__(self, room, Namespace(f"{self.base}{room}/"))

    @property
    def entities_graph(self) -> URIRef:
        """Return the named graph that holds what is known of the entities, derived from all documents."""
        return URIRef(f"{self.base}graph/entities")

    @property
    def ingestion_graph(self) -> URIRef:
        """Return the named graph that holds when each document was taken in; it stands outside every comparison."""
        return URIRef(f"{self.base}graph/ingestion")

    @property
    def copies_graph(self) -> URIRef:
        """Return the named graph that holds which documents print what another one had first."""
        return URIRef(f"{self.base}graph/copies")

    @property
    def claims_graph(self) -> URIRef:
        """Return the named graph that holds which claims statements tell, derived from all documents."""
        return URIRef(f"{self.base}graph/claims")

    @property
    def own_graphs(self) -> tuple[URIRef, ...]:
        """Return the named graphs that are of no single document."""
        return self.entities_graph, self.ingestion_graph, self.copies_graph, self.claims_graph

    def role(self, role: Role) -> URIRef:
        """Return the property that a role of an argument is written as."""
        return self.kg[ROLE_PROPERTIES[role]]

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes that every query and every export of this project knows."""
        return {
            "kg": str(self.kg),
            "rel": str(self.relation),
            "pred": str(self.predicate),
            "claim": str(self.claim),
            "clm": str(self.claims),
            "ent": str(self.entity),
            "doc": str(self.document),
            "st": str(self.statement),
            "tm": str(self.time),
            "rdf": str(RDF),
            "rdfs": str(RDFS),
            "xsd": str(XSD),
            "owl": str(OWL),
            "skos": str(SKOS),
            "dcterms": str(DCTERMS),
            "prov": str(PROV),
            "nif": str(NIF),
            "itsrdf": str(ITSRDF),
            "schema": str(SCHEMA),
            "sem": str(SEM),
            "wd": str(WIKIDATA),
        }
