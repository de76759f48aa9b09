"""What stands at the ends of statements, and whether two of them can be one thing.

In goes a `Thing`, out comes an `End`: an entity, or a phrase by its head noun, the words that describe it, its numbers, and the
entities that it names ("Clinton's handling of e-mails").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum
from functools import cache

import msgspec

from kg.claims.heads import head_and_words, singular
from kg.extraction.times.language.vocabulary import CARDINALS
from kg.lexicon import load_table
from kg.lexicon.inflection import lemma_of_form, participle
from kg.lexicon.words import function_words_of, load_words, nouns_of
from kg.model import Argument, Role
from kg.statements.stated import Stated, Thing

_OF_IT = re.compile(r"\bof (?:it|this|that|them|these|those)$", re.IGNORECASE)
_OTHER = re.compile(r"(\w+ )?(an)?other\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\w-])\d[\d.,]*(?![\w-])|[a-z]+")
"""A number that counts; not that of "3G", "A380" or "737-800".
"""

Place = Role | str
"""Where an end stands in a statement: a role, or "subject", "object"."""


class Fit(IntEnum):
    """How well two ends go together.

    Two things; nothing to compare; words in common, which mean one thing at most in one piece of news; phrases that may mean
    one thing; one entity.
    """

    APART = 0
    OPEN = 1
    LOOSE = 2
    ALIKE = 3
    SAME = 4


class End(msgspec.Struct, frozen=True, array_like=True):
    """A thing as it is compared; `entity` is None for a phrase, whose head is in the singular and in lower case.

    `described` are the words before the head, `words` all that mean something, `narrowed` those of a clause behind the head.
    """

    entity: str | None
    head: str
    described: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    involves: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()

    @property
    def sorted(self) -> list[object]:
        """Return it as values that are the same whenever it is."""
        return [
            self.entity,
            self.head,
            *map(sorted, (self.described, self.numbers, self.involves, self.words, self.narrowed)),
        ]

    @classmethod
    def of(cls, thing: Thing) -> End | None:
        """Return a thing as an end, None for one that nothing but pronouns speaks of: "it", "none of it", "one of those"."""
        if thing.entity is not None:
            return cls(thing.entity, "")
        if thing.head is None or thing.head.lower() in ("one", "ones") or _OF_IT.search(thing.label):
            return None
        head, words = head_and_words(thing)
        content = content_words(thing.label)
        numbers = frozenset(number_of(word) or "" for word in _NUMBER.findall(thing.label.lower())) - {""}
        first = thing.label.split(" ", 1)[0].lower()
        if _OTHER.match(thing.label):
            words = words | {"other"}
        if first in function_words_of("every-one"):
            words = words | {first}
        elif thing.head.lower() in nouns_of("measuring") and thing.head.lower() != "number":
            numbers |= {thing.head.lower()}
        numbers |= words & _AMOUNTS
        return cls(None, head, words, numbers, frozenset(thing.involves), content, _narrowed(thing))

    def fit(self, other: End) -> Fit:
        """Return how well this and another end go together.

        the missiles / ballistic missiles: alike; 12 people / 15 people, cruise missiles / ballistic missiles: apart;
        Clinton's campaign / Trump's campaign: apart.
        """
        if self.entity is not None or other.entity is not None:
            if self.entity == other.entity:
                return Fit.SAME
            entity, phrase = (self.entity, other) if self.entity is not None else (other.entity, self)
            return Fit.LOOSE if phrase.involves == {entity} and not phrase.numbers else Fit.APART
        if self.numbers and other.numbers and self.numbers != other.numbers:
            return Fit.APART
        if not (self.involves <= other.involves or other.involves <= self.involves):
            return Fit.APART
        if self.head != other.head:
            return Fit.LOOSE if self._is_loosely(other) else Fit.APART
        if ("other" in self.described) != ("other" in other.described):
            return Fit.APART
        if self.described <= other.described or other.described <= self.described:
            return Fit.ALIKE if self.involves == other.involves else Fit.LOOSE
        return Fit.LOOSE if self.described & other.described else Fit.APART

    def _is_loosely(self, other: End) -> bool:
        """Tell if the head of one is a word of the other, and half of their words are shared: laptops / a line of laptops.

        So many things of one name are enough, whatever they are called: 22 Boeing jets / 22 new aircraft from Boeing.
        """
        shared = self.words & other.words
        if self.numbers and self.numbers == other.numbers and self.involves and self.involves == other.involves:
            return True
        heads = self.head in other.words or other.head in self.words
        return heads and 2 * len(shared) >= min(len(self.words), len(other.words)) > 1

    def bears_on(self, other: End) -> Fit:
        """Return how well this, of which something is denied, goes with another of which it is told.

        weapons / missiles: alike; missiles / weapons, e-mails marked classified / e-mails, nobody / a pain: apart;
        nothing / missiles, nobody / John Kirby: alike;
        all the companies / companies: apart, for some may have been meant.
        """
        if not self.described.isdisjoint(function_words_of("every-one")):
            return Fit.APART
        fit = self.fit(other)
        if fit in (Fit.SAME, Fit.ALIKE):
            return Fit.APART if self.narrowed and not self.narrowed <= other.words else fit
        if self.entity is not None or self.narrowed:
            return Fit.APART
        if self.head in function_words_of("everything"):
            alone = not self.words - {self.head}
            return Fit.ALIKE if alone and (self.head in _EVERYBODY) == (other.entity is not None) else Fit.APART
        covered = load_table("covers").get(self.head, ())
        return Fit.ALIKE if not self.described and not self.numbers and other.head in covered else Fit.APART


_EVERYBODY = frozenset({"nobody", "anybody", "anyone"})


def _narrowed(thing: Thing) -> frozenset[str]:
    """Return the words of a clause or participle behind the head: "e-mails marked classified"; not "weapons for use here"."""
    _, found, behind = thing.label.partition(thing.head or "\0")
    first = behind.split()[:1]
    if not found or not behind.startswith(" ") or not first or not first[0].isalpha() or first[0].lower() in _LINKS:
        return frozenset()
    return content_words(behind)


_LINKS = frozenset(
    {"of", "for", "in", "to", "from", "with", "on", "at", "by", "about", "and", "or", "against", "between"}
)


def content_words(text: str) -> frozenset[str]:
    """Return the words of a phrase that mean something, in the singular; numbers and function words are left out."""
    words = (singular(word) for word in _WORD.findall(text.lower()))
    skipped = function_words_of("comparing-nothing") | _LITTLE
    return frozenset(word for word in words if word not in skipped and not word[0].isdigit() and word not in NUMBERS)


def number_of(word: str) -> str | None:
    """Return a number in digits as "12", one in words or digits as the same; None for another word."""
    return word.rstrip(".,") if word[0].isdigit() else NUMBERS.get(word)


_AMOUNTS = frozenset({"enough", "more", "fewer", "less", "most", "half"})
_LITTLE = frozenset(
    (
        *("his", "her", "their", "our", "my", "its", "it", "of", "for", "to", "by", "with", "from", "and", "or"),
        *("that", "which", "who", "new", "first", "last", "s"),
    )
)
"""Words that two phrases may share and mean two things."""
NUMBERS: Mapping[str, str] = {word: str(number) for word, number in CARDINALS.items() if number > 1}


def ends_of(stated: Stated, object_role: Role | None, *, symmetric: bool) -> Mapping[Place, tuple[End, ...]] | None:
    """Return the ends of a statement by where they stand, None where one that it cannot do without is not known.

    What undergoes a deed is its object, also where the sentence has it as the subject of a passive ("the mayor was
    arrested"). The object of a relation stands under the role that the schema gives it (`object_role`), and its theme is
    then the object, so that "supplied Russia with missiles" and "gave missiles to Russia" have their ends in the same places;
    those of a symmetric one have an order of their own.
    """
    record = stated.record
    first: Place = "object" if passive_verb(stated) is not None else "subject"
    preposition = stated.predicate.rpartition(" ")[2]
    behind: Place = "object"
    if first == "object" or record.rule == "verb-preposition":
        behind = _ROLES_BEHIND.get(preposition, f"behind {preposition}")
    said = (record.object, record.subject) if stated.turned else (record.subject, record.object)
    subject, object_ = _as_said(stated.subject, said[0]), stated.object
    if object_ is not None:
        is_again = object_.entity is not None and object_.entity == subject.entity
        object_ = _as_said(replace(object_, entity=None) if is_again else object_, said[1])
    if object_ is not None and symmetric and object_.iri < subject.iri:
        subject, object_ = object_, subject
    ends: list[tuple[Place, Thing]] = [(first, subject)]
    if object_ is not None:
        ends.append((object_role or behind, object_))
    for (role, thing), argument in zip(stated.arguments, record.arguments, strict=True):
        ends.append(("object" if role == "theme" and object_role is not None else role, _as_said(thing, argument)))
    found: dict[Place, tuple[End, ...]] = {}
    for place, thing in ends:
        end = End.of(thing)
        if end is None and place in ("subject", "object"):
            return None
        if end is not None:
            found[place] = (*found.get(place, ()), end)
    return found


_ROLES_BEHIND: Mapping[str, Role] = {
    "from": "source",
    "to": "goal",
    "into": "goal",
    "in": "location",
    "at": "location",
    "on": "location",
    "with": "co-agent",
    "about": "topic",
    "for": "beneficiary",
}
"""The role of what stands behind a verb and its preposition, which other statements may have among their arguments."""


def _as_said(thing: Thing, said: Argument | None) -> Thing:
    """Return a thing without a name in the words of its statement, which say more than a description elsewhere."""
    if (
        thing.entity is not None
        or thing.head is None
        or said is None
        or said.head is None
        or said.head.lower() in _PRONOUNS
    ):
        return thing
    return replace(thing, label=said.text, head=said.head)


_PRONOUNS = frozenset("it he she they we i you this that these those him her them us me who which one".split())  # noqa: SIM905


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
