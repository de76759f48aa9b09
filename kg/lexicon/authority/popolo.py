"""Popolo, the form of EveryPolitician: in goes one JSON document, out come its people and their organisations.

A person's roles and parties come from the memberships; the Q-id stands among the identifiers, or in a link to Wikidata.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from kg.errors import SchemaError
from kg.lexicon.authority.importing import Importing, country_of, day_of, names_of
from kg.lexicon.authority.record import Record
from kg.lexicon.entry import Gender

LARGEST = 1 << 30
"""Bytes; a document of EveryPolitician has a few million."""
_GENDERS: Mapping[str, Gender] = {"male": "m", "female": "f"}
_T = TypeVar("_T")


class _Name(msgspec.Struct):
    name: str = ""


class _Identifier(msgspec.Struct):
    scheme: str = ""
    identifier: str = ""


class _Link(msgspec.Struct):
    url: str = ""


class _Thing(msgspec.Struct):
    id: str = ""
    name: str = ""
    other_names: list[_Name] = []
    identifiers: list[_Identifier] = []
    links: list[_Link] = []
    gender: str | None = None
    birth_date: str | None = None
    death_date: str | None = None
    founding_date: str | None = None
    dissolution_date: str | None = None
    classification: str | None = None


class _Membership(msgspec.Struct):
    person_id: str = ""
    organization_id: str = ""
    on_behalf_of_id: str = ""
    area_id: str = ""
    role: str | None = None


class _Document(msgspec.Struct):
    persons: list[msgspec.Raw] = []
    organizations: list[msgspec.Raw] = []
    memberships: list[msgspec.Raw] = []
    areas: list[msgspec.Raw] = []


def read_popolo(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each person and organisation; one that is not as Popolo has it is skipped and told.

    A country that the file's name tells, as EveryPolitician's folders do ("Chile/Deputies/ep-popolo-v1.0.json"), is theirs.
    """
    try:
        content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise SchemaError(f"{path}: larger than {LARGEST >> 30} GB; a document of Popolo is read whole")
        document = msgspec.json.decode(content, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError, EOFError) as problem:
        importing.bad(path.name, f"not a document of Popolo: {problem}")
        return
    country = _country(path)
    organizations = list(_decoded(path, "organization", document.organizations, _Thing, importing))
    names = {one.id: one.name for one in organizations if one.name}
    areas = {one.id: one.name for one in _decoded(path, "area", document.areas, _Thing, importing) if one.name}
    memberships: dict[str, list[_Membership]] = defaultdict(list)
    for membership in _decoded(path, "membership", document.memberships, _Membership, importing):
        memberships[membership.person_id].append(membership)
    for person in _decoded(path, "person", document.persons, _Thing, importing):
        record = _person(person, memberships[person.id], names, areas, country)
        if record is not None:
            yield record
    for one in organizations:
        if one.name:
            yield Record(
                label=one.name,
                type="Organization",
                aliases=names_of(one.name, (other.name for other in one.other_names)),
                wikidata=_wikidata(one),
                kind=one.classification,
                country=country,
                born=day_of(one.founding_date),
                died=day_of(one.dissolution_date),
                source=one.id or None,
            )


def _person(
    person: _Thing,
    memberships: Sequence[_Membership],
    names: Mapping[str, str],
    areas: Mapping[str, str],
    country: str | None,
) -> Record | None:
    if not person.name:
        return None
    roles = dict.fromkeys(membership.role for membership in memberships if membership.role)
    bodies = [id for membership in memberships for id in (membership.organization_id, membership.on_behalf_of_id)]
    return Record(
        label=person.name,
        type="Person",
        aliases=names_of(person.name, (other.name for other in person.other_names)),
        wikidata=_wikidata(person),
        kind="politician",
        country=country,
        gender=_GENDERS.get((person.gender or "").lower()),
        born=day_of(person.birth_date),
        died=day_of(person.death_date),
        roles=tuple(roles),
        places=tuple(
            dict.fromkeys(
                name
                for name in (
                    *(areas.get(membership.area_id) for membership in memberships),
                    *(names.get(id) for id in bodies),
                )
                if name
            )
        ),
        source=person.id or None,
    )


def _wikidata(thing: _Thing) -> int | None:
    given = (one.identifier for one in thing.identifiers if one.scheme.lower() == "wikidata")
    linked = (link.url.rpartition("/")[2] for link in thing.links if "wikidata.org/" in link.url)
    found: Iterable[str] = (*given, *linked)
    return next((int(one[1:]) for one in found if one[:1] == "Q" and one[1:].isdecimal()), None)


def _country(path: Path) -> str | None:
    """Return the country that a folder is called after."""
    for part in reversed(path.absolute().parts[-4:-1]):
        country = country_of(part.replace("_", " ")) if len(part) > len("UK") else None
        if country is not None:
            return country
    return None


def _decoded(path: Path, noun: str, raw: Iterable[msgspec.Raw], kind: type[_T], importing: Importing) -> Iterator[_T]:
    for number, one in enumerate(raw, 1):
        try:
            yield msgspec.json.decode(one, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            importing.bad(f"{path.name}, {noun} {number}", f"not as Popolo has it: {problem}")
