"""GraphML: things and the statements between them, for Gephi, yEd, igraph and networkx."""

from __future__ import annotations

from typing import IO

from networkx import relabel_nodes, write_graphml_xml

from kg.exporting.characters import in_xml
from kg.exporting.contents import Contents
from kg.graph.network import to_networkx


def write_graphml(contents: Contents, file: IO[bytes]) -> None:
    """Write the statements that have an object as GraphML; characters that XML does not have become U+FFFD."""
    network = to_networkx(contents.statements())
    for _, attributes in network.nodes(data=True):
        _clean(attributes)
    for *_, attributes in network.edges(data=True):
        _clean(attributes)
    write_graphml_xml(relabel_nodes(network, in_xml), file)


def _clean(attributes: dict[str, object]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = in_xml(value)
