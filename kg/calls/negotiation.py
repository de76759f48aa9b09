"""Which format an answer comes in: in go an Accept header and the formats on offer, out comes the one that is liked best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.calls.errors import CallError
from kg.graph.scope import AnswerKind

ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
TRUTH = ROWS[:2]
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
OFFERED: dict[AnswerKind, tuple[str, ...]] = {"rows": ROWS, "truth": TRUTH, "triples": TRIPLES}
"""The formats of each kind of answer; the first one where anything will do."""

ALIASES = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ttl": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "nt": ("application/n-triples",),
    "rdfxml": ("application/rdf+xml",),
    "jsonld": ("application/ld+json",),
}
"""Short names of formats, for addresses."""

SYNONYMS = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "text/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/plain": ("application/n-triples",),
    "application/x-turtle": ("text/turtle",),
}
_MOST_RANGES = 50


@dataclass(frozen=True, slots=True)
class Range:
    """What an Accept header takes: a media type or a range of them, and how much it is liked."""

    type: str
    quality: float

    def fits(self, offered: str) -> int:
        """Return how exactly this is a media type: 4 for its name, 3 for another one, 2: of its family, 0: not."""
        if self.type == offered:
            return 4
        if offered in SYNONYMS.get(self.type, ()):
            return 3
        if self.type.endswith("/*") and offered.startswith(self.type[:-1]):
            return 2
        return 1 if self.type == "*/*" else 0


def ranges_of(accept: str) -> tuple[Range, ...]:
    """Return the ranges of an Accept header; a part of it that is none is passed over."""
    found = []
    for part in accept.split(",")[:_MOST_RANGES]:
        type_, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            weight = min(max(float(quality), 0.0), 1.0)
        except ValueError:
            continue
        if "/" in type_:
            found.append(Range(type_, weight if weight == weight else 0.0))
    return tuple(found)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that is liked best, the first of equals; None where none is taken."""
    ranges = ranges_of(accept) or (Range("*/*", 1.0),)

    def liking(media_type: str) -> float:
        best = max(ranges, key=lambda one: (one.fits(media_type), one.quality))
        return best.quality if best.fits(media_type) else 0.0

    liked = max(offered, key=liking)
    return liked if liking(liked) > 0 else None


def format_for(kind: AnswerKind, accept: str, form: str | None = None) -> str:
    """Return the media type for a kind of answer; `form` is a short name, which stands above the header.

    A client that asks for rows alone and gets triples, as rdflib's does, or the other way round, gets the first format of
    what there is. Where nothing allows that, CallError.
    """
    if form:
        wanted = ALIASES.get(form.lower(), (form,))
        found = next((one for one in OFFERED[kind] if one in wanted), None)
    else:
        found = choose(accept, OFFERED[kind])
        if found is None and choose(accept, (*ROWS, *TRIPLES)) is not None:
            found = OFFERED[kind][0]
    if found is None:
        raise CallError("unacceptable", f"this answer comes as {', '.join(OFFERED[kind])}")
    return found
