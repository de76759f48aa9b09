"""Who is who as files: the parts that chains were joined in (`kg.resolve.rejoining`), each once, and a ledger of where they are.

    entities/
      ledger.msgpack       which part has what, and where it lies
      000007.parts         parts, written once; a commit adds those that it changed, and shares the others by hard links

They are derived from the documents, and kept so that a reader need not join them again, and a commit only what it changes.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import StoreError
from kg.resolve.model import Resolution
from kg.resolve.parts import Ledger, Part, assemble

LEDGER = "ledger.msgpack"
_SUFFIX = ".parts"
_LEVEL = 1
_CHECK = 4
"""Bytes of the checksum before a ledger."""
_MOST_SEGMENTS = 24
"""Beyond so many files, or when half of what they hold is of no use any more, they are written as one."""

_Place = tuple[str, int, int]
"""The file of a part, its offset there and its length."""


class _Kept(msgspec.Struct, array_like=True):
    ledger: Ledger
    places: dict[int, _Place]


class Table:
    """The parts of one generation, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open the table of a generation; a ledger that is damaged or not there raises StoreError."""
        self._folder = folder
        path = folder / LEDGER
        try:
            data = path.read_bytes()
            if int.from_bytes(data[:_CHECK], "big") != zlib.crc32(data[_CHECK:]):
                raise _damaged(path, "its checksum is another one")
            kept = msgspec.msgpack.decode(memoryview(data)[_CHECK:], type=_Kept)
        except (OSError, msgspec.MsgspecError) as problem:
            raise _damaged(path, problem) from problem
        self.ledger = kept.ledger
        self._places = kept.places

    def load(self, numbers: Iterable[int]) -> dict[int, Part]:
        """Return parts by their numbers; a damaged one raises StoreError."""
        places = sorted((self._places[number], number) for number in set(numbers))
        found: dict[int, Part] = {}
        with ExitStack() as stack:
            files: dict[str, IO[bytes]] = {}
            for (segment, offset, length), number in places:
                path = self._folder / segment
                try:
                    if segment not in files:
                        files[segment] = stack.enter_context(path.open("rb"))
                    files[segment].seek(offset)
                    found[number] = _DECODER.decode(zlib.decompress(files[segment].read(length)))
                except (OSError, zlib.error, msgspec.MsgspecError) as problem:
                    raise _damaged(path, problem) from problem
        return found

    def resolution(self) -> Resolution:
        """Return who is who, all in one."""
        return assemble(self.ledger, self.load(self._places).values())

    def save(self, folder: Path, name: str, ledger: Ledger, gone: Iterable[int], made: Mapping[int, Part]) -> None:
        """Write the table of another generation: without some parts, with others in a file of this name."""
        gone = set(gone)
        kept = {number: place for number, place in self._places.items() if number not in gone}
        segments = {segment for segment, _, _ in self._places.values()}
        size = sum((self._folder / segment).stat().st_size for segment in segments)
        live = sum(length for _, _, length in kept.values())
        copied: dict[int, _Place] = {}
        if 2 * live < size or len(segments) > _MOST_SEGMENTS:
            kept, copied = {}, kept
        folder.mkdir()
        for segment in sorted({segment for segment, _, _ in kept.values()}):
            _link(self._folder / segment, folder / segment)
        _write(folder, name, ledger, kept, self._raw(copied), made)

    def _raw(self, places: Mapping[int, _Place]) -> dict[int, bytes]:
        """Return parts as they lie on disk."""
        found: dict[int, bytes] = {}
        for segment in sorted({segment for segment, _, _ in places.values()}):
            data = (self._folder / segment).read_bytes()
            for number, (other, offset, length) in places.items():
                if other == segment:
                    found[number] = data[offset : offset + length]
        return found


def save_table(folder: Path, name: str, ledger: Ledger, made: Mapping[int, Part]) -> None:
    """Write a table that follows no other one."""
    folder.mkdir()
    _write(folder, name, ledger, {}, {}, made)


def load_resolution(folder: Path) -> Resolution:
    """Return who is who, from the table in a folder."""
    return Table(folder).resolution()


def _write(
    folder: Path,
    name: str,
    ledger: Ledger,
    kept: Mapping[int, _Place],
    copied: Mapping[int, bytes],
    made: Mapping[int, Part],
) -> None:
    places = dict(kept)
    segment = f"{name}{_SUFFIX}"
    with (folder / segment).open("wb") as file:
        for number in sorted({*copied, *made}):
            data = copied[number] if number in copied else zlib.compress(_ENCODER.encode(made[number]), _LEVEL)
            places[number] = (segment, file.tell(), len(data))
            file.write(data)
    data = _ENCODER.encode(_Kept(ledger, places))
    (folder / LEDGER).write_bytes(zlib.crc32(data).to_bytes(_CHECK, "big") + data)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copyfile(old, new)


def _damaged(path: Path, problem: object) -> StoreError:
    return StoreError(f"{path}: the table of entities is damaged: {problem}; `kg rebuild` makes it anew")


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Part)
