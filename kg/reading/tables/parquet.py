"""Read a Parquet table: an article a row, in batches, and only the columns that hold fields.

This needs the extra `parquet` (pyarrow).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.limits import FREE_EXPANSION, MOST_EXPANSION
from kg.reading.options import TEXT
from kg.reading.source import Source, printable
from kg.reading.tables.rows import columns_of, read_row

ROWS_AT_ONCE = 64


def read_parquet(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of each row, or its error, counted from 1.

    Without pyarrow, and for a table that is damaged, encrypted or has no text, ReadError is raised.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as problem:
        raise ReadError(source.name, "Parquet needs pyarrow; run: pip install 'kgwire[parquet]'") from problem
    with ExitStack() as stack:
        stream = source.seekable(stack)
        try:
            table = stack.enter_context(parquet.ParquetFile(stream, pre_buffer=False))
            columns = columns_of(table.schema_arrow.names, context.reading, source.name)
            _check_size(table, columns[TEXT], source.name)
            number = 0
            wanted = sorted(set(columns.values()))
            for batch in table.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted, use_threads=False):
                values = {name: batch.column(batch.schema.get_field_index(name)) for name in wanted}
                for place in range(batch.num_rows):
                    number += 1
                    row = {field: values[column][place].as_py() for field, column in columns.items()}
                    yield read_row(row, f"{source.name}, row {number}", context.reading)
        except (arrow.ArrowException, OSError, ValueError, OverflowError) as problem:
            raise ReadError(source.name, f"a Parquet table that cannot be read: {_line(problem)}") from problem
        if not number:
            yield ReadError(source.name, "a table without a row")


def _check_size(table: Any, column: str, name: str) -> None:
    """Raise ReadError where the text unpacks to far more than it weighs."""
    groups = (table.metadata.row_group(number) for number in range(table.num_row_groups))
    for chunk in (group.column(place) for group in groups for place in range(group.num_columns)):
        if chunk.path_in_schema == column and chunk.total_uncompressed_size > max(
            FREE_EXPANSION, MOST_EXPANSION * chunk.total_compressed_size
        ):
            raise ReadError(
                name, f"unpacks to more than {MOST_EXPANSION} times its size, as a bomb does; it is not read"
            )


def _line(problem: Exception) -> str:
    return printable(" ".join(str(problem).split())[:160])
