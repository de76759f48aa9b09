"""Quads as lines of N-Quads, as Oxigraph loads them fastest; a line may leave holes for what is known later.

In go quads of rdflib's terms, out come bytes. A hole stands between two marks, which stand nowhere else: in a literal,
control characters are written as escapes. It is a chain's number, for the IRI of its entity, or for its name the number
behind letters: `n12`, `nt12` behind "the", `no12` as an owner, `nf12` at the beginning of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.graph.document_quads import Quad
from kg.statements.literals import Holed
from kg.wording.holes import Hole, Holes

_MARK = "\x01"
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_ESCAPES = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"},
}
_STRING = str(XSD.string)


def to_lines(quads: Iterable[Quad], things: str | None = None, names: Holes | None = None) -> bytes:
    """Return quads as lines.

    An IRI that begins with `things` becomes a hole, numbered by the rest of it; the marks of `names` in literals with holes
    become holes for names.
    """
    return "".join(_lines(quads, things, names)).encode("utf-8")


def fill(lines: bytes, iris: Mapping[int, str], names: Mapping[int, str]) -> bytes:
    """Return lines with the IRI and the name of each chain in its holes."""
    parts = lines.split(_MARK.encode())
    filled = {key: _filled(key.decode(), iris, names).encode("utf-8") for key in set(parts[1::2])}
    parts[1::2] = [filled[key] for key in parts[1::2]]
    return b"".join(parts)


def named_in(lines: bytes) -> frozenset[int]:
    """Return the chains whose names lines have holes for."""
    keys = {key.decode() for key in lines.split(_MARK.encode())[1::2]}
    return frozenset(int(key.lstrip("ntof")) for key in keys if key.startswith("n"))


def _filled(key: str, iris: Mapping[int, str], names: Mapping[int, str]) -> str:
    if not key.startswith("n"):
        return iris[int(key)]
    number = key.lstrip("ntof")
    flags = key[: -len(number)]
    return _escaped(Hole(int(number), "t" in flags, "o" in flags, "f" in flags).fill(names[int(number)]))


def _key(hole: Hole) -> str:
    flags = "".join(letter for letter, holds in zip("tof", hole[1:], strict=True) if holds)
    return f"{_MARK}n{flags}{hole.chain}{_MARK}"


def _lines(quads: Iterable[Quad], things: str | None, names: Holes | None) -> Iterator[str]:
    for subject, predicate, object_, graph in quads:
        thing = _iri(subject, things)
        if not isinstance(object_, Literal):
            value = _iri(object_, things)
        elif names is not None and isinstance(object_, Holed):
            parts = names.parts(str(object_))
            words = "".join(_key(part) if isinstance(part, Hole) else _escaped(part) for part in parts)
            value = f'"{words}"{_behind(object_.language, object_.datatype)}'
        else:
            value = _literal(object_)
        yield f"{thing} <{predicate}> {value} <{graph}> .\n"


def _iri(iri: URIRef, holes: str | None) -> str:
    if holes is not None and iri.startswith(holes):
        return f"<{_MARK}{iri[len(holes) :]}{_MARK}>"
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    return f'"{_escaped(str(literal))}"{_behind(literal.language, literal.datatype)}'


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text) if _TO_ESCAPE.search(text) else text


@lru_cache(maxsize=256)
def _behind(language: str | None, datatype: str | None) -> str:
    if language:
        return f"@{language}"
    return "" if datatype is None or str(datatype) == _STRING else f"^^<{datatype}>"
