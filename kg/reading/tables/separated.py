"""Read CSV: the columns stand in the first row, an article in each further one; commas, semicolons, tabs or bars part them.

Rows are read one by one, as they come, so that a table of any length takes no memory.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_BYTES, MAX_CHARACTERS
from kg.reading.options import TEXT, Reading
from kg.reading.plain import decode
from kg.reading.source import Source
from kg.reading.tables.rows import columns_of, read_row

DELIMITERS = ",;\t|"
NAME = re.compile(r"\W*\w+(?:[^\w.!?]+\w+){0,3}\W?")
"""Of a column, where nothing but the first line tells that a file is a table: a few words, and no sentence."""


def has_columns(head: bytes, reading: Reading) -> bool:
    """Tell whether a file's first line is a row of column names, one of which is that of the text."""
    line = head.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0]
    try:
        names = _header(line.decode("utf-8").rstrip("\r"), reading)
    except UnicodeDecodeError:
        return False
    return (
        len(names) > 1
        and all(NAME.fullmatch(name) and not name.endswith(".") for name in names)
        and _has_text(names, reading)
    )


def read_separated(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of each row, or its error.

    A row that has other quotation marks than CSV allows is one error, and the next line begins a row; so does a line
    that is longer than an article can be.
    """
    csv.field_size_limit(MAX_CHARACTERS)  # one for the whole process, which other libraries set too
    lines = _Lines(source)
    first = next(lines, "")
    if not first.strip():
        raise ReadError(source.name, "an empty file")
    names = _header(first.rstrip("\r\n"), context.reading)
    columns = columns_of(names, context.reading, source.name)
    places = {field: names.index(column) for field, column in columns.items()}
    rows = csv.reader(lines, delimiter=_delimiter(first.rstrip("\r\n"), context.reading), strict=True)
    number, empty = 1, True
    while True:
        number += 1
        name = f"{source.name}, row {number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as problem:
            empty = False
            yield ReadError(name, f"is no row of CSV: {problem}")
            continue
        except ReadError as problem:
            empty = False
            yield ReadError(name, problem.reason)
            rows = csv.reader(lines, delimiter=_delimiter(first.rstrip("\r\n"), context.reading), strict=True)
            continue
        if not any(row):
            continue
        empty = False
        if len(row) != len(names):
            yield ReadError(name, f"has {len(row)} cells, the table {len(names)} columns")
            continue
        yield read_row({field: row[place] for field, place in places.items()}, name, context.reading)
    if empty:
        yield ReadError(source.name, "a table without a row")


class _Lines(Iterator[str]):
    """The lines of a table as text; one that is too long, or no UTF-8, raises ReadError and the next one follows."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.lines()

    def __next__(self) -> str:
        line = next(self._lines)
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while piece := next(self._lines, b""):
                if piece.endswith(b"\n"):
                    break
            raise ReadError(self._source.name, f"a line of more than {MAX_BYTES:,} bytes, too long for one article")
        return decode(line, self._source.name)


def _header(line: str, reading: Reading) -> list[str]:
    return _cells(line, _delimiter(line, reading))


def _delimiter(line: str, reading: Reading) -> str:
    """Return what parts the columns: what leaves the column of the text, else what makes the most columns."""
    return max(DELIMITERS, key=lambda mark: (_has_text(_cells(line, mark), reading), len(_cells(line, mark))))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _has_text(names: list[str], reading: Reading) -> bool:
    wanted = reading.column(TEXT).strip().casefold()
    return any(name.strip().casefold() == wanted for name in names)
