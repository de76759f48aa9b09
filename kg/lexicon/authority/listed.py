"""The entries of an imported table beside the package's own: in goes a name, out come all who bear it.

An imported table is large and says nothing of what a text means: a village is called *Said*, a band *Change*. So it decides
nothing by itself. Who asks must say what speaks for a bearer (`kg.extraction.linking`), and a name of one word is never
looked for where nothing else says that it is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.lexicon.authority.record import Record
from kg.lexicon.authority.table import NameTable
from kg.lexicon.entry import Entry
from kg.lexicon.names import fold_little_words, key, pieces, slug

_KEPT = 1 << 16
_LINKED_ID = re.compile(r".+\.Q([1-9]\d*)")
_SEVERAL = 2
_SHORTEST_IN_CAPITALS = 4


class Listed:
    """The entries of a table; `taken` tells which ids the package's entries have, so that no two things share one."""

    def __init__(self, table: NameTable, taken: Callable[[str], bool]) -> None:
        self.table = table
        self._taken = taken
        self._entry = lru_cache(_KEPT)(self._make)

    def bearers(self, name: str) -> tuple[Entry, ...]:
        """Return all entries with a name, those most taken note of first; articles, quotes and 's aside, case kept.

        A name in capitals is looked up as it is written elsewhere, too: "ANNA BERG".
        """
        return self._named(key(name))

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[Entry, ...]] | None:
        """Return the end of the longest name of several words that starts at `words[at]`, and who bears it."""
        first = pieces(words[at])
        longest = self.table.reach(first[0]) if first else 0
        parts: list[str] = []
        found: tuple[int, tuple[int, ...]] | None = None
        for end in range(at + 1, len(words) + 1 if longest else at):
            new = pieces(words[end - 1])
            parts.extend(new)
            if len(parts) > longest:
                break
            if new and len(parts) >= _SEVERAL:
                numbers = self.table.numbers(fold_little_words(tuple(parts)))
                found = (end, numbers) if numbers else found
        return None if found is None else (found[0], tuple(map(self._entry, found[1])))

    def by_wikidata(self, wikidata: str) -> Entry | None:
        """Return the entry with this Q-id."""
        number = self.table.linked(int(wikidata[1:])) if wikidata[1:].isdecimal() else None
        return None if number is None else self._entry(number)

    def by_id(self, id: str) -> Entry | None:
        """Return the entry with this id."""
        linked = _LINKED_ID.fullmatch(id)
        number = self.table.named(id) if linked is None else self.table.linked(int(linked[1]))
        entry = None if number is None else self._entry(number)
        return entry if entry is not None and entry.id == id else None

    def _named(self, name: tuple[str, ...]) -> tuple[Entry, ...]:
        numbers = self.table.numbers(name)
        if not numbers and sum(map(len, name)) >= _SHORTEST_IN_CAPITALS and all(part.isupper() for part in name):
            numbers = self.table.numbers(tuple(part.capitalize() for part in name))
        return tuple(map(self._entry, numbers))

    def _make(self, number: int) -> Entry:
        record = self.table.record(number)
        return record.entry(self._id(number, record))

    def _id(self, number: int, record: Record) -> str:
        """Return the slug of the label for the first who has it, and for a namesake the slug with its own id behind it."""
        own = slug(record.label)
        if self.table.named(own) == number and not self._taken(own):
            return own
        if record.wikidata is not None:
            return f"{own}.Q{record.wikidata}"
        return f"{own}.{slug(record.source) if record.source else number + 1}"
