"""A user's table of names in RDF: in goes a SKOS or RDF file, out come rows for the gazetteer.

A concept is a subject with a `skos:prefLabel` or an `rdfs:label`; its other names are `skos:altLabel`, its link is a
`skos:exactMatch` or `owl:sameAs` to Wikidata (or its own IRI there), its type the class that it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kg.errors import SchemaError
from kg.model import EntityType

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_WIKIDATA = ("http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")
_PACKED = frozenset({".gz", ".bz2", ".xz", ".zip"})
# Classes of schema.org, FOAF and W3C's organisation ontology whose local name is not that of a type of the contract.
_TYPES = {
    "AdministrativeArea": "Place",
    "Agent": "Organization",
    "City": "Place",
    "CreativeWork": "Work",
    "FormalOrganization": "Organization",
    "GovernmentOrganization": "Organization",
    "Legislation": "Law",
    "NewsMediaOrganization": "Organization",
    "OrganizationalUnit": "Organization",
    "State": "Place",
}


def read_concepts(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a row for each labelled concept of an RDF file, with its IRI as its place, in the order of the IRIs.

    Of labels in several languages the English ones count. A file that no parser takes raises SchemaError.
    """
    yield from read_concepts_from(path, path.read_bytes())


def read_concepts_from(path: Path, content: bytes) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a row for each labelled concept of what a file holds; its name tells the syntax, as that of a packed file does."""
    from rdflib import Graph
    from rdflib.namespace import RDFS, SKOS
    from rdflib.plugin import PluginException
    from rdflib.util import guess_format

    syntax = guess_format(path.stem if path.suffix in _PACKED else path.name)
    if syntax is None:
        known = ".csv, .jsonl, .ttl, .nt, .nq, .rdf, .jsonld"
        raise SchemaError(f"{path}: cannot tell the format of this gazetteer by its name; known endings are {known}")
    graph = Graph()
    try:
        graph.parse(data=content, format=syntax)
    except (PluginException, SyntaxError, ValueError) as problem:
        reason = str(problem).strip().splitlines() or [type(problem).__name__]
        raise SchemaError(f"{path}: not {syntax}: {reason[0]}") from problem
    concepts = {*graph.subjects(SKOS.prefLabel), *graph.subjects(RDFS.label)}
    for concept in sorted(concepts, key=str):
        labels = [*_names(graph, concept, SKOS.prefLabel), *_names(graph, concept, RDFS.label)]
        if labels:
            yield f"{path.name}, {concept}", _row(graph, concept, labels)


def _row(graph: Graph, concept: Node, labels: list[str]) -> dict[str, object]:
    from rdflib.namespace import OWL, RDF, SKOS

    links = [
        str(node) for node in (*graph.objects(concept, SKOS.exactMatch), *graph.objects(concept, OWL.sameAs), concept)
    ]
    wikidata = sorted(link for link in links if link.startswith(_WIKIDATA))
    classes = sorted(
        str(node).replace("#", "/").rstrip("/").rsplit("/", 1)[-1] for node in graph.objects(concept, RDF.type)
    )
    types = [type_ for name in classes if (type_ := _TYPES.get(name, name)) in get_args(EntityType)]
    return {
        "label": labels[0],
        "type": types[0] if types else "Thing",
        "aliases": [*labels[1:], *_names(graph, concept, SKOS.altLabel)],
        "wikidata": wikidata[0].rsplit("/", 1)[-1] if wikidata else None,
    }


def _names(graph: Graph, concept: Node, relation: Node) -> list[str]:
    from rdflib import Literal

    literals = [node for node in graph.objects(concept, relation) if isinstance(node, Literal)]
    return sorted(str(node) for node in literals if node.language is None or node.language.lower().startswith("en"))
