"""What made an annotated document: hashes of the code and of the lexicon, and the language pipeline with its version.

In go the options of an extraction, out come its versions. Two documents of the same versions and the same text are the
same; where versions differ, they may differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import msgspec

import kg.errors
from kg.cells import Shown
from kg.graph.kept_gazetteer import content_of

_PACKAGE = Path(kg.errors.__file__).parent
_CODE = ("extraction", "lexicon", "schema", "model.py")
_LEXICON = ("lexicon", "schema", "extraction")
_DIGITS = 16
_OF_CODE = frozenset({".py"})
_OF_LEXICON = frozenset({".toml", ".csv", ".json", ".txt"})


@dataclass(frozen=True, slots=True)
class Versions(Shown):
    """`code` and `lexicon` are hashes, the latter with a user's own names and relations; `pipeline` is a name."""

    code: str
    pipeline: str
    lexicon: str

    @property
    def key(self) -> str:
        """Return one hash of all: 16 hexadecimal digits."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:_DIGITS]


def versions_of(model: str, gazetteer: Path | None, schema: Path | None) -> Versions:
    """Return the versions that an extraction with these options has now, without loading anything."""
    own = [content_of(path) for path in (gazetteer, schema) if path is not None and path.exists()]
    return Versions(_code(), _pipeline(model), _hash([_lexicon().encode(), *own]))


def hash_of_rooms(rooms: Iterable[str]) -> str:
    """Return a hash of all code and data of some rooms of the package."""
    return _hash(_contents(rooms, _OF_CODE | _OF_LEXICON))


@lru_cache(maxsize=1)
def _code() -> str:
    return _hash(_contents(_CODE, _OF_CODE))


@lru_cache(maxsize=1)
def _lexicon() -> str:
    return _hash(_contents(_LEXICON, _OF_LEXICON))


@lru_cache(maxsize=8)
def _pipeline(model: str) -> str:
    """Return "en_core_web_sm 3.8.0, spacy 3.8.7": what the model's own description says, and who runs it."""
    folder = Path(model)
    if not (folder / "meta.json").exists():
        found = find_spec(model) if model.isidentifier() else None
        folder = folder if found is None or found.origin is None else Path(found.origin).parent
    try:
        number = msgspec.json.decode((folder / "meta.json").read_bytes(), type=dict[str, object]).get("version", "")
    except (OSError, msgspec.MsgspecError):  # there is none, as extraction will say
        number = ""
    try:
        return f"{Path(model).name} {number}, spacy {version('spacy')}"
    except PackageNotFoundError:
        return f"{Path(model).name} {number}"


def _contents(rooms: Iterable[str], suffixes: frozenset[str]) -> Iterable[bytes]:
    for room in rooms:
        root = _PACKAGE / room
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in suffixes:
                yield path.relative_to(_PACKAGE).as_posix().encode()
                yield path.read_bytes()


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:_DIGITS]
