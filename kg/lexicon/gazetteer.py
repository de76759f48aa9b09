"""The gazetteer: names known beforehand, with their types and Wikidata ids; in goes a name, out comes its entry.

Read from `territories.csv` (countries and regions, made from rigour by `tools/make_territories.py`), `gazetteer.csv` (names
that news is full of) and, if asked, a user's own table. A name that two entries share on equal terms has no entry: no
link is better than a wrong one. What stands around a name is the caller's business: "Jordan" is the country wherever
the caller asks for it, so a caller who sees "Michael" before it does not ask.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from kg.errors import SchemaError
from kg.lexicon.names import fold_little_words, key, pieces, slug
from kg.model import EntityType

Gender = Literal["f", "m"]
Row = Mapping[str, object]
_Index = dict[tuple[str, ...], tuple["Entry", ...]]

COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "gender", "from", "until", "description")
TERRITORY_COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "adjectives", "people", "capital")
_ALL_COLUMNS = frozenset(COLUMNS) | frozenset(TERRITORY_COLUMNS)
_LISTS = ("aliases", "adjectives", "people")
_TYPES = frozenset(get_args(EntityType))
_GENDERS = frozenset(get_args(Gender))
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_TWO_LETTERS = frozenset({"EU", "NZ", "UK", "UN", "US"})
_SHORTEST = 3
_SHORTEST_IN_CAPITALS = 4
_RANKS = 3
_TABLES = ("territories.csv", "gazetteer.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing: `id` is the slug of its label, `kind` says what it is in a word or two ("news agency", "capital").

    `country` is the label of the country that it belongs to; `since` and `until` are ISO dates or years of an office.
    `adjectives` ("Russian"), `people` ("Russian", "Russians") and `capital` ("Moscow") are filled for territories.
    """

    id: str
    label: str
    type: EntityType
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    gender: Gender | None = None
    since: str | None = None
    until: str | None = None
    description: str | None = None
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None


class Gazetteer:
    """Entries by their names; every question is answered by a look into a dict.

    Of several entries with one name that one is meant which the user's table has (the first `preferred` of the
    entries), or whose label it is, or which is a country; two that are equal in this leave the name without an entry.
    """

    def __init__(self, entries: Iterable[Entry], preferred: int = 0) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._preferred = preferred
        self._by_name = self._indexed(spellings)
        self._by_wikidata = {entry.wikidata: entry for entry in reversed(self.entries) if entry.wikidata}
        self._by_id = {entry.id: entry for entry in reversed(self.entries)}
        self._longest = _longest(self._by_name)

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """Return the tables of this package, with a user's own before them (CSV, JSON Lines, SKOS in an RDF syntax).

        A row without a label, with an unknown type or a wrong Q-id raises SchemaError with its place.
        """
        return cls.with_rows(read_rows(extra)) if extra is not None else load_gazetteer()

    @classmethod
    def with_rows(cls, rows: Iterable[tuple[str, Row]]) -> Gazetteer:
        """Return the tables of this package under further rows, each given beside its place for messages."""
        own = merge(entry_from_row(row, place) for place, row in rows)
        return cls(merge([*own, *_package_entries()]), preferred=len(own))

    def lookup(self, name: str) -> Entry | None:
        """Return the entry of exactly this name: an article, 's, quotes and the dots of acronyms aside, case kept.

        "U.S.", "the US" and "RUSSIA" are found; "us", "it" and "LA" are not, and neither is what two entries share.
        """
        return _only(self._named(key(name)))

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Return all entries of this name, those that `lookup` cannot decide between included."""
        return self._named(key(name))

    def demonym(self, word: str) -> Entry | None:
        """Return the territory of an adjective or a people's noun: "Russian", "Russians", "Briton"; not "Korean"."""
        return _only(self._demonyms.get(key(word), ()))

    def capital(self, word: str) -> Entry | None:
        """Return the country whose capital this is, for "Pyongyang said"; `lookup` returns the city itself."""
        return self._capitals.get(key(word))

    def by_wikidata(self, wikidata: str) -> Entry | None:
        """Return the entry with this Q-id."""
        return self._by_wikidata.get(wikidata)

    def by_id(self, id: str) -> Entry | None:
        """Return the entry with this id."""
        return self._by_id.get(id)

    def match(self, words: Sequence[str], at: int) -> tuple[int, Entry] | None:
        """Return the end of the longest name that starts with `words[at]`, and its entry; None where there is none.

        The words may be split at hyphens and 's or not; an article before the name is not part of it.
        """
        first = pieces(words[at])
        longest = self._reach(first[0]) if first else 0
        if not longest:
            return None
        parts: list[str] = []
        found: tuple[int, Entry] | None = None
        for end in range(at + 1, len(words) + 1):
            new = pieces(words[end - 1])
            parts.extend(new)
            if len(parts) > longest:
                break
            entry = _only(self._named(fold_little_words(tuple(parts)))) if new else None
            if entry is not None:
                found = end, entry
        return found

    def _named(self, name: tuple[str, ...]) -> tuple[Entry, ...]:
        found = self._by_name.get(name)
        if found is None and all(part.isupper() or not part.isalpha() for part in name):
            found = self._in_capitals.get(name)
        return found or ()

    def _reach(self, first: str) -> int:
        """Return the length of the longest name that starts with this piece."""
        return self._longest.get(first) or (self._longest_in_capitals.get(first, 0) if first.isupper() else 0)

    @cached_property
    def _in_capitals(self) -> _Index:
        return self._indexed(spellings_in_capitals)

    @cached_property
    def _longest_in_capitals(self) -> dict[str, int]:
        return _longest(self._in_capitals)

    @cached_property
    def _demonyms(self) -> _Index:
        found: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self.entries:
            words = (*entry.adjectives, *entry.people)
            for spelling in {
                form for word in words for made in (spellings, spellings_in_capitals) for form in made(word)
            }:
                found.setdefault(spelling, []).append(entry)
        return {spelling: tuple(entries) for spelling, entries in found.items()}

    @cached_property
    def _capitals(self) -> dict[tuple[str, ...], Entry]:
        countries: dict[tuple[str, ...], Entry] = {}
        for country in self.entries:
            if country.type != "Country" or not country.capital:
                continue
            city = self.lookup(country.capital)
            aliases = city.aliases if city is not None and city.type == "Place" else ()
            for name in (country.capital, *aliases):
                for spelling in (*spellings(name), *spellings_in_capitals(name)):
                    countries.setdefault(spelling, country)
        return countries

    def _indexed(self, made: Callable[[str], Iterator[tuple[str, ...]]]) -> _Index:
        ranked: dict[tuple[str, ...], tuple[int, list[Entry]]] = {}
        for number, entry in enumerate(self.entries):
            first = 0 if number < self._preferred else _RANKS
            for place, name in enumerate((entry.label, *entry.aliases)):
                rank = first + (0 if place == 0 else 1 if entry.type == "Country" else 2)
                for spelling in made(name):
                    best, holders = ranked.get(spelling, (rank, []))
                    if rank < best or not holders:
                        ranked[spelling] = rank, [entry]
                    elif rank == best and entry not in holders:
                        holders.append(entry)
        return {spelling: tuple(holders) for spelling, (_, holders) in ranked.items()}


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which a name of a table is found: as written, and without accents.

    What is all lower-case or has two letters only ("it", "LA") yields nothing, but for US, UK, EU, UN and NZ.
    """
    written = key(name)
    text = "".join(written)
    if not written or text.islower() or (len(text) < _SHORTEST and text.isalpha() and text not in _TWO_LETTERS):
        return
    yield written
    if not text.isascii() and len(text) > _SHORTEST_IN_CAPITALS:
        yield tuple(unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in written)


def spellings_in_capitals(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys of a name that is written in capitals, as in headlines, if it has four letters or more."""
    for spelling in spellings(name):
        text = "".join(spelling)
        if len(text) >= _SHORTEST_IN_CAPITALS and not text.isupper():
            yield tuple(part.upper() for part in spelling)


