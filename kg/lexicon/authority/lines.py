"""The lines of an authority file, packed or not: in goes a path, out come numbered lines, one in memory at a time.

gzip, bzip2, xz and ZIP (its largest file) are told by their first bytes. A line that no format has is skipped, not held.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from kg.errors import ReadError, SchemaError

LONGEST_LINE = 64 << 20
"""Bytes; the longest line of Wikidata's dump has some four million."""
_PACKED: tuple[tuple[bytes, Callable[[IO[bytes]], object]], ...] = (
    (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_ZIP = b"PK\x03\x04"
_DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)

OnSkip = Callable[[ReadError], None]
"""Is told of each line or part that cannot be used."""


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked if it is packed; one that cannot be opened raises SchemaError."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            start = file.read(len(_PACKED[-1][0]))
            file.seek(0)
            if start.startswith(_ZIP):
                archive = stack.enter_context(zipfile.ZipFile(file))
                largest = max(archive.infolist(), key=lambda info: (info.file_size, info.filename))
                yield stack.enter_context(archive.open(largest))
                return
            for sign, opened in _PACKED:
                if start.startswith(sign):
                    yield stack.enter_context(cast("IO[bytes]", opened(file)))
                    return
        except (zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError) as problem:
            raise SchemaError(f"{path}: this ZIP cannot be opened: {problem}") from problem
        except OSError as problem:
            raise SchemaError(f"{path}: cannot be read: {problem.strerror or problem}") from problem
        yield file


def first_bytes(path: Path, length: int = 1 << 16) -> bytes:
    """Return the first bytes of what a file holds; nothing where it is damaged from its start."""
    with unpacked(path) as file:
        try:
            return file.read(length)
        except _DAMAGED:
            return b""


def numbered_lines(path: Path, file: IO[bytes], skip: OnSkip) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers from 1; one that is too long, or where a packed file is cut off, is told to `skip`."""
    number = 0
    try:
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) < LONGEST_LINE or line.endswith(b"\n"):
                yield number, line
                continue
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            skip(ReadError(f"{path.name}, line {number}", f"longer than {LONGEST_LINE >> 20} MB"))
    except _DAMAGED as problem:
        skip(ReadError(f"{path.name}, behind line {number}", f"the file is damaged or cut off: {problem}"))
