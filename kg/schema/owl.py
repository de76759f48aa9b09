"""A user's ontology as relations: in goes an OWL or RDFS file, out come tables such as those of `relations.toml`.

Each object property is a relation, named after the end of its IRI (`worksFor` is `works-for`). Domain and range are its
types; English labels and `skos:altLabel` are its words, by plain rules: "supplies", "works for", "is based in" are
verbs, "is member of", "member of", "has employee" roles, any other single word is a verb. Where that is too plain,
literals of `kg:frame`, `kg:noun` and `kg:role` (`…/ns#frame` under any base) use the notation of `kg.schema.frames`.
Where one property is the `owl:inverseOf` another, the other is the relation, and the one its converse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax import SAXParseException

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from kg.errors import SchemaError
from kg.schema.definitions import ENTITY_TYPES, Table
from kg.schema.frames import PREPOSITIONS

_SCHEMA_ORG = "https://schema.org/"
_DOMAINS = (RDFS.domain, URIRef(_SCHEMA_ORG + "domainIncludes"))
_RANGES = (RDFS.range, URIRef(_SCHEMA_ORG + "rangeIncludes"))
_ALIKE = (OWL.equivalentProperty, SKOS.exactMatch, SKOS.closeMatch)
_NOTATION = ("frames", "nouns", "roles")
_RELATIONAL = (OWL.ObjectProperty, OWL.SymmetricProperty, OWL.AsymmetricProperty, OWL.InverseFunctionalProperty)
_OTHER_PROPERTIES = (OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.OntologyProperty)

# Classes that other vocabularies name differently; None allows any type.
_CLASSES: Mapping[str, frozenset[str] | None] = {
    "Agent": frozenset({"Person", "Organization", "Country", "Place", "Group", "Facility"}),
    "AdministrativeArea": frozenset({"Country", "Place"}),
    "City": frozenset({"Place"}),
    "CreativeWork": frozenset({"Work"}),
    "Legislation": frozenset({"Law"}),
    "Location": frozenset({"Country", "Place", "Facility"}),
    "Organisation": frozenset({"Organization"}),
    "Place": frozenset({"Country", "Place", "Facility"}),
    "Resource": None,
    "State": frozenset({"Country", "Place"}),
    "Thing": None,
}
_COPULAS = frozenset({"is", "was", "are", "were", "be"})
_ARTICLES = frozenset({"a", "an", "the"})
_SLOT_LETTER = re.compile(r"(?<![^\s:])([SO])(?=[\s\[?]|$)")


def ontology_tables(path: Path, text: str) -> dict[str, Table]:
    """Return a table for each object property, by the relation's name; what cannot be used raises SchemaError."""
    graph = _parsed(path, text)
    properties = _object_properties(graph)
    if not properties:
        raise SchemaError(
            f"{path}: declares no object property (owl:ObjectProperty, or rdf:Property with a class as range)"
        )
    converses = _converses(path, graph, properties)
    canonical = [property_ for property_ in properties if property_ not in converses.values()]
    names: dict[str, URIRef] = {}
    for property_ in canonical:
        other = names.setdefault(_name(property_), property_)
        if other != property_:
            raise SchemaError(f"{path}: relation “{_name(property_)}”: both {other} and {property_} have this name")
    return {
        name: _table(path, graph, property_, converses.get(property_), canonical) for name, property_ in names.items()
    }


def _parsed(path: Path, text: str) -> Graph:
    syntax = "xml" if text.lstrip().startswith(("<?xml", "<rdf:", "<!DOCTYPE", "<!--")) else "turtle"
    graph = Graph()
    try:
        graph.parse(data=text, format=syntax, publicID=path.absolute().as_uri())
    except SAXParseException as problem:
        raise SchemaError(f"{path}:{problem.getLineNumber()}: not RDF/XML: {problem.getMessage()}") from problem
    except (SyntaxError, ValueError) as problem:
        found = re.match(r"at line (\d+) of <[^>]*>:\s*(?:Bad syntax \((.*?)\) at \^)?", str(problem))
        reason = (found[2] if found else None) or str(problem).split("\n", 1)[0]
        raise SchemaError(f"{path}{f':{found[1]}' if found else ''}: not Turtle: {reason}") from problem
    return graph


