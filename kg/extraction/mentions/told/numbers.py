"""Numbers that belong to a name: in go tokens and the span of a name, out comes the span with its number.

"Falcon 9" and "Falcon 1", "the 4th Army", "Unit 29155", "Boeing 777" and "Elizabeth II" are told apart by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of

NUMBER = re.compile(r"\d{1,5}[A-Za-z]?s?")
YEAR = re.compile(r"(?:19|20)\d\d")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
REGNAL = re.compile(r"[IVX]{1,5}")
SPELLED = frozenset(
    [
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
    ]
)


def with_number(tokens: Sequence[Token], start: int, end: int, *, person: bool, known: bool) -> tuple[int, int]:
    """Return a name's span with the number that belongs to it, before it or behind; what is known has none of one digit."""
    behind = end if person else _behind(tokens, start, end)
    if known and behind > end and len(tokens[end].text) == 1:
        behind = end
    return _with_ordinal(tokens, start, end), behind


@rule(
    "Unit 29155 bombed the bridge.",
    "name: Unit 29155: Organization",
    off=False,
    rare="military units and companies of firemen, in reports of wars and fires",
)
def is_numbered(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Unit 29155", a name of a noun and its number."""
    return (
        at + 1 < len(tokens)
        and tokens[at].text[0].isupper()
        and tokens[at].lower in nouns_of("named-by-number")
        and NUMBER.fullmatch(tokens[at + 1].text) is not None
        and tokens[at + 1].time is None
    )


def with_regnal(tokens: Sequence[Token], end: int, known: set[str]) -> int:
    """Return the end of a monarch's name: "Elizabeth I", if the text has another one of that name, "Pius XII" in any case."""
    if end >= len(tokens) or REGNAL.fullmatch(tokens[end].text) is None:
        return end
    return end + 1 if tokens[end].text != "I" or tokens[end - 1].text in known else end


def regnal_names(tokens: Sequence[Token]) -> set[str]:
    """Return the given names that stand before a Roman number greater than one."""
    return {
        before.text
        for before, token in pairwise(tokens)
        if len(token.text) > 1 and REGNAL.fullmatch(token.text) and before.text[0].isupper()
    }


def _with_ordinal(tokens: Sequence[Token], start: int, end: int) -> int:
    """Read "4th" before "Army", "Third" before "Circuit": which of them it is."""
    if start == 0 or tokens[end - 1].lower not in nouns_of("numbered-unit"):
        return start
    before = tokens[start - 1]
    counts = ORDINAL.fullmatch(before.lower) or before.text in SPELLED
    return start - 1 if counts and before.time is None else start


def _behind(tokens: Sequence[Token], start: int, end: int) -> int:
    """Read "9" behind "Falcon", "777" behind "Boeing": no year, no score, and nothing that is counted by it."""
    if end >= len(tokens):
        return end
    number, last = tokens[end], tokens[end - 1]
    if NUMBER.fullmatch(number.text) is None or YEAR.fullmatch(number.text) or number.time is not None:
        return end
    if (last.pos != "PROPN" and not last.ent) or number.start != last.end + 1 or last.lower in nouns_of("time-unit"):
        return end
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    if after is not None and (
        after.text in ("-", "–", ":", "%", ".", ",") and end + 2 < len(tokens) and tokens[end + 2].pos == "NUM"
    ):
        return end
    if after is not None and (
        after.pos == "PROPN" or (number.head is after and number.dep == "nummod" and last.head is not after)
    ):
        return end
    if after is not None and after.lower in ("percent", "million", "billion", "thousand", "hundred", "per"):
        return end
    inside = {t.i for t in tokens[start:end]}
    own = number.head.i in inside or any(t.head is number for t in tokens[start:end])
    beside = number.head is last.head and number.dep in ("nummod", "compound") and last.dep in ("compound", "nmod")
    return end + 1 if own or beside else end
