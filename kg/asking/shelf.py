"""The sentences of a graph by their words: in go stems, out come the places in which most of them stand together.

It is made of the documents of a snapshot and kept in memory; of a graph of 168 articles this takes a fraction of a second.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.asking.words import Word, kin_stems, stems_of, words_in
from kg.model import AnnotatedDocument, Attribution, EntityType, Mention, Predicate, Sentence, Statement
from kg.statements.core import core_of

KIN = 0.5
"""What a kindred word counts of the word itself."""


@dataclass(frozen=True)
class Page:
    """One document with what is looked up in it: labels of chains; mentions, statements and words by sentence."""

    annotated: AnnotatedDocument
    labels: Mapping[int, str]
    entity_ids: Mapping[int, str]
    mentions: Mapping[int, tuple[Mention, ...]]
    statements: Mapping[int, tuple[Statement, ...]]
    words: tuple[tuple[Word, ...], ...]
    stems: frozenset[str]

    @cached_property
    def named(self) -> frozenset[str]:
        """Return the ids of the entities that the document mentions."""
        return frozenset(self.entity_ids.values())

    def label_of(self, mention: Mention) -> str:
        """Return the best name of what a mention refers to."""
        return self.labels.get(mention.chain) or mention.text

    def credits_of(self, statement: Statement) -> Iterator[Attribution]:
        """Yield the attributions around a statement, from the inner to the outer one."""
        number = statement.attribution
        while number is not None:
            yield self.annotated.attributions[number]
            number = self.annotated.attributions[number].parent


@dataclass(frozen=True)
class Place:
    """A sentence of a page, with the stems of its words, and with those of the names of what it mentions."""

    page: Page
    sentence: Sentence
    words: tuple[Word, ...]
    stems: frozenset[str]
    with_names: frozenset[str]

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.page.annotated.document.text[self.sentence.start : self.sentence.end]


class Shelf:
    """All sentences of a graph; `predicates` are those that its statements have, each with one that has it."""

    def __init__(
        self,
        documents: Iterable[AnnotatedDocument],
        entity_of: Mapping[tuple[str, int], str],
        labels: Mapping[str, str],
        rejected: Collection[str] = (),
    ) -> None:
        self.labels = labels
        self.pages = [_page(annotated, entity_of, labels, rejected) for annotated in documents]
        self.places = [place for page in self.pages for place in _places(page)]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            for one in place.with_names:
                self._postings[one].append(number)
        self.predicates: dict[tuple[str, bool], Predicate] = {}
        for page in self.pages:
            for told in page.statements.values():
                for statement in told:
                    if statement.kind != "report":
                        core = core_of(statement)
                        self.predicates.setdefault((core.predicate, core.is_relation), statement.predicate)
        self._most = math.log(1 + len(self.places))

    @cached_property
    def types(self) -> Mapping[str, EntityType]:
        """Return the type of each entity: that of most of its names."""
        votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
        for page in self.pages:
            for found in page.mentions.values():
                for mention in found:
                    if mention.kind == "name" and mention.chain in page.entity_ids:
                        votes[page.entity_ids[mention.chain]][mention.type] += 1
        return {entity: max(sorted(types), key=types.__getitem__) for entity, types in votes.items()}

    def weight(self, one: str) -> float:
        """Return how telling a stem is: 1.0 where it stands nowhere or once, less the more sentences have it."""
        count = len(self._postings.get(one, ()))
        return 1.0 if count == 0 or self._most == 0 else max(0.05, 1.0 - math.log(count) / self._most)

    def knows(self, one: str) -> bool:
        """Tell whether a stem stands in any sentence."""
        return one in self._postings

    def having(self, stems: frozenset[str]) -> list[Place]:
        """Return the places that have all of these stems, or the names of what they mention has, in their order."""
        if not stems:
            return []
        lists = sorted((self._postings.get(one, []) for one in stems), key=len)
        common = set(lists[0]).intersection(*lists[1:])
        return [self.places[number] for number in sorted(common)]

    def find(self, stems: Iterable[str], limit: int) -> list[tuple[float, int]]:
        """Return the scores and numbers of the places that have most of the stems, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for one in sorted(set(stems)):
            weight = self.weight(one)
            direct = self._postings.get(one, ())
            for number in direct:
                scores[number] += weight
            kindred = {number for other in kin_stems(one) for number in self._postings.get(other, ())}
            for number in kindred.difference(direct):
                scores[number] += KIN * weight
        ranked = sorted(((score, number) for number, score in scores.items()), key=lambda pair: (-pair[0], pair[1]))
        return ranked[:limit]


def _page(
    annotated: AnnotatedDocument,
    entity_of: Mapping[tuple[str, int], str],
    labels: Mapping[str, str],
    rejected: Collection[str],
) -> Page:
    key = annotated.document.id
    ids = {chain.id: entity_of[key, chain.id] for chain in annotated.chains if (key, chain.id) in entity_of}
    best = {}
    for chain in annotated.chains:
        entity = ids.get(chain.id)
        named = None if entity is None else labels.get(entity)
        best[chain.id] = named or annotated.mentions[chain.representative].text
    starts = [sentence.start for sentence in annotated.sentences]
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        mentions[max(0, bisect_right(starts, mention.start) - 1)].append(mention)
    statements: dict[int, list[Statement]] = defaultdict(list)
    for statement in annotated.statements:
        if statement.id not in rejected:
            statements[statement.sentence].append(statement)
    text = annotated.document.text
    words = tuple(tuple(words_in(text[one.start : one.end])) for one in annotated.sentences)
    stems = frozenset(word.stem for inside in words for word in inside if not word.empty)
    return Page(
        annotated,
        best,
        ids,
        {number: tuple(found) for number, found in mentions.items()},
        {number: tuple(found) for number, found in statements.items()},
        words,
        stems,
    )


def _places(page: Page) -> Iterator[Place]:
    for number, sentence in enumerate(page.annotated.sentences):
        words = page.words[number]
        own = frozenset(word.stem for word in words if not word.empty)
        named = set(own)
        for mention in page.mentions.get(number, ()):
            named.update(stems_of(page.label_of(mention)))
        yield Place(page, sentence, words, own, frozenset(named))
