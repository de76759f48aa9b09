"""GeoNames: in go lines of `allCountries.txt`, `cities15000.txt` or of a country, out come places.

The 19 columns between tabs are those of GeoNames' readme; a place has no Wikidata id there. Bodies of water and mountains are
places as towns are; spots and buildings are facilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.lexicon.authority.importing import Importing, country_of, is_latin, names_of
from kg.lexicon.authority.lines import numbered_lines
from kg.lexicon.authority.record import Record
from kg.model import EntityType

COLUMNS = 19
_NAME, _ASCII, _ALTERNATES, _CLASS, _CODE, _COUNTRY, _POPULATION = 1, 2, 3, 6, 7, 8, 14
_TYPES: dict[str, EntityType] = {
    "A": "Place",
    "H": "Place",
    "L": "Place",
    "P": "Place",
    "R": "Facility",
    "S": "Facility",
    "T": "Place",
    "U": "Place",
    "V": "Place",
}
_STATES = frozenset({"PCLI", "PCLS"})
_CAPITAL, _TOWN = "PPLC", "P"


def is_geonames(start: bytes) -> bool:
    """Tell whether a file begins as one of GeoNames does."""
    cells = start.partition(b"\n")[0].rstrip(b"\r").split(b"\t")
    return len(cells) == COLUMNS and cells[0].isdigit() and len(cells[_CLASS]) <= 1


def read_geonames(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each place with the population that is asked for; a line that is none is skipped and told."""
    for number, line in numbered_lines(path, file, importing.skip):
        if not line.strip() or line.startswith(b"#"):
            continue
        place = f"{path.name}, line {number}"
        try:
            cells = line.decode().rstrip("\r\n").split("\t")
            if len(cells) != COLUMNS or not cells[0].isdigit():
                importing.bad(
                    place, f"{len(cells)} columns; a line of GeoNames has {COLUMNS}, and begins with a number"
                )
                continue
            record = _record(cells, importing)
        except ValueError as problem:  # not UTF-8, or a population that is no number
            importing.bad(place, f"not a line of GeoNames: {problem}")
            continue
        if record is not None:
            yield record


def _record(cells: list[str], importing: Importing) -> Record | None:
    people = int(cells[_POPULATION] or 0)
    type_ = "Country" if cells[_CODE] in _STATES else _TYPES.get(cells[_CLASS])
    label = cells[_NAME] if is_latin(cells[_NAME]) else cells[_ASCII]
    if type_ is None or not label:
        importing.untyped += 1
        return None
    if people < importing.filters.population:
        return None
    country = country_of(cells[_COUNTRY]) if cells[_COUNTRY] else None
    own = label
    if type_ == "Country" and country is not None:
        label = country  # as everywhere here, not "Kingdom of Norway"
    town = "capital" if cells[_CODE] == _CAPITAL else "city" if cells[_CLASS] == _TOWN else None
    return Record(
        label=label,
        type=type_,
        aliases=names_of(label, (own, cells[_ASCII], *cells[_ALTERNATES].split(","))),
        kind="country" if type_ == "Country" else town,
        country=None if type_ == "Country" else country,
        source=f"geonames:{cells[0]}",
        note=people.bit_length(),
    )
