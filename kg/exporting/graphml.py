"""GraphML: things and the statements between them, for Gephi, yEd, igraph and networkx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from kg.exporting.contents import Contents
from kg.exporting.xml_stream import XmlStream, truth
from kg.graph.network import edge_values, node_key
from kg.statements.stated import Thing

NODE_TYPES = {"label": "string", "type": "string", "named": "boolean", "iri": "string"}
EDGE_TYPES = {
    "wording": "string",
    "self_contained": "boolean",
    "predicate": "string",
    "polarity": "string",
    "modality": "string",
    "credited": "boolean",
    "source": "string",
    "cue": "string",
    "time": "string",
    "confidence": "double",
    "sentence": "string",
    "document": "string",
    "title": "string",
    "date": "string",
}
"""What `to_networkx` tells of things and statements, with the types of GraphML."""


def write_graphml(contents: Contents, file: IO[bytes]) -> None:
    """Write the statements that have an object, with what `to_networkx` tells of them; the things come first.

    Only the things are held in memory. A statement's id is the id of its edge.
    """
    things: dict[str, Thing] = {}
    for stated in contents.statements():
        if stated.object is not None:
            for thing in (stated.subject, stated.object):
                things.setdefault(node_key(thing), thing)
    xml = XmlStream(file)
    with xml.inside("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"}):
        for of, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
            for name, kind in types.items():
                xml.element("key", {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind})
        with xml.inside("graph", {"edgedefault": "directed"}):
            for key, thing in things.items():
                with xml.inside("node", {"id": key}):
                    named = thing.entity is not None
                    _data(xml, "node", {"label": thing.label, "type": thing.type, "named": named, "iri": thing.iri})
            for stated in contents.statements():
                if stated.object is not None:
                    ends = {"source": node_key(stated.subject), "target": node_key(stated.object)}
                    with xml.inside("edge", {"id": stated.id, **ends}):
                        _data(xml, "edge", edge_values(stated))


def _data(xml: XmlStream, of: str, values: Mapping[str, str | float | bool]) -> None:
    for name, value in values.items():
        xml.element("data", {"key": f"{of}-{name}"}, truth(value) if isinstance(value, bool) else str(value))
