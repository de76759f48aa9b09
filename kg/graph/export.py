"""Write a whole graph as N-Quads, Turtle, JSON-LD or GraphML to an open file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from typing import IO, Literal

from kg.graph.index import Format, Index
from kg.graph.network import to_networkx
from kg.graph.stated import Stated

ExportFormat = Literal["nquads", "turtle", "jsonld", "graphml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_rdf(index: Index, file: IO[bytes], form: Format) -> None:
    """Write all quads, the same bytes for the same graph; Turtle has no named graphs and gets the union of them."""
    with tempfile.TemporaryFile() as unsorted:
        index.dump(unsorted, form)
        unsorted.seek(0)
        prefixes: list[bytes] = []
        for line in unsorted:
            if line.startswith(b"@prefix"):
                prefixes.append(line)
                continue
            file.writelines(sorted(prefixes))
            prefixes.clear()
            file.write(line)


def write_graphml(statements: Iterable[Stated], file: IO[bytes]) -> None:
    """Write the statements that have an object as GraphML; characters that XML does not have become U+FFFD."""
    from networkx import relabel_nodes, write_graphml_xml

    network = to_networkx(statements)
    for _, attributes in network.nodes(data=True):
        _clean(attributes)
    for *_, attributes in network.edges(data=True):
        _clean(attributes)
    write_graphml_xml(relabel_nodes(network, lambda name: _NOT_XML.sub("\ufffd", name)), file)


def _clean(attributes: dict[str, object]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = _NOT_XML.sub("\ufffd", value)
