"""What a text is called that has no title: its first line that says something.

In goes a text, out comes a line for people to read. What stands before an article's first sentence and is no part of it
(a dateline, a byline, a date, a caption) is known here, to whoever reads articles or shows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LONGEST = 80
"""Characters of a heading; a longer line is cut behind a word."""

LONGEST_DATELINE = 60

CAPTION = re.compile(
    r"(?:\[?\s*)(?:image|photo|photograph|picture|video|file|graphic|map|caption)s?\s*(?:credit|by|from)?\s*:", re.I
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATELINE = re.compile(
    rf"""(?:[A-Z][A-Z.'’/-]+(?:\ [A-Z][A-Z.'’/-]+)*(?:,\ [A-Z][\w.]+(?:\ [A-Z][\w.]+)*)?
          |[A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+)*)                         # FRANKFURT, Germany | Frankfurt
        (?:,?\ (?:{MONTH}\ \d{{1,2}}|\d{{1,2}}\ {MONTH})(?:,?\ \d{{4}})?)?  # , April 30
        (?:\ \((?:[A-Z][\w.]*)(?:\ [A-Z][\w.]*)*\)|,\ [A-Z]\w+)?       # (Reuters) | , Kyodo
        ,?\ (?:--?|–|—)\ (?=[A-Z“"])""",
    re.X,
)
DATE_ALONE = re.compile(
    rf"(?:[A-Z][a-z]+day,? )?(?:\d{{4}}-\d\d-\d\d|{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})\.?"
)
PLACE_ALONE = re.compile(r"[A-Z]{3,}(?: [A-Z]{3,}){0,2}: (?=[A-Z“\"])")
CAPITALS = re.compile(r"[A-Z]{3}")

_DATED = re.compile(rf"(?:(?:Published|Posted|Updated|Date)(?: on)?:? )?{DATE_ALONE.pattern}(?:,? (?:at )?\d.*)?")
_BYLINE = re.compile(r"(?:By|BY) (?:[A-Z]|our\b).{0,70}(?<![.!?])")
_MARKS = re.compile(r"^(?:#{1,6} +|> +|\*\*|__)|(?: +#+|\*\*|__)$")
_BLOCK = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)
_UNFINISHED = re.compile(r".{45,}(?<![.!?…:;\"'”’)\]])")
"""A line that its writer's column broke, not the end of a sentence."""
_AFTER = " A"
"""What makes of a dateline on a line of its own one that a sentence follows."""


def heading_of(text: str) -> str:
    r"""Return the first line of a text that says something, in one line of at most `LONGEST` characters.

    "NASHUA, N.H. (AP) — The mayor has resigned.\n…" → The mayor has resigned.
    "By Ann Lee\n\nStorm closes the port\n…" → Storm closes the port
    A text that has no such line gives its first line, whatever it is; an empty one nothing.
    """
    first = ""
    for block in _BLOCK.finditer(text):
        lines = [line for line in map(_plain, block.group().split("\n")) if line]
        for number, line in enumerate(lines):
            first = first or line
            if not _is_preliminary(line):
                return shorten(_unwrapped(lines[number:])[dateline_length(line, opens=True) :])
    return shorten(first)


def shorten(line: str) -> str:
    """Return a line of at most `LONGEST` characters; what is left out, from the end of a word on, shows as "…"."""
    if len(line) <= LONGEST:
        return line
    kept = line[:LONGEST]
    return f"{(kept.rpartition(' ')[0] or kept[:-1]).rstrip(' ,;:-–—')}…"


def dateline_length(paragraph: str, *, opens: bool) -> int:
    """Return the length of "FRANKFURT, April 30 - " or "Kyiv (Reuters) — " before a paragraph's first sentence, or 0.

    "KOCHI: " is one only before the first paragraph: further down it may be who speaks in an interview.
    """
    place = PLACE_ALONE.match(paragraph) if opens else None
    if place is not None:
        return place.end()
    line = DATELINE.match(paragraph)
    if line is None:
        return 0
    sure = CAPITALS.search(line.group()) or "(" in line.group() or re.search(MONTH, line.group())
    return line.end() if sure and len(line.group()) < LONGEST_DATELINE else 0


def _plain(line: str) -> str:
    """Return a line with single spaces, without Markdown's marks around it; a line of marks alone becomes empty."""
    plain = " ".join(_MARKS.sub("", " ".join(line.split())).split())
    return plain if any(character.isalnum() for character in plain) else ""


def _unwrapped(lines: Sequence[str]) -> str:
    """Return the first line with those that go on with it, as far as a heading may reach."""
    whole = lines[0]
    for before, line in pairwise(lines):
        if len(whole) > LONGEST or not (_UNFINISHED.fullmatch(before) or line[0].islower()):
            break
        whole = f"{whole} {line}"
    return whole


def _is_preliminary(line: str) -> bool:
    """Return True for a line that only says where, when, by whom or of what picture; False for one that says more."""
    if _DATED.fullmatch(line) or _BYLINE.fullmatch(line) or CAPTION.match(line):
        return True
    return dateline_length(line + _AFTER, opens=True) == len(line + _AFTER) - 1
