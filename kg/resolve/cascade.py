"""Who is who, step by step from certain to doubtful: in go chains, out come groups of them and the pairs left in doubt.

Each step looks names up in an index of all names; none compares all pairs. No step depends on the order in which
documents came: chains are numbered in the order of (document, chain), and blocks are walked in the order of their
names. Only chains that meet in `kg.resolve.blocks` are looked at together, so that blocks can be joined one by one; what a
step needs of all others stands in `Corpus`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.words import names_of
from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary, Evidence, Rule
from kg.resolve.names import Name, initials, name_class
from kg.resolve.people import People
from kg.resolve.similarity import WORTH_A_LOOK, alike, block_keys, could_be_one
from kg.resolve.steps import NameKey, Pair
from kg.resolve.support import ENOUGH_NEIGHBOURS, Corpus, shown

_SHORTEST_ACRONYM = 3
_CONTEXT_NEIGHBOURS = 6

# Blocking: how many names are compared each with each, and how far in the alphabet when a block has more.
_LARGEST_BLOCK = 400
_REACH = 20
# Two names that so many pairs of things have are no sign that any pair is one.
_MOST_BEARERS = 100


class Cascade(People):
    """The steps that join chains; `run` takes them in order.

    `entries` then holds the gazetteer's entries of chains, `doubts` the pairs that no step could decide.
    """

    def __init__(
        self,
        chains: Sequence[ChainSummary],
        active: Sequence[int],
        groups: Groups,
        gazetteer: Gazetteer,
        corpus: Corpus,
    ) -> None:
        super().__init__(chains, active, groups, gazetteer, corpus)
        self.entries: dict[int, Entry] = {}

    def run(self) -> None:
        """Join what is one, from what the documents say themselves to what is only alike and well supported."""
        self._index()
        self._join_in_documents()
        self._join_linked()
        self._join_same_names()
        self._join_things_taken_for_people()
        people = self._join_surnames_taken_for_things()
        self._join_aliases(people)
        self._join_acronyms()
        self._join_full_names()
        self._join_tails()
        self._join_trimmed()
        self._join_surnames()
        self._join_similar_names()
        self._join_by_context()
        self._doubt_equal_names_of_other_types()

    def _join_in_documents(self) -> None:
        """Join chains that their document gave to one entity."""
        first: dict[tuple[str, str], int] = {}
        for number in self._active:
            chain = self._chains[number]
            other = first.setdefault((chain.document, chain.entity), number)
            if other != number:
                self._groups.join(other, number, Evidence("document", chain.label))

    def _join_linked(self) -> None:
        """Join chains with one Q-id, and those whose strong label the gazetteer has under a type of the same class."""
        first: dict[str, int] = {}
        for number in self._active:
            chain = self._chains[number]
            if chain.wikidata is not None:
                entry = self._gazetteer.by_wikidata(chain.wikidata)
                evidence: Evidence | None = Evidence("wikidata", chain.wikidata)
            else:
                entry = self._listed(number)
                evidence = Evidence("gazetteer", entry.label) if entry is not None else None
            if entry is not None:
                self.entries[number] = entry
                self._groups.link(number, entry.wikidata)
            if evidence is not None:
                key = chain.wikidata or (entry and (entry.wikidata or entry.id)) or ""
                self._groups.join(first.setdefault(key, number), number, evidence)

    def _listed(self, number: int) -> Entry | None:
        """Return the gazetteer's entry for a chain that the extractor, perhaps with another table, did not link."""
        chain, name = self._chains[number], self._names.get(number)
        if name is None or not name.strong or self._groups.wikidata(self._groups.find(number)) is not None:
            return None
        entry = self._gazetteer.lookup(chain.label)
        return entry if entry is not None and name_class(entry.type) == name.cls else None

    def _join_same_names(self) -> None:
        """Join chains with one strong name, unless things with two Q-ids have it, or two things of one document."""
        for key, numbers in sorted(self._labels.items()):
            if not self._names[numbers[0]].strong or self._is_contested(numbers):
                continue
            evidence = Evidence("name", key[1])
            for one, other in pairwise(numbers):
                self._groups.join(one, other, evidence)

    def _join_aliases(self, people: frozenset[NameKey]) -> None:
        """Join a short name to the one thing that some document calls so: "Yonhap" to "Yonhap News Agency".

        A name that is strong in itself needs nothing more; another needs support. `people` are names that mean somebody.
        """
        for key, numbers in sorted(self._labels.items()):
            if key in people:
                continue
            name = self._names[numbers[0]]
            roots = self._roots(numbers)
            owners = self._roots(self._aliases.get(key, ())) - roots
            if len(owners) != 1 or self._is_contested(numbers) or (name.cls == "person" and not name.strong):
                continue
            (owner,) = owners
            rule: Rule = "acronym" if name.acronym else "alias"
            self._join_to(owner, roots, rule, key[1], certain=name.strong)

    def _join_acronyms(self) -> None:
        """Join an acronym to the one long name with these first letters, if something beside the name supports it."""
        long_names: dict[NameKey, set[int]] = defaultdict(set)
        for key, numbers in self._labels.items():
            for letters in initials(self._names[numbers[0]]):
                long_names[key[0], letters].update(numbers)
        for key, numbers in sorted(self._labels.items()):
            if self._names[numbers[0]].acronym and len(key[1]) >= _SHORTEST_ACRONYM:
                roots = self._roots(numbers)
                owners = self._roots(long_names.get(key, ())) - roots
                if len(owners) == 1:
                    self._join_to(owners.pop(), roots, "acronym", key[1])

    def _join_similar_names(self) -> None:
        """Join names that are alike word by word and supported; put others that are alike up for review."""
        keys = sorted(key for key, numbers in self._labels.items() if self._is_comparable(self._names[numbers[0]]))
        blocks: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            for block in set(block_keys(self._names[self._labels[key][0]])):
                blocks[block].append(place)
        seen: set[Pair] = set()
        for block in sorted(blocks):
            for pair in _pairs(blocks[block]):
                if pair not in seen:
                    seen.add(pair)
                    self._compare(self._labels[keys[pair[0]]], self._labels[keys[pair[1]]])

    @staticmethod
    def _is_comparable(name: Name) -> bool:
        return name.strong and not name.acronym

    def _compare(self, first: Sequence[int], second: Sequence[int]) -> None:
        one, other = self._names[first[0]], self._names[second[0]]
        score = alike(one, other)
        if score < WORTH_A_LOOK:
            return
        fitting = could_be_one(one, other)
        lefts, rights = sorted(self._roots(first)), sorted(self._roots(second))
        if len(lefts) * len(rights) > _MOST_BEARERS:
            return
        for left, right in product(lefts, rights):
            left, right = self._groups.find(left), self._groups.find(right)
            if left == right or not self._groups.may_join(left, right, weak=True):
                continue
            shared = self._support.shared(left, right)
            evidence = Evidence("similarity", f"{one.key} ~ {other.key}", shown(shared))
            if fitting and self._support.is_enough(left, right):
                self._groups.join(left, right, evidence, weak=True)
            elif fitting or shared:
                self._doubt(left, right, score, evidence)

    def _join_by_context(self) -> None:
        """Join equal names that say too little, where two documents share a role or the neighbours that tell.

        Such are a surname that nobody in the corpus has in full, a place that is one of many, a full name that two
        have; and a generic name ("Supreme Court"), which only the holder of an office in it can tell from others.
        """
        for key, numbers in sorted(self._labels.items()):
            name = self._names[numbers[0]]
            if name.strong and not self._is_contested(numbers):
                continue
            if key not in self._owned:
                first: dict[tuple[str, ...], int] = {}
                for number in numbers:
                    for context in self._contexts(self._chains[number], name):
                        other = first.setdefault(context, number)
                        self._groups.join(other, number, Evidence("context", key[1], context), weak=True)
            one, *others = sorted(self._roots(numbers))
            self._doubt_all(one, set(others), "name", key[1])

    def _contexts(self, chain: ChainSummary, name: Name) -> Iterator[tuple[str, ...]]:
        """Yield what must be found in another document for the two to be joined; a common surname needs most."""
        neighbours = sorted(self._support.telling(chain)[:_CONTEXT_NEIGHBOURS])
        if name.key in names_of("surname"):
            yield from product(chain.roles, neighbours)
            return
        for role in chain.roles:
            yield (role,)
        if not name.generic:
            yield from combinations(neighbours, ENOUGH_NEIGHBOURS)

    def _doubt_equal_names_of_other_types(self) -> None:
        """Put "Hewlett Packard", a person here and a company there, up for review."""
        classes: dict[str, list[NameKey]] = defaultdict(list)
        for key, numbers in sorted(self._labels.items()):
            if self._names[numbers[0]].strong and len(self._names[numbers[0]].tokens) > 1:
                classes[key[1]].append(key)
        for value, keys in classes.items():
            for first, second in combinations(keys, 2):
                self._doubt_all(self._labels[first][0], self._roots(self._labels[second]), "name", value)


def _pairs(block: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of a block; in one that is very large only of names that are near in the alphabet."""
    reach = len(block) if len(block) <= _LARGEST_BLOCK else _REACH
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            yield one, other
