"""A table of names, mapped into memory: in goes a name, out come the records of those who have it.

Opening one takes milliseconds, whatever its size; a question takes microseconds, and only the pages that it touches are read.
"""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from kg.errors import SchemaError
from kg.lexicon.authority.layout import ALIGNED, MAGIC, WIDTHS, Head, fingerprint, short_fingerprint
from kg.lexicon.authority.record import Record

_LENGTH = 4
_LARGEST_HEAD = 16 << 20
_RECORDS = msgspec.msgpack.Decoder(Record)
_KEPT = 1 << 16


class NameTable:
    """The names of one file that `kg gazetteer import` wrote; a file that is none, or is cut off, raises SchemaError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if sys.byteorder != "little":
            raise SchemaError(f"{path}: a table of names can be used on little-endian machines only")
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise SchemaError(f"{path}: cannot be read as a table of names: {problem}") from problem
        self.head, behind = _read_head(path, self._map)
        view = memoryview(self._map)
        self._parts: dict[str, memoryview] = {}
        for name, code in WIDTHS.items():
            offset, length = self.head.parts.get(name, (-1, 0))
            if offset < 0 or behind + offset + length > len(view):
                raise SchemaError(f"{path}: this table of names is cut off; import it again")
            self._parts[name] = view[behind + offset : behind + offset + length].cast(code)
        self._reach_of = lru_cache(_KEPT)(self._find_reach)
        self._numbers_of = lru_cache(_KEPT)(self._find_numbers)

    def __len__(self) -> int:
        return self.head.records

    def numbers(self, pieces: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of the records with a name, given as its pieces; those most taken note of come first."""
        return self._numbers_of(pieces) if pieces else ()

    def reach(self, first: str) -> int:
        """Return how many pieces the longest name has whose first piece this is; 0 where none begins so."""
        return self._reach_of(first)

    def record(self, number: int) -> Record:
        """Return a record by its number; bytes that are none raise SchemaError."""
        offsets, records = self._parts["offsets"], self._parts["records"]
        try:
            return _RECORDS.decode(records[offsets[number] : offsets[number + 1]])
        except (msgspec.MsgspecError, IndexError) as problem:
            raise SchemaError(f"{self.path}: this table of names is damaged; import it again") from problem

    def linked(self, wikidata: int) -> int | None:
        """Return the number of the record with a Q-id, given as its number."""
        return self._first("links", "linked", wikidata)

    def named(self, id: str) -> int | None:
        """Return the number of the record that owns an id."""
        return self._first("ids", "named", short_fingerprint(id))

    def _first(self, keys: str, values: str, wanted: int) -> int | None:
        place = bisect_left(self._parts[keys], wanted)
        found = place < len(self._parts[keys]) and self._parts[keys][place] == wanted
        return self._parts[values][place] if found else None

    def _find_numbers(self, pieces: Sequence[str]) -> tuple[int, ...]:
        key, check = fingerprint(pieces)
        keys, checks, holders = self._parts["keys"], self._parts["checks"], self._parts["holders"]
        first = bisect_left(keys, key)
        if first == len(keys) or keys[first] != key:
            return ()
        places = range(first, bisect_right(keys, key, first))
        return tuple(dict.fromkeys(holders[place] for place in places if checks[place] == check))

    def _find_reach(self, first: str) -> int:
        return self._first("starts", "reach", short_fingerprint(first)) or 0


def is_table(path: Path) -> bool:
    """Tell whether a file is a table of names, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def table_digest(path: Path) -> bytes:
    """Return the hash that stands in the head of a table of names: two with one hash hold the same."""
    with path.open("rb") as file:
        start = file.read(len(MAGIC) + _LENGTH)
        content = start + file.read(min(int.from_bytes(start[len(MAGIC) :], "little"), _LARGEST_HEAD))
    return _read_head(path, content)[0].digest.encode()


def _read_head(path: Path, content: mmap.mmap | bytes) -> tuple[Head, int]:
    """Return the head of a table, and the offset behind it."""
    start = len(MAGIC) + _LENGTH
    if content[: len(MAGIC)] != MAGIC:
        raise SchemaError(f"{path}: is no table of names; `kg gazetteer import` makes one")
    end = start + int.from_bytes(content[len(MAGIC) : start], "little")
    try:
        head = msgspec.json.decode(content[start:end], type=Head)
    except msgspec.MsgspecError as problem:
        raise SchemaError(f"{path}: this table of names is damaged; import it again") from problem
    return head, end + -end % ALIGNED
