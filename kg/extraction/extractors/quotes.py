"""Finds a quote in a text by a ladder of normalisations: the first rung on which it stands there is the tightest.

Each rung forgives one more thing that a model does to what it copies. None changes a word, so that all are sound; what is
found on none of them is not in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Spell = Callable[[str], str]
"""Writes one character in another way: as none, one or several."""

_MARKS = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
"""Typographic signs as a keyboard has them; soft hyphens and marks without width as nothing."""


def _exact(character: str) -> str:
    return character


def _spaces(character: str) -> str:
    return " " if character.isspace() else character


def _marks(character: str) -> str:
    return _MARKS.get(character, _spaces(character))


def _case(character: str) -> str:
    return _marks(character).casefold()


@dataclass(frozen=True, slots=True)
class Rung:
    """A normalisation: its name, what it does to a character, and whether runs of spaces count as one."""

    name: str
    spell: Spell
    joined: bool


LADDER = (
    Rung("exact", _exact, joined=False),
    Rung("spaces", _spaces, joined=True),
    Rung("marks", _marks, joined=True),
    Rung("case", _case, joined=True),
)
"""From the tightest rung to the loosest."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands, in characters of the text, and on which rung of the ladder (0 is exact)."""

    start: int
    end: int
    rung: int


def find_quote(quote: str, text: str, start: int = 0, end: int | None = None) -> tuple[Found, ...]:
    r"""Return all places where a quote stands as whole words in a part of a text, on the tightest rung that has one.

    >>> [(found.start, found.end, LADDER[found.rung].name) for found in find_quote('the "new" deal', "It is the “New”\n deal.")]
    [(6, 21, 'case')]
    >>> find_quote("US", "The USA said")
    ()
    """
    end = len(text) if end is None else end
    for number, rung in enumerate(LADDER):
        found = tuple(Found(first, last, number) for first, last in _places(quote, text, start, end, rung))
        if found:
            return found
    return ()


def _places(quote: str, text: str, start: int, end: int, rung: Rung) -> Iterator[tuple[int, int]]:
    wanted = "".join(sign for sign, _ in _spelled(quote, 0, len(quote), rung)).strip()
    signs = list(_spelled(text, start, end, rung))
    spelled = "".join(sign for sign, _ in signs)
    place = spelled.find(wanted) if wanted else -1
    while place >= 0:
        behind = place + len(wanted)
        if _is_edge(spelled, place) and _is_edge(spelled, behind):
            yield signs[place][1], signs[behind - 1][1] + 1
        place = spelled.find(wanted, place + 1)


def _spelled(text: str, start: int, end: int, rung: Rung) -> Iterator[tuple[str, int]]:
    """Yield the characters of a part of a text as a rung writes them, each with where it comes from."""
    after_space = False
    for place in range(start, end):
        for sign in rung.spell(text[place]):
            if not (rung.joined and sign == " " and after_space):
                yield sign, place
            after_space = sign == " "


def _is_edge(text: str, place: int) -> bool:
    """Return True where no word goes on from before a place to behind it."""
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())
