"""A row of a table: its values go in, a `Document` comes out, or the error that names the row.

A column is one of the fields by its name, in whatever case, or by `--column FIELD=NAME`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.errors import ReadError
from kg.reading.context import Result
from kg.reading.metadata import Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.options import FIELDS, TEXT, Reading
from kg.reading.plain import with_line_feeds

MOST_NAMED = 12
"""Columns that a message lists."""


def columns_of(names: Iterable[str], reading: Reading, name: str) -> Mapping[str, str]:
    """Return for each field the table's column that holds it.

    A column that was asked for and is not there, and a table without text, raise ReadError with the columns that it has.
    """
    listed = list(names)
    by_name = {column.strip().casefold(): column for column in reversed(listed)}
    found: dict[str, str] = {}
    for field in (TEXT, *FIELDS):
        wanted = reading.column(field)
        column = wanted if wanted in listed else by_name.get(wanted.strip().casefold())
        if column is not None:
            found[field] = column
        elif field == TEXT or field in reading.columns:
            raise ReadError(name, f"has no column {wanted!r}; {_told(listed)}--column {field}=NAME says which it is")
    return found


def read_row(values: Mapping[str, object], name: str, reading: Reading) -> Result:
    """Return the document of a row, whose values stand under the names of fields."""
    text = plain_value(values.get(TEXT))
    if not isinstance(text, str) or not text.strip():
        return ReadError(name, "no text; an article needs some")
    fields = {field: plain_value(value) for field, value in values.items() if field != TEXT}
    try:
        metadata = Metadata.from_fields(fields, name)
        return NamedDocument(name, to_document(with_line_feeds(text), metadata, name, reading.date))
    except ReadError as problem:
        return problem


def plain_value(value: object) -> object:
    """Return a value of a table as a text file would have it: a day or instant in ISO form, bytes as UTF-8 text.

    A number 20240104 in a column of dates is that day.
    """
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return [plain_value(one) for one in value]
    return value


def _told(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(repr(name[:40]) for name in names[:MOST_NAMED])
    return f"it has {shown}{', …' if len(names) > MOST_NAMED else ''}; "
