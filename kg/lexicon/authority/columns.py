"""Tables of a user's own, CSV or JSON Lines: in go rows with our columns, or with others that are told, out come records."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import SchemaError
from kg.lexicon.authority.importing import Importing, country_of
from kg.lexicon.authority.lines import numbered_lines
from kg.lexicon.authority.record import Record
from kg.lexicon.rows import ALL_COLUMNS, Row, entry_from_row

_DELIMITERS = ",;\t"


def read_csv_records(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each row; commas, semicolons or tabs divide the cells, a row that is not right is skipped and told.

    Columns that are none of ours are left aside where the user names columns, and raise SchemaError where not.
    """
    lines = _text(path, file, importing)
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    ours = _ours(path, names, importing)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        place = f"{path.name}, line {reader.line_num + 2}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            importing.bad(place, f"not CSV: {problem}")
            continue
        if len(cells) > len(names):
            importing.bad(place, "more cells than columns; quote a cell that holds a divider")
        elif any(cells):
            row = {ours[at]: cell for at, cell in enumerate(cells) if at in ours}
            yield from _records([(place, row)], importing)


def read_json_records(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each line, an object with our columns for its keys; a line that is not right is skipped and told."""
    for number, line in numbered_lines(path, file, importing.skip):
        place = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=dict[str, object])
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            importing.bad(place, f"not a JSON object: {problem}")
            continue
        named = {column: ours for ours, column in importing.columns.items()}
        yield from _records([(place, {named.get(name, name): value for name, value in row.items()})], importing)


def read_skos_records(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each labelled concept of an RDF file, which is read whole; one that is not RDF is told."""
    from kg.schema.skos import read_concepts_from

    try:
        yield from _records(read_concepts_from(path, file.read()), importing)
    except (SchemaError, OSError, EOFError) as problem:
        importing.bad(path.name, str(problem).removeprefix(f"{path}: "))


def _records(rows: Iterable[tuple[str, Row]], importing: Importing) -> Iterator[Record]:
    for place, row in rows:
        try:
            entry = entry_from_row(row, place)
        except SchemaError as problem:
            importing.bad(place, str(problem).removeprefix(f"{place}: "))
            continue
        country = None if entry.country is None else country_of(entry.country) or entry.country
        yield Record(
            label=entry.label,
            type=entry.type,
            aliases=entry.aliases,
            wikidata=None if entry.wikidata is None else int(entry.wikidata[1:]),
            kind=entry.kind,
            country=country,
            gender=entry.gender,
            since=entry.since,
            until=entry.until,
            description=entry.description,
            born=entry.born,
            died=entry.died,
            roles=entry.roles,
            places=entry.places,
            source=entry.source,
        )


def _ours(path: Path, names: list[str], importing: Importing) -> dict[int, str]:
    """Return our column of each column of the table that we read."""
    named = {column: ours for ours, column in importing.columns.items()}
    missing = sorted(set(named) - set(names))
    if missing:
        raise SchemaError(f"{path}: there is no column {missing[0]!r}; there are {', '.join(names)}")
    ours = {at: named.get(name, name) for at, name in enumerate(names)}
    unknown = [name for name in ours.values() if name not in ALL_COLUMNS]
    if unknown and not named:
        raise SchemaError(
            f"{path}: unknown column {unknown[0]!r}; name those that are meant, as in --column label={unknown[0]}"
        )
    return {at: name for at, name in ours.items() if name in ALL_COLUMNS}


def _text(path: Path, file: IO[bytes], importing: Importing) -> Iterator[str]:
    for number, line in numbered_lines(path, file, importing.skip):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as problem:
            importing.bad(f"{path.name}, line {number}", f"not UTF-8 text (byte {problem.start} of the line)")
            yield "\n"  # the lines behind it keep their numbers
            continue
        yield text.replace("\0", "")
