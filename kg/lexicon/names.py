"""Names as keys: in goes a name as a text has it, out come the pieces that are compared, or the slug of an id."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "—": "-"})
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b")
_PIECE = re.compile(r"'s\b|\w+'(?=\w{2})|[\w.+&/$!]+|,", re.IGNORECASE)
_LITTLE_WORDS = frozenset({"And", "At", "For", "In", "Of", "On", "The", "To"})
_POSSESSIVE = re.compile(r"(?<=\w)'s$|(?<=s)'$", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^\w.-]+")
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+(?=\S)")


@lru_cache(maxsize=1 << 16)
def pieces(word: str) -> tuple[str, ...]:
    """Split a word or a whole name into pieces: dots of acronyms, hyphens and quotes gone, "Of" inside a name small.

    "U.S." gives US, "Guinea-Bissau" and "Guinea Bissau" the same two, "People's" People and 's, "&" and.
    """
    text = _plain(word)
    if "." in text:
        text = _ACRONYM.sub(lambda match: match.group().replace(".", ""), text)
    return tuple("and" if piece == "&" else piece for piece in _PIECE.findall(text))


def key(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common: its pieces, without a leading "the" and a trailing 's."""
    return fold_little_words(pieces(_bare(name)))


def fold_little_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Write "Of", "The" … small inside a name and drop a leading article, so that headlines meet running text."""
    if len(parts) > 1 and parts[0] in {"the", "The", "THE"}:
        parts = parts[1:]
    if len(parts) < 3:
        return parts
    return (parts[0], *(part.lower() if part in _LITTLE_WORDS else part for part in parts[1:]))


def slug(name: str) -> str:
    """Return a name as the readable part of an id: "John F. Kennedy" is `John_F._Kennedy`.

    Letters of all scripts stay; a leading article, quotes and a trailing 's go; any other run of characters is a `_`.
    """
    text = _ARTICLE.sub("", _bare(name))
    return _NOT_IN_SLUG.sub("_", text.replace("'", "")).strip("_.-") or "unnamed"


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_QUOTES)


def _bare(name: str) -> str:
    text = _plain(name).replace("`", "'").strip(" \t\n\"'")
    return _POSSESSIVE.sub("", text) if "'" in text else text
