"""Sentences with all statements that must come out of them, one table a family of constructions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.lines import name_lines
from tests.extraction.conftest import Annotate
from tests.extraction.tables import (
    AGAIN,
    STATEMENTS,
    TABLES,
    Case,
    as_parameters,
    find_differences,
    find_unequal,
    read_cases,
    read_recorded,
    settle,
    write_attributions,
)


@pytest.mark.model
@pytest.mark.parametrize("case", as_parameters(STATEMENTS))
def test_statements_of(annotate: Annotate, case: Case) -> None:
    annotated = annotate(case.sentence)
    settle(case, lambda cell: find_differences(cell, annotated))


@pytest.mark.model
@pytest.mark.parametrize("case", as_parameters(["contents", "crediting"]))
def test_attributions_of(annotate: Annotate, case: Case) -> None:
    found = write_attributions(annotate(case.sentence))
    settle(case, lambda cell: find_unequal(cell, found))


@pytest.mark.model
@pytest.mark.parametrize("case", as_parameters(["entities"]))
def test_names_of(annotate: Annotate, case: Case) -> None:
    found = list(name_lines(annotate(case.sentence)))
    settle(case, lambda cell: find_unequal(cell, found))


def test_known_failures_are_those_recorded() -> None:
    known = {(case.table, case.sentence) for table in TABLES for case in read_cases(table) if case.known}
    assert known == set(read_recorded()), AGAIN


CASE = Case("verbs", 2, "made up", "Ann sells tea.", "Ann | sell | tea", "", None)
KNOWN = CASE._replace(known="a cause", got="Ann | be | tea")


def differences_from(found: str) -> Callable[[str], list[str]]:
    """Return what tells how this output differs from a cell."""
    return lambda cell: find_unequal(cell, found.split(" // "))


def test_settle_row_as_expected() -> None:
    settle(CASE, differences_from("Ann | sell | tea"))


@pytest.mark.parametrize(
    ("case", "found", "message"),
    [
        (CASE, "Ann | be | tea", "- Ann | sell | tea"),
        (KNOWN, "Ann | sell | tea", "is now as expected"),
        (KNOWN, "Ann | drink | tea", "another failure than recorded"),
        (KNOWN, "Ann | be | tea // Ann | drink | tea", "another failure than recorded"),
        (KNOWN._replace(got=None), "Ann | be | tea", "but not how"),
    ],
)
def test_settle_fails(case: Case, found: str, message: str) -> None:
    with pytest.raises(AssertionError) as failure:
        settle(case, differences_from(found))
    assert message in str(failure.value)


def test_settle_accepts_the_recorded_failure_alone() -> None:
    with pytest.raises(pytest.xfail.Exception, match="a cause"):
        settle(KNOWN, differences_from("Ann | be | tea"))
