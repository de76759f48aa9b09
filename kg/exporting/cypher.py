r"""Cypher: statements whose values are all parameters, one JSON object a line: {"statement": "…", "parameters": {…}}.

Such an object is what Neo4j's drivers take (`session.run(line["statement"], line["parameters"])`) and what its HTTP API
takes as the body of a request. No text of an article stands in a statement; labels and types, which cannot be
parameters, are of closed sets, and escaped all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

import msgspec

from kg.exporting.contents import Contents
from kg.exporting.property_graph import (
    PROPERTIES,
    RELATIONSHIPS,
    Node,
    Relationship,
    article_nodes,
    article_relationships,
    entity_nodes,
)

BATCH = 500
"""Rows that are collected before they are written: a transaction of that size is quick and small."""


def write_cypher(contents: Contents, file: IO[bytes]) -> None:
    """Write the constraints, then nodes and relationships in batches. Run again, the lines change nothing."""
    for label in PROPERTIES:
        name = escaped(f"kg_{label.lower()}_id")
        _write(file, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{escaped(label)}) REQUIRE n.id IS UNIQUE", {})
    batch = _Batch(file)
    for node in entity_nodes(contents):
        batch.add_node(node)
        batch.flush(BATCH)
    for article in contents.articles():
        for node in article_nodes(contents, article):
            batch.add_node(node)
        for link in article_relationships(contents, article):
            batch.add_link(link)
        batch.flush(BATCH)
    batch.flush()


def escaped(name: str) -> str:
    """Return a label or type as an identifier of Cypher.

    >>> escaped("Law`) DETACH DELETE (n")
    '`Law``) DETACH DELETE (n`'
    """
    return "`" + name.replace("\\u0060", "`").replace("`", "``") + "`"


class _Batch:
    """Rows by the statement that they are parameters of: those of nodes, then those of the relationships between them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._nodes: dict[str, list[dict[str, Any]]] = {}
        self._links: dict[str, list[dict[str, Any]]] = {}
        self._count = 0

    def add_node(self, node: Node) -> None:
        values = {name: value for name, value in node.properties.items() if value is not None}
        self._nodes.setdefault(_node_statement(node), []).append({"id": node.id, "properties": values})
        self._count += 1

    def add_link(self, link: Relationship) -> None:
        told = {"role": link.role, "marker": link.marker, "value": link.value}
        values = {name: value for name, value in told.items() if value is not None}
        row = {"start": link.start, "end": link.end, "number": link.number, "properties": values}
        self._links.setdefault(_link_statement(link), []).append(row)
        self._count += 1

    def flush(self, least: int = 0) -> None:
        """Write the rows out where there are at least so many."""
        if self._count < least:
            return
        for statement, rows in (*self._nodes.items(), *self._links.items()):
            for part in _parts(rows):
                _write(self._file, statement, {"rows": part})
        self._nodes.clear()
        self._links.clear()
        self._count = 0


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _node_statement(node: Node) -> str:
    days = [name for name, kind in PROPERTIES[node.label].items() if kind == "date"]
    changes: Iterable[str] = (
        "n += row.properties",
        *(f"n.{escaped(name)} = date(row.properties.{escaped(name)})" for name in days),
        *(f"n:{escaped(label)}" for label in node.further),
    )
    return f"UNWIND $rows AS row MERGE (n:{escaped(node.label)} {{id: row.id}}) SET {', '.join(changes)}"


def _link_statement(link: Relationship) -> str:
    start, end = RELATIONSHIPS[link.type]
    return (
        f"UNWIND $rows AS row MATCH (a:{escaped(start)} {{id: row.start}}) MATCH (b:{escaped(end)} {{id: row.end}}) "
        f"MERGE (a)-[r:{escaped(link.type)} {{number: row.number}}]->(b) SET r += row.properties"
    )


def _write(file: IO[bytes], statement: str, parameters: dict[str, Any]) -> None:
    file.write(msgspec.json.encode({"statement": statement, "parameters": parameters}) + b"\n")
