"""Chains that were joined, sorted into parts: those that meet in blocks, and those that one decision is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.resolve.blocks import Filing, Key, decision_keys, mentions_of
from kg.resolve.decisions import Decisions, MentionRef
from kg.resolve.joining import Joining
from kg.resolve.model import Doubt, ResolvedEntity
from kg.resolve.parts import Part


class Partition:
    """Sorts joined chains into parts: those that meet in blocks, and those that one decision is about."""

    def __init__(self, joining: Joining, filing: Filing, decisions: Decisions, own: Collection[MentionRef]) -> None:
        self._joining = joining
        self._filing = filing
        self._own = own
        self._chains = joining.chains
        self._of = list(range(len(self._chains)))
        self._at: dict[Key, int] = {}
        self._join_blocks()
        self._join_decided(decisions)

    def parts(self) -> Iterator[Part]:
        """Yield the parts in the order of their first chains."""
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._chains)):
            members[self._find(number)].append(number)
        by_id = {entity.id: entity for entity in self._joining.entities}
        review: dict[int, list[Doubt]] = defaultdict(list)
        of_entity = {id: self._find(number) for number, id in enumerate(self._joining.entity_of)}
        for doubt in self._joining.review():
            review[of_entity[doubt.first]].append(doubt)
        for root, numbers in members.items():
            yield self._part(numbers, by_id, tuple(review[root]))

    def _part(self, numbers: Sequence[int], by_id: Mapping[str, ResolvedEntity], review: tuple[Doubt, ...]) -> Part:
        chains = tuple(self._chains[number] for number in numbers)
        ids = [self._joining.entity_of[number] for number in numbers]
        place = {id: place for place, id in enumerate(sorted(set(ids)))}
        first_names = self._filing.first_names(chains, self._own)
        asked = {blocks.asked for blocks in self._filing.distinct(chains)} - {None}
        return Part(
            chains=chains,
            entities=tuple(by_id[id] for id in place),
            entity_of=tuple(place[id] for id in ids),
            evidence_of=tuple(self._joining.evidence_of[number] for number in numbers),
            review=review,
            first_names=dict(sorted(first_names.items())),
            asked={name: first_names[name] for name in sorted(name for name in asked if name is not None)},
        )

    def _join_blocks(self) -> None:
        entities: dict[tuple[str, str], int] = {}
        first: dict[int, int] = {}
        offered: list[tuple[Key, int]] = []
        for number, chain in enumerate(self._chains):
            self._join(entities.setdefault((chain.document, chain.entity), number), number)
            blocks = self._filing.blocks(chain)
            other = first.setdefault(id(blocks), number)
            self._join(other, number)
            if other == number:
                for key in blocks.joint:
                    self._join(self._at.setdefault(key, number), number)
                offered += [(key, number) for key in blocks.offers]
        for key, number in offered:
            if key in self._at:
                self._join(self._at[key], number)

    def _join_decided(self, decisions: Decisions) -> None:
        if not decisions.active:
            return
        mentions = {(chain.document, start): n for n, chain in enumerate(self._chains) for start in chain.starts}
        for decision in decisions.active:
            at = [self._at[key] for key in decision_keys(decision) if key in self._at]
            at += [
                mentions[one.document, one.start]
                for one in mentions_of(decision)
                if (one.document, one.start) in mentions
            ]
            for one in at[1:]:
                self._join(at[0], one)

    def _find(self, number: int) -> int:
        while self._of[number] != number:
            self._of[number] = self._of[self._of[number]]
            number = self._of[number]
        return number

    def _join(self, one: int, other: int) -> None:
        one, other = self._find(one), self._find(other)
        self._of[max(one, other)] = min(one, other)
