"""Bytes to read, with their name in messages: a file, standard input, an answer of a server, or what is packed in one.

The name of a packed thing is a label to show, never a path: nothing is written to the disk but temporary files without a
name.
"""

from __future__ import annotations

import io
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from kg.errors import ReadError
from kg.reading.limits import MAX_BYTES, MAX_DEPTH, MAX_FILE, Budget

HEAD = 8192
"""Bytes of the beginning by which a format is told."""
BUFFER = 65536
IN_MEMORY = 8_000_000
DAMAGED = (EOFError, zlib.error, lzma.LZMAError, NotImplementedError)
"""What unpacking raises on damaged data, beside OSError."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a source beside its bytes: its address and charset where a server gave it."""

    address: str | None = None
    charset: str | None = None


class Source:
    """A stream of bytes with its name, its suffix in lower case, and how deep inside archives it stands."""

    def __init__(
        self,
        name: str,
        suffix: str,
        stream: BinaryIO,
        *,
        depth: int = 0,
        budget: Budget | None = None,
        about: About | None = None,
    ) -> None:
        self.name = name
        self.suffix = suffix
        self.stream = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
        self.depth = depth
        self.budget = budget or Budget()
        self.about = about or About()

    def head(self) -> bytes:
        """Return the first bytes, which stay to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    def lines(self) -> Iterator[bytes]:
        """Yield the lines; one longer than `MAX_BYTES` comes in pieces."""
        return iter(lambda: self.stream.readline(MAX_BYTES + 1), b"")

    def read(self, most: int, what: str) -> bytes:
        """Return all bytes; more than `most` raise ReadError, which says that `what` is too long."""
        data = bytearray()
        while piece := self.stream.read(min(most + 1 - len(data), 1 << 20)):
            data += piece
            if len(data) > most:
                raise ReadError(self.name, f"more than {most:,} bytes, too long for {what}")
        return bytes(data)

    def seekable(self, stack: ExitStack) -> BinaryIO:
        """Return a stream that can be read from any place; it is closed with `stack`, unless it is this source's own."""
        if self.stream.seekable() and self.depth == 0:
            return self.stream
        copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- the stack closes it
        stack.callback(copy.close)
        size = 0
        while piece := self.stream.read(1 << 20):
            size += len(piece)
            if size > MAX_FILE:
                raise ReadError(self.name, f"more than {MAX_FILE:,} bytes, too long for a file that is read as a whole")
            copy.write(piece)
        copy.seek(0)
        return cast(BinaryIO, copy)

    def label(self, part: str) -> str:
        """Return the name of a part of this source."""
        return f"{self.name}, {printable(part)}" if part else self.name

    def inner(self, label: str, stream: IO[bytes], *, suffix: str | None = None, about: About | None = None) -> Source:
        """Return a source for what is packed in this one; too many of them inside each other raise ReadError."""
        name = self.label(label)
        if self.depth >= MAX_DEPTH:
            raise ReadError(name, f"packed in more than {MAX_DEPTH} archives or messages; unpack some of them first")
        return Source(
            name,
            suffix_of(label) if suffix is None else suffix,
            _buffered(stream, name, self.budget),
            depth=self.depth + 1,
            budget=self.budget,
            about=about,
        )


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name in lower case, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def printable(name: str) -> str:
    """Return a name as one printable line, whatever bytes it is made of."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def as_utf_8(data: bytes, charset: str | None) -> bytes:
    """Return a text in UTF-8 where a server said rightly in which other charset it is; else the bytes as they are."""
    if charset is None:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (LookupError, UnicodeError):
            return data
    return data


class _Metered(io.RawIOBase):
    """A stream whose bytes are counted, and whose damage is a ReadError that names it."""

    def __init__(self, stream: IO[bytes], name: str, budget: Budget | None) -> None:
        # Where a stream breaks off, read1 still gives what stands before that.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._name = name
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._read(len(buffer))
        except DAMAGED as problem:
            raise ReadError(self._name, "cut off or damaged: it cannot be unpacked to its end") from problem
        if self._budget is not None:
            self._budget.take(len(data), self._name)
        buffer[: len(data)] = data
        return len(data)


def _buffered(stream: IO[bytes], name: str = "", budget: Budget | None = None) -> io.BufferedReader:
    return io.BufferedReader(_Metered(stream, name, budget), BUFFER)
