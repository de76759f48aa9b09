"""Statements in words: the golden table of constructions, and what holds of every wording."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extraction import extract
from kg.model import AnnotatedDocument, Document
from kg.reading.metadata import document_id
from kg.wording.phrases import is_balanced
from kg.wording.sentences import Wordings
from kg.wording.verbs import base_of
from kg.wording.wording import ARROW, Wording

TABLE = Path(__file__).resolve().parents[1] / "cases" / "wordings.csv"
DAY = "2024-01-05"


class Case(NamedTuple):
    """A row: a sentence of an article of 5 January 2024, and one of its statements as it is wanted."""

    construction: str
    sentence: str
    text: str
    told: str
    arrow: str
    fragment: str


def cases() -> list[Case]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def names_of(annotated: AnnotatedDocument) -> dict[int, str]:
    labels = {entity.id: entity.label for entity in annotated.entities}
    return {chain.id: labels[chain.entity] for chain in annotated.chains if chain.entity is not None}


@cache
def worded(text: str) -> tuple[Wording, ...]:
    document = Document(document_id(text, None), None, DAY, None, None, None, "en", None, text)
    (annotated,) = extract([document])
    words = Wordings(annotated, names_of(annotated))
    return tuple(words.of(statement) for statement in annotated.statements if statement.kind != "report")


def numbered(case: Case) -> str:
    return f"{case.construction}-{case.text[:30]}"


@pytest.mark.model
@pytest.mark.parametrize("case", cases(), ids=numbered)
def test_wordings_say_it_as_an_editor_would(case: Case) -> None:
    found = [
        (one.text, one.told if one.told != one.text else "", one.arrow, one.fragment or "")
        for one in worded(case.sentence)
    ]
    assert case[2:] in found


def test_wordings_the_table_has_every_construction() -> None:
    assert len(cases()) >= 150
    assert len({case.construction for case in cases()}) >= 150


@pytest.mark.model
def test_wordings_have_no_open_quotation_mark_and_no_long_arrow() -> None:
    for case in cases():
        for wording in worded(case.sentence):
            assert is_balanced(wording.text) and is_balanced(wording.told), wording
            assert len(wording.arrow) <= ARROW
            assert wording.text[:1] == wording.text[:1].upper()
            assert not re.search(r"\s\s|\s[,.]|\b(\w+) \1\b", wording.text.replace("that that", "")), wording


@pytest.mark.model
def test_wordings_parts_stand_where_they_say() -> None:
    for case in cases():
        for wording in worded(case.sentence):
            ends = [0, *(part.end for part in wording.parts)]
            assert all(end <= part.start < part.end for end, part in zip(ends, wording.parts, strict=False))
            assert wording.parts[-1].end == len(wording.text)


@pytest.mark.model
def test_wordings_arrows_lead_to_the_end_that_is_asked_for() -> None:
    (wording,) = worded("Russia fired missiles at Ukraine.")
    ends = {wording.text[part.start : part.end]: wording.words_to(part) for part in wording.parts}
    assert ends == {"Russia": "fired at", "fired": "fired at", "missiles": "fired", "Ukraine": "fired missiles at"}


@pytest.mark.model
def test_wordings_a_table_row_says_what_is_held_and_not_what_is_denied() -> None:
    (wording,) = worded("Iran denied that it had sold drones to Sudan.")
    assert wording.text == "Iran had not sold drones to Sudan"
    assert wording.told == "Iran denied that it had sold drones to Sudan"


@pytest.mark.parametrize(
    ("word", "base"), [("supplies", "supply"), ("dies", "die"), ("passes", "pass"), ("sells", "sell")]
)
def test_wordings_base_of_a_third_person(word: str, base: str) -> None:
    assert base_of(word) == base


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "He had left the United States. The leader of the Harbour League, Anna Berg, resigned.",
            "Anna Berg is the leader of the Harbour League",
        ),
        (
            "The taxes are under the ICI system. Minister of Education Anna Berg resigned.",
            "Anna Berg is minister of Education",
        ),
        (
            "Keller said that the leaders of Peru called for the sale of the port.",
            "Keller said that it is left open whether the port was sold",
        ),
        ("Similar to Russia, Peru has sold its ports.", "Peru was similar to Russia"),
        ("Furious at the vote, the unions left the hall.", "The unions were furious at the vote"),
    ],
)
def test_wordings_take_no_word_of_another_sentence_and_no_adjective_for_a_verb(text: str, told: str) -> None:
    assert told in [wording.told for wording in worded(text)]
