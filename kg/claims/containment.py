"""Which place lies in which: in go what the gazetteer and the articles say, out comes whether two places are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.resolve.model import ResolvedEntity
from kg.statements.stated import Stated

PLACES = frozenset({"Country", "Place", "Facility"})
CONTAINING = frozenset({"located-in", "part-of", "capital-of"})
"""The relations whose subject lies in their object."""

_SETTLEMENTS = frozenset({"capital", "city"})


class Containment:
    """The places of a graph by the ids of their entities, and what lies in what.

    An article counts where it says in its own voice, and as a fact, that one thing is in another.
    """

    def __init__(self, entities: Iterable[ResolvedEntity], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._entries: dict[str, Entry] = {}
        self._around: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            entry = gazetteer.by_wikidata(entity.wikidata) if entity.wikidata else gazetteer.by_id(entity.id)
            if entry is not None and entry.type in PLACES:
                self._entries[entity.id] = entry

    def learn(self, stated: Stated) -> None:
        """Take in a statement if it says that one named thing lies in another."""
        if (
            stated.predicate in CONTAINING
            and (stated.polarity, stated.modality, stated.credited) == ("affirmed", "actual", False)
            and stated.object is not None
            and stated.subject.entity is not None
            and stated.object.entity is not None
        ):
            self._around[stated.subject.entity].add(stated.object.entity)

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two places are known to be two of which neither lies in the other; what is not known is False.

        So two countries are, two cities, and a city and a country that it is not in; not a city and a region.
        """
        around_one, around_other = self._with_around(one), self._with_around(other)
        if one in around_other or other in around_one:
            return False
        first, second = self._entry(one), self._entry(other)
        if first is None or second is None:
            return False
        if first.kind in _SETTLEMENTS and second.kind in _SETTLEMENTS:
            return True
        countries, others = self._countries(around_one), self._countries(around_other)
        return bool(countries) and bool(others) and countries.isdisjoint(others)

    def _with_around(self, place: str) -> set[str]:
        """Return a place with all that it lies in."""
        found: set[str] = set()
        waiting = [place]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(self._around.get(here, ()))
                entry = self._entry(here)
                country = self._gazetteer.lookup(entry.country) if entry is not None and entry.country else None
                if country is not None:
                    waiting.append(country.id)
        return found

    def _countries(self, places: Iterable[str]) -> set[str]:
        return {place for place in places if (entry := self._entry(place)) is not None and entry.type == "Country"}

    def _entry(self, place: str) -> Entry | None:
        return self._entries.get(place) or self._gazetteer.by_id(place)
