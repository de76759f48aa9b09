"""Write a whole graph to an open file, in a form that other programs read.

A new form is a line in `EXPORTS`. Importing this loads no library, so that the command line can name the forms.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.graph.index import Index
    from kg.graph.stated import Stated

Write = Callable[["Index", Iterable["Stated"], IO[bytes]], None]
"""Writes a graph, that is its quads and the statements in them, to an open file."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdf(media_type: str) -> Write:
    """Return what writes all quads in a standard format, which its media type names, the same bytes for the same graph.

    A format without named graphs, such as Turtle, gets the union of them.
    """

    def write(index: Index, _statements: Iterable[Stated], file: IO[bytes]) -> None:
        with tempfile.TemporaryFile() as unsorted:
            index.dump(unsorted, media_type)
            unsorted.seek(0)
            prefixes: list[bytes] = []
            for line in unsorted:
                if line.startswith(b"@prefix"):
                    prefixes.append(line)
                    continue
                file.writelines(sorted(prefixes))
                prefixes.clear()
                file.write(line)

    return write


def write_graphml(_index: Index, statements: Iterable[Stated], file: IO[bytes]) -> None:
    """Write the statements that have an object as GraphML; characters that XML does not have become U+FFFD."""
    from networkx import relabel_nodes, write_graphml_xml

    from kg.graph.network import to_networkx

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


EXPORTS: Mapping[str, Write] = {
    "nquads": rdf("application/n-quads"),
    "turtle": rdf("text/turtle"),
    "jsonld": rdf("application/ld+json"),
    "graphml": write_graphml,
}


def export_form(name: str) -> Write:
    """Return what writes a graph in the form of this name; a name that none has raises StoreError."""
    if name not in EXPORTS:
        raise StoreError(f"a graph cannot be written as {name!r}; it can as {', '.join(EXPORTS)}")
    return EXPORTS[name]
