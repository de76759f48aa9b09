"""Who speaks by layout: the label before a turn of an interview, a transcript or a post; in goes a paragraph, out its length.

"NADIA KHAN: Egypt has attacked Sudan.", "Carla Mendez on X: …", "Q: Why?" Not "Image: …", "Update: …", "KYIV: …".
"""

from __future__ import annotations

import re
from collections import Counter

from kg.extraction.rules import rule
from kg.lexicon.first_names import is_first_name
from kg.lexicon.titles import match_title
from kg.lexicon.words import names_of

LABEL = re.compile(
    r"(?P<label>[A-Z](?:[^\n:.!?\"“”()\[\]]|\.(?=\s?[A-Z])|(?<=\b[A-Z])\.|\([^()\n]{1,20}\)){0,80}?)\s?:\s+(?=\S)"
)
NAME_WORD = re.compile(r"[A-Z][\w.'’-]*|of|the|de|van|von|der|bin|al|and|&")
LONGEST_NAME, LONGEST_DESCRIPTION = 6, 12


class Turns:
    """The labels of one text; a label that opens several paragraphs needs no other sign of a name."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = (LABEL.match(line.strip()) for line in text.split("\n"))
        self.opened = Counter(match["label"] for match in found if match is not None)

    def label_length(self, paragraph: str) -> int:
        """Return how many characters the label before a turn takes with its colon, 0 where there is none."""
        match = LABEL.match(paragraph)
        if match is None or not self._speaks(match["label"].strip(), paragraph[match.end() :]):
            return 0
        return match.end()

    @rule(
        "NADIA KHAN: Egypt has attacked Sudan.\n\nOMAR AZIZ: Egypt has denied it.",
        "credit: NADIA KHAN | : | Egypt has attacked Sudan | direct speech affirmed",
        off=False,
    )
    def _speaks(self, label: str, said: str) -> bool:
        words = names_of("no-speaker")
        if label.lower() in words or label.lower().partition(" ")[0] in words or len(said.split()) < 2:
            return False
        if label.lower() in names_of("dialogue-part"):
            return True
        name = without_platform(label.partition(",")[0])
        parts = name.split()
        if not 1 <= len(parts) <= LONGEST_NAME or not all(NAME_WORD.fullmatch(part) for part in parts):
            return False
        if len(label.split()) > len(parts) + LONGEST_DESCRIPTION or any(c.isdigit() for c in name):
            return False
        if len(parts) == 1 and not name.isupper():
            return self._is_surname(name)
        title = match_title(parts, 0)
        first = parts[title.end] if title is not None and title.end < len(parts) else parts[0]
        known = title is not None or is_first_name(first.title() if first.isupper() else first)
        return known or (name.isupper() and self._is_surname(parts[-1].title())) or self.opened[label] > 1

    def _is_surname(self, word: str) -> bool:
        """True for "Ryan" where the text has "Paul Ryan"."""
        before = re.findall(rf"\b([A-Z][\w'’-]+) {re.escape(word)}\b", self.text)
        return any(is_first_name(first) for first in before)


def without_platform(name: str) -> str:
    """Return "Carla Mendez" of "Carla Mendez on X"."""
    who, joint, where = name.partition(" on ")
    return who if joint and where.strip().lower() in names_of("platform") else name
