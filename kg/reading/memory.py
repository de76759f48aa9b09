"""What was read before, so that the next round reads only what is new: files with their size and time, addresses with their tags.

A round is remembered when all that it read is stored (`keep`), and forgotten otherwise (`forget`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kg.errors import ReadError
from kg.reading.named import NamedDocument

VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What a server says of an answer, and how the next request asks whether it still holds."""


class Seen(msgspec.Struct):
    """What an input was when it was read: what tells that it changed, and the ids of its documents."""

    mark: tuple[int, ...] | dict[str, str]
    documents: list[str] = []


class Memory:
    """The inputs that were read, by their absolute path or address."""

    def __init__(self, seen: Mapping[str, Seen] | None = None) -> None:
        self._seen = dict(seen or {})
        self._pending: dict[str, Seen] = {}

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Return what a file keeps; one that is not there, or damaged, keeps nothing: all is read again."""
        try:
            return cls(msgspec.json.decode(path.read_bytes(), type=dict[str, Seen]))
        except (OSError, msgspec.MsgspecError):
            return cls()

    def save(self, path: Path) -> None:
        """Write what is remembered; a reader finds the old file or the new one."""
        beside = path.with_name(f".{path.name}")
        beside.write_bytes(msgspec.json.encode(dict(sorted(self._seen.items()))))
        beside.replace(path)

    def is_new(self, path: Path) -> bool:
        """Tell whether a file is another one than before, and take down what it is now."""
        status = path.stat()
        mark = (status.st_size, status.st_mtime_ns, status.st_ino)
        before = self._seen.get(_key(path))
        if before is not None and before.mark == mark:
            return False
        self._pending[_key(path)] = Seen(mark)
        return True

    def asked(self, address: str) -> dict[str, str]:
        """Return the headers by which a server is asked for an address only where it has changed."""
        before = self._seen.get(address)
        return dict(before.mark) if before is not None and isinstance(before.mark, dict) else {}

    def answered(self, address: str, headers: Mapping[str, str]) -> None:
        """Take down what a server said of its answer."""
        mark = {question: headers[tag] for tag, question in VALIDATORS.items() if tag in headers}
        self._pending[address] = Seen(mark)

    def read(self, place: Path | str, named: NamedDocument) -> None:
        """Take down a document that was read of a file or an address."""
        seen = self._pending.get(_key(place))
        if seen is not None:
            seen.documents.append(named.document.id)

    def failed(self, place: Path | str, problem: ReadError) -> None:
        """Take down that a part could not be read; an address of which nothing could is asked again."""
        key = _key(place)
        if isinstance(place, str) and problem.source == place:
            self._pending.pop(key, None)

    def outdated(self) -> tuple[str, ...]:
        """Return the ids of documents that a file held before this round, and that no input holds any longer."""
        now = {**self._seen, **self._pending}
        held = {document for seen in now.values() for document in seen.documents}
        before = (self._seen[key] for key, seen in self._pending.items() if key in self._seen and _is_file(seen))
        return tuple(dict.fromkeys(one for seen in before for one in seen.documents if one not in held))

    def keep(self) -> None:
        """Remember the round."""
        self._seen |= self._pending
        self._pending = {}

    def forget(self) -> None:
        """Forget the round, so that the next one reads the same again."""
        self._pending = {}


def _key(place: Path | str) -> str:
    return place if isinstance(place, str) else os.path.abspath(place)  # noqa: PTH100 -- links stay as they are


def _is_file(seen: Seen) -> bool:
    return not isinstance(seen.mark, dict)
