"""Sentences with all statements that must come out of them, one table a family of constructions."""

from __future__ import annotations

import pytest

from kg.extraction.lines import name_lines
from tests.extraction.conftest import Annotate
from tests.extraction.tables import find_differences, read_cases, write_attributions

TABLES = (
    "verbs",
    "clauses",
    "nouns",
    "names",
    "modifiers",
    "direction",
    "attribution",
    "polarity",
    "coreference",
    "news",
    "mended",
    "joints",
)
CASES = [case for table in TABLES for case in read_cases(table)]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statements_of(annotate: Annotate, text: str, expected: str) -> None:
    differences = find_differences(expected, annotate(text))
    assert not differences, "\n".join(["", text, *differences])


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), list(read_cases("contents")))
def test_attributions_of(annotate: Annotate, text: str, expected: str) -> None:
    assert sorted(write_attributions(annotate(text))) == sorted(filter(None, expected.split(" // ")))


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), list(read_cases("entities")))
def test_names_of(annotate: Annotate, text: str, expected: str) -> None:
    assert list(name_lines(annotate(text))) == list(filter(None, expected.split(" // ")))
