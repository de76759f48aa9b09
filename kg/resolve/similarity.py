"""Names that differ in spelling: in go two names, out comes whether they could be one, and how alike they are.

Words are compared one by one, so that "Kim Jong-un" and "Kim Jong-il", alike as they are in letters, stay two; names
that differ in a number ("Resolution 1718", "Resolution 1874") are never one. Distances are those of rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kg.resolve.names import Name, initials, skeleton, surname

WORTH_A_LOOK = 0.87
"""Names at least so alike are put up for review when nothing supports a join."""

_SHORT_WORD = 4
_LONG_WORD = 8
_BLOCK_LETTERS = 4


def block_keys(name: Name) -> Iterator[str]:
    """Yield the blocks of a strong name: names that are in no common block are never compared.

    A person is filed under the first letter and the family name, all else under the starts of all words; both as they
    are written and as they sound.
    """
    if name.cls == "person":
        last = surname(name)
        yield f"{name.cls} {name.tokens[0][0]} {last[:_BLOCK_LETTERS]}"
        yield f"{name.cls} {name.tokens[0][0]} ~{skeleton(last)[:_BLOCK_LETTERS]}"
        yield f"{name.cls} = {' '.join(sorted(name.tokens))}"
        return
    yield f"{name.cls} {' '.join(sorted(token[:_BLOCK_LETTERS] for token in name.tokens))}"
    yield f"{name.cls} ~{' '.join(sorted(skeleton(token)[:_BLOCK_LETTERS] for token in name.tokens))}"


def alike(first: Name, second: Name) -> float:
    """Return how alike two names are, from 0 to 1; 0 where they differ in a number."""
    if _numbers(first) != _numbers(second):
        return 0.0
    return fuzz.token_sort_ratio(first.key, second.key) / 100


def could_be_one(first: Name, second: Name) -> bool:
    """Tell whether each word of a name has its like in the other: "Sergei Lavrov" and "Sergey Lavrov"."""
    if len(first.tokens) != len(second.tokens):
        return False
    if sorted(first.tokens) == sorted(second.tokens):
        return True
    return all(_like(one, other) for one, other in zip(first.tokens, second.tokens, strict=True))


def belongs(alias: Name, label: Name) -> bool:
    """Tell whether another name that a document has for a thing is a form of its label: a part, an acronym, a spelling.

    A chain that holds "Jill Biden" beside "Joe Biden" by mistake must not make one person of them everywhere.
    """
    if alias.key in initials(label):
        return True
    shorter, longer = sorted((set(alias.tokens), set(label.tokens)), key=len)
    return shorter <= longer or could_be_one(alias, label)


def _like(one: str, other: str) -> bool:
    """Tell whether two words could be spellings of one: a letter apart, two where they are long, or of one sound."""
    shorter = min(len(one), len(other))
    if one == other:
        return True
    if shorter <= _SHORT_WORD or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    allowed = 2 if shorter >= _LONG_WORD else 1
    return Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed or skeleton(one) == skeleton(other)


def _numbers(name: Name) -> list[str]:
    return [token for token in name.tokens if any(letter.isdigit() for letter in token)]
