"""The root of a store: one hash over the hashes of its documents, and over the versions that made them.

In go the entries of the catalogue, out comes the root. Two stores of one root hold the same documents, letter for letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from kg.errors import StoreError
from kg.graph.catalogue import Entry
from kg.graph.versions import Versions


class Root(msgspec.Struct, frozen=True):
    """The root itself, and the versions that the entries name by their keys."""

    root: str
    versions: dict[str, Versions]

    @classmethod
    def of(cls, entries: Iterable[Entry], versions: Mapping[str, Versions]) -> Root:
        """Return the root of a catalogue; of `versions` those are kept that an entry names."""
        digest, used = hashlib.sha256(), {}
        for entry in sorted(entries, key=lambda entry: entry.id):
            digest.update(f"{entry.id} {entry.hash} {entry.versions}\n".encode())
            if entry.versions in versions:
                used[entry.versions] = versions[entry.versions]
        kept = dict(sorted(used.items()))
        digest.update(msgspec.json.encode(kept))
        return cls(digest.hexdigest(), kept)


def save_root(path: Path, root: Root) -> None:
    """Write a root."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(root)) + b"\n")


def load_root(path: Path) -> Root | None:
    """Return the root of a generation, None where an older version wrote it; a damaged file raises StoreError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Root)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as problem:
        raise StoreError(
            f"{path}: the root of the store is damaged: {problem}; `kg rebuild` makes it anew"
        ) from problem
