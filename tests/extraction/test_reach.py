"""Nothing in the data is dead: every frame of the relations and every phrase of the lexicon is reached by one sentence of ours.

A row of `frames.csv` has a pattern of `relations.toml` and a sentence that must give its relation by one of its words; a row of
`phrases.csv` a phrase and a sentence that its rule reads. A pattern or phrase without a row fails; one that no sentence reaches
yet says why (`known`), and must fail.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from kg.extraction.propositions.roles import PHRASE_ROLES
from kg.lexicon.words import load_words
from kg.model import AnnotatedDocument
from kg.schema.definitions import BUILTIN_PATH
from tests.extraction.conftest import Annotate
from tests.extraction.tables import CASES, write_found

KINDS = ("frames", "nouns", "roles")
SLOT = re.compile(r"(?:[a-z'_|]+:)?(?P<letter>[SOT])(?:\[[\w|]+\])?\??")


def read_rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def read_patterns() -> Iterator[tuple[str, str]]:
    """Yield relation and pattern of everything in `relations.toml` that a sentence can match."""
    relations: dict[str, Any] = tomllib.loads(BUILTIN_PATH.read_text(encoding="utf-8"))["relations"]
    for name, relation in relations.items():
        for kind in KINDS:
            yield from ((name, pattern) for pattern in relation.get(kind, ()))


def cases(name: str, key: str) -> Iterator[object]:
    for number, row in enumerate(read_rows(name), start=2):
        marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=row["known"])] if row["known"] else []
        yield pytest.param(row, marks=marks, id=f"{name}-{number}-{row[key].replace(' ', '-')}")


def lemmas_of(pattern: str) -> set[str]:
    words = [word.replace("_", " ").split("|") for word in pattern.split() if not SLOT.fullmatch(word)]
    return {" ".join(choice).casefold() for choice in product(*words)}


def runs_from_object(pattern: str) -> bool:
    """Return True where the first of the two ends is the relation's object: "O receive T? from:S"."""
    letters = [match["letter"] for word in pattern.split() if (match := SLOT.fullmatch(word))]
    return letters.index("O") < letters.index("S")


def test_every_pattern_has_its_sentence() -> None:
    written = [(row["relation"], row["pattern"]) for row in read_rows("frames")]
    assert written == list(read_patterns())


def test_every_phrase_has_its_sentence() -> None:
    phrases = load_words("phrases").members
    assert [(row["phrase"], row["class"]) for row in read_rows("phrases")] == [
        (phrase, name) for name in sorted(phrases) for phrase in sorted(phrases[name])
    ]


@pytest.mark.model
@pytest.mark.parametrize("row", list(cases("frames", "relation")))
def test_sentence_reaches_its_frame(annotate: Annotate, row: dict[str, str]) -> None:
    annotated = annotate(row["sentence"])
    predicates = [statement.predicate for statement in annotated.statements]
    expressed = [
        p.lemma for p in predicates if (p.relation, p.inverse) == (row["relation"], runs_from_object(row["pattern"]))
    ]
    words = lemmas_of(row["pattern"])
    assert any(f" {word} " in f" {lemma} " for lemma in expressed for word in words), write_found(annotated)


@pytest.mark.model
@pytest.mark.parametrize("row", list(cases("phrases", "phrase")))
def test_sentence_reaches_its_phrase(annotate: Annotate, row: dict[str, str]) -> None:
    annotated = annotate(row["sentence"])
    preposition, _, noun = row["phrase"].partition(" ")
    assert annotated.statements
    if row["class"].startswith("crediting"):
        credited = [a for a in annotated.attributions if a.type == row["class"].removeprefix("crediting-")]
        assert any(a.cue is not None and noun in a.cue.text.split() for a in credited), write_found(annotated)
    elif row["class"] == "idle":
        assert not _roles(annotated, preposition, noun.split()[-1]), write_found(annotated)
    else:
        assert PHRASE_ROLES[row["class"]] in _roles(annotated, preposition, noun), write_found(annotated)


def _roles(annotated: AnnotatedDocument, preposition: str, noun: str) -> set[str]:
    """Return the roles that a phrase has in a document's statements."""
    return {
        argument.role
        for statement in annotated.statements
        for argument in statement.arguments
        if (argument.marker or "").lower() == preposition
        and argument.head.lower().removesuffix("s") == noun.removesuffix("s")
    }