def _longest(index: _Index) -> dict[str, int]:
    longest: dict[str, int] = {}
    for spelling in index:
        if len(spelling) > longest.get(spelling[0], 0):
            longest[spelling[0]] = len(spelling)
    return longest


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """Join entries with the same Q-id, or without one the same label and type: the first keeps its label and fields.

    The names of the others become aliases of it.
    """
    kept: dict[object, Entry] = {}
    for entry in entries:
        first = kept.get(entry.wikidata or "") or kept.get((entry.label, entry.type))
        differ = first is not None and first.wikidata and entry.wikidata and first.wikidata != entry.wikidata
        joined = entry if first is None or differ else _joined(first, entry)
        kept[(joined.label, joined.type)] = joined
        if joined.wikidata:
            kept[joined.wikidata] = joined
    return list({(entry.label, entry.type): entry for entry in kept.values()}.values())


def entry_from_row(row: Row, place: str) -> Entry:
    """Return the entry of one row of a table; `place` ("FILE, line 7") stands in the message of its SchemaError."""
    if not _ALL_COLUMNS.issuperset(row):
        unknown = min(set(row) - _ALL_COLUMNS)
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


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of this package's tables; it is read once."""
    return Gazetteer(merge(_package_entries()))


@cache
def _package_entries() -> tuple[Entry, ...]:
    folder = files("kg.lexicon")
    return tuple(
        entry_from_row(row, place)
        for name in _TABLES
        if (folder / name).is_file()
        for place, row in read_csv(name, (folder / name).read_text(encoding="utf-8"))
    )


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


def _joined(first: Entry, other: Entry) -> Entry:
    aliases = dict.fromkeys((*first.aliases, other.label, *other.aliases))
    filled = {
        name: getattr(first, name) or getattr(other, name)
        for name in (
            "wikidata",
            "kind",
            "country",
            "gender",
            "since",
            "until",
            "description",
            "adjectives",
            "people",
            "capital",
        )
    }
    return replace(first, aliases=tuple(alias for alias in aliases if alias != first.label), **filled)


def _only(entries: tuple[Entry, ...]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None
