"""Small authority files in the formats that are published, made by the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.errors import ReadError
from kg.lexicon.authority.importing import Filters, Importing
from kg.lexicon.authority.reading import format_of, read_records
from kg.lexicon.authority.record import Record


def item(
    number: int,
    label: str | None,
    *,
    aliases: Iterable[str] = (),
    sitelinks: int = 5,
    languages: Iterable[str] = ("en",),
    description: str = "",
    **claims: object,
) -> dict[str, object]:
    """An item as Wikidata's dumps have it; a claim is a number of an item, a (time, precision), or a list of them."""
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {code: {"language": code, "value": label} for code in languages} if label else [],
        "descriptions": {"en": {"language": "en", "value": description}} if description else [],
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": {
            name: [claim(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in claims.items()
        }
        or [],
        "sitelinks": {f"{n}wiki": {"site": f"{n}wiki", "title": "x", "badges": []} for n in range(sitelinks)},
    }


def claim(value: object, rank: str = "normal") -> dict[str, object]:
    """A statement of an item."""
    if isinstance(value, dict):
        return value
    if value is None:
        return {"mainsnak": {"snaktype": "somevalue"}, "rank": rank}
    if isinstance(value, tuple):
        content = {"value": {"time": value[0], "precision": value[1], "calendarmodel": "x"}, "type": "time"}
    else:
        content = {
            "value": {"entity-type": "item", "numeric-id": value, "id": f"Q{value}"},
            "type": "wikibase-entityid",
        }
    return {"mainsnak": {"snaktype": "value", "datavalue": content}, "rank": rank, "type": "statement"}


def dump(items: Iterable[dict[str, object]]) -> str:
    """Items as the lines of a dump: one array, one item a line."""
    return "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in items) + "\n]\n"


def place(number: int, name: str, **cells: object) -> str:
    """A line of GeoNames."""
    row = {"ascii": name, "alternates": "", "class": "P", "code": "PPL", "country": "NO", "population": 1000, **cells}
    return "\t".join(
        map(
            str,
            (
                *(number, name, row["ascii"], row["alternates"], "59.9", "10.7", row["class"], row["code"]),
                *(row["country"], "", "12", "", "", "", row["population"], "", "23", "Europe/Oslo", "2024-01-01"),
            ),
        )
    )


def records(
    path: Path, filters: Filters | None = None, *, named: str | None = None, **more: object
) -> tuple[list[Record], list[str]]:
    """What is read from a file, and what was told of bad lines."""
    told: list[ReadError] = []
    importing = Importing(filters or Filters(), told.append, **more)
    found = list(read_records(path, format_of(path, named), importing))
    return found, [str(one) for one in told]
