"""Noun phrases: in goes a phrase, out comes its number, its genitive, the same with "the" or in the third person."""

from __future__ import annotations

import re

from kg.lexicon.inflection import is_past
from kg.lexicon.listed import listed
from kg.model import Mention


def in_third_person(behind: str, *, plural: bool) -> tuple[str | None, int]:
    """Return the verb behind "I" or "we" as it stands behind a name, and its length; None where that is not known."""
    found = re.match(r"(?:\s+|(?=[’']))([\w’']+)", behind)
    if found is None:
        return "", 0
    word = found[1].lower().replace("’", "'")
    made = {
        "have": "has",
        "am": "is",
        "'m": "is",
        "'ve": "has",
        "are": "is",
        "'re": "is",
        "do": "does",
        "were": "was",
        "'ll": "will",
    }
    if word in made:
        return (None, 0) if plural else (f" {made[word]}", found.end())
    return ("", 0) if word in _SAME_FOR_ALL or is_past(word) else (None, 0)


_SAME_FOR_ALL = frozenset(
    {"was", "had", "will", "would", "can", "could", "may", "might", "should", "must", "did", "never"}
)


def definite(text: str) -> str:
    """Return a description as of something known already: "a three-day visit" the three-day visit."""
    found = re.match(r"(a|an|this|that)\s+", text, re.IGNORECASE)
    if found:
        return f"the {text[found.end() :]}"
    found = re.match(r"(these|those|some)\s+", text, re.IGNORECASE)
    return f"the {text[found.end() :]}" if found else text


def genitive(name: str) -> str:
    """Return a name as an owner: "Putin" Putin's, "the United States" the United States'."""
    return f"{name}'" if name.endswith("s") and ends_plural(name) else f"{name}'s"


def plural_of(text: str, head: str) -> bool | None:
    """Return the number of a phrase by its determiner and head word, None where they do not tell."""
    low = text.lower()
    head = head.lower() if head not in text and head.lower() in text else head
    first = low.split(" ", 1)[0]
    if re.search(r"\band\b", low.split(" of ")[0].split(" that ")[0]) and not re.match(r"(a|an|each|every)\b", low):
        return (
            True
            if re.match(r"(both|the|\w+) ", low) and not re.search(r"\b(between|on|in|for|with|by)\b", low)
            else None
        )
    if first in (
        "a",
        "an",
        "this",
        "that",
        "each",
        "every",
        "one",
        "another",
        "nobody",
        "nothing",
        "everybody",
        "everyone",
    ):
        return False if not low.startswith(("a number of", "a majority of", "a few", "a lot of", "a dozen")) else None
    if first in (
        "these",
        "those",
        "many",
        "several",
        "two",
        "three",
        "four",
        "five",
        "both",
        "few",
        "some",
        "most",
        "all",
    ):
        return True if ends_plural(head) or first in ("these", "those", "many", "several", "both") else None
    if head.lower() in _PLURAL_HEADS or ends_plural(head):
        return True if not head[:1].isupper() or head.lower() in _PLURAL_HEADS or first == "the" else None
    return False if head.isalpha() and not head.isupper() and head.lower() not in _EITHER else None


_PLURAL_HEADS = frozenset(
    {"people", "men", "women", "children", "police", "republicans", "democrats", "voters", "troops"}
)
_EITHER = listed("either-number")


def ends_plural(word: str) -> bool:
    """Tell whether a word looks like a plural: "officials"; not "crisis", "news", "politics"."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s", "ics", "news", "News"))


def plural_name(mention: Mention, name: str) -> bool | None:
    """Return whether a name is plural, None where that cannot be told."""
    if mention.type in ("Person", "Country", "Place"):
        return False
    if mention.type == "Group":
        return True if ends_plural(name) else None
    return None if ends_plural(name) else False


def acronym(name: str) -> str:
    """Return a name without dots and spaces: "U.S." US."""
    return name.replace(".", "").replace(" ", "")


def enumerated(names: list[str]) -> str:
    """Return names as a list in words: "Russia and China"."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


_QUANTIFIERS = frozenset(
    {"several", "many", "all", "some", "most", "a", "an", "the", "no", "any", "every", "each", "his", "her", "its"}
)


def points_back(text: str) -> bool:
    """Tell "that figure", which nobody understands alone, from "those in power"."""
    return re.fullmatch(r"(?:this|that|these|those|such) [a-z-]+(?: [a-z-]+)?", text) is not None and (
        without_pointing(text) != text or text.startswith("such ")
    )


def without_pointing(text: str) -> str:
    """Return a phrase with "the" for "this", "that" before a noun."""
    found = re.match(r"(this|that|these|those)\s+(?=[a-z]+)", text)
    if (
        not found
        or text.split(" ", 2)[1] in _QUANTIFIERS
        or text.split(" ", 2)[1] in ("of", "who", "in", "from", "with", "that", "is", "which", "whom", "on", "at", "to")
    ):
        return text
    return f"the {text[found.end() :]}"
