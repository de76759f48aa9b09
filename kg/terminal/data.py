"""Data for programs on standard output: CSV, one JSON document, or JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kg.terminal.console import clean
from kg.terminal.encoding import write_data


def write_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV, as SPARQL writes it: a head, lines that end in CR LF, nothing for None."""
    line = io.StringIO()
    writer = csv.writer(line)
    for row in (columns, *rows):
        writer.writerow("" if cell is None else clean(str(cell)) for cell in row)
    write_data(line.getvalue(), "csv")


def write_records(records: Iterable[object], *, lines: bool) -> None:
    """Write records as one JSON array, or with `lines` as JSON Lines."""
    written = (msgspec.json.encode(record).decode() for record in records)
    for part in (f"{one}\n" for one in written) if lines else array_of(written):
        write_data(part, "json")


def write_record(record: object) -> None:
    """Write one record as a JSON object, which is a document and a line at once."""
    write_data(f"{msgspec.json.encode(record).decode()}\n", "json")


def array_of(documents: Iterable[str]) -> Iterator[str]:
    """Yield the parts of the JSON array of these JSON documents, each on a line of its own."""
    before = "[\n"
    for document in documents:
        yield f"{before}{document}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
