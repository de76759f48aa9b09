"""The tables as CSV, one file a table, with their data dictionary."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path

from kg.exporting.characters import in_csv
from kg.exporting.contents import Contents
from kg.exporting.dictionary import write_dictionary
from kg.exporting.tables import TABLES, Cell, rows_of


def write_csv(contents: Contents, folder: Path) -> None:
    """Write a file a table: UTF-8, a head, lines that end in CR LF, nothing for what is not known.

    Texts stand as they are: a cell may begin with =, so a spreadsheet should import the columns as text.
    """
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(column.name for column in table.columns)
        for name, row in rows_of(contents):
            writers[name].writerow(map(cell_text, row))
    write_dictionary(folder, "csv")


def cell_text(cell: Cell) -> str:
    """Return what stands in a cell: "true", "false", "" for None.

    >>> [cell_text(cell) for cell in (None, True, 3, "said")]
    ['', 'true', '3', 'said']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return in_csv(str(cell))
