"""Names that do not look like names: in goes a place in a sentence, out comes where such a name ends, and its type.

"iPhone 4" and "eBay" begin small, "A380" and "787s" are numbers, "Correct the Record" is a sentence, "Wednesday Addams" begins
with a day, "Unit 29155" with a common noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.mentions.told.numbers import is_numbered
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.words import names_of, verbs_of
from kg.model import EntityType

SMALL = re.compile(r"(?:[a-z]{1,2}|mac)[A-Z][A-Za-z]+(?:-[A-Z]\w+)?")
VERSION = re.compile(r"\d{1,2}[A-Za-z]{0,2}")
CODE = re.compile(r"(?!G\d)[A-Z]{1,3}-?\d{2,4}[A-Za-z]{0,3}")
"""Letters and digits, as models are called: "A380", "F16s"."""
PLURAL_NUMBER = re.compile(r"[1-9]\d[1-9]s")
"""A number in the plural that is no decade and no round sum: "787s"."""
SUBTYPE = re.compile(r"\d*[A-Z]{2,}|\d{3}[A-Z]*")
BEFORE_DAYS = frozenset(
    {
        "on",
        "last",
        "next",
        "this",
        "every",
        "since",
        "until",
        "by",
        "in",
        "from",
        "of",
        "late",
        "early",
        "mid",
        "through",
    }
)
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj")


def odd_name(tokens: Sequence[Token], at: int) -> tuple[int, EntityType] | None:
    """Return the end and the type of an odd name that starts at a token, None where none does."""
    end = _small_end(tokens, at)
    if end > at:
        head = tokens[end - 1]
        speaks = head.dep == "nsubj" and head.head.lemma in verbs_of("speech")
        return end, "Organization" if speaks else "Product"
    if tokens[at].time is not None:
        return (at + 2, "Person") if _is_called_like_day(tokens, at) else None
    if is_numbered(tokens, at):
        return at + 2, "Organization" if tokens[at].lower == "unit" else "Thing"
    if _is_model(tokens[at]):
        return at + 1, "Product"
    if _is_subtype(tokens, at):
        return at + 3, "Product"
    return (at + 3, "Organization") if _is_imperative(tokens, at) else None


def may_be_odd(tokens: Sequence[Token], at: int) -> bool:
    """True for a token that a name may start at although it begins small, or is a day."""
    return SMALL.fullmatch(tokens[at].text) is not None or (
        tokens[at].time is not None and tokens[at].lower in names_of("day-or-month")
    )


@rule("Apple sold the iPhone 4.", "name: iPhone 4: Product", off=0)
def _small_end(tokens: Sequence[Token], at: int) -> int:
    """Return the end of a name that begins small, its second word and its version with it."""
    if SMALL.fullmatch(tokens[at].text) is None or tokens[at].time is not None:
        return at
    end = at + 1
    while end < len(tokens) and _goes_on(tokens[end]) and tokens[end].start == tokens[end - 1].end + 1:
        end += 1
    return end


def _goes_on(token: Token) -> bool:
    if token.time is not None:
        return False
    named = token.text[0].isupper() and token.pos == "PROPN" and not token.ent.startswith("B-PERSON")
    return named or token.text in names_of("variant") or VERSION.fullmatch(token.text) is not None


def _is_model(token: Token) -> bool:
    if token.tag not in ("NN", "NNP", "NNS", "NNPS", "CD") or token.ent[2:] in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    bare = token.text.removesuffix("s")
    return (CODE.fullmatch(bare) is not None and token.tag != "CD") or (
        PLURAL_NUMBER.fullmatch(token.text) is not None and token.tag in ("NNS", "NNPS")
    )


@rule("Boeing sold the 777-200LR.", "name: 777-200LR: Product", off=False)
def _is_subtype(tokens: Sequence[Token], at: int) -> bool:
    """Tell "777-200LR"."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "-" or not tokens[at].text.isdigit():
        return False
    last = tokens[at + 2]
    glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == last.start
    return glued and last.pos == "PROPN" and SUBTYPE.fullmatch(last.text) is not None


@rule(
    "Wednesday Addams met the king.",
    "name: Wednesday Addams: Person",
    off=False,
    rare="a first name that few people have; without it a day is read",
)
def _is_called_like_day(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Wednesday Addams" from "on Wednesday Addams said"."""
    if (
        at + 1 >= len(tokens)
        or tokens[at].lower not in names_of("day-or-month")
        or (at and tokens[at - 1].lower in BEFORE_DAYS)
    ):
        return False
    name = tokens[at + 1]
    own = tokens[at].dep == "compound" and tokens[at].head is name
    return (
        own
        and name.pos == "PROPN"
        and name.time is None
        and name.text[0].isupper()
        and name.lower not in names_of("day-or-month")
    )


@rule(
    "Correct the Record paid a fine.",
    "name: Correct the Record: Organization",
    off=False,
    rare="campaigns with such a name; without it the sentence has no subject",
)
def _is_imperative(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Correct the Record", a verb in capitals with its object that is a subject itself."""
    verb = tokens[at]
    if at + 3 >= len(tokens) or not verb.tag.startswith("VB") or not verb.text[0].isupper():
        return False
    noun = tokens[at + 2]
    if verb.dep not in ARGUMENTS and tokens[at + 3].tag not in ("VBD", "VBZ"):
        return False
    return tokens[at + 1].lower == "the" and noun.text[0].isupper() and noun.head is verb and not noun.text.isupper()
