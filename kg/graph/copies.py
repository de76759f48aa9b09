"""Which documents print what another one had first: one origin, many prints.

In go the prints of all documents, out come its copies: in the order of their dates, a document is a copy of the earliest origin
that it is like, or else an origin itself. The order in which documents came in changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kg.cells import Shown
from kg.errors import StoreError
from kg.graph.catalogue import Entry
from kg.graph.document_quads import Quad
from kg.graph.likeness import Print, bands, is_met, likeness
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug

_UNDATED = "9999"
_MANY = 200
"""More new documents than this are looked at together with all others at once."""


@dataclass(frozen=True, slots=True)
class Copy(Shown):
    """A document that prints what `origin` had first, by ids; `shared` is the part of all runs of words that both have."""

    document: str
    origin: str
    shared: float


class Alike(msgspec.Struct, frozen=True):
    """What a store keeps of its documents' likeness: a signature of each, the pairs that were compared, and the copies.

    A pair has the part of all runs that both have, 0 where neither is a print of the other. Of a copy its origin is kept.
    """

    signatures: dict[str, bytes]
    pairs: tuple[tuple[str, str, float], ...] = ()
    copies: dict[str, str] = {}

    def changed(
        self,
        gone: Collection[str],
        new: Mapping[str, bytes],
        entries: Iterable[Entry],
        print_of: Callable[[str], Print],
    ) -> Alike:
        """Return this without some documents and with new ones; `entries` are all of now.

        `print_of` gives the whole print of a document. Where nothing new is like anything, and no origin goes, nothing
        is compared.
        """
        kept = {id: signature for id, signature in self.signatures.items() if id not in gone and id not in new}
        signatures = dict(sorted({**kept, **new}.items()))
        pairs = {(one, other): shared for one, other, shared in self.pairs if one in kept and other in kept}
        copies = {copy: origin for copy, origin in self.copies.items() if copy in kept}
        if not all(origin in kept for origin in copies.values()) or self._meet(new, list(kept.values())):
            copies = find_origins(signatures, pairs, entries, print_of)
        compared = tuple((one, other, shared) for (one, other), shared in sorted(pairs.items()))
        return Alike(signatures, compared, dict(sorted(copies.items())))

    @staticmethod
    def _meet(new: Mapping[str, bytes], others: list[bytes]) -> bool:
        """Tell whether a new document may be like another one; of very many it is not asked."""
        if len(new) > _MANY:
            return True
        signatures = list(new.values())
        return any(is_met(one, [*others, *signatures[:place]]) for place, one in enumerate(signatures))


def find_origins(
    signatures: Mapping[str, bytes],
    pairs: dict[tuple[str, str], float],
    entries: Iterable[Entry],
    print_of: Callable[[str], Print],
) -> dict[str, str]:
    """Return the origin of each copy; what is compared is added to `pairs`.

    A document is compared with origins alone, the earliest first, so that a thousand prints of one story are a thousand
    comparisons.
    """
    copies: dict[str, str] = {}
    earlier: dict[str, int] = {}
    origins: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for entry in sorted((entry for entry in entries if entry.id in signatures), key=_age):
        own = list(bands(signatures[entry.id]))
        met = {id for band in own for id in origins.get(band, ())}
        for other in sorted(met, key=earlier.__getitem__):
            pair = (min(entry.id, other), max(entry.id, other))
            if pair not in pairs:
                found = likeness(print_of(entry.id), print_of(other))
                pairs[pair] = round(found.shared, 2) if found.is_copy else 0.0
            if pairs[pair]:
                copies[entry.id] = other
                break
        else:
            earlier[entry.id] = len(earlier)
            for band in own:
                origins[band].append(entry.id)
    return copies


def find_copies(alike: Alike, entries: Iterable[Entry]) -> tuple[Copy, ...]:
    """Return the copies among documents, in the order of the entries."""
    shared = {(one, other): part for one, other, part in alike.pairs}
    found = ((entry.id, alike.copies[entry.id]) for entry in entries if entry.id in alike.copies)
    return tuple(Copy(id, origin, shared[min(id, origin), max(id, origin)]) for id, origin in found)


def copy_quads(copies: Iterable[Copy], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the graph of copies: which document prints which other one."""
    for copy in copies:
        document, origin = (vocabulary.document[slug(id)] for id in (copy.document, copy.origin))
        yield document, vocabulary.kg.copyOf, origin, vocabulary.copies_graph


def save_alike(path: Path, alike: Alike) -> None:
    """Write what is known of the likeness of documents."""
    path.write_bytes(msgspec.msgpack.encode(alike))


def load_alike(path: Path) -> Alike | None:
    """Return what `save_alike` wrote, None where an older version made the store; a damaged file raises StoreError."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Alike)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as problem:
        raise StoreError(f"{path}: the table of copies is damaged: {problem}; `kg rebuild` makes it anew") from problem


def _age(entry: Entry) -> tuple[str, str]:
    return entry.date or _UNDATED, entry.id
