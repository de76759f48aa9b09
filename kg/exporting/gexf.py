"""GEXF for Gephi: things and the statements between them, each with the days at which it holds as its spell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO
from xml.sax.saxutils import XMLGenerator

from kg.exporting.characters import in_xml
from kg.exporting.contents import Contents
from kg.graph.stated import Stated, Thing

Spell = tuple[str | None, str | None]
"""A first and a last day, each None where it is open."""

NODE_ATTRIBUTES = {"type": "string", "named": "boolean", "iri": "string"}
EDGE_ATTRIBUTES = {
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


@dataclass(slots=True)
class _Node:
    """A thing, and when it has a part in something; `always` where one of its statements has no time."""

    thing: Thing
    spells: set[Spell] = field(default_factory=set)
    always: bool = False


def write_gexf(contents: Contents, file: IO[bytes]) -> None:
    """Write the statements that have an object as the edges of a dynamic graph, GEXF 1.2.

    A statement's spell is the days that the text bounds it by, open where it leaves them open; one whose time the text
    does not tell has no spell, and Gephi shows it at all times: the day of publication is an attribute, and is not
    taken for that of the event. A thing is there whenever one of its statements is.
    """
    nodes = _nodes(contents)
    xml = _Xml(file)
    with xml.inside("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}):
        graph = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
        with xml.inside("graph", graph):
            xml.attributes("node", NODE_ATTRIBUTES)
            xml.attributes("edge", EDGE_ATTRIBUTES)
            with xml.inside("nodes"):
                for key in sorted(nodes):
                    xml.node(key, nodes[key])
            with xml.inside("edges"):
                for stated in contents.statements():
                    if stated.object is not None:
                        xml.edge(stated, stated.object)


def _nodes(contents: Contents) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for stated in contents.statements():
        if stated.object is None:
            continue
        spell = _spell(stated)
        for thing in (stated.subject, stated.object):
            node = nodes.setdefault(_key(thing), _Node(thing))
            if spell is None:
                node.always = True
                node.spells.clear()
            elif not node.always:
                node.spells.add(spell)
    return nodes


def _key(thing: Thing) -> str:
    return in_xml(thing.entity or thing.iri)


def _spell(stated: Stated) -> Spell | None:
    return (stated.earliest, stated.latest) if stated.earliest or stated.latest else None


class _Xml:
    """The XML of a graph, written as it comes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._out = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        self._out.startElement(name, attributes or {})  # type: ignore[arg-type]
        yield
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def attributes(self, of: str, types: dict[str, str]) -> None:
        with self.inside("attributes", {"class": of, "mode": "static"}):
            for name, kind in types.items():
                with self.inside("attribute", {"id": f"{of}-{name}", "title": name, "type": kind}):
                    pass

    def node(self, key: str, node: _Node) -> None:
        thing = node.thing
        with self.inside("node", {"id": key, "label": in_xml(thing.label)}):
            values = {"type": thing.type, "named": _truth(thing.entity is not None), "iri": thing.iri}
            self._values("node", values)
            self._spells(node.spells)

    def edge(self, stated: Stated, object_: Thing) -> None:
        ends = {"source": _key(stated.subject), "target": _key(object_)}
        negated = "not: " if stated.polarity == "negated" else ""
        with self.inside("edge", {"id": stated.id, **ends, "label": in_xml(f"{negated}{stated.predicate}")}):
            values = {
                "predicate": stated.predicate,
                "polarity": stated.polarity,
                "modality": stated.modality,
                "credited": _truth(stated.credited),
                "source": "" if stated.source is None else stated.source.label,
                "cue": stated.cue or "",
                "time": stated.time or "",
                "confidence": str(stated.confidence),
                "sentence": stated.sentence,
                "document": stated.document.id,
                "title": stated.document.label,
                "date": stated.document.date or "",
            }
            self._values("edge", values)
            spell = _spell(stated)
            self._spells(set() if spell is None else {spell})

    def _values(self, of: str, values: dict[str, str]) -> None:
        with self.inside("attvalues"):
            for name, value in values.items():
                if value:
                    with self.inside("attvalue", {"for": f"{of}-{name}", "value": in_xml(value)}):
                        pass

    def _spells(self, spells: set[Spell]) -> None:
        if spells:
            with self.inside("spells"):
                for start, end in sorted(spells, key=lambda spell: (spell[0] or "", spell[1] or "")):
                    bounds = {name: day for name, day in (("start", start), ("end", end)) if day is not None}
                    with self.inside("spell", bounds):
                        pass


def _truth(value: bool) -> str:
    return "true" if value else "false"
