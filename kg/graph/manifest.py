"""The manifest of a store: `store.json`, which names the generation that is valid. Replacing it is what a commit is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kg.errors import StoreError

FORMAT = 1
"""Raised when a store of an older version can no longer be read as it is."""

FILE = "store.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store says of itself; `reports` tells whether report statements are in its graph."""

    format: int
    base: str
    reports: bool
    generation: str


def load_manifest(store: Path) -> Manifest | None:
    """Return the manifest of a store, None where nothing is; anything else there raises StoreError."""
    if not store.exists():
        return None
    if not store.is_dir():
        raise StoreError(
            f"{store}: not a store but a file; name a folder that is a store, or one that is not there yet"
        )
    path = store / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if any(child.name not in _MAKINGS for child in store.iterdir()):
            raise StoreError(
                f"{store}: this folder is no store of kg (it has no {FILE}), and is left as it is"
            ) from None
        return None
    except OSError as problem:
        raise StoreError(f"{path}: cannot be read: {problem.strerror}") from problem
    return _decode(path, content)


def save_manifest(store: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the former one, so that a reader sees either the one or the other, whole."""
    temporary = store / f"{FILE}.new"
    with temporary.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(store / FILE)
    sync_folder(store)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_MAKINGS = frozenset({"lock", "generations", "incoming", "decisions.jsonl", "watch", f"{FILE}.new"})
"""What a store holds whose first build did not come to its end."""


class _Format(msgspec.Struct):
    format: int


def _decode(path: Path, content: bytes) -> Manifest:
    try:
        found = msgspec.json.decode(content, type=_Format).format
        if found > FORMAT:
            raise StoreError(
                f"{path.parent}: the store was written by a newer version of kg (its format is {found}, "
                f"this version reads up to {FORMAT}); upgrade kgwire"
            )
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as problem:
        raise StoreError(f"{path}: the manifest of the store is damaged: {problem}") from problem
