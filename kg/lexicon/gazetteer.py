"""The gazetteer: names known beforehand, with their types and Wikidata ids; in goes a name, out comes its entry.

Read from `territories.csv` (countries and regions, made from rigour by `tools/make_territories.py`), `gazetteer.csv` (names
that news is full of) and, if asked, a user's own table. A name that two entries share on equal terms has no entry: no
link is better than a wrong one. What stands around a name is the caller's business: "Jordan" is the country wherever
the caller asks for it, so a caller who sees "Michael" before it does not ask.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from kg.lexicon.authority.listed import Listed
from kg.lexicon.authority.table import NameTable, is_table
from kg.lexicon.entry import Entry as Entry
from kg.lexicon.names import fold_little_words, key, pieces
from kg.lexicon.rows import Row, entry_from_row, read_csv, read_rows

_Index = dict[tuple[str, ...], tuple[Entry, ...]]

_TWO_LETTERS = frozenset({"EU", "NZ", "UK", "UN", "US"})
_SHORTEST = 3
_SHORTEST_IN_CAPITALS = 4
_RANKS = 3
_TABLES = ("territories.csv", "gazetteer.csv")


class Gazetteer:
    """Entries by their names; every question is answered by a look into a dict.

    Of several entries with one name that one is meant which the user's table has (the first `preferred` of the
    entries), or whose label it is, or which is a country; two that are equal in this leave the name without an entry.
    """

    def __init__(self, entries: Iterable[Entry], preferred: int = 0, table: NameTable | None = None) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._preferred = preferred
        self._by_name = self._indexed(spellings)
        self._by_wikidata = {entry.wikidata: entry for entry in reversed(self.entries) if entry.wikidata}
        self._by_id = {entry.id: entry for entry in reversed(self.entries)}
        self._longest = _longest(self._by_name)
        self.listed = None if table is None else Listed(table, self._by_id.__contains__)
        self._links: dict[str, Entry] = {}

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """Return the tables of this package, with a user's own before them (CSV, JSON Lines, SKOS in an RDF syntax).

        A table that `kg gazetteer import` wrote stands behind them instead: it knows names that they don't, and fills in the
        Q-ids that they lack. A row without a label, with an unknown type or a wrong Q-id raises SchemaError with its place.
        """
        if extra is None:
            return load_gazetteer()
        return (
            cls(load_gazetteer().entries, table=NameTable(extra))
            if is_table(extra)
            else cls.with_rows(read_rows(extra))
        )

    @classmethod
    def with_rows(cls, rows: Iterable[tuple[str, Row]]) -> Gazetteer:
        """Return the tables of this package under further rows, each given beside its place for messages."""
        own = merge(entry_from_row(row, place) for place, row in rows)
        return cls(merge([*own, *_package_entries()]), preferred=len(own))

    def lookup(self, name: str) -> Entry | None:
        """Return the entry of exactly this name: an article, 's, quotes and the dots of acronyms aside, case kept.

        "U.S.", "the US" and "RUSSIA" are found; "us", "it" and "LA" are not, and neither is what two entries share. Of an
        imported table only a name of several words is found.
        """
        own = self._named(key(name))
        if not own and self.listed is not None and len(key(name)) > 1:
            return _only(self.listed.bearers(name))
        return self._linked(_only(own))

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Return all entries of this name, those that `lookup` cannot decide between included."""
        own = self._named(key(name))
        return own if own or self.listed is None else self.listed.bearers(name)

    def demonym(self, word: str) -> Entry | None:
        """Return the territory of an adjective or a people's noun: "Russian", "Russians", "Briton"; not "Korean"."""
        return _only(self._demonyms.get(key(word), ()))

    def capital(self, word: str) -> Entry | None:
        """Return the country whose capital this is, for "Pyongyang said"; `lookup` returns the city itself."""
        return self._capitals.get(key(word))

    def by_wikidata(self, wikidata: str) -> Entry | None:
        """Return the entry with this Q-id."""
        entry = self._by_wikidata.get(wikidata)
        if entry is not None or self.listed is None:
            return entry
        other = self.listed.by_wikidata(wikidata)
        names = () if other is None else (other.label, *other.aliases)
        own = (self._linked(_only(self._named(key(name)))) for name in names)
        return next((one for one in own if one is not None and one.wikidata == wikidata), other)

    def by_id(self, id: str) -> Entry | None:
        """Return the entry with this id."""
        entry = self._linked(self._by_id.get(id))
        return entry if entry is not None or self.listed is None else self.listed.by_id(id)

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
        linked = None if found is None else self._linked(found[1])
        return None if found is None or linked is None else (found[0], linked)

    def _linked(self, entry: Entry | None) -> Entry | None:
        """Give an entry without a Q-id that of the one bearer of its label in the imported table that it can be."""
        if entry is None or entry.wikidata or self.listed is None:
            return entry
        if entry.id not in self._links:
            bearers = self.listed.bearers(entry.label)
            other = _only(tuple(one for one in bearers if one.type == entry.type))
            fits = other is not None and (None in (entry.country, other.country) or entry.country == other.country)
            link = other.wikidata if other is not None and fits and other.wikidata not in self._by_wikidata else None
            self._links[entry.id] = replace(entry, wikidata=link) if link else entry
        return self._links[entry.id]

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
            "born",
            "died",
            "roles",
            "places",
            "source",
        )
    }
    return replace(first, aliases=tuple(alias for alias in aliases if alias != first.label), **filled)


def _only(entries: tuple[Entry, ...]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None
