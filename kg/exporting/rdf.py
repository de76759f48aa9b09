"""RDF: the quads of the store in the standard formats, streamed, the same bytes for the same graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from rdflib import URIRef

from kg.exporting.contents import Contents
from kg.graph.index import Reified

_PREFIX = b"@prefix"


class PrefixesInOrder:
    """An open file that sorts the lines of prefixes at its head, which Oxigraph writes in any order."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take in bytes; those of the head are kept until it is whole."""
        if self._head is None:
            return self._file.write(data)
        self._head += data
        *lines, rest = self._head.split(b"\n")
        if any(not line.startswith(_PREFIX) for line in lines) or not _PREFIX.startswith(rest[: len(_PREFIX)]):
            self.finish()
        return len(data)

    def finish(self) -> None:
        """Write out the head, and from then on what comes."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            count = next((number for number, line in enumerate(lines) if not line.startswith(_PREFIX)), len(lines))
            self._file.writelines([*sorted(lines[:count]), *lines[count:]])
            self._head = None

    def flush(self) -> None:
        """Do nothing: whoever opened the file flushes it."""


def rdf(media_type: str) -> Callable[[Contents, IO[bytes]], None]:
    """Return what writes all quads in a standard format, which its media type names.

    A format without named graphs, such as Turtle, gets the union of them.
    """

    def write(contents: Contents, file: IO[bytes]) -> None:
        ordered = PrefixesInOrder(file)
        contents.index.dump(ordered, media_type)
        ordered.finish()

    return write


write_nquads = rdf("application/n-quads")
write_trig = rdf("application/trig")
write_turtle = rdf("text/turtle")
write_jsonld = rdf("application/ld+json")


def write_rdf12(contents: Contents, file: IO[bytes]) -> None:
    """Write all quads as TriG of RDF 1.2; a statement that has an object is the reifier of its triple (rdf:reifies).

    Reified is not asserted: what is denied or only claimed is no triple of the graph.
    """
    ordered = PrefixesInOrder(file)
    contents.index.dump(ordered, "application/trig", _reified(contents))
    ordered.finish()


def _reified(contents: Contents) -> Iterator[tuple[URIRef, list[Reified]]]:
    for article in contents.articles():
        yield (
            article.iri,
            [
                (
                    contents.statement_iri(stated.id),
                    (URIRef(stated.subject.iri), contents.predicate_iri(stated), URIRef(stated.object.iri)),
                )
                for stated in article.statements
                if stated.object is not None
            ],
        )
