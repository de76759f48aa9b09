"""When statements hold: the date of the text, else the day by which what is told as done had happened."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from kg.model import AnnotatedDocument
from tests.extraction.conftest import Annotate
from tests.extraction.tables import CASES

PUBLISHED = "2024-05-08"


def read_rows() -> Iterator[tuple[str, str]]:
    with (CASES / "dating.csv").open(encoding="utf-8", newline="") as rows:
        yield from ((row["sentence"], row["expected"]) for row in csv.DictReader(rows))


def dates_of(annotated: AnnotatedDocument) -> list[str]:
    """Return `subject | lemma | time` of each statement, a bound as "by" its day, "-" for no time."""
    found = []
    for statement in annotated.statements:
        time = statement.time
        when = time.value or (f"by {time.latest}" if time.latest is not None else "-")
        found.append(f"{statement.subject.text} | {statement.predicate.lemma} | {when}")
    return found


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), list(read_rows()))
def test_times_and_bounds_of(annotate: Annotate, sentence: str, expected: str) -> None:
    assert sorted(dates_of(annotate(sentence, PUBLISHED))) == sorted(expected.split(" // "))


@pytest.mark.model
def test_without_a_day_of_publication_nothing_is_bounded(annotate: Annotate) -> None:
    annotated = annotate("The airline bought ten jets.")
    assert dates_of(annotated) == ["The airline | buy | -"]


@pytest.mark.model
def test_headlines_tell_in_the_present_what_has_happened(annotate: Annotate) -> None:
    annotated = annotate("Airline buys ten jets\n\nThe port is old. It serves the airline.", PUBLISHED)
    assert dates_of(annotated)[0] == f"Airline | buy | by {PUBLISHED}"
    assert "It | serve | -" in dates_of(annotated)
