"""Who is who, step by step from certain to doubtful: in go chains, out come groups of them and the pairs left in doubt.

Each step looks names up in an index of all names; none compares all pairs. No step depends on the order in which
documents came: chains are numbered in the order of (document, chain), and blocks are walked in the order of their
names. Only chains that meet in `kg.resolve.blocks` are looked at together, so that blocks can be joined one by one; what a
step needs of all others stands in `Corpus`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from kg.lexicon.first_names import is_first_name
from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.lexicon.words import names_of
from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary, Evidence, Rule
from kg.resolve.names import Name, NameClass, analyse, initials, name_class, surname, trimmed, without_initials
from kg.resolve.similarity import WORTH_A_LOOK, alike, belongs, block_keys, could_be_one
from kg.resolve.support import ENOUGH_NEIGHBOURS, Corpus, Support, shown

NameKey = tuple[NameClass, str]
Pair = tuple[int, int]

_SHORTEST_ACRONYM = 3
_CONTEXT_NEIGHBOURS = 6

# Blocking: how many names are compared each with each, and how far in the alphabet when a block has more.
_LARGEST_BLOCK = 400
_REACH = 20
# Two names that so many pairs of things have are no sign that any pair is one.
_MOST_BEARERS = 100

# A surname alone means the one who has so many documents, and so large a part of all that have the name.
_WELL_KNOWN = 3
_NEARLY_ALL = 0.8

# Review: how many owners of a name, how many pairs of one name, how many of these are weighed to find the best.
_MOST_OWNERS = 3
_MOST_DOUBTS = 20
_MOST_WEIGHED = 200
_NAMESAKES = 0.5
_A_SHARED_NEIGHBOUR = 0.1
_AT_MOST = 0.95


class Cascade:
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
        self._chains = chains
        self._active = active
        self._groups = groups
        self._gazetteer = gazetteer
        self._corpus = corpus
        self._support = Support(groups, corpus.everywhere)
        self._labels: dict[NameKey, list[int]] = defaultdict(list)
        self._aliases: dict[NameKey, list[int]] = defaultdict(list)
        self._names: dict[int, Name] = {}
        self._owned: set[NameKey] = set()
        self.entries: dict[int, Entry] = {}
        self.doubts: dict[Pair, tuple[float, Evidence]] = {}

    def run(self) -> None:
        """Join what is one, from what the documents say themselves to what is only alike and well supported."""
        self._index()
        self._join_in_documents()
        self._join_linked()
        self._join_same_names()
        self._join_aliases()
        self._join_acronyms()
        self._join_initials()
        self._join_trimmed()
        self._join_surnames()
        self._join_similar_names()
        self._join_by_context()
        self._doubt_equal_names_of_other_types()

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

    def _join_aliases(self) -> None:
        """Join a short name to the one thing that some document calls so: "Yonhap" to "Yonhap News Agency".

        A name that is strong in itself needs nothing more; another needs support.
        """
        for key, numbers in sorted(self._labels.items()):
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

    def _join_initials(self) -> None:
        """Join "John Kennedy" and "John F. Kennedy", if nobody has another initial and something supports it."""
        variants: dict[str, set[int]] = defaultdict(set)
        for numbers in self._labels.values():
            name = self._names[numbers[0]]
            if name.cls == "person" and name.strong:
                variants[without_initials(name)].update(numbers)
        for value, found in sorted(variants.items()):
            forms = sorted({self._names[number].tokens for number in found}, key=len)
            if len(forms) == len(("with", "without")) and set(forms[0]) < set(forms[1]):
                first, *others = sorted(self._roots(found))
                self._join_to(first, set(others), "initials", value)

    def _join_trimmed(self) -> None:
        """Join a name that took in a word before it ("Fault Ted Cruz", of a headline) to the person that the rest names."""
        for key, numbers in sorted(self._labels.items()):
            rest = trimmed(self._names[numbers[0]])
            if rest is not None and not self._is_contested(numbers):
                roots = self._roots(numbers)
                owners = self._roots(self._labels.get(("person", rest), ())) - roots
                if len(owners) == 1:
                    owner = owners.pop()
                    for root in sorted(roots):
                        self._groups.join(owner, root, Evidence("alias", key[1]))
                        owner = self._groups.find(owner)

    def _join_surnames(self) -> None:
        """Join a bare surname to the one person of the corpus who has it, if role or neighbours support it."""
        bearers: dict[str, set[int]] = defaultdict(set)
        surnames: dict[str, set[int]] = defaultdict(set)
        for numbers in self._labels.values():
            name = self._names[numbers[0]]
            if name.cls == "person" and name.strong:
                surnames[surname(name)].update(numbers)
                for token in {name.tokens[0], surname(name)}:
                    bearers[token].update(numbers)
        for key, numbers in sorted(self._labels.items()):
            name = self._names[numbers[0]]
            if name.cls != "person" or name.strong:
                continue
            roots = self._roots(numbers)
            rivals = self._roots(bearers.get(surname(name), ())) - roots
            called_so = [number for number in surnames.get(surname(name), ()) if self._initials_fit(name, number)]
            owners = self._roots((*called_so, *self._aliases.get(key, ()))) - roots
            others = surname(name) in self._corpus.first_names
            if rivals or owners or others:
                self._owned.add(key)
            last = self._roots(surnames.get(surname(name), ())) - roots
            is_bare = len(name.tokens) == 1 and not is_first_name(name.key.title())
            known = self._well_known(owners, last) if is_bare else None
            if known is not None:
                self._join_to_well_known(known, roots, last - {known}, key[1])
            elif len(owners) == 1 and rivals <= owners and not others:
                self._join_to(owners.pop(), roots, "surname", key[1])
            else:
                largest = sorted(owners, key=lambda owner: (-len(self._groups.members(owner)), owner))
                for owner in largest[:_MOST_OWNERS]:
                    self._doubt_all(owner, roots, "surname", key[1])

    def _well_known(self, owners: set[int], rivals: set[int]) -> int | None:
        """Return the one of several who is meant by a surname alone, as readers of this corpus take it; None without such a one.

        He is in at least three documents under his full name, and in four of five of those that have anybody of the name.
        """
        documents = {
            root: {self._chains[number].document for number in self._groups.members(root)} for root in owners | rivals
        }
        if not owners:
            return None
        first = max(sorted(owners), key=lambda root: len(documents[root]))
        everybody = set().union(*documents.values())
        known = len(documents[first]) >= _WELL_KNOWN and len(documents[first]) >= _NEARLY_ALL * len(everybody)
        return first if known else None

    def _join_to_well_known(self, owner: int, roots: set[int], namesakes: set[int], value: str) -> None:
        """Join a surname alone to whom it means in this corpus, unless a namesake is in its document or a role is against it."""
        elsewhere = {document for root in namesakes for document in self._groups.documents(root)}
        for root in sorted(roots):
            shared = self._support.shared(owner, root)
            if elsewhere.isdisjoint(self._groups.documents(root)) and not self._support.is_against(owner, root):
                self._groups.join(owner, root, Evidence("surname", value, shown(shared)))
            owner = self._groups.find(owner)
        self._doubt_all(owner, roots, "surname", value)

    def _initials_fit(self, short: Name, number: int) -> bool:
        """Tell whether "J. Kirby" could be the person of a chain, John Kirby; a surname alone fits all who have it."""
        return len(short.tokens) == 1 or short.tokens[0][0] == self._names[number].tokens[0][0]

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


def _pairs(block: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of a block; in one that is very large only of names that are near in the alphabet."""
    reach = len(block) if len(block) <= _LARGEST_BLOCK else _REACH
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            yield one, other
