"""What a name tells of identity: in goes a name with a type, out come its key and how far it can be trusted.

Two spellings of one name have one key ("Kim Jong-un", "KIM JONG UN"). A name is *strong* if it can join two documents
by itself, *weak* if it needs support: a surname, an acronym of three letters, a generic name ("Foreign Ministry"), one
that several places have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.lexicon.first_names import given_names_of, is_given_name
from kg.lexicon.names import pieces
from kg.lexicon.words import names_of
from kg.model import EntityType

NameClass = Literal["person", "place", "thing"]
"""Names are compared inside a class only: what the extractor calls a law here and a work there may be one thing."""

_CLASSES: dict[EntityType, NameClass] = {"Person": "person", "Country": "place", "Place": "place"}
_LITTLE_WORDS = frozenset({"a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to"})
_SUFFIXES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_MODELS = re.compile(r"(?<=\d)s$")
"""The plural of what is called by a number: A380s, 787s."""
_SHORTEST_ACRONYM = 4
_SHORTEST_WORD = 4
_VOWELS = re.compile(r"(?<!^)[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "w"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its class: `key` is what its spellings have in common, `tokens` are the words of that key."""

    cls: NameClass
    key: str
    tokens: tuple[str, ...]
    strong: bool
    acronym: bool
    generic: bool


def name_class(type_: EntityType) -> NameClass:
    """Return the class that names of a type are compared in."""
    return _CLASSES.get(type_, "thing")


@lru_cache(maxsize=1 << 17)
def analyse(text: str, type_: EntityType) -> Name:
    """Return what a name is worth: "Mr. Kirby" is weak, "John Kirby" strong, with the keys `kirby` and `john kirby`."""
    cls = name_class(type_)
    tokens = _bare_tokens(_fold(text), cls)
    if cls == "thing":
        tokens = tuple(_MODELS.sub("", token) for token in tokens)
    folded = pieces(text)
    acronym = cls != "person" and len(folded) == 1 and _ACRONYM.fullmatch(folded[0]) is not None
    generic = cls != "person" and all(token in _LITTLE_WORDS or token in names_of("generic") for token in tokens)
    return Name(cls, " ".join(tokens), tokens, not generic and _is_strong(tokens, cls, acronym), acronym, generic)


def surname(name: Name) -> str:
    """Return the last word of a person's name that is no "Jr."."""
    return next((token for token in reversed(name.tokens) if token not in _SUFFIXES), name.tokens[-1])


def trimmed(name: Name) -> str | None:
    """Return the key of the person that a name ends with, where what stands before it is no name: "Fault Ted Cruz"; else None."""
    if name.cls != "person" or not name.strong or len(name.tokens) < 3:
        return None
    *before, first, last = name.tokens
    if not is_given_name(first.title()) or last in _SUFFIXES or len(last) < 2:
        return None
    return None if any(len(word) < 2 or is_given_name(word.title()) for word in before) else f"{first} {last}"


def full_forms(name: Name) -> tuple[str, ...]:
    """Return what a person's name may be without middle names and short given names, sorted.

    "Jim B. Comey" is `jim comey`, and `james comey`; a name that says too little is nothing.
    """
    if name.cls != "person" or not name.strong:
        return ()
    end = name.tokens.index(surname(name), 1) if surname(name) in name.tokens[1:] else len(name.tokens) - 1
    rest = " ".join(name.tokens[end:])
    return tuple(sorted(f"{given} {rest}" for given in {name.tokens[0], *given_names_of(name.tokens[0])}))


def middle(name: Name) -> tuple[str, ...]:
    """Return what stands between a person's given name and surname: `b` of "James B. Comey"."""
    words = name.tokens[1:]
    return words[: words.index(surname(name))] if surname(name) in words else ()


def tails(name: Name) -> Iterator[str]:
    """Yield what of a long name may stand alone for a person and is no given name: "wasserman schultz"."""
    if name.cls != "person" or not name.strong:
        return
    for at in range(1, len(name.tokens) - 1):
        first, *rest = name.tokens[at:]
        if len(first) > 1 and not is_given_name(first.title()) and any(word not in _SUFFIXES for word in rest):
            yield " ".join((first, *rest))


def initials(name: Name) -> tuple[str, ...]:
    """Return the acronyms that a long name may have, little words left out or taken in: IAEA, NSC; DPRK has a form."""
    words = [token for token in name.tokens if token not in _LITTLE_WORDS]
    if name.cls == "person" or len(words) < 2:
        return ()
    return tuple(dict.fromkeys(("".join(word[0] for word in words), "".join(token[0] for token in name.tokens))))


@lru_cache(maxsize=1 << 17)
def skeleton(token: str) -> str:
    """Return the consonants of a word as it sounds: "sergei" and "sergey" are `srg`, "hezbollah" is `hsblh`."""
    sounds = token.replace("ph", "f").replace("kh", "h").replace("sh", "s").replace("x", "ks")
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds.translate(_SOUNDS)))


def _fold(text: str) -> tuple[str, ...]:
    """Return a name's words in small letters without accents, quotes, hyphens and dots."""
    parts = "\n".join(part for part in pieces(text) if part not in {",", "'s"}).replace("'\n", "")
    letters = unicodedata.normalize("NFKD", parts) if not parts.isascii() else parts
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return tuple(word for word in (part.strip(".") for part in plain.split("\n")) if word)


def _bare_tokens(tokens: tuple[str, ...], cls: NameClass) -> tuple[str, ...]:
    start, end = 0, len(tokens)
    if cls == "person":
        while end - start > 1 and tokens[start] in names_of("title"):
            start += 1
    else:
        while end - start > 1 and tokens[start] == "the":
            start += 1
        while cls == "thing" and end - start > 1 and tokens[end - 1] in names_of("legal-form"):
            end -= 1
    return tokens[start:end]


def _is_strong(tokens: tuple[str, ...], cls: NameClass, acronym: bool) -> bool:
    words = [token for token in tokens if token not in _LITTLE_WORDS and token not in _SUFFIXES]
    if cls == "person":
        return len(words) > 1 and len(words[0]) > 1 and len(words[-1]) > 1
    if not words or " ".join(tokens) in names_of("ambiguous"):
        return False
    return len(words) > 1 or len(words[0]) >= (_SHORTEST_ACRONYM if acronym else _SHORTEST_WORD)
