"""The text that the parser is given for a paragraph: without what a reader does not see, each character with its place.

In goes a stretch of the document; out comes an `AsRead`, whose places lead from what the parser finds back to the document:
soft hyphens, zero-width and direction marks go, footnote marks and editorial brackets too ("with [Obama]", "Sudan.[1]"), a
line end becomes a space, a stop glued to the next sentence gets one ("in 2017.Iran sued").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

READ_AS = str.maketrans("\n\u00a0\u2019", "  '")
INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff"
CHANGED = re.compile(
    rf"""(?P<invisible>[{INVISIBLE}]+)
    | (?P<footnote>\ ?\[(?:\d{{1,3}}(?:(?:,\ ?|[–-])\d{{1,3}})*|[a-z]|[a-z]+(?:\ [a-z]+)?\ needed|note\ \d+|sic)\])
    | (?P<bracket>\[(?P<inside>(?![A-Z]+\])[^\W\d_][^][\n:]{{0,60}})\](?!\())
    | (?P<hyphen>(?<=[^\W_]-)\n[ \t]*(?=[^\W_]))
    | (?P<line>[ \t]*\n[ \t]*)
    | (?P<glued>(?<=[a-z]{{3}}|[0-9]{{3}})[.!?][”"’)]?(?=[“"‘{INVISIBLE}]*(?!Com\b|Org\b|Net\b)[A-Z][a-z]*[\ ,'’{INVISIBLE}])
      | (?<=[a-z]{{3}}[.!?])[”"](?=[“"‘]?[A-Z][a-z]*[\ ,'’]))
    | (?P<company>(?<=&[A-Z])(?=\.(?:\s|\Z)))
    """,
    re.X,
)
"""What is read otherwise than it stands; what is not named here has the length that it has in the document."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """A stretch of a document as the parser reads it; `places` are the offsets of its characters in the document."""

    text: str
    places: range | list[int]

    def start(self, at: int) -> int:
        """Return the offset in the document of the character `at`."""
        return self.places[at]

    def end(self, at: int) -> int:
        """Return the offset in the document after the character before `at`."""
        return self.places[at - 1] + 1


def read_as(text: str, start: int, end: int) -> AsRead:
    """Return how the stretch of a text from `start` to `end` is read."""
    matches = list(CHANGED.finditer(text, start, end))
    if all(match["line"] == "\n" for match in matches):
        return AsRead(text[start:end].translate(READ_AS), range(start, end))
    pieces: list[str] = []
    places: list[int] = []
    at = start
    for match in matches:
        read, kept = REPLACED[_kind(match)](match)
        pieces += [text[at : match.start()], read]
        places += range(at, match.start())
        places += [
            min(kept + n, match.end() - 1) if match.end() > match.start() else match.start() - 1
            for n in range(len(read))
        ]
        at = match.end()
    pieces.append(text[at:end])
    places += range(at, end)
    return AsRead("".join(pieces).translate(READ_AS), places)


def _kind(match: re.Match[str]) -> str:
    return next(name for name in REPLACED if match[name] is not None)


def _nothing(match: re.Match[str]) -> tuple[str, int]:
    return "", match.start()


def _space(match: re.Match[str]) -> tuple[str, int]:
    return " ", match.start()


def _footnote(match: re.Match[str]) -> tuple[str, int]:
    """Return a space for "Sudan.[1]Iran", nothing for "Sudan.[1] Iran" and "Sudan [1] or"."""
    return (" " if match.string[match.end() : match.end() + 1].isalnum() else ""), match.start()


def _inside(match: re.Match[str]) -> tuple[str, int]:
    return match["inside"], match.start("inside")


def _glued(match: re.Match[str]) -> tuple[str, int]:
    return f"{match[0]} ", match.start()


REPLACED: dict[str, Callable[[re.Match[str]], tuple[str, int]]] = {
    "invisible": _nothing,
    "footnote": _footnote,
    "bracket": _inside,
    "hyphen": _nothing,
    "line": _space,
    "glued": _glued,
    "company": _space,
}
