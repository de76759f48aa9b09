"""One item of Wikidata: in goes its JSON, out comes what is kept of it; all else is not even decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

_INSTANCE_OF, _SUBCLASS_OF = "P31", "P279"
_ROLES = ("P39", "P106")
_COUNTRIES = ("P27", "P17")
_PLACES = ("P131", "P19", "P159")
_GENDER, _BORN, _DIED = "P21", "P569", "P570"
_STARTED, _ENDED = "P571", "P576"
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_YEAR, _MONTH = 9, 10
_T = TypeVar("_T")
_EMPTY = b"[]"
"""Where a map is empty, a dump has a list."""


class Item(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of an item: its names, and the numbers of the items that its claims point to."""

    number: int
    label: str
    aliases: tuple[str, ...]
    description: str
    classes: tuple[int, ...]
    above: tuple[int, ...]
    roles: tuple[int, ...]
    countries: tuple[int, ...]
    places: tuple[int, ...]
    genders: tuple[int, ...]
    born: str | None
    died: str | None
    note: int


class _Raw(msgspec.Struct):
    id: str
    labels: msgspec.Raw = msgspec.Raw(b"{}")
    aliases: msgspec.Raw = msgspec.Raw(b"{}")
    descriptions: msgspec.Raw = msgspec.Raw(b"{}")
    claims: msgspec.Raw = msgspec.Raw(b"{}")
    sitelinks: msgspec.Raw = msgspec.Raw(b"{}")


class _Text(msgspec.Struct):
    value: str


class _Value(msgspec.Struct):
    value: msgspec.Raw


class _Snak(msgspec.Struct):
    datavalue: _Value | None = None


class _Claim(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"


class _Reference(msgspec.Struct):
    id: str = ""


class _Time(msgspec.Struct):
    time: str
    precision: int = 11


_RAW = msgspec.json.Decoder(_Raw)
_LABELS = msgspec.json.Decoder(dict[str, _Text])
_ALIASES = msgspec.json.Decoder(dict[str, list[_Text]])
_CLAIMS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_STATEMENTS = msgspec.json.Decoder(list[_Claim])
_SITELINKS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_Claims = dict[str, msgspec.Raw]


def read_item(body: bytes, languages: Sequence[str]) -> Item | None:
    """Return what is kept of an item; None for a property, and where no label is in one of the languages.

    Raises msgspec.MsgspecError or ValueError where it is not as Wikidata has it.
    """
    raw = _RAW.decode(body)
    if not (raw.id[:1] == "Q" and raw.id[1:].isdecimal()):
        return None
    labels = _decoded(_LABELS, raw.labels)
    label = next((" ".join(labels[code].value.split()) for code in languages if code in labels), "")
    if not label:
        return None
    claims = _decoded(_CLAIMS, raw.claims)
    others = _decoded(_ALIASES, raw.aliases)
    descriptions = _decoded(_LABELS, raw.descriptions)
    return Item(
        number=int(raw.id[1:]),
        label=label,
        aliases=tuple(
            dict.fromkeys(
                (
                    *(labels[code].value for code in languages[1:] if code in labels),
                    *(text.value for code in languages for text in others.get(code, ())),
                )
            )
        ),
        description=next((descriptions[code].value for code in languages if code in descriptions), ""),
        classes=_numbers(claims, _INSTANCE_OF),
        above=_numbers(claims, _SUBCLASS_OF),
        roles=_numbers(claims, *_ROLES),
        countries=_numbers(claims, *_COUNTRIES),
        places=_numbers(claims, *_PLACES),
        genders=_numbers(claims, _GENDER),
        born=_day(claims, _BORN, _STARTED),
        died=_day(claims, _DIED, _ENDED),
        note=len(_decoded(_SITELINKS, raw.sitelinks)),
    )


def _decoded(decoder: msgspec.json.Decoder[dict[str, _T]], raw: msgspec.Raw) -> dict[str, _T]:
    return {} if bytes(raw) == _EMPTY else decoder.decode(raw)


def _values(claims: _Claims, name: str) -> Iterator[msgspec.Raw]:
    """Yield the values of a property that are not deprecated, the preferred ones first."""
    if name not in claims:
        return
    statements = [claim for claim in _STATEMENTS.decode(claims[name]) if claim.rank != "deprecated"]
    for claim in sorted(statements, key=lambda claim: claim.rank != "preferred"):
        if claim.mainsnak.datavalue is not None:
            yield claim.mainsnak.datavalue.value


def _numbers(claims: _Claims, *names: str) -> tuple[int, ...]:
    found = (msgspec.json.decode(raw, type=_Reference).id for name in names for raw in _values(claims, name))
    return tuple(dict.fromkeys(int(id[1:]) for id in found if id[:1] == "Q" and id[1:].isdecimal()))


def _day(claims: _Claims, *names: str) -> str | None:
    """Return the first date of these properties as exactly as it is known; None before our era, and where none is."""
    for name in names:
        for raw in _values(claims, name):
            given = msgspec.json.decode(raw, type=_Time)
            found = _TIME.match(given.time)
            if found is None or given.precision < _YEAR:
                continue
            year, month, day = found.groups()
            if given.precision == _YEAR or month == "00":
                return year
            return f"{year}-{month}" if given.precision == _MONTH or day == "00" else f"{year}-{month}-{day}"
    return None
