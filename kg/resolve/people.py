"""How people are called: in go the chains of a cascade, and those of one person under several names are joined.

"Jim Comey" and "James B. Comey", "Wasserman Schultz" and "Debbie Wasserman Schultz", and
"Trump", whomever a corpus means by it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, islice

from kg.lexicon.first_names import is_first_name, is_given_name
from kg.lexicon.words import names_of
from kg.resolve.model import Evidence
from kg.resolve.names import Name, full_forms, middle, name_class, surname, tails, trimmed
from kg.resolve.steps import NameKey, Steps
from kg.resolve.support import shown

# A surname alone means the one who has so many documents, and so large a part of all that have the name.
_WELL_KNOWN = 3
_NEARLY_ALL = 0.8
_SHORTEST_SURNAME = 4
_SHORTEST_ACRONYM = 3
_TWICE = 2

_MOST_PAIRS = 100
"""So many pairs of things under forms of one name are looked at."""

_MOST_OWNERS = 3
"""Review: how many owners of a name."""


class People(Steps):
    """The steps that know how people are called."""

    def _join_surnames_taken_for_things(self) -> frozenset[NameKey]:
        """Join "Trump", which some documents took for a body, to the person whom all others mean; return such names.

        One is in at least three documents under his full name, and three call somebody so, and four of five of all that have the
        name mean a person: types are voted on over all documents.
        """
        surnames = self._bearers_by_surname()
        found: set[NameKey] = set()
        for key, numbers in sorted(self._labels.items()):
            name = self._names[numbers[0]]
            if name.cls == "person" or len(name.tokens) != 1 or len(key[1]) < _SHORTEST_SURNAME or name.acronym:
                continue
            if key[1] not in surnames or any(self._chains[number].wikidata for number in numbers):
                continue
            bearers = self._roots(surnames[key[1]])
            known = self._well_known(bearers, bearers)
            if known is None or not self._is_called_by_surname(key):
                continue
            found.add(key)
            for root in sorted(self._roots(numbers)):
                if self._groups.join(known, root, Evidence("surname", key[1])):
                    known = self._groups.find(known)
        return frozenset(found)

    def _join_things_taken_for_people(self) -> None:
        """Join "Singapore Airlines", somebody in one document, to the body that twice as many documents have under that name.

        Only what is not called as people are, and has no office: its words begin with no given name, or are an acronym.
        """
        for key, numbers in sorted(self._labels.items()):
            if key[0] != "person" or not self._is_called_as_a_thing(numbers):
                continue
            for cls in ("thing", "place"):
                thing: NameKey = (cls, key[1])
                owners = self._roots((*self._labels.get(thing, ()), *self._aliases.get(thing, ())))
                often = len(self._documents_with(thing)), len(self._documents_with(key))
                if len(owners) == 1 and often[0] >= max(_TWICE, _TWICE * often[1]):
                    owner = owners.pop()
                    for root in sorted(self._roots(numbers)):
                        if self._groups.join(owner, root, Evidence("name", key[1]), weak=True):
                            self._no_people.update(numbers)
                        owner = self._groups.find(owner)

    def _is_called_as_a_thing(self, numbers: list[int]) -> bool:
        chains = [self._chains[number] for number in numbers]
        first, *rest = self._names[numbers[0]].tokens
        if any(chain.wikidata or (rest and chain.roles) for chain in chains):
            return False
        if rest:
            return not is_given_name(first.title()) and len(first) > 1
        return all(chain.label.isupper() and len(chain.label) >= _SHORTEST_ACRONYM for chain in chains)

    def _is_called_by_surname(self, key: NameKey) -> bool:
        """Tell whether nearly all documents that have a bare name mean a person by it."""
        person: NameKey = ("person", key[1])
        people = self._documents_with(person)
        return len(people) >= _WELL_KNOWN and len(people) >= _NEARLY_ALL * len(people | self._documents_with(key))

    def _documents_with(self, key: NameKey) -> set[str]:
        """Return the documents that have a name, as a label or as another name of something."""
        return {self._chains[number].document for number in (*self._labels.get(key, ()), *self._aliases.get(key, ()))}

    def _bearers_by_surname(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for numbers in self._labels.values():
            name = self._names[numbers[0]]
            if name.cls == "person" and name.strong:
                found[surname(name)].update(numbers)
        return found

    def _join_full_names(self) -> None:
        """Join "Jim Comey", "James Comey" and "James B. Comey", if nobody has another middle name and something supports it."""
        variants: dict[str, set[NameKey]] = defaultdict(set)
        for key, numbers in self._labels.items():
            for form in full_forms(self._names[numbers[0]]):
                variants[form].add(key)
        forms = {form: sorted(keys) for form, keys in sorted(variants.items()) if self._is_borne(form, keys)}
        of_key = Counter(key for keys in forms.values() for key in keys)
        for form, keys in forms.items():
            first = self._names[self._labels[keys[0]][0]]
            middles = {middle(self._names[self._labels[key][0]]) for key in keys} - {()}
            if len(middles) > 1 or any(of_key[key] > 1 for key in keys):
                continue
            rare = surname(first) not in names_of("surname")
            alike = [key for key in keys if self._given(key) == form.partition(" ")[0]]
            for some in (alike, keys):
                self._join_supported(self._roots(n for key in some for n in self._labels[key]), form, rare=rare)

    def _given(self, key: NameKey) -> str:
        return self._names[self._labels[key][0]].tokens[0]

    def _is_borne(self, form: str, keys: set[NameKey]) -> bool:
        """Tell whether several names may be a form, one of them by its own given name: with "James", "Jim" is no Jameson."""
        given = form.partition(" ")[0]
        return len(keys) > 1 and any(self._given(key) == given for key in keys)

    def _join_supported(self, roots: set[int], value: str, *, rare: bool) -> None:
        """Join groups that something speaks for; where hardly anybody has the surname, one shared neighbour does.

        One document may have "Chuck Grassley" and "Charles Grassley"; two of a common surname it holds apart.
        """
        for one, other in islice(combinations(sorted(roots), 2), _MOST_PAIRS):
            first, second = self._groups.find(one), self._groups.find(other)
            if first == second:
                continue
            shared = self._support.shared(first, second)
            enough = bool(shared) and rare and not self._support.is_against(first, second)
            if enough or self._support.is_enough(first, second):
                self._groups.join(first, second, Evidence("initials", value, shown(shared)), weak=not rare)
        self._doubt_all(min(roots), roots, "initials", value)

    def _join_tails(self) -> None:
        """Join "Wasserman Schultz" to the one whose name ends so, Debbie Wasserman Schultz."""
        longer: dict[str, set[int]] = defaultdict(set)
        for numbers in self._labels.values():
            for tail in tails(self._names[numbers[0]]):
                longer[tail].update(numbers)
        for key, numbers in sorted(self._labels.items()):
            owners = self._roots(longer.get(key[1], ())) if key[0] == "person" else set()
            if len(owners) != 1:
                continue
            (owner,) = owners
            for root in sorted(self._roots(numbers) - owners):
                if not self._support.is_against(owner, root):
                    self._groups.join(owner, root, Evidence("surname", key[1]), weak=True)
                    owner = self._groups.find(owner)

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
            last = self._roots(n for n in surnames.get(surname(name), ()) if not self._is_misread(n)) - roots
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

    def _is_misread(self, number: int) -> bool:
        """Tell "U.S. Jobs", once, from somebody of the surname: a place is no given name; "Team Trump" is a body."""
        if number in self._no_people:
            return True
        first = self._names[number].tokens[0]
        entry = None if is_given_name(first.title()) else self._gazetteer.lookup(self._chains[number].label.split()[0])
        return entry is not None and name_class(entry.type) == "place" and len(self._chains[number].starts) == 1

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
