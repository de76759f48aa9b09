"""Sentences in capitals, as headlines and agencies write them: in goes how a stretch is read, out comes ordinary spelling.

The parser and the tagger know hardly a word in capitals: "SHE" is a name to them, and "DENIED" too. What is a name keeps its
first capital, as far as that can be told: from the rest of the document, the gazetteer, first names and titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.rules import rule
from kg.extraction.text.as_read import AsRead

SENTENCE = re.compile(r"\S(?:.*?[.!?][”\"’')]*(?=\s|$)|.*$)", re.S)
WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
INSIDE_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*")
SMALL = re.compile(r"\b[a-z]{2,}\b")
FEWEST_WORDS, MOSTLY = 4, 0.85
NO_NAMES = frozenset({
    "a", "all", "am", "an", "and", "are", "as", "at", "be", "but", "by", "can", "did", "do", "for", "had", "has",
    "he", "her", "his", "how", "i", "if", "in", "is", "it", "its", "may", "me", "met", "might", "my", "no", "not",
    "of", "on", "or", "our", "said", "says", "she", "so", "that", "the", "their", "them", "they", "this", "to",
    "told", "us", "was", "we", "were", "what", "who", "will", "with", "won", "you", "your",
})  # fmt: skip
"""Words that are no names in a sentence in capitals, whatever the gazetteer has: "THEY TOLD US"."""


@dataclass(frozen=True, slots=True)
class Speller:
    """What tells names in capitals: `own` are words that the document spells as names, and never small.

    `name_at` returns where a name ends that starts at one of several words, or the place itself; it is asked with words that
    begin with capitals, and with words in capitals.
    """

    own: frozenset[str]
    name_at: Callable[[Sequence[str], int], int]

    @classmethod
    def of(cls, text: str, name_at: Callable[[Sequence[str], int], int]) -> Speller:
        """Return the speller of a document."""
        named = {word.casefold() for word in INSIDE_SENTENCE.findall(text)}
        return cls(frozenset(named - set(SMALL.findall(text))), name_at)

    def spelled(self, read: AsRead) -> AsRead:
        """Return a stretch with its sentences in capitals spelled as others are; no character changes its place."""
        if not any(map(str.isupper, WORD.findall(read.text))):
            return read
        text = SENTENCE.sub(lambda match: self._sentence(match[0]), read.text)
        return replace(read, text=text) if len(text) == len(read.text) else read

    def _sentence(self, sentence: str) -> str:
        if not is_in_capitals(sentence):
            return sentence
        words = WORD.findall(sentence)
        spelled = iter(self._words(words))
        return WORD.sub(lambda _: next(spelled), sentence)

    def _words(self, words: list[str]) -> list[str]:
        titled = [_capital(word) for word in words]
        found: list[str] = []
        while len(found) < len(words):
            at = len(found)
            known, short = self.name_at(titled, at), self.name_at(words, at)
            if words[at].lower() in NO_NAMES and max(known, short) <= at + 1:
                found.append(titled[at] if at == 0 else words[at].lower())
            elif known > at:
                found += titled[at:known]
            elif short > at:
                found += words[at:short]
            else:
                named = at == 0 or words[at].casefold() in self.own
                found.append(titled[at] if named else words[at].lower())
        return found


@rule("NATO AND NORWAY SIGNED THE TREATY. The ship left.", "NATO | sign/sign | THE TREATY", off=False)
def is_in_capitals(sentence: str) -> bool:
    """Tell a sentence in capitals from one that holds a few: "NATO AND THE EU MET" is one."""
    letters = [character for character in sentence if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(WORD.findall(sentence)) >= FEWEST_WORDS and capitals >= MOSTLY * len(letters)


def _capital(word: str) -> str:
    """Return a word with a first capital, of a compound each part: Amir-Abdollahian, O'Neil."""
    return re.sub(r"[^\W_]+", lambda part: part[0][0] + part[0][1:].lower(), word)
