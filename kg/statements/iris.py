"""Names into IRIs: any text becomes one valid path segment, and the things of a document become fragments of its IRI.

A segment stays readable ("North_Korea", "Łódź") and is safe for any name, however hostile: what an IRI does not allow
is percent-encoded, so that two different names never share a segment, spelling of white space apart.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from rdflib import URIRef

from kg.model import AnnotatedDocument, Attribution, Chain
from kg.schema.vocabulary import Vocabulary

_Numbered = TypeVar("_Numbered", Chain, Attribution)

_UNRESERVED = frozenset("-._~,'()!")
_TAGS = "\U000e0000"
"""From here to U+E0FFF an IRI takes nothing, and the marks there are never seen."""

_LONGEST = 120
_KEPT = 100


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Return text as one path segment of an IRI: white space as `_`, what an IRI does not allow percent-encoded.

    A text beyond 120 characters is cut and ends in a hash of the whole; a text of dots alone (which a resolver would
    take for a step up) or of nothing gets a `_` before it.
    """
    text = "_".join(unicodedata.normalize("NFC", text).split())
    if not text.strip("."):
        return f"_{text}"
    if len(text) > _LONGEST:
        text = f"{text[:_KEPT]}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    return "".join(character if _is_allowed(character) else _percent(character) for character in text)


def _is_allowed(character: str) -> bool:
    if character.isalnum() or character in _UNRESERVED:
        return True
    return unicodedata.category(character) in {"Mn", "Mc"} and character < _TAGS


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


class DocumentIris:
    """The IRIs of one document: itself, and its sentences, phrases, chains and attributions as fragments of it."""

    def __init__(self, annotated: AnnotatedDocument, vocabulary: Vocabulary) -> None:
        self.document = vocabulary.document[slug(annotated.document.id)]
        self._vocabulary = vocabulary
        self._mentions = {mention.id: mention for mention in annotated.mentions}
        self.chains = self._each(annotated.chains, self._chain_fragments)
        self.attributions = self._each(annotated.attributions, self._attribution_fragments)

    def char(self, start: int, end: int) -> URIRef:
        """Return the IRI of a stretch of text, as RFC 5147 and NIF write it."""
        return self._fragment(f"char={start},{end}")

    def statement(self, statement_id: str) -> URIRef:
        """Return the IRI of a statement, which its id alone gives."""
        return self._vocabulary.statement[slug(statement_id)]

    def _fragment(self, fragment: str) -> URIRef:
        return URIRef(f"{self.document}#{fragment}")

    def _each(
        self, things: tuple[_Numbered, ...], fragments: Callable[[_Numbered], tuple[str, ...]]
    ) -> dict[int, URIRef]:
        """Return an IRI for each thing: the first of its fragments that no thing before it has taken."""
        taken: dict[str, int] = {}
        for thing in things:
            free = next(
                (fragment for fragment in fragments(thing) if fragment not in taken),
                f"{fragments(thing)[-1]};id={thing.id}",
            )
            taken[free] = thing.id
        return {number: self._fragment(fragment) for fragment, number in taken.items()}

    def _chain_fragments(self, chain: Chain) -> tuple[str, ...]:
        first = min(
            (self._mentions[number] for number in chain.mentions), key=lambda mention: (mention.start, mention.end)
        )
        return (f"chain={first.start},{first.end}",)

    def _attribution_fragments(self, attribution: Attribution) -> tuple[str, ...]:
        content = f"{attribution.content.start},{attribution.content.end}"
        if attribution.cue is None:
            return (f"attribution={content}",)
        plain = f"attribution={attribution.cue.start},{attribution.cue.end}"
        source = "" if attribution.source is None else f";source={attribution.source.start},{attribution.source.end}"
        return (plain, f"{plain}{source};content={content}")
