"""When two phrases name the same thing, and two lemmas the same relation: in go words as written, out comes yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Argument

_LISTS = (
    "a an the this that these those one whose my your his her its our their",
    "of in on at to for from with by as about against into over after before under between among through near off "
    "that who which whose where when",
    "i me my you your he him his she her it its we us our they them their this that these those who whom whose which",
)
DETERMINERS, ENDS_OF_HEAD, PRONOUNS = (frozenset(words.split()) for words in _LISTS)
CURLY = str.maketrans("‘’“”–—", "''\"\"--")


def words_of(name: str) -> list[str]:
    """Return the words of a name in lower case, without determiners before it and possessive endings."""
    words = re.findall(r"\w+(?:[.,&'-]\w+)*", name.translate(CURLY).casefold())
    words = [word.removesuffix("'s") for word in words]
    while len(words) > 1 and words[0] in DETERMINERS:
        del words[0]
    return words


def head_of(name: str) -> str:
    """Return the head word: what is owned, not the owner; what stands before a preposition, not after it."""
    words = words_of(re.split(r"'s?\s+(?=\w)", name.translate(CURLY))[-1]) or words_of(name)
    ends = [number for number, word in enumerate(words) if number and word in ENDS_OF_HEAD]
    return words[(ends[0] if ends else len(words)) - 1]


def same_name(gold: str, found: str, head: str) -> bool:
    """Tell whether two phrases are the same words, or one is in the other and has the other's head; `head` is the found one's."""
    wanted, given = words_of(gold), words_of(found)
    if not wanted or not given or wanted == given:
        return wanted == given != []
    shorter, longer = sorted((wanted, given), key=len)
    inside = any(longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1))
    return inside and ((words_of(head) or [""])[-1] if longer is given else head_of(gold)) in shorter


def is_named(names: Iterable[str], argument: Argument | None) -> bool:
    """Tell whether a phrase, or the best name that it has, is one of these."""
    if argument is None:
        return False
    own = {(argument.text, argument.head), (argument.label, head_of(argument.label))}
    return any(same_name(name, text, head) for name in names for text, head in own)


def forms_of(lemma: str) -> set[str]:
    """Return a lemma as it is, without "be" or "have" before it, and without a preposition behind it."""
    words = [word for word in lemma.casefold().split() if word not in DETERMINERS]
    ways = [words, *([words[1:]] if len(words) > 1 and words[0] in ("be", "have") else [])]
    ways += [way[:-1] for way in ways if len(way) > 1 and way[-1] in ENDS_OF_HEAD]
    return {" ".join(way) for way in ways}
