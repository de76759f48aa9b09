"""What every step of the cascade works on: chains by their names, the groups that they are in, and the pairs left in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary, Evidence, Rule
from kg.resolve.names import Name, NameClass, analyse
from kg.resolve.similarity import belongs
from kg.resolve.support import Corpus, Support, shown

NameKey = tuple[NameClass, str]
Pair = tuple[int, int]

# Review: how many pairs of one name, how many of these are weighed to find the best.
_MOST_DOUBTS = 20
_MOST_WEIGHED = 200
_NAMESAKES = 0.5
_A_SHARED_NEIGHBOUR = 0.1
_AT_MOST = 0.95


class Steps:
    """The chains that steps join, by label and by other name; `doubts` holds the pairs that no step could decide."""

    def __init__(
        self,
        chains: Sequence[ChainSummary],
        active: Sequence[int],
        groups: Groups,
        gazetteer: Gazetteer,
        corpus: Corpus,
    ) -> None:
        self._chains = chains
        self._active = active
        self._groups = groups
        self._gazetteer = gazetteer
        self._corpus = corpus
        self._support = Support(groups, corpus.everywhere)
        self._labels: dict[NameKey, list[int]] = defaultdict(list)
        self._aliases: dict[NameKey, list[int]] = defaultdict(list)
        self._names: dict[int, Name] = {}
        self._no_people: set[int] = set()
        self._owned: set[NameKey] = set()
        self.doubts: dict[Pair, tuple[float, Evidence]] = {}

    def _index(self) -> None:
        for number in self._active:
            chain = self._chains[number]
            name = analyse(chain.label, chain.type)
            if not name.tokens:
                continue
            self._names[number] = name
            self._labels[name.cls, name.key].append(number)
            for text in chain.names:
                other = analyse(text, chain.type)
                if other.tokens and other.key != name.key and belongs(other, name):
                    self._aliases[name.cls, other.key].append(number)

    def _is_contested(self, numbers: Sequence[int]) -> bool:
        """Tell whether two things have a name: by their Q-ids, or because one document gives just this to two."""
        links = {self._groups.wikidata(self._groups.find(number)) for number in numbers} - {None}
        if len(links) > 1:
            return True
        bearers: dict[tuple[str, str], int] = {}
        for number in numbers:
            chain, root = self._chains[number], self._groups.find(number)
            if bearers.setdefault((chain.document, chain.label), root) != root:
                return True
        return False

    def _join_to(self, owner: int, roots: set[int], rule: Rule, value: str, *, certain: bool = False) -> None:
        """Join groups to the one that owns their name, those that are supported; doubt the others."""
        for root in sorted(roots):
            shared = self._support.shared(owner, root)
            evidence = Evidence(rule, value, shown(shared))
            if certain or self._support.is_enough(owner, root):
                self._groups.join(owner, root, Evidence(rule, value) if certain else evidence, weak=True)
            owner = self._groups.find(owner)
        self._doubt_all(owner, roots, rule, value)

    def _doubt_all(self, first: int, others: set[int], rule: Rule, value: str) -> None:
        """Put pairs that were not joined up for review: the best supported ones of a large number."""
        first = self._groups.find(first)
        pairs = []
        for other in sorted(self._roots(others))[:_MOST_WEIGHED]:
            if other != first and self._groups.may_join(first, other):
                shared = self._support.shared(first, other)
                pairs.append((-len(shared), other, shared))
        for _, other, shared in sorted(pairs)[:_MOST_DOUBTS]:
            score = min(_NAMESAKES + _A_SHARED_NEIGHBOUR * len(shared), _AT_MOST)
            self._doubt(first, other, score, Evidence(rule, value, shown(shared)))

    def _doubt(self, first: int, second: int, score: float, evidence: Evidence) -> None:
        pair = min(first, second), max(first, second)
        if pair not in self.doubts or self.doubts[pair][0] < score:
            self.doubts[pair] = round(score, 2), evidence

    def _roots(self, numbers: Iterable[int]) -> set[int]:
        return {self._groups.find(number) for number in numbers}
