"""What stands at the ends of statements, and whether two of them can be one thing.

In goes a `Thing`, out comes an `End`: an entity, or a phrase by its head noun, the words that describe it, its numbers, and the
entities that it names ("Clinton's handling of e-mails").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from kg.claims.heads import head_and_words
from kg.graph.stated import Stated, Thing
from kg.lexicon import load_table
from kg.lexicon.inflection import lemma_of_form, participle
from kg.lexicon.words import function_words_of, load_words, nouns_of
from kg.model import Role

_OTHER = re.compile(r"(\w+ )?(an)?other\b", re.IGNORECASE)
_EVERY = re.compile(r"(all|every|each|both|only)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")

Place = Role | str
"""Where an end stands in a statement: a role, or "subject", "object"."""


class Fit(IntEnum):
    """How well two ends go together: two things, nothing to compare, phrases that may mean one thing, one entity."""

    APART = 0
    OPEN = 1
    ALIKE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class End:
    """A thing as it is compared; `entity` is None for a phrase, whose head is in the singular and in lower case."""

    entity: str | None
    head: str
    described: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    involves: frozenset[str] = frozenset()

    @classmethod
    def of(cls, thing: Thing) -> End | None:
        """Return a thing as an end, None for one that nothing but pronouns speaks of."""
        if thing.entity is not None:
            return cls(thing.entity, "")
        if thing.head is None:
            return None
        head, words = head_and_words(thing)
        numbers = frozenset(number.rstrip(".,") for number in _NUMBER.findall(thing.label))
        first = thing.label.split(" ", 1)[0].lower()
        if _OTHER.match(thing.label):
            words = words | {"other"}
        if first in function_words_of("every-one"):
            words = words | {first}
        elif thing.head.lower() in nouns_of("measuring") and thing.head.lower() != "number":
            numbers |= {thing.head.lower()}
        return cls(None, head, words, numbers, frozenset(thing.involves))

    def fit(self, other: End) -> Fit:
        """Return how well this and another end go together.

        the missiles / ballistic missiles: alike; 12 people / 15 people, cruise missiles / ballistic missiles: apart;
        Clinton's campaign / Trump's campaign: apart.
        """
        if self.entity is not None or other.entity is not None:
            return Fit.SAME if self.entity == other.entity else Fit.APART
        if self.head != other.head or self.involves != other.involves:
            return Fit.APART
        if self.numbers and other.numbers and self.numbers != other.numbers:
            return Fit.APART
        if ("other" in self.described) != ("other" in other.described):
            return Fit.APART
        if self.described <= other.described or other.described <= self.described:
            return Fit.ALIKE
        return Fit.APART

    def bears_on(self, other: End) -> Fit:
        """Return how well this, of which something is denied, goes with another of which it is told.

        weapons / missiles: alike; missiles / weapons, nobody / a pain: apart; nothing / missiles, nobody / John Kirby: alike;
        all the companies / companies: apart, for some may have been meant.
        """
        if not self.described.isdisjoint(function_words_of("every-one")):
            return Fit.APART
        fit = self.fit(other)
        if fit is not Fit.APART or self.entity is not None:
            return fit
        if self.head in function_words_of("everything"):
            return Fit.ALIKE if (self.head in _EVERYBODY) == (other.entity is not None) else Fit.APART
        covered = load_table("covers").get(self.head, ())
        return Fit.ALIKE if not self.described and not self.numbers and other.head in covered else Fit.APART


_EVERYBODY = frozenset({"nobody", "anybody", "anyone"})


def ends_of(stated: Stated, object_role: Role | None, *, symmetric: bool) -> Mapping[Place, tuple[End, ...]] | None:
    """Return the ends of a statement by where they stand, None where one that it cannot do without is not known.

    What undergoes a deed is its object, also where the sentence has it as the subject of a passive ("the mayor was
    arrested"). The object of a relation stands under the role that the schema gives it (`object_role`), and its theme is
    then the object, so that "supplied Russia with missiles" and "gave missiles to Russia" have their ends in the same places;
    those of a symmetric one have an order of their own.
    """
    first: Place = "object" if passive_verb(stated) is not None else "subject"
    behind = "object" if first == "subject" else f"behind {stated.predicate.rpartition(' ')[2]}"
    subject, object_ = stated.subject, None if stated.object is None else _said_of(stated, stated.object)
    if object_ is not None and symmetric and object_.iri < subject.iri:
        subject, object_ = object_, subject
    ends: list[tuple[Place, Thing]] = [(first, subject)]
    if object_ is not None:
        ends.append((object_role or behind, object_))
    ends += [
        ("object" if role == "theme" and object_role is not None else role, thing) for role, thing in stated.arguments
    ]
    found: dict[Place, tuple[End, ...]] = {}
    for place, thing in ends:
        end = End.of(thing)
        if end is None and place in ("subject", "object"):
            return None
        if end is not None:
            found[place] = (*found.get(place, ()), end)
    return found


def _said_of(stated: Stated, thing: Thing) -> Thing:
    """Return an object, in its own words where these say how many ("all the companies") or only name its subject."""
    said = stated.record.object
    if said is not None and not stated.turned and thing.entity is None and _EVERY.match(said.text):
        return replace(thing, label=said.text)
    if thing.entity is None or thing.entity != stated.subject.entity or said is None:
        return thing
    return replace(thing, entity=None, label=said.text, head=said.head)


def passive_verb(stated: Stated) -> str | None:
    """Return the verb of a passive without its agent ("be arrested": arrest), None for any other predicate."""
    words = stated.predicate.split(" ")
    if stated.is_relation or stated.turned or words[0] != "be" or len(words) < 2 or stated.record.rule not in PASSIVES:
        return None
    return base_of(words[1])


PASSIVES = frozenset({"passive", "deed-noun"})


def base_of(form: str) -> str | None:
    """Return the verb that a participle is of ("arrested": arrest, "stopped": stop), None where none is known."""
    irregular = lemma_of_form(form)
    if irregular is not None:
        return irregular
    stem = form.removesuffix("ed")
    tries = (f"{stem}e", stem, f"{stem[:-1]}y" if stem.endswith("i") else "", stem[:-1])
    fitting = [verb for verb in tries if verb and participle(verb) == form]
    return next((verb for verb in fitting if verb in _known_verbs()), next(iter(fitting), None))


@cache
def _known_verbs() -> frozenset[str]:
    return frozenset().union(*load_words("verbs").members.values())
