"""Rows of tables of names: in goes a file in CSV, JSON Lines or SKOS, out come rows, and of each row its entry."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

from kg.errors import SchemaError
from kg.lexicon.entry import Entry, Gender
from kg.lexicon.names import slug
from kg.model import EntityType

Row = Mapping[str, object]

COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "gender", "from", "until", "description")
TERRITORY_COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "adjectives", "people", "capital")
TELLING_COLUMNS = ("born", "died", "roles", "places", "source")
"""What tells a thing from its namesakes, in any table."""
ALL_COLUMNS = frozenset(COLUMNS) | frozenset(TERRITORY_COLUMNS) | frozenset(TELLING_COLUMNS)
_LISTS = ("aliases", "adjectives", "people", "roles", "places")
_TYPES = frozenset(get_args(EntityType))
_GENDERS = frozenset(get_args(Gender))
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")


def entry_from_row(row: Row, place: str) -> Entry:
    """Return the entry of one row of a table; `place` ("FILE, line 7") stands in the message of its SchemaError."""
    if not ALL_COLUMNS.issuperset(row):
        unknown = min(set(row) - ALL_COLUMNS)
        raise SchemaError(f"{place}: unknown column {unknown!r}; known ones are {', '.join(COLUMNS)}")
    lists = {name: _list(row[name], place, name) if row.get(name) else () for name in _LISTS}
    text = {name: _text(value, place, name) for name, value in row.items() if value and name not in _LISTS}
    label = text.get("label")
    if label is None:
        raise SchemaError(f"{place}: no label; every row of a gazetteer needs one")
    type_ = text.get("type") or "Thing"
    if type_ not in _TYPES:
        known = ", ".join(get_args(EntityType))
        raise SchemaError(f"{place}: {label}: unknown type {type_!r}; it must be one of {known}")
    gender = text.get("gender")
    if gender is not None and gender not in _GENDERS:
        raise SchemaError(f"{place}: {label}: unknown gender {gender!r}; it must be f, m or empty")
    link = text.get("wikidata")
    wikidata = _WIKIDATA.fullmatch(link) if link is not None else None
    if link is not None and wikidata is None:
        raise SchemaError(f"{place}: {label}: {link!r} is not a Wikidata id; it must look like Q30")
    return Entry(
        id=slug(label),
        label=label,
        type=cast(EntityType, type_),
        wikidata=wikidata.group(1) if wikidata is not None else None,
        aliases=lists["aliases"],
        kind=text.get("kind"),
        country=text.get("country"),
        gender=cast("Gender | None", gender),
        since=text.get("from"),
        until=text.get("until"),
        description=text.get("description"),
        adjectives=lists["adjectives"],
        people=lists["people"],
        capital=text.get("capital"),
        born=text.get("born"),
        died=text.get("died"),
        roles=lists["roles"],
        places=lists["places"],
        source=text.get("source"),
    )


def read_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a user's table, each with its place: CSV with a header, JSON Lines, SKOS in an RDF syntax."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            yield from read_csv(path.name, path.read_text(encoding="utf-8-sig"))
        elif suffix in {".jsonl", ".ndjson", ".json"}:
            yield from _read_json_lines(path)
        else:
            from kg.schema.skos import read_concepts

            yield from read_concepts(path)
    except OSError as problem:
        raise SchemaError(f"{path}: cannot be read as a gazetteer: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise SchemaError(f"{path}: is not UTF-8 text (byte {problem.start}); save the table as UTF-8") from problem


def read_csv(name: str, text: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a CSV table with a header line."""
    reader = csv.DictReader(text.splitlines(), restkey="?", strict=True)
    try:
        for row in reader:
            place = f"{name}, line {reader.line_num}"
            if "?" in row:
                raise SchemaError(f"{place}: more cells than columns; quote a cell that holds a comma")
            yield place, row
    except csv.Error as problem:
        raise SchemaError(f"{name}, line {reader.line_num}: not CSV: {problem}") from problem


def _read_json_lines(path: Path) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path.name}, line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise SchemaError(f"{place}: not JSON: {problem.msg}; a gazetteer has one object a line") from problem
        if not isinstance(row, dict):
            raise SchemaError(f"{place}: {line[:40]!r} is not an object; a gazetteer has one object a line")
        yield place, row


def _text(value: object, place: str, name: str) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int):
        return str(value)
    raise SchemaError(f"{place}: {name} is {value!r}; it must be text")


def _list(value: object, place: str, name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split("|")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SchemaError(f"{place}: {name} is {value!r}; it must be names with | between them, or a list of them")
    return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))
