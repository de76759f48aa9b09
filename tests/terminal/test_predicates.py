"""How predicates are shown after their subjects: relations by their labels, open predicates in the third person."""

from __future__ import annotations

import pytest

from kg.schema.relations import load_relations
from kg.terminal.statements import predicate_label, third_person


@pytest.mark.parametrize(
    ("name", "subject", "shown"),
    [
        ("supply", "North Korea", "supplies"),
        ("supply", "the transfers", "supply"),
        ("work-for", "John Kirby", "works for"),
        ("work-for", "his aides", "work for"),
        ("located-in", "the two cities", "are in"),
        ("sell", "the firms", "sell to"),
        ("born-in", "they", "were born in"),
        ("look_for", "Moscow", "looks for"),
        ("be_killed", "four people", "are killed"),
        ("be killed", "a man", "is killed"),
        ("have", "the ministers", "have"),
        ("deny", "United States", "denies"),
        ("deny", "the press", "denies"),
    ],
)
def test_predicates_after_their_subjects(name: str, subject: str, shown: str) -> None:
    assert predicate_label(name, load_relations(), subject) == shown


@pytest.mark.parametrize(
    ("predicate", "shown"),
    [("go to", "goes to"), ("carry out", "carries out"), ("buy", "buys"), ("push", "pushes"), ("have", "has")],
)
def test_predicates_in_the_third_person(predicate: str, shown: str) -> None:
    assert third_person(predicate) == shown
