"""Which names stand with "the": in goes a name as it is listed, out comes whether a sentence has "the" before it."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load_table

_LINK = re.compile(r" (?:of|for|on|to|in|and) ")


def takes_article(name: str) -> bool:
    """Tell whether a name wants "the": the White House, the Office of Management and Budget; not Congress, Boeing."""
    names, heads = _lists()
    return name in names or (" " in name and _LINK.split(name)[0].rpartition(" ")[2] in heads)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("articles")
    return frozenset(table["names"]), frozenset(table["heads"])
