"""Quads as lines of N-Quads, as Oxigraph loads them fastest; a line may leave a hole where an entity's IRI comes later.

In go quads of rdflib's terms, out come bytes. A hole is a chain's number between two marks, which stand nowhere else: in a
literal, control characters are written as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.graph.document_quads import Quad

_MARK = "\x01"
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_ESCAPES = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"},
}
_STRING = str(XSD.string)


def to_lines(quads: Iterable[Quad], holes: str | None = None) -> bytes:
    """Return quads as lines; an IRI that begins with `holes` becomes a hole, numbered by the rest of it."""
    return "".join(_lines(quads, holes)).encode("utf-8")


def fill(lines: bytes, iris: Mapping[int, str]) -> bytes:
    """Return lines with the IRI of each chain in its holes."""
    parts = lines.split(_MARK.encode())
    parts[1::2] = [iris[int(number)].encode("utf-8") for number in parts[1::2]]
    return b"".join(parts)


def _lines(quads: Iterable[Quad], holes: str | None) -> Iterator[str]:
    for subject, predicate, object_, graph in quads:
        thing = _iri(subject, holes)
        value = _literal(object_) if isinstance(object_, Literal) else _iri(object_, holes)
        yield f"{thing} <{predicate}> {value} <{graph}> .\n"


def _iri(iri: URIRef, holes: str | None) -> str:
    if holes is not None and iri.startswith(holes):
        return f"<{_MARK}{iri[len(holes) :]}{_MARK}>"
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    text = str(literal)
    if _TO_ESCAPE.search(text):
        text = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
    return f'"{text}"{_behind(literal.language, literal.datatype)}'


@lru_cache(maxsize=256)
def _behind(language: str | None, datatype: str | None) -> str:
    if language:
        return f"@{language}"
    return "" if datatype is None or str(datatype) == _STRING else f"^^<{datatype}>"
