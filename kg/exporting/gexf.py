"""GEXF for Gephi: things and the statements between them, each with the days at which it holds as its spell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO

from kg.exporting.contents import Contents
from kg.exporting.graphml import EDGE_TYPES, NODE_TYPES
from kg.exporting.words import arrow_words
from kg.exporting.xml_stream import XmlStream, truth
from kg.graph.network import edge_values, node_key
from kg.statements.stated import Stated, Thing

Spell = tuple[str | None, str | None]
"""A first and a last day, each None where it is open."""

NODE_ATTRIBUTES = {name: kind for name, kind in NODE_TYPES.items() if name != "label"}
"""A node has its label beside its attributes."""


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
    xml = _Gexf(file)
    with xml.inside("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"}):
        graph = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
        with xml.inside("graph", graph):
            xml.declared("node", NODE_ATTRIBUTES)
            xml.declared("edge", EDGE_TYPES)
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
            node = nodes.setdefault(node_key(thing), _Node(thing))
            if spell is None:
                node.always = True
                node.spells.clear()
            elif not node.always:
                node.spells.add(spell)
    return nodes


def _spell(stated: Stated) -> Spell | None:
    return (stated.earliest, stated.latest) if stated.earliest or stated.latest else None


class _Gexf(XmlStream):
    """The elements of GEXF."""

    def declared(self, of: str, types: dict[str, str]) -> None:
        with self.inside("attributes", {"class": of, "mode": "static"}):
            for name, kind in types.items():
                self.element("attribute", {"id": f"{of}-{name}", "title": name, "type": kind})

    def node(self, key: str, node: _Node) -> None:
        thing = node.thing
        with self.inside("node", {"id": key, "label": thing.label}):
            values = {"type": thing.type, "named": truth(thing.entity is not None), "iri": thing.iri}
            self._values("node", values)
            self._spells(node.spells)

    def edge(self, stated: Stated, object_: Thing) -> None:
        ends = {"source": node_key(stated.subject), "target": node_key(object_)}
        with self.inside("edge", {"id": stated.id, **ends, "label": arrow_words(stated)}):
            values = {
                name: truth(value) if isinstance(value, bool) else str(value)
                for name, value in edge_values(stated).items()
            }
            self._values("edge", values)
            spell = _spell(stated)
            self._spells(set() if spell is None else {spell})

    def _values(self, of: str, values: dict[str, str]) -> None:
        with self.inside("attvalues"):
            for name, value in values.items():
                if value:
                    self.element("attvalue", {"for": f"{of}-{name}", "value": value})

    def _spells(self, spells: set[Spell]) -> None:
        if spells:
            with self.inside("spells"):
                for start, end in sorted(spells, key=lambda spell: (spell[0] or "", spell[1] or "")):
                    self.element(
                        "spell", {name: day for name, day in (("start", start), ("end", end)) if day is not None}
                    )