def _object_properties(graph: Graph) -> list[URIRef]:
    found: set[Node] = {node for type_ in _RELATIONAL for node in graph.subjects(RDF.type, type_)}
    for type_ in (RDF.Property, OWL.FunctionalProperty):
        for node in graph.subjects(RDF.type, type_):
            ranges = set(graph.objects(node, RDFS.range))
            literal = any(range_ == RDFS.Literal or str(range_).startswith(str(XSD)) for range_ in ranges)
            if not literal and (ranges or (node, OWL.inverseOf, None) in graph or (None, OWL.inverseOf, node) in graph):
                found.add(node)
    found -= {node for type_ in _OTHER_PROPERTIES for node in graph.subjects(RDF.type, type_)}
    return sorted(node for node in found if isinstance(node, URIRef))


def _converses(path: Path, graph: Graph, properties: list[URIRef]) -> dict[URIRef, URIRef]:
    """Return the converse of each relation that has one: of a pair, the property that is said to be the inverse."""
    inverses: dict[URIRef, set[URIRef]] = {property_: set() for property_ in properties}
    for first in properties:
        for second in properties:
            if (first, OWL.inverseOf, second) in graph:
                inverses[first].add(second)
                inverses[second].add(first)
    converses: dict[URIRef, URIRef] = {}
    for property_, others in inverses.items():
        where = f"{path}: relation “{_name(property_)}”"
        if property_ in others:
            raise SchemaError(f"{where}: is its own inverse; declare it an owl:SymmetricProperty instead")
        if len(others) > 1:
            raise SchemaError(f"{where}: has {len(others)} inverses, {', '.join(sorted(others))}; expected one at most")
        for other in others:
            both = (property_, OWL.inverseOf, other) in graph and (other, OWL.inverseOf, property_) in graph
            if property_ < other if both else (other, OWL.inverseOf, property_) in graph:
                converses[property_] = other
    return converses


def _table(path: Path, graph: Graph, property_: URIRef, converse: URIRef | None, canonical: list[URIRef]) -> Table:
    name = _name(property_)
    labels = _labels(graph, property_)
    table: Table = {"label": labels[0] if labels else _spoken(name)}
    if comments := _english(graph.objects(property_, RDFS.comment)):
        table["description"] = " ".join(comments[0].split())
    symmetric = (property_, RDF.type, OWL.SymmetricProperty) in graph
    if symmetric:
        table["symmetric"] = True
    elif converse is not None:
        table["converse"] = (_labels(graph, converse) or [_spoken(_name(converse))])[0]
    if (property_, RDF.type, OWL.FunctionalProperty) in graph:
        table["functional"] = True
    broader = [node for node in canonical if (property_, RDFS.subPropertyOf, node) in graph and node != property_]
    if broader:
        table["broader"] = _name(broader[0])
    for end, forward, backward in (("subject", _DOMAINS, _RANGES), ("object", _RANGES, _DOMAINS)):
        classes = _named_classes(graph, property_, forward)
        if not classes and converse is not None:
            classes = _named_classes(graph, converse, backward)
        if types := _types(f"{path}: relation “{name}”", graph, classes, end):
            table[end] = types
    for key, pattern in _patterns(graph, property_, converse):
        table[key] = (*table.get(key, ()), pattern)
    alike = [node for relation in _ALIKE for node in graph.objects(property_, relation) if isinstance(node, URIRef)]
    table["mappings"] = tuple(str(node) for node in (property_, *sorted(alike)))
    return table


def _patterns(graph: Graph, property_: URIRef, converse: URIRef | None) -> Iterator[tuple[str, str]]:
    """Yield key and pattern for all words of the property, and for those of its converse turned round."""
    for node in (property_, converse):
        if node is None:
            continue
        found = [pattern for label in _phrases(graph, node) for pattern in _pattern(label.lower().split())]
        for key in _NOTATION:
            suffix = f"/ns#{key.removesuffix('s')}"
            notes = (note for predicate, note in graph.predicate_objects(node) if str(predicate).endswith(suffix))
            found.extend((key, note) for note in sorted(map(str, notes)))
        for key, pattern in dict.fromkeys(found):
            yield key, pattern if node == property_ else _SLOT_LETTER.sub(_other_letter, pattern)


