"""What names have in common: keys, short forms and acronyms; in go names as the text has them, out come comparisons."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kg.lexicon.first_names import is_given_name
from kg.model import EntityType

LITTLE = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "al"})
LEAST_MISSPELT = 5
GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})


def name_key(name: str) -> str:
    """Return a name without case, dots, quotes and articles: "the U.S." and "US" are one."""
    words = re.sub(r"[.“”\"'’]", "", name.casefold()).replace("-", " ").split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        del words[0]
    return " ".join(words)


def is_misspelling_of(one: str, other: str) -> bool:
    """Tell "Kristin Wilkins" and "Kristen Wilkins": one surname, and given names that differ in a letter."""
    given, surname = one.casefold().rpartition(" ")[::2]
    twin, same = other.casefold().rpartition(" ")[::2]
    long = min(len(given), len(twin)) >= LEAST_MISSPELT
    return surname == same and long and given != twin and Levenshtein.distance(given, twin, score_cutoff=1) == 1


@lru_cache(maxsize=8192)
def acronym_of(name: str) -> str:
    """Return the first letters of the words that count: KCNA for "Korean Central News Agency"."""
    return "".join(word[0] for word in re.findall(r"\w[\w’']*", name) if word.lower() not in LITTLE).upper()


def is_short_form_of(short: str, full: str, kind: EntityType) -> bool:
    """Tell whether a name can be a short form of a longer one.

    For a person: the surname, the given name, or given name and surname without what stands between ("Kim" of "Kim
    Jong-un", "Sherlock" of "Sherlock Holmes"), or two surnames ("de Blasio" of "Bill de Blasio"). For others: the end of the
    name, what stands before "of" in it or the end of that ("Supreme Court" of "Italian Supreme Court of Cassation"), or the
    first of an organisation's two words ("Spirit" of "Spirit AeroSystems").
    """
    few, many = short.casefold().split(), [w for w in full.casefold().split() if w not in GENERATIONS]
    if len(few) >= len(many) or not few:
        return False
    if kind != "Person" and _numbers(few) != _numbers(many):
        return False
    if kind == "Person":
        if len(few) == 1:
            return few[0] in (many[0], many[-1])
        surnames = few == many[-len(few) :] and not is_given_name(few[0].title())
        return surnames or (few[0] == many[0] and few[-1] == many[-1])
    if kind == "Country":
        return few == many[:1] and few[0] in ("north", "south")
    if (
        kind == "Organization"
        and few == many[: len(few)]
        and (many[len(few)] == "of" or len(few) == len(many) - 1 == 1)
    ):
        return True
    before = many[: many.index("of")] if "of" in many else many
    if kind == "Organization" and 1 < len(few) < len(before) < len(many) and before[-len(few) :] == few:
        return True
    if kind in ("Organization", "Facility", "Work", "Event", "Product"):
        return many[-len(few) :] == few and many[-len(few) - 1] not in (
            "new",
            "north",
            "south",
            "east",
            "west",
            "national",
        )
    return False


def _numbers(words: list[str]) -> set[str]:
    """Return the numbers among the words of a name: an army with another number, or none, is another one."""
    return {word for word in words if word[0].isdigit()}
