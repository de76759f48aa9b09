"""FollowTheMoney: in go entities as OpenSanctions and Aleph publish them, one a line, out come people, bodies and ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from kg.lexicon.authority.importing import Importing, country_of, day_of, is_latin, names_of
from kg.lexicon.authority.lines import numbered_lines
from kg.lexicon.authority.record import Record
from kg.lexicon.entry import Gender
from kg.model import EntityType

_TYPES: dict[str, EntityType] = {
    "Person": "Person",
    "Organization": "Organization",
    "Company": "Organization",
    "PublicBody": "Organization",
    "LegalEntity": "Organization",
    "Vessel": "Product",
    "Airplane": "Product",
}
"""Schemata of things that news names; others (addresses, securities, ownerships) are no names."""
_GENDERS: Mapping[str, Gender] = {"male": "m", "female": "f"}
_COUNTRIES = ("citizenship", "nationality", "jurisdiction", "country", "mainCountry", "flag")
_ROLES = ("position", "classification", "sector")
_PLACES = ("birthPlace", "city", "region", "state")
_Properties = dict[str, list[object]]


class _Entity(msgspec.Struct):
    id: str
    schema: str
    properties: _Properties
    caption: str = ""


_ENTITIES = msgspec.json.Decoder(_Entity)


def read_followthemoney(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each entity that news may name; a line that is no entity is skipped and told."""
    for number, line in numbered_lines(path, file, importing.skip):
        if not line.strip():
            continue
        try:
            entity = _ENTITIES.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            importing.bad(f"{path.name}, line {number}", f"not an entity of FollowTheMoney: {problem}")
            continue
        record = _record(entity)
        if record is None:
            importing.untyped += 1
        else:
            yield record


def _record(entity: _Entity) -> Record | None:
    type_, found = _TYPES.get(entity.schema), entity.properties
    names = [name for name in (entity.caption, *_texts(found, "name", "alias", "previousName")) if is_latin(name)]
    label = next((" ".join(name.split()) for name in names if name.strip()), None)
    if type_ is None or label is None:
        return None
    links = [link for link in (*_texts(found, "wikidataId"), entity.id) if link[:1] == "Q" and link[1:].isdecimal()]
    roles = tuple(dict.fromkeys(_texts(found, *_ROLES)))
    countries = [country for text in _texts(found, *_COUNTRIES) if (country := country_of(text))]
    return Record(
        label=label,
        type=type_,
        aliases=names_of(label, names),
        wikidata=int(links[0][1:]) if links else None,
        kind=roles[0] if roles else None,
        country=countries[0] if countries else None,
        gender=next((_GENDERS[text] for text in _texts(found, "gender") if text in _GENDERS), None),
        born=_day(found, "birthDate", "incorporationDate"),
        died=_day(found, "deathDate", "dissolutionDate"),
        roles=roles,
        places=names_of(label, _texts(found, *_PLACES)),
        source=entity.id,
    )


def _texts(properties: _Properties, *names: str) -> Iterator[str]:
    for name in names:
        yield from (value for value in properties.get(name, ()) if isinstance(value, str) and value)


def _day(properties: _Properties, *names: str) -> str | None:
    days: Iterable[str | None] = (day_of(text) for text in _texts(properties, *names))
    return next((day for day in days if day is not None), None)
