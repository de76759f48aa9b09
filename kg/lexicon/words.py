"""Words by their classes: in goes the name of a class ("speech"), out come the words that are in it.

Each part of speech has a table, `verbs.toml` and so on: above, its classes with what they mean, and which other classes
they bring with them; below, its words, one a line, with the classes that each is in. A class that nobody described is an
error, in a table as in a call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import SchemaError
from kg.lexicon import load_table

PARTS = ("verbs", "nouns", "modifiers", "function_words", "names", "phrases")
_KEYS = {"means": str, "example": str, "read_by": list, "implies": list}
_OPTIONAL = frozenset({"read_by", "implies"})


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: what it means, a sentence with such a word, the modules that read it, the classes it brings.

    What only brings others (`reporting`) is read by nobody itself.
    """

    name: str
    means: str
    example: str
    read_by: tuple[str, ...]
    implies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """The classes of a part of speech by name, and the words of each class, those that it is implied for included."""

    part: str
    classes: Mapping[str, WordClass]
    members: Mapping[str, frozenset[str]]

    def of(self, *names: str) -> frozenset[str]:
        """Return the words that are in any of these classes; one that is not described raises SchemaError."""
        unknown = next((name for name in names if name not in self.classes), None)
        if unknown is not None:
            raise SchemaError(f"kg/lexicon/{self.part}.toml has no class “{unknown}”; describe it under [classes]")
        return frozenset().union(*(self.members[name] for name in names))


def read_words(part: str, table: Mapping[str, Any]) -> WordTable:
    """Return the classes and words of a table as TOML has it.

    A class that does not say what it means, and a word in a class that is not described, raise SchemaError.
    """
    classes = {name: _word_class(part, name, row) for name, row in table.get("classes", {}).items()}
    for word_class in classes.values():
        for implied in word_class.implies:
            _check_class(part, f"[classes.{word_class.name}]", implied, classes)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for word, names in table.get("words", {}).items():
        if not isinstance(names, list) or not names:
            raise SchemaError(f'kg/lexicon/{part}.toml: “{word}” needs a list of classes, as in {word} = ["speech"]')
        for name in names:
            _check_class(part, f"“{word}”", name, classes)
            for each in _with_implied(name, classes):
                members[each].add(word)
    return WordTable(
        part, MappingProxyType(classes), MappingProxyType({name: frozenset(members[name]) for name in classes})
    )


@cache
def load_words(part: str) -> WordTable:
    """Return the table of a part of speech, one of `PARTS`; it is read once."""
    return read_words(part, load_table(part))


@cache
def verbs_of(*classes: str) -> frozenset[str]:
    """Return the verbs (lemmas) that are in any of these classes of `verbs.toml`."""
    return load_words("verbs").of(*classes)


@cache
def nouns_of(*classes: str) -> frozenset[str]:
    """Return the common nouns (lemmas) that are in any of these classes of `nouns.toml`."""
    return load_words("nouns").of(*classes)


@cache
def modifiers_of(*classes: str) -> frozenset[str]:
    """Return the adjectives and adverbs that are in any of these classes of `modifiers.toml`."""
    return load_words("modifiers").of(*classes)


@cache
def function_words_of(*classes: str) -> frozenset[str]:
    """Return the modals, negations, prepositions and pronouns that are in any of these classes of `function_words.toml`."""
    return load_words("function_words").of(*classes)


@cache
def names_of(*classes: str) -> frozenset[str]:
    """Return the lower-case words in names that are in any of these classes of `names.toml`."""
    return load_words("names").of(*classes)


@cache
def phrases_of(*classes: str) -> frozenset[str]:
    """Return the phrases ("in fact") that are in any of these classes of `phrases.toml`."""
    return load_words("phrases").of(*classes)


def _word_class(part: str, name: str, row: object) -> WordClass:
    place = f"kg/lexicon/{part}.toml, [classes.{name}]"
    if not isinstance(row, dict):
        raise SchemaError(f"{place}: a class is a table with means, example and read_by")
    for key, type_ in _KEYS.items():
        value = row.get(key)
        if not isinstance(value, type_) and not (value is None and key in _OPTIONAL):
            raise SchemaError(f"{place}: it needs “{key}”, a {'sentence' if type_ is str else 'list'}")
        if not value and key not in _OPTIONAL:
            raise SchemaError(f"{place}: “{key}” is empty")
    if not row.get("read_by") and not row.get("implies"):
        raise SchemaError(f"{place}: it needs “read_by”, the modules that read it, or “implies”, the classes it brings")
    unknown = next((key for key in row if key not in _KEYS), None)
    if unknown is not None:
        raise SchemaError(f"{place}: unknown key “{unknown}”; known are {', '.join(_KEYS)}")
    return WordClass(name, row["means"], row["example"], tuple(row.get("read_by", ())), tuple(row.get("implies", ())))


def _check_class(part: str, place: str, name: object, classes: Mapping[str, WordClass]) -> None:
    if name not in classes:
        raise SchemaError(f"kg/lexicon/{part}.toml: {place} is in the class “{name}”, which is not described")


def _with_implied(name: str, classes: Mapping[str, WordClass]) -> Iterator[str]:
    """Yield a class and those that it brings with it, directly or through another."""
    seen: set[str] = set()
    left = [name]
    while left:
        this = left.pop()
        if this not in seen:
            seen.add(this)
            left += classes[this].implies
            yield this
