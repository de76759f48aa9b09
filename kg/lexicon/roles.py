"""What a text says of people of a role, from `roles.toml`: in goes a role, out come the words that tell it."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import load_table

_WORD = re.compile(r"[a-z]+")
_LITTLE = frozenset(
    ("a", "an", "and", "at", "by", "for", "former", "from", "in", "member", "of", "on", "person", "the", "to", "with")
)


@lru_cache(maxsize=1 << 14)
def content_words(phrase: str) -> frozenset[str]:
    """Return the words of a phrase that tell something, lower case: "Minister of Finance" has minister and finance."""
    return frozenset(_WORD.findall(phrase.lower())) - _LITTLE


@lru_cache(maxsize=1 << 14)
def telling_words(role: str) -> frozenset[str]:
    """Return the words by which a text may tell somebody's role without naming it; none where the role is not known."""
    known = load_table("roles")
    words = _WORD.findall(role.lower())
    of_head = known.get(words[-1], ()) if words else ()
    compound = known.get(f"{words[-2]}er", ()) if len(words) > 1 and words[-1] == "player" else ()
    return frozenset((*of_head, *compound))
