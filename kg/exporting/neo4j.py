"""Neo4j's bulk import: CSV files with typed heads, and a file of arguments for `neo4j-admin database import`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.exporting.contents import Contents
from kg.exporting.csv_tables import cell_text
from kg.exporting.property_graph import (
    PROPERTIES,
    ROLE_PROPERTIES,
    Label,
    Node,
    Relationship,
    article_nodes,
    article_relationships,
    entity_nodes,
)

FILES: dict[Label, str] = {
    "Document": "documents.csv",
    "Thing": "things.csv",
    "Statement": "statements.csv",
    "Attribution": "attributions.csv",
}
LINKS, ARGUMENTS = "relationships.csv", "import.txt"


def write_import(contents: Contents, folder: Path) -> None:
    """Write a file of nodes for each label, one of relationships, and the arguments that the import takes.

    In the folder: `neo4j-admin database import full neo4j @import.txt`. What is not known is an empty cell, which the
    import leaves out; quotation marks are doubled, and texts keep their line breaks.
    """
    with ExitStack() as stack:

        def table(name: str, head: Iterable[str]) -> Any:
            writer = csv.writer(
                stack.enter_context((folder / name).open("w", encoding="utf-8", newline="")), lineterminator="\n"
            )
            writer.writerow(head)
            return writer

        nodes = {label: table(name, _head(label)) for label, name in FILES.items()}
        links = table(LINKS, [":START_ID", ":END_ID", ":TYPE", *_typed(ROLE_PROPERTIES.items())])
        for node in entity_nodes(contents):
            nodes[node.label].writerow(_row(node))
        for article in contents.articles():
            for node in article_nodes(contents, article):
                nodes[node.label].writerow(_row(node))
            for link in article_relationships(contents, article):
                links.writerow(map(cell_text, _link(link)))
    lines = ["--multiline-fields=true", *(f"--nodes={name}" for name in FILES.values()), f"--relationships={LINKS}"]
    (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _head(label: Label) -> Iterator[str]:
    yield "id:ID"
    yield from _typed(PROPERTIES[label].items())
    yield ":LABEL"


def _typed(properties: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (name if kind == "string" else f"{name}:{kind}" for name, kind in properties)


def _row(node: Node) -> Iterator[str]:
    yield cell_text(node.id)
    yield from (cell_text(node.properties.get(name)) for name in PROPERTIES[node.label])
    yield ";".join((node.label, *node.further))


def _link(link: Relationship) -> tuple[str | int | None, ...]:
    return link.start, link.end, link.type, link.number, link.role, link.marker, link.value
