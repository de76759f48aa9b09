"""The tables as Parquet, one file a table: typed columns, each with what it means, in row groups of bounded size."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from kg.exporting.contents import Contents
from kg.exporting.dictionary import write_dictionary
from kg.exporting.tables import TABLES, Cell, Column, Kind, Row, Table, rows_of

ROW_GROUP = 20_000
_TYPES: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def write_parquet(contents: Contents, folder: Path) -> None:
    """Write a file a table, and the data dictionary beside them."""
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(_TableFile(folder, table)) for table in TABLES}
        for name, row in rows_of(contents):
            files[name].add(row)
    write_dictionary(folder, "parquet")


class _TableFile:
    """A Parquet file of one table, to which rows are added."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._columns = table.columns
        self._schema = pa.schema([_field(column) for column in table.columns], metadata={"description": table.about})
        self._writer = ParquetWriter(folder / f"{table.name}.parquet", self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) == ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else [() for _ in self._columns]
        arrays = [
            pa.array([_value(column, cell) for cell in cells], _TYPES[column.kind])
            for column, cells in zip(self._columns, columns, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def __enter__(self) -> _TableFile:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _TYPES[column.kind], not column.required, {"description": column.about})


def _value(column: Column, cell: Cell) -> Any:
    return date.fromisoformat(cell) if column.kind == "date" and isinstance(cell, str) else cell
