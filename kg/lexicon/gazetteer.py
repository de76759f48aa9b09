"""The gazetteer: names known beforehand, with their types and Wikidata ids; in goes a name, out comes its entry.

Read from `territories.csv` (countries and regions, made from rigour by `make_territories.py`), `gazetteer.csv` (names
that news is full of) and, if asked, a user's own table. A name that two entries share on equal terms has no entry: no
link is better than a wrong one. What stands around a name is the caller's business: "Jordan" is the country wherever
the caller asks for it, so a caller who sees "Michael" before it does not ask.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from kg.errors import SchemaError
from kg.lexicon.names import fold_little_words, key, pieces, slug
from kg.model import EntityType

Gender = Literal["female", "male"]
Row = Mapping[str, object]

COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "gender", "since", "until")
TERRITORY_COLUMNS = ("label", "type", "aliases", "wikidata", "kind", "country", "adjectives", "people", "capital")
_ALL_COLUMNS = frozenset(COLUMNS) | frozenset(TERRITORY_COLUMNS)
_LISTS = ("aliases", "adjectives", "people")
_TYPES = frozenset(get_args(EntityType))
_GENDERS = frozenset(get_args(Gender))
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_TWO_LETTERS = frozenset({"EU", "NZ", "UK", "UN", "US"})
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
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None


class Gazetteer:
    """Entries by their names; every question is answered by a look into a dict."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._by_name: dict[tuple[str, ...], tuple[Entry, ...]] = {}
        self._by_wikidata = {entry.wikidata: entry for entry in reversed(self.entries) if entry.wikidata}
        self._by_id = {entry.id: entry for entry in reversed(self.entries)}
        self._demonyms: dict[tuple[str, ...], tuple[Entry, ...]] = {}
        self._capitals: dict[tuple[str, ...], Entry] = {}
        self._longest: dict[str, int] = {}
        self._index()

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """Return the tables of this package, with a user's own before them (CSV, JSON Lines, SKOS in an RDF syntax).

        A row without a label, with an unknown type or a wrong Q-id raises SchemaError with its place.
        """
        return cls.with_rows(read_rows(extra)) if extra is not None else load_gazetteer()

    @classmethod
    def with_rows(cls, rows: Iterable[tuple[str, Row]]) -> Gazetteer:
        """Return the tables of this package under further rows, each given beside its place for messages."""
        return cls(merge([*(entry_from_row(row, place) for place, row in rows), *_package_entries()]))

    def lookup(self, name: str) -> Entry | None:
        """Return the entry of exactly this name: an article, 's, quotes and the dots of acronyms aside, case kept.

        "U.S.", "the US" and "RUSSIA" are found; "us", "it" and "LA" are not, and neither is what two entries share.
        """
        return _only(self._by_name.get(key(name), ()))

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Return all entries of this name, those that `lookup` cannot decide between included."""
        return self._by_name.get(key(name), ())

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
        longest = self._longest.get(first[0], 0) if first else 0
        if not longest:
            return None
        parts: list[str] = []
        found: tuple[int, Entry] | None = None
        for end in range(at + 1, len(words) + 1):
            new = pieces(words[end - 1])
            parts.extend(new)
            if len(parts) > longest:
                break
            entry = _only(self._by_name.get(fold_little_words(tuple(parts)), ())) if new else None
            if entry is not None:
                found = end, entry
        return found

    def _index(self) -> None:
        named: dict[tuple[str, ...], dict[int, list[Entry]]] = {}
        for entry in self.entries:
            for rank, names in enumerate(((entry.label,), entry.aliases)):
                for spelling in {spelling for name in names for spelling in spellings(name)}:
                    holders = named.setdefault(spelling, {}).setdefault(rank, [])
                    if entry not in holders:
                        holders.append(entry)
        for spelling, ranks in named.items():
            best = ranks[min(ranks)]
            self._by_name[spelling] = tuple(best)
            self._longest[spelling[0]] = max(len(spelling), self._longest.get(spelling[0], 0))
        for entry in self.entries:
            for spelling in {form for word in (*entry.adjectives, *entry.people) for form in spellings(word)}:
                self._demonyms[spelling] = (*self._demonyms.get(spelling, ()), entry)
        self._index_capitals()

    def _index_capitals(self) -> None:
        for country in self.entries:
            if country.type != "Country" or not country.capital:
                continue
            city = self.lookup(country.capital)
            aliases = city.aliases if city is not None and city.type == "Place" else ()
            for spelling in {spelling for name in (country.capital, *aliases) for spelling in spellings(name)}:
                self._capitals.setdefault(spelling, country)


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which a name of a table is found: as written, without accents, all in capitals.

    What is all lower-case or has two letters only ("it", "LA") yields nothing, but for US, UK, EU, UN and NZ.
    """
    written = key(name)
    text = "".join(written)
    if not written or text.islower() or (len(text) < 3 and text not in _TWO_LETTERS):
        return
    forms = [written]
    if not text.isascii() and len(text) > 4:
        forms.append(tuple(unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in written))
    for spelling in forms:
        yield spelling
        if len(text) > 3 and not text.isupper():
            yield tuple(part.upper() for part in spelling)


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
    unknown = sorted(set(row) - _ALL_COLUMNS)
    if unknown:
        raise SchemaError(f"{place}: unknown column {unknown[0]!r}; known ones are {', '.join(COLUMNS)}")
    lists = {name: _list(row.get(name), place, name) for name in _LISTS}
    text = {name: _text(row.get(name), place, name) for name in _ALL_COLUMNS - set(_LISTS)}
    label = text["label"]
    if label is None:
        raise SchemaError(f"{place}: no label; every row of a gazetteer needs one")
    type_ = text["type"] or "Thing"
    if type_ not in _TYPES:
        known = ", ".join(get_args(EntityType))
        raise SchemaError(f"{place}: {label}: unknown type {type_!r}; it must be one of {known}")
    gender = text["gender"]
    if gender is not None and gender not in _GENDERS:
        raise SchemaError(f"{place}: {label}: unknown gender {gender!r}; it must be female, male or empty")
    link = text["wikidata"]
    wikidata = _WIKIDATA.fullmatch(link) if link is not None else None
    if link is not None and wikidata is None:
        raise SchemaError(f"{place}: {label}: {link!r} is not a Wikidata id; it must look like Q30")
    return Entry(
        id=slug(label),
        label=label,
        type=cast(EntityType, type_),
        wikidata=wikidata.group(1) if wikidata is not None else None,
        aliases=lists["aliases"],
        kind=text["kind"],
        country=text["country"],
        gender=cast("Gender | None", gender),
        since=text["since"],
        until=text["until"],
        adjectives=lists["adjectives"],
        people=lists["people"],
        capital=text["capital"],
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
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, int):
        return str(value)
    raise SchemaError(f"{place}: {name} is {value!r}; it must be text")


def _list(value: object, place: str, name: str) -> tuple[str, ...]:
    if value is None or isinstance(value, str):
        value = (value or "").split("|")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SchemaError(f"{place}: {name} is {value!r}; it must be names with | between them, or a list of them")
    return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))


def _joined(first: Entry, other: Entry) -> Entry:
    aliases = dict.fromkeys((*first.aliases, other.label, *other.aliases))
    filled = {
        name: getattr(first, name) or getattr(other, name)
        for name in ("wikidata", "kind", "country", "gender", "since", "until", "adjectives", "people", "capital")
    }
    return replace(first, aliases=tuple(alias for alias in aliases if alias != first.label), **filled)


def _only(entries: tuple[Entry, ...]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None
