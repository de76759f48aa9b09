"""What is imported, and what of it is left out."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kg.errors import ReadError
from kg.lexicon.authority.lines import OnSkip
from kg.lexicon.authority.record import Record
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import EntityType

_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which things are imported: all, but for what is said here.

    `types` are those of the contract. `languages` are codes, in the order in which a label is looked for. `sitelinks` and
    `population` are the least that a Wikidata item and a place of GeoNames must have. `countries` are labels of the package's
    territories; what belongs to no country is left out with them.
    """

    types: frozenset[EntityType] = frozenset()
    languages: tuple[str, ...] = ("en", "mul")
    sitelinks: int = 0
    population: int = 0
    countries: frozenset[str] = frozenset()

    def keeps(self, record: Record) -> bool:
        """Tell whether a record is imported, by its type and its country."""
        if self.types and record.type not in self.types:
            return False
        return not self.countries or (record.label if record.type == "Country" else record.country) in self.countries


@dataclass(slots=True)
class Importing:
    """What a reader of a format is given: the filters, whom to tell of bad lines, and the user's words on columns and classes.

    `columns` gives our columns by the fields of a CSV (`{"label": "name"}`), `classes` types by the numbers of further Wikidata
    classes. `untyped` counts things whose type is not known or not one of ours.
    """

    filters: Filters
    skip: OnSkip
    columns: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[int, EntityType] = field(default_factory=dict)
    untyped: int = 0

    def bad(self, place: str, reason: str) -> None:
        """Tell of one thing that cannot be used."""
        self.skip(ReadError(place, reason))


Reader = Callable[..., Iterable[Record]]


def names_of(label: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return other names without the label, what is empty, and what no English text has: names in other scripts."""
    found = dict.fromkeys(" ".join(other.split()) for other in others)
    return tuple(name for name in found if name and name != label and not _NOT_LATIN.search(name))


def is_latin(name: str) -> bool:
    """Tell whether a name has letters of the Latin script alone."""
    return not _NOT_LATIN.search(name)


def day_of(value: object) -> str | None:
    """Return a date as an ISO date, a month or a year, as exactly as it is given; None for what is none."""
    found = _DAY.match(value) if isinstance(value, str) else None
    if found is None or found[1] == "0000":
        return None
    parts = [part for part in found.groups() if part and part != "00"]
    return "-".join(parts)


def country_of(value: str) -> str | None:
    """Return the label of a country from its two letters, its name or its Q-id; None where none is called so."""
    code = value.strip().partition("-")[0].upper()
    if code in _codes():
        return _codes()[code]
    gazetteer = load_gazetteer()
    entry = gazetteer.by_wikidata(value) or gazetteer.lookup(value)
    return entry.label if entry is not None and (entry.type == "Country" or entry.label in _codes().values()) else None


@cache
def _codes() -> Mapping[str, str]:
    text = (files("kg.lexicon") / "country_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["label"] for row in csv.DictReader(text.splitlines())}
