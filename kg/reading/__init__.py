"""Read anything that holds articles: paths go in, `Document` records come out, in order.

Read are plain text and Markdown (with YAML front matter), JSON Lines, saved web pages, and folders of these in sorted
order. An input that cannot be read is one `ReadError`, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.errors import ReadError
from kg.model import Document
from kg.reading.dates import iso_date
from kg.reading.formats import BY_SUFFIX, JSON_LINES, PLAIN
from kg.reading.inputs import Input, find_inputs, open_input
from kg.reading.jsonlines import is_json_line
from kg.reading.named import NamedDocument
from kg.reading.plain import MAX_BYTES

__all__ = ["read", "read_named"]

StrPath = str | os.PathLike[str]


def read(
    paths: StrPath | Iterable[StrPath], *, date: str | None = None, on_skip: Callable[[ReadError], None] | None = None
) -> Iterator[Document]:
    """Yield the documents of files, folders and standard input ("-"), in the order of `paths`.

    `date` (YYYY-MM-DD) is given to documents that neither their metadata nor an unmistakable dateline dates; without it
    these have none, never today's. What cannot be read is handed to `on_skip`, and reading goes on; without it, it
    is raised. An invalid `date` raises ReadError at once.
    """
    return (named.document for named in read_named(paths, date=date, on_skip=on_skip))


def read_named(
    paths: StrPath | Iterable[StrPath], *, date: str | None = None, on_skip: Callable[[ReadError], None] | None = None
) -> Iterator[NamedDocument]:
    """Yield what `read` yields, each document with the name of its input."""
    fallback = None
    if date is not None:
        try:
            fallback = iso_date(date)
        except ValueError as problem:
            raise ReadError("date", str(problem)) from problem
    listed: Iterable[StrPath] = [paths] if isinstance(paths, str | os.PathLike) else paths
    return _report(_read_all(listed, fallback), on_skip)


def _report(
    results: Iterator[NamedDocument | ReadError], on_skip: Callable[[ReadError], None] | None
) -> Iterator[NamedDocument]:
    for result in results:
        if isinstance(result, NamedDocument):
            yield result
        elif on_skip is None:
            raise result
        else:
            on_skip(result)


def _read_all(paths: Iterable[StrPath], fallback: str | None) -> Iterator[NamedDocument | ReadError]:
    for found in find_inputs(paths):
        if isinstance(found, ReadError):
            yield found
            continue
        try:
            yield from _read_input(found, fallback)
        except ReadError as problem:
            yield problem
        except OSError as problem:
            yield ReadError(found.name, f"cannot be read: {problem.strerror or problem}")


def _read_input(found: Input, fallback: str | None) -> Iterator[NamedDocument | ReadError]:
    """Yield what one input holds; its suffix tells the format, on standard input its first line."""
    with open_input(found) as stream:
        lines = iter(lambda: stream.readline(MAX_BYTES + 1), b"")
        form = BY_SUFFIX.get(found.suffix, PLAIN)
        if found.path is None:
            first = next(lines, b"")
            lines = chain([first], lines)
            form = JSON_LINES if is_json_line(first) else PLAIN
        yield from form.read(lines, found.name, fallback)
