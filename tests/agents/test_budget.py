"""Answers keep to their budget, and a cursor leads through all rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.agents.budget import Cursor, fitting, tokens_of
from kg.calls.errors import CallError


@given(st.lists(st.text(max_size=400), max_size=60), st.integers(500, 20_000))
def test_budget_is_kept(texts: list[str], tokens: int) -> None:
    rows = [{"quotation": text} for text in texts]
    kept = fitting(rows, tokens, {"note": "x"})
    assert kept == rows[: len(kept)] or len(kept) == 1
    assert tokens_of(kept) <= tokens
    assert bool(kept) == bool(rows)


def test_budget_cuts_a_row_that_alone_is_too_much() -> None:
    (row,) = fitting([{"quotation": {"sentence": "x" * 100_000}}], 500, {})
    assert row["quotation"]["sentence"].endswith("…")
    assert tokens_of(row) <= 500


def test_budget_cursors_are_of_one_generation() -> None:
    cursor = Cursor("000001-ab", 40)
    assert Cursor.read(cursor.text(), "000001-ab") == cursor
    assert Cursor.read(None, "000001-ab") == Cursor("000001-ab", 0)
    with pytest.raises(CallError, match="has changed since"):
        Cursor.read(cursor.text(), "000002-ab")
    for wrong in ("", "40", "000001-ab+", "000001-ab+x", "000001-ab+99999999"):
        with pytest.raises(CallError):
            Cursor.read(wrong, "000001-ab")
