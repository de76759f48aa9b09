"""Days of TIMEX3 values."""

import pytest

from kg.view.days import day_of, days_of_value


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1970-01-02", (1, 1)),
        ("1970-01-02T10:00", (1, 1)),
        ("1970-01", (0, 30)),
        ("1972-02", (761, 789)),
        ("1970", (0, 364)),
        ("1969-12-31", (-1, -1)),
        ("2024-13", (None, None)),
        ("2024-02-31", (None, None)),
        ("2024-W05", (None, None)),
        ("P3D", (None, None)),
        ("PAST_REF", (None, None)),
        ("0000", (None, None)),
        (None, (None, None)),
    ],
)
def test_days_of_value(value, days):
    assert days_of_value(value) == days


def test_day_of_what_is_no_day():
    assert [day_of(iso) for iso in ("1970-01-01", "", None, "soon", "2023-02-29")] == [0, None, None, None, None]
