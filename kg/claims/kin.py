"""Which predicates tell the same deed: in goes a predicate, out come its classes.

A relation is kin to the one that it narrows ("sell" to "supply"), a verb to its synonyms (`kg/lexicon/kin.toml`), and a verb to
the relation that is called like it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kg.lexicon import load_table
from kg.lexicon.words import verbs_of
from kg.model import Role
from kg.schema.relations import Relations
from kg.statements.stated import Stated


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in load_table("kin")["classes"]:
        verbs = line.split()
        for verb in verbs:
            found[verb].add(f"={verbs[0]}")
    return {verb: frozenset(names) for verb, names in found.items()}


class Kin:
    """The classes of predicates under a schema."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._known: dict[str, frozenset[str]] = {}

    def of(self, stated: Stated) -> frozenset[str]:
        """Return the classes of a statement's predicate; two statements may tell the same deed where they share one."""
        record = stated.record
        lemma = (
            record.predicate.lemma.rpartition(" ")[0] if record.rule == "verb-preposition" else record.predicate.lemma
        )
        key = f"{stated.predicate if stated.is_relation else ''} {lemma}"
        if key not in self._known:
            relation = self._find(stated.predicate) if stated.is_relation else frozenset()
            self._known[key] = relation | _of_verb(lemma)
        return self._known[key]

    def of_verb(self, verb: str) -> frozenset[str]:
        """Return the classes of a verb, and of the relation that is called like it."""
        return self._find(verb) if verb in self._relations.by_name else _of_verb(verb)

    def object_role(self, stated: Stated) -> Role | None:
        """Return what the schema calls the object of a statement's relation, or of the one that this narrows."""
        if not stated.is_relation:
            return None
        chain = (self._relations.by_name.get(name) for name in self._with_broader(stated.predicate))
        return next((relation.object_role for relation in chain if relation is not None and relation.object_role), None)

    def implied(self, stated: Stated) -> frozenset[str]:
        """Return the relation of a statement and those that hold wherever it does: sell, supply."""
        return frozenset(self._with_broader(stated.predicate)) if stated.is_relation else frozenset()

    def _with_broader(self, name: str | None) -> Iterator[str]:
        while name is not None:
            yield name
            relation = self._relations.by_name.get(name)
            name = None if relation is None else relation.broader

    def _find(self, name: str) -> frozenset[str]:
        """Return a relation's classes: the broadest that it narrows, and the verb that it is called by."""
        *_, broadest = self._with_broader(name)
        verbs = (
            verb for each in self._with_broader(name) for verb in _of_verb(each) if each == name or verb.startswith("=")
        )
        return frozenset({f"~{broadest}", *verbs})


def _of_verb(lemma: str) -> frozenset[str]:
    """Return the classes of a verb, or of one with its particle ("step down"); without any it is a class of its own."""
    verb = lemma.replace(" ", "-")
    return _classes().get(verb, frozenset()) | {verb}


def is_light(stated: Stated) -> bool:
    """Tell whether a predicate says too little, or only what goes on in a mind, to be set against another: have, think, let."""
    return not stated.is_relation and stated.predicate.split(" ")[0] in verbs_of("light-or-mental")
