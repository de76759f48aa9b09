"""What a document tells of whom its names mean: in go parse, mentions and date, out come its countries, places and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.parse import Parse

_PLACES = frozenset({"Country", "Place", "Facility"})


class Surroundings:
    """The words, countries and places of a document, as a whole and sentence by sentence; `year` is that of its date."""

    def __init__(self, parse: Parse, mentions: Sequence[MentionDraft], date: str | None) -> None:
        self._parse = parse
        self._words: dict[int, frozenset[str]] = {}
        self._countries: dict[int, set[str]] = defaultdict(set)
        self._places: dict[int, set[str]] = defaultdict(set)
        self.year = int(date[:4]) if date is not None else None
        for mention in mentions:
            self._learn(mention)
        self.countries = frozenset().union(*self._countries.values())
        self.places = frozenset().union(*self._places.values())

    def words(self, mentions: Iterable[MentionDraft]) -> frozenset[str]:
        """Return the words and lemmas, lower case, of the sentences in which something is mentioned, without its names."""
        found: set[str] = set()
        for mention in mentions:
            number = mention.head.sent
            if number not in self._words:
                tokens = self._parse.sentence_tokens(number)
                self._words[number] = frozenset(word for t in tokens for word in (t.lower, t.lemma.lower()))
            found |= self._words[number]
        return frozenset(found)

    def countries_by(self, mentions: Iterable[MentionDraft]) -> frozenset[str]:
        """Return the labels of the countries in the sentences in which something is mentioned."""
        return frozenset(country for mention in mentions for country in self._countries.get(mention.head.sent, ()))

    def places_by(self, mentions: Iterable[MentionDraft]) -> frozenset[str]:
        """Return the names of the places in the sentences in which something is mentioned, case folded, itself left out."""
        own = {mention.name.casefold() for mention in mentions}
        return frozenset(name for m in mentions for name in self._places.get(m.head.sent, ()) if name not in own)

    def _learn(self, mention: MentionDraft) -> None:
        if mention.kind != "name":
            return
        entry, sent = mention.entry, mention.head.sent
        if entry is not None:
            country = entry.label if entry.type == "Country" else entry.country
            if country is not None:
                self._countries[sent].add(country)
            if entry.type in _PLACES:
                self._places[sent].add(entry.label.casefold())
        if mention.type in _PLACES:
            self._places[sent].add(mention.name.casefold())
