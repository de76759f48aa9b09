"""Times as shared nodes: one IRI for what is the same in every document, another where bounds or modifier differ."""

from __future__ import annotations

import pytest

from kg.model import Time
from kg.schema.vocabulary import Vocabulary
from kg.statements.times import TimeNode


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-12-30", ("2023-12-30", "2023-12-30")),
        ("2023-02-30", (None, None)),
        ("2023-13", (None, None)),
        ("0000", (None, None)),
        ("2024-W02", ("2024-01-08", "2024-01-14")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("2024-01-15/2024-01-17", ("2024-01-15", "2024-01-17")),
        ("2024-01-15T10:30", ("2024-01-15", "2024-01-15")),
        ("PAST_REF", (None, None)),
        ("P2D", (None, None)),
    ],
)
def test_time_of_a_bare_value_is_bounded_by_its_days(value: str, expected: tuple[str | None, str | None]) -> None:
    node = TimeNode.from_value(value)
    assert (node.earliest, node.latest) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (TimeNode.from_value("2023-12-30"), "2023-12-30"),
        (TimeNode.from_value("P2D"), "P2D"),
        (TimeNode("2024-01", "START", "2024-01-01", "2024-01-10"), "2024-01~START~2024-01-01~2024-01-10"),
        (TimeNode("2024-W02", None, "2024-01-08", "2024-01-14"), "2024-W02"),
        (TimeNode("2024-W02", "BEFORE", None, "2024-01-14"), "2024-W02~BEFORE~~2024-01-14"),
    ],
)
def test_time_iri_says_what_the_value_does_not(node: TimeNode, expected: str) -> None:
    assert str(node.iri(Vocabulary())) == f"https://kg.example/time/{expected}"


def test_time_of_another_value_is_not_asked() -> None:
    now = Time(0, 0, 3, "now", "DATE", "PRESENT_REF", None, "2024-01-05", "2024-01-05")
    assert TimeNode.from_time("2024-01-05", now) == TimeNode.from_value("2024-01-05")
