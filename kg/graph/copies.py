"""Which documents print what another one had first: one origin, many prints.

In go the prints of all documents, out come the pairs that are alike, kept by the store, and from these its copies: in the order
of their dates, a document is a copy of the earliest origin that it is like, or else an origin itself. The order in which
documents came in changes nothing.
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
from kg.graph.iris import slug
from kg.graph.likeness import Print, likeness, pairs_worth_a_look
from kg.schema.vocabulary import Vocabulary

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Copy(Shown):
    """A document that prints what `origin` had first, by ids; `shared` is the part of all runs of words that both have."""

    document: str
    origin: str
    shared: float


class Alike(msgspec.Struct, frozen=True):
    """What a store keeps of its documents' likeness: a signature of each, and the pairs that are alike, with how much."""

    signatures: dict[str, bytes]
    pairs: tuple[tuple[str, str, float], ...] = ()

    def changed(self, gone: Collection[str], new: Mapping[str, bytes], print_of: Callable[[str], Print]) -> Alike:
        """Return this without some documents and with new ones; `print_of` gives the whole print of a document."""
        kept = {id: signature for id, signature in self.signatures.items() if id not in gone and id not in new}
        pairs = [pair for pair in self.pairs if pair[0] in kept and pair[1] in kept]
        ids = [*sorted(kept), *sorted(new)]
        for one, other in pairs_worth_a_look(
            [*(kept[id] for id in sorted(kept)), *(new[id] for id in sorted(new))], len(kept)
        ):
            found = likeness(print_of(ids[one]), print_of(ids[other]))
            if found.is_copy:
                first, second = sorted((ids[one], ids[other]))
                pairs.append((first, second, round(found.shared, 2)))
        return Alike(dict(sorted({**kept, **new}.items())), tuple(sorted(pairs)))


def find_copies(alike: Alike, entries: Iterable[Entry]) -> tuple[Copy, ...]:
    """Return the copies among documents, in the order of the entries."""
    like: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, shared in alike.pairs:
        like[one][other] = like[other][one] = shared
    entries = tuple(entries)
    copies: dict[str, Copy] = {}
    earlier: dict[str, int] = {}
    for entry in sorted((entry for entry in entries if entry.id in like), key=_age):
        origins = [id for id in like[entry.id] if id in earlier and id not in copies]
        if origins:
            origin = min(origins, key=earlier.__getitem__)
            copies[entry.id] = Copy(entry.id, origin, like[entry.id][origin])
        earlier[entry.id] = len(earlier)
    return tuple(copies[entry.id] for entry in entries if entry.id in copies)


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
