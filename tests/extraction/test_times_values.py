"""TIMEX3 values: written, read back, and moved along the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.times.language.values import bounds, duration, shift, stamp, unit_of
from kg.extraction.times.rules.holidays import easter

PERIODS = ("day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century")


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2015-08-22"),
        ("weekend", "2015-W34-WE"),
        ("week", "2015-W34"),
        ("month", "2015-08"),
        ("quarter", "2015-Q3"),
        ("half", "2015-H2"),
        ("year", "2015"),
        ("decade", "201"),
        ("century", "20"),
    ],
)
def test_stamp_writes_the_unit_that_holds_a_day(unit: str, value: str) -> None:
    assert stamp(date(2015, 8, 22), unit) == value
    assert unit_of(value) == unit


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 1, 1)), st.sampled_from(PERIODS))
def test_bounds_of_a_stamp_hold_its_day(day: date, unit: str) -> None:
    ends = bounds(stamp(day, unit))
    assert ends is not None
    first, last = ends
    assert first is not None and last is not None and first <= last
    if unit != "weekend":
        assert first <= day <= last


def test_week_of_the_turn_of_the_year_is_that_of_its_thursday() -> None:
    assert stamp(date(2016, 1, 1), "week") == "2015-W53"
    assert bounds("2015-W53") == (date(2015, 12, 28), date(2016, 1, 3))


@pytest.mark.parametrize("value", ["P3Y", "PT2H", "PAST_REF", "XXXX-WXX-2", "2015-02-30", "2015-W60", "FY2015", ""])
def test_bounds_are_unknown_for_what_names_no_days(value: str) -> None:
    assert bounds(value) is None


def test_bounds_of_a_time_of_day_are_its_day() -> None:
    assert bounds("2015-08-20T24:00") == (date(2015, 8, 20), date(2015, 8, 20))


@pytest.mark.parametrize(
    ("unit", "count", "day"),
    [
        ("day", -1, date(2016, 2, 28)),
        ("week", 2, date(2016, 3, 14)),
        ("month", -3, date(2015, 11, 29)),
        ("year", -1, date(2015, 2, 28)),
        ("quarter", 1, date(2016, 5, 29)),
        ("decade", -2, date(1996, 2, 29)),
    ],
)
def test_shift_keeps_inside_the_month(unit: str, count: int, day: date) -> None:
    assert shift(date(2016, 2, 29), unit, count) == day


def test_shift_off_the_calendar_is_none() -> None:
    assert shift(date(2016, 2, 29), "century", 1000) is None
    assert shift(date(2016, 2, 29), "day", -1e9) is None


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        ("2", "day", "P2D"),
        ("X", "month", "PXM"),
        ("3", "hour", "PT3H"),
        ("0.5", "hour", "PT30M"),
        ("0.5", "century", "P50Y"),
        ("2.5", "year", "P2.5Y"),
        ("1", "decade", "P1DE"),
        ("1", "fortnight", "P2W"),
        ("X", "fortnight", "PXW"),
    ],
)
def test_duration(amount: str, unit: str, value: str) -> None:
    assert duration(amount, unit) == value


@pytest.mark.parametrize(
    ("year", "day"), [(1818, date(1818, 3, 22)), (2000, date(2000, 4, 23)), (2038, date(2038, 4, 25))]
)
def test_easter_at_its_ends_and_between(year: int, day: date) -> None:
    assert easter(year) == day
