"""The names of the graph by their words: in goes a question, out come the stretches of it that name entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.asking.asked import Name
from kg.asking.words import Word, words_in
from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.model import ResolvedEntity

_LONGEST = 8
_SURE_LENGTH = 3
_LIKE = 75
_DESCRIBED = re.compile(r"\b(?:of|for|at|in|from)\b|['’]s\b", re.IGNORECASE)


def is_description(phrase: str) -> bool:
    """Tell a phrase that says whom it means by what he is to somebody else: "the spokesman for the Kremlin"."""
    return _DESCRIBED.search(phrase) is not None


class Names:
    """All names of the entities of a graph; a person is also known by the last word of the name."""

    def __init__(self, entities: Iterable[ResolvedEntity], gazetteer: Gazetteer) -> None:
        self._by_key: dict[tuple[str, ...], list[str]] = {}
        self._wikidata: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._gazetteer = gazetteer
        shorter: dict[tuple[str, ...], list[str]] = {}
        for entity in sorted(entities, key=lambda one: (-one.mentions, one.id)):
            self.labels[entity.id] = entity.label
            if entity.wikidata is not None:
                self._wikidata.setdefault(entity.wikidata, entity.id)
            for name in dict.fromkeys((entity.label, *entity.names)):
                key = _key(name)
                if key:
                    _put(self._by_key, key, entity.id)
                    if len(key) > 1 and entity.type == "Person":
                        _put(shorter, key[-1:], entity.id)
        for key, ids in shorter.items():
            self._by_key.setdefault(key, ids)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entities that are called so, the most mentioned one first."""
        key = _key(name)
        found = self._by_key.get(key) or self._by_key.get(key[1:] if key[:1] == ("the",) else key)
        return tuple(found or self._known_elsewhere(name))

    def of_phrase(self, phrase: str) -> tuple[str, ...]:
        """Return the ids of what a phrase names, also behind words that only describe: "President Putin".

        A phrase that says whom it means by what he is to somebody else names nobody: "the spokesman for the Kremlin".
        """
        whole = self.of(phrase)
        found = self.find(phrase)
        if whole or not found or found[-1].end != len(phrase) or is_description(phrase[: found[-1].start]):
            return whole
        return found[-1].entities

    def _known_elsewhere(self, name: str) -> Sequence[str]:
        """Return an entity of the graph that the gazetteer knows by this name: "Iranian", "DPRK"."""
        for entry in (self._gazetteer.lookup(name), self._gazetteer.demonym(name)):
            if entry is not None and entry.wikidata in self._wikidata:
                return (self._wikidata[entry.wikidata],)
        return ()

    def find(self, text: str) -> tuple[Name, ...]:
        """Return the names in a text, the longest first at each place; small letters count where a name is long enough."""
        words = [word for word in words_in(text)]
        found: list[Name] = []
        at = 0
        while at < len(words):
            name = self._longest(text, words, at)
            if name is None:
                at += 1
            else:
                found.append(name)
                at = next((n for n in range(at, len(words)) if words[n].start >= name.end), len(words))
        return tuple(found)

    def _longest(self, text: str, words: Sequence[Word], at: int) -> Name | None:
        for end in range(min(len(words), at + _LONGEST), at, -1):
            run = words[at:end]
            if all(word.empty for word in run) or run[0].text.lower() in ("the", "of", "in", "a") or run[-1].empty:
                continue
            capital = any(word.text[0].isupper() or word.text[0].isdigit() for word in run)
            stretch = text[run[0].start : run[-1].end]
            if not capital and len(stretch) < _SURE_LENGTH:
                continue
            ids = self._by_key.get(tuple(word.text.casefold() for word in run))
            if ids is None and capital and len(run) <= 3:
                ids = list(self._known_elsewhere(stretch))
            if ids and (capital or len(run) > 1 or self._is_only_a_name(run[0])):
                return Name(run[0].start, run[-1].end, stretch, tuple(ids))
        return None

    def _is_only_a_name(self, word: Word) -> bool:
        return len(word.text) > _SURE_LENGTH and self._gazetteer.lookup(word.text.capitalize()) is not None

    def like(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Return the labels of the graph that are most like a name."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            name,
            sorted(set(self.labels.values())),
            scorer=fuzz.WRatio,
            processor=str.casefold,
            limit=limit,
            score_cutoff=_LIKE,
        )
        return tuple(label for label, *_ in found)


def _key(name: str) -> tuple[str, ...]:
    return tuple(word.text.casefold() for word in words_in(name))


def _put(table: dict[tuple[str, ...], list[str]], key: tuple[str, ...], entity: str) -> None:
    ids = table.setdefault(key, [])
    if entity not in ids:
        ids.append(entity)
