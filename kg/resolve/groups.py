"""Chains that were found to be one: a union-find over them that keeps its reasons and refuses what cannot be.

Two groups are never joined when they have different Wikidata ids or when a user keeps them apart; on weak grounds not
either when a document has a chain of each, because the extractor, which saw more, held these to be two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from kg.resolve.model import ChainSummary, Evidence

Tag = tuple[int, int]
"""A decision to keep two apart (its number) and which of the two sides (0 or 1) a group is."""


_Feature = Literal["documents", "neighbours", "roles"]


class Groups:
    """Groups of chains, by the numbers of the chains in `chains`; a group is named by one of its numbers, its root."""

    def __init__(self, chains: Sequence[ChainSummary]) -> None:
        self.chains = chains
        self.evidence: list[Evidence | None] = [None] * len(chains)
        self._parent = list(range(len(chains)))
        self._members: dict[int, list[int]] = {}
        self._wikidata: dict[int, str] = {n: chain.wikidata for n, chain in enumerate(chains) if chain.wikidata}
        self._tags: dict[int, set[Tag]] = {}
        self._reasons: dict[int, dict[Evidence, None]] = {}
        self._gathered: dict[_Feature, dict[int, Counter[str]]] = {"documents": {}, "neighbours": {}, "roles": {}}

    def find(self, number: int) -> int:
        """Return the root of the group that a chain is in."""
        root = number
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[number] != root:
            self._parent[number], number = root, self._parent[number]
        return root

    def members(self, root: int) -> list[int]:
        """Return the chains of a group, in no certain order."""
        return self._members.get(root) or [root]

    def wikidata(self, root: int) -> str | None:
        """Return the Q-id of a group."""
        return self._wikidata.get(root)

    def link(self, number: int, wikidata: str | None) -> None:
        """Give the group of a chain a Q-id, unless it has one."""
        if wikidata is not None:
            self._wikidata.setdefault(self.find(number), wikidata)

    def unlink(self, number: int) -> None:
        """Take the Q-id away from a chain that is in no group yet."""
        self._wikidata.pop(number, None)

    def documents(self, root: int) -> Counter[str]:
        """Return the documents that a group has chains in, with the numbers of these."""
        return self._feature(root, "documents")

    def neighbours(self, root: int) -> Counter[str]:
        """Return the keys of all names that stand beside the chains of a group, with the numbers of these chains."""
        return self._feature(root, "neighbours")

    def roles(self, root: int) -> Counter[str]:
        """Return the nouns that the documents call a group, with the numbers of its chains that they stand for."""
        return self._feature(root, "roles")

    def tag(self, number: int, tag: Tag) -> None:
        """Mark a chain as one side of a decision to keep two apart."""
        self._tags.setdefault(self.find(number), set()).add(tag)

    def may_join(self, first: int, second: int, *, weak: bool = False) -> bool:
        """Tell whether two groups, by their roots, could be one."""
        one, other = self._wikidata.get(first), self._wikidata.get(second)
        if one is not None and other is not None and one != other:
            return False
        if any((number, 1 - side) in self._tags.get(second, ()) for number, side in self._tags.get(first, ())):
            return False
        return not weak or self.documents(first).keys().isdisjoint(self.documents(second))

    def join(self, first: int, second: int, evidence: Evidence, *, weak: bool = False) -> bool:
        """Make the groups of two chains one, if that can be, and tell whether they are one now."""
        first, second = self.find(first), self.find(second)
        if first == second:
            return True
        if not self.may_join(first, second, weak=weak):
            return False
        self.force(first, second, evidence)
        return True

    def force(self, first: int, second: int, evidence: Evidence) -> None:
        """Make the groups of two chains one whatever speaks against it: a user's decision. The first's Q-id stays."""
        first, second = self.find(first), self.find(second)
        if first == second:
            return
        wikidata = self._wikidata.get(first) or self._wikidata.get(second)
        for root in (first, second):
            if root not in self._members:
                self.evidence[root] = evidence
        root, gone = (first, second) if len(self.members(first)) >= len(self.members(second)) else (second, first)
        for feature, gathered in self._gathered.items():
            if root in gathered:
                gathered[root].update(gathered[gone] if gone in gathered else self._gather(gone, feature))
            gathered.pop(gone, None)
        self._parent[gone] = root
        self._members.setdefault(root, [root]).extend(self._members.pop(gone, [gone]))
        self._reasons.setdefault(root, {}).update({**self._reasons.pop(gone, {}), evidence: None})
        if wikidata is not None:
            self._wikidata[root] = wikidata
        if gone in self._tags:
            self._tags.setdefault(root, set()).update(self._tags.pop(gone))

    def reasons(self, root: int) -> Iterable[Evidence]:
        """Return each reason that a group was made for, once."""
        return self._reasons.get(root, {})

    def roots(self) -> Iterable[int]:
        """Yield the root of each group."""
        return (number for number, parent in enumerate(self._parent) if number == parent)

    def _feature(self, root: int, feature: _Feature) -> Counter[str]:
        gathered = self._gathered[feature]
        if root not in gathered:
            gathered[root] = self._gather(root, feature)
        return gathered[root]

    def _gather(self, root: int, feature: _Feature) -> Counter[str]:
        chains = (self.chains[number] for number in self.members(root))
        if feature == "documents":
            return Counter(chain.document for chain in chains)
        return Counter(value for chain in chains for value in (chain.roles if feature == "roles" else chain.neighbours))
