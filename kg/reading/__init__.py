"""Read anything that holds articles: paths go in, `Document` records come out, in order.

Read are plain text and Markdown (with YAML front matter), JSON Lines, CSV and Parquet, web pages, feeds, e-mail, PDF, Word
documents and crawls, ZIP and gzip of these, folders in sorted order, and what stands at an address of the web; the first
bytes tell what it is. An input that cannot be read is one `ReadError`, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.reading.formats import read_source
from kg.reading.inputs import Input, find_inputs, open_input
from kg.reading.memory import Memory
from kg.reading.named import NamedDocument
from kg.reading.options import Reading

__all__ = ["Reading", "read", "read_named"]

StrPath = str | os.PathLike[str]


def read(
    paths: StrPath | Iterable[StrPath],
    *,
    date: str | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    on_skip: Callable[[ReadError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of files, folders, patterns, addresses and standard input ("-"), in the order of `paths`.

    `date` (YYYY-MM-DD) is given to documents that neither their metadata nor an unmistakable dateline dates; without it
    these have none, never today's. `columns` says in which columns of a table, or fields of JSON Lines, the fields of an
    article stand: {"text": "body"}. Addresses of private networks are fetched only with `allow_private`. What cannot be
    read is handed to `on_skip`, and reading goes on; without it, it is raised. An invalid `date` raises ReadError at once.
    """
    reading = Reading(date=date, columns=columns or {}, allow_private=allow_private)
    return (named.document for named in read_named(paths, reading=reading, on_skip=on_skip))


def read_named(
    paths: StrPath | Iterable[StrPath],
    *,
    date: str | None = None,
    reading: Reading | None = None,
    on_skip: Callable[[ReadError], None] | None = None,
) -> Iterator[NamedDocument]:
    """Yield what `read` yields, each document with the name of its input; a `date` stands above that of `reading`."""
    checked = (reading or Reading()).dated(date).checked()
    listed: Iterable[StrPath] = [paths] if isinstance(paths, str | os.PathLike) else paths
    return _report(_read_all(listed, checked), checked, on_skip)


def _report(
    results: Iterator[NamedDocument | ReadError], reading: Reading, on_skip: Callable[[ReadError], None] | None
) -> Iterator[NamedDocument]:
    for result in results:
        if isinstance(result, NamedDocument):
            if reading.on_read is not None:
                reading.on_read(result)
            yield result
        elif on_skip is None:
            raise result
        else:
            on_skip(result)


def _read_all(paths: Iterable[StrPath], reading: Reading) -> Iterator[NamedDocument | ReadError]:
    for found in find_inputs(paths):
        if isinstance(found, ReadError):
            yield found
            continue
        results = _read_input(found, reading)
        place = found.address or found.path
        yield from results if reading.memory is None or place is None else _remembered(results, place, reading.memory)


def _read_input(found: Input, reading: Reading) -> Iterator[NamedDocument | ReadError]:
    try:
        with open_input(found, reading) as source:
            if source is not None:
                yield from read_source(source, reading, strict=found.found)
    except ReadError as problem:
        yield problem
    except OSError as problem:
        yield ReadError(found.name, f"cannot be read: {problem.strerror or problem}")


def _remembered(
    results: Iterator[NamedDocument | ReadError], place: Path | str, memory: Memory
) -> Iterator[NamedDocument | ReadError]:
    for result in results:
        if isinstance(result, ReadError):
            memory.failed(place, result)
        else:
            memory.read(place, result)
        yield result
