"""Phrases of the text as they can stand in another sentence: white space, marks at the ends, quotation marks, brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon.listed import listed

_QUOTES = re.compile(r"[\"“”„«»]|''|``")
_OPEN_SINGLE = re.compile(r"(?<![\w.])[‘']|‘")
_CLOSE_SINGLE = re.compile(r"(?<=[\w.,!?])[’'](?=$|[\s,.;:!?])")
_ENDS = " \t\n,;:—–-…•*|/\\"
_PAIRS = (("(", ")"), ("[", "]"))


@lru_cache(maxsize=4096)
def clean_phrase(text: str) -> str:
    """Return a phrase without line breaks, marks at its ends, and quotation marks or brackets that have no partner.

    ", the so-called “road map" becomes "the so-called road map".
    """
    plain = " ".join(text.split())
    if "‘" in plain:
        plain = re.sub(r"(?<=\w)‘s\b", "’s", plain)
    if not is_balanced(plain):
        plain = " ".join(_QUOTES.sub(" ", plain).split())
    elif _QUOTES.match(plain) and len(_QUOTES.findall(plain)) > 1 and _wraps(plain):
        plain = " ".join(_QUOTES.sub(" ", plain, count=1).split())
        plain = " ".join(_drop_last_quote(plain).split())
    for opening, closing in _PAIRS:
        if plain.count(opening) != plain.count(closing):
            plain = " ".join(plain.replace(opening, " ").replace(closing, " ").split())
    if len(_OPEN_SINGLE.findall(plain)) != len(_CLOSE_SINGLE.findall(plain)):
        plain = _OPEN_SINGLE.sub("", plain)
        if not re.search(r"[sS][’'](?=$|[\s,.;:!?])", plain):
            plain = _CLOSE_SINGLE.sub("", plain)
    plain = re.sub(r"\s+([,;:.!?])", r"\1", re.sub(r"\b(the|a|an) \1\b", r"\1", plain))
    plain = re.sub(r",(?=[\"”])", "", plain) if plain.endswith((",”", ',"')) else plain
    return plain.strip(_ENDS).rstrip("!?").strip(_ENDS)


def is_balanced(text: str) -> bool:
    """Tell whether every double quotation mark of a text has its partner."""
    marks = _QUOTES.findall(text)
    return len(marks) % 2 == 0 and marks.count("“") == marks.count("”")


def _wraps(text: str) -> bool:
    marks = list(_QUOTES.finditer(text))
    return marks[0].start() == 0 and len(marks) == 2 and marks[1].end() >= len(text) - 1


def _drop_last_quote(text: str) -> str:
    marks = list(_QUOTES.finditer(text))
    return text[: marks[-1].start()] + text[marks[-1].end() :] if marks else text


def lower_article(text: str) -> str:
    """Return a phrase as it stands inside a sentence: its first word in lower case where that is a common one."""
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _COMMON_FIRST else text


_COMMON_FIRST = listed("common-first")