def _pattern(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield key and pattern for a label's words; nothing for a passive ("is employed by") and what is no pattern."""
    if not words or not all(re.fullmatch(r"[^\W\d_][\w'-]*", word) for word in words):
        return
    copular = words[0] in _COPULAS
    possessing = words[0] == "has"
    rest = words[1:] if copular or possessing else words
    rest = rest[1:] if rest and rest[0] in _ARTICLES else rest
    marker = rest[-1] if len(rest) > 1 and rest[-1] in PREPOSITIONS else None
    head = rest[:-1] if marker else rest
    if not head or marker == "by":
        return
    name = "_".join(head)
    if copular and name in PREPOSITIONS:
        yield "frames", f"S be {name}:O"
    elif marker and head[0].endswith("ed"):
        yield "frames", f"S be_{name} {marker}:O"
    elif possessing:
        yield "roles", f"O {name} of:S"
    elif copular or marker == "of":
        yield "roles", f"S {name} {marker or 'of'}:O"
    else:
        yield "frames", f"S {'_'.join((_base_form(head[0]), *head[1:]))} {f'{marker}:' if marker else ''}O"


def _base_form(verb: str) -> str:
    """Return the base of a third person singular: supplies, pushes, owns; other forms as they are."""
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "goes", "does")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def _other_letter(letter: re.Match[str]) -> str:
    return "O" if letter[1] == "S" else "S"


def _named_classes(graph: Graph, property_: URIRef, predicates: Iterable[URIRef]) -> list[URIRef]:
    """Return the classes of a domain or range; several, or a union, are read as alternatives."""
    classes: list[URIRef] = []
    for node in (node for predicate in predicates for node in graph.objects(property_, predicate)):
        union = graph.value(node, OWL.unionOf)
        members = [node] if union is None else list(Collection(graph, union))
        classes.extend(member for member in members if isinstance(member, URIRef))
    return sorted(classes)


def _types(where: str, graph: Graph, classes: Iterable[URIRef], end: str) -> tuple[str, ...]:
    types: set[str] = set()
    for class_ in classes:
        allowed = _class_types(graph, class_)
        if allowed is None:
            return ()
        if not allowed:
            known = ", ".join(sorted(ENTITY_TYPES))
            raise SchemaError(f"{where}: unknown type “{class_}” as {end}; make it a subclass of one of {known}")
        types |= allowed
    return tuple(sorted(types))


def _class_types(graph: Graph, class_: URIRef) -> frozenset[str] | None:
    """Return the types that a class or its nearest known superclass stands for; None is any, nothing unknown."""
    queue: list[Node] = [class_]
    for node in queue:
        local = _local(str(node))
        if local in _CLASSES:
            return _CLASSES[local]
        if local in ENTITY_TYPES:
            return frozenset({local})
        queue.extend(upper for upper in graph.objects(node, RDFS.subClassOf) if upper not in queue)
    return frozenset()


def _phrases(graph: Graph, property_: URIRef) -> list[str]:
    """Return all labels, or what the IRI says where there is none."""
    labels = [*_labels(graph, property_), *_english(graph.objects(property_, SKOS.altLabel))]
    return labels or [_spoken(_name(property_))]


def _labels(graph: Graph, property_: URIRef) -> list[str]:
    return _english(node for label in (SKOS.prefLabel, RDFS.label) for node in graph.objects(property_, label))


def _english(nodes: Iterable[Node]) -> list[str]:
    literals = [node for node in nodes if isinstance(node, Literal)]
    return sorted(str(node) for node in literals if node.language is None or node.language.lower().startswith("en"))


def _spoken(name: str) -> str:
    return name.replace("-", " ")


def _local(iri: str) -> str:
    return re.split(r"[#/:]", iri.rstrip("#/"))[-1]


def _name(property_: Node) -> str:
    """Return a relation's name for a property: the end of its IRI, in words."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", _local(str(property_)))
    return re.sub(r"[\W_]+", "-", words).strip("-").lower()
