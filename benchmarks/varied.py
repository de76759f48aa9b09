"""The sample articles as many documents: in goes a number, out come so many records of them, each with other names and words.

Half of the words of names stay as they are in a document, so that some things are in very many documents, as in news; in the
place of the others stand made ones, drawn by Zipf's law. Of the common words a third is made up as well, or every document
would print another one. Words have the length of those in whose place they stand, so that all offsets hold.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, cycle
from pathlib import Path
from random import Random
from typing import Any

from kg.extraction import extract
from kg.model import AnnotatedDocument
from kg.reading import read

DATA = Path(__file__).resolve().parents[1] / "data"
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAID = frozenset({"text", "label", "head", "names"})
"""The fields of a record that hold words of the article."""
_SOUNDS = ("bdfgklmnprstvz", "aeiou")
_SPELLINGS = 400
_WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(_SPELLINGS)))


def vary_samples(number: int) -> list[AnnotatedDocument]:
    """Return so many documents, the same ones each time."""
    samples = cycle([json.loads(annotated.to_json()) for annotated in extract(read([DATA]))])
    return [vary(next(samples), place) for place in range(number)]


def vary(sample: dict[str, Any], number: int) -> AnnotatedDocument:
    """Return a document like a sample, under another id."""
    dice = Random(number)
    names = {word for entity in sample["entities"] for name in entity["names"] for word in _WORD.findall(name)}
    others: dict[str, str] = {}
    for word in sorted(names):
        spelling = dice.choices(range(_SPELLINGS), cum_weights=_WEIGHTS)[0]
        others[word] = word if dice.random() < 0.5 else _made(word, str(spelling))

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word not in others:
            is_made = word.islower() and Random(f"{word} {number}").random() < 0.3
            others[word] = _made(word, f"{word} {number}") if is_made else word
        return others[word]

    varied: dict[str, Any] = _with_words(sample, lambda text: _WORD.sub(other, text))
    for before, entity in zip(sample["entities"], varied["entities"], strict=True):
        if entity["label"] != before["label"]:
            entity["wikidata"] = None
    for statement in varied["statements"]:
        for field in ("id", "condition"):
            statement[field] = None if statement[field] is None else _id(statement[field], number)
    varied["document"] |= {"id": _id(sample["document"]["id"], number), "url": None, "title": f"Report {number:05}"}
    return AnnotatedDocument.from_json(json.dumps(varied).encode())


def _with_words(value: Any, change: Callable[[str], str], said: bool = False) -> Any:
    """Return a record with the words of the article changed."""
    if isinstance(value, dict):
        return {name: _with_words(part, change, name in _SAID) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_words(part, change, said) for part in value]
    return change(value) if said and isinstance(value, str) else value


@lru_cache(maxsize=1 << 16)
def _made(word: str, seed: str) -> str:
    """Return a word of the length and with the capitals of another one."""
    dice = Random(f"{seed} {len(word)}")
    made = "".join(dice.choice(_SOUNDS[place % 2]) for place in range(len(word)))
    return made.upper() if word.isupper() else made.capitalize() if word[:1].isupper() else made


def _id(id: str, number: int) -> str:
    return hashlib.sha256(f"{id} {number}".encode()).hexdigest()[: len(id)]
