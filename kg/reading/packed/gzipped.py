"""Read a gzip file: what it holds is read by its own reader, as it comes out."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import IO, cast

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.source import Source, suffix_of


def read_gzip(source: Source, context: Context) -> Iterator[Result]:
    """Yield the documents of what is packed, whose suffix is that of the name without ".gz"."""
    packed = _Counted(source)
    name = source.name
    suffix = suffix_of(name[: -len(source.suffix)]) if source.suffix and name.lower().endswith(source.suffix) else ""
    with gzip.GzipFile(fileobj=cast("IO[bytes]", packed), mode="rb") as stream:
        try:
            inner = source.inner("", cast("IO[bytes]", stream), suffix=suffix)
            yield from context.read(inner, strict=bool(suffix))
        except gzip.BadGzipFile as problem:
            raise ReadError(name, "a gzip file that is damaged") from problem


class _Counted:
    """The packed bytes of a source, counted for the budget where it stands outermost."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        data = self._source.stream.read(size)
        if self._source.depth == 0:
            self._source.budget.packed += len(data)
        return data
