"""Time expressions against the table of sentences in `tests/cases/times.csv`, and what holds for every text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.times import find_times

TABLE = Path(__file__).parents[1] / "cases" / "times.csv"
CASES = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))
VOCABULARY = (
    "the a last next this past two 3 17 1998 '98 9/11 ½ May 5 December Monday night week years century quarter of in",
    "on to ago later early mid - – , . : ( ) 's p.m. 10:30 1990s 31st half every other now soon first fiscal said will",
    "2015-02-29 12/13/14 an hour day before after twice Christmas Eve winter that the same Sept. hours Q3 FY16 GMT",
)
WORDS = st.sampled_from([*" ".join(VOCABULARY).split(), "\n\n"])
DAYS = st.none() | st.dates()


def written(text: str, published: date | None) -> list[str]:
    return [f"{time.text}={time.type}|{time.value or ''}|{time.mod or ''}" for time in find_times(text, published)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_times_of_the_table(case: dict[str, str]) -> None:
    published = date.fromisoformat(case["date"]) if case["date"] else None
    assert written(case["text"], published) == [time for time in case["expected"].split(" ; ") if time]


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80), DAYS)
def test_times_of_any_text_stand_in_it_in_order(text: str, published: date | None) -> None:
    times = find_times(text, published)
    end = 0
    for number, time in enumerate(times):
        assert time.id == number
        assert time.start >= end
        assert time.text == text[time.start : time.end] != ""
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        end = time.end


@given(st.lists(WORDS, max_size=25).map(" ".join), DAYS)
def test_times_are_the_same_in_a_second_run(text: str, published: date | None) -> None:
    assert find_times(text, published) == find_times(text, published)


def test_times_do_not_cross_sentences() -> None:
    text = "He left in May 5 days passed."
    assert [time.text for time in find_times(text, None)] == ["May 5"]
    assert [time.text for time in find_times(text, None, spans=[(0, 14), (15, 29)])] == ["May", "5 days"]


def test_times_do_not_cross_blank_lines() -> None:
    assert [time.text for time in find_times("It ended in May\n\n2015 brought more.", None)] == ["May", "2015"]


def test_times_cross_a_wrapped_line() -> None:
    assert [time.text for time in find_times("It ended on May\n5, 2015.", None)] == ["May\n5, 2015"]


@pytest.mark.parametrize(
    ("tense", "value"),
    [("past", "2015-08-14"), ("future", "2015-08-21"), ("present", "2015-08-14"), (None, "2015-08-14")],
)
def test_times_weekday_goes_with_the_tense(tense: str | None, value: str) -> None:
    text = "The vote: Friday."
    assert find_times(text, date(2015, 8, 20), tense=lambda offset: tense)[0].value == value


def test_times_tense_is_asked_at_the_expression() -> None:
    asked: list[int] = []

    def tense(offset: int) -> str | None:
        asked.append(offset)
        return "future"

    text = "The vote, planned for weeks, is on Friday."
    assert [time.value for time in find_times(text, date(2015, 8, 20), tense=tense)] == ["PXW", "2015-08-21"]
    assert asked == [text.index("Friday")]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("on May 3, 2010", "2010-05-03", "2010-05-03"),
        ("in February 2012", "2012-02-01", "2012-02-29"),
        ("this week", "2015-08-17", "2015-08-23"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 19th century", "1800-01-01", "1899-12-31"),
        ("in the third quarter of 2014", "2014-07-01", "2014-09-30"),
        ("in the summer of 2014", "2014-01-01", "2014-12-31"),
        ("in the winter of 2014", "2014-01-01", "2015-02-28"),
        ("in 1996-97", "1996-01-01", "1997-12-31"),
        ("over the past three years", "2012-08-20", "2015-08-20"),
        ("within the next 48 hours", "2015-08-20", "2015-08-22"),
        ("in the past few days", None, "2015-08-20"),
        ("for three years", None, None),
        ("earlier this year", "2015-01-01", "2015-08-20"),
        ("later this year", "2015-08-20", "2015-12-31"),
        ("in May; it was bought later that month", "2015-05-01", "2015-05-31"),
        ("now", "2015-08-20", "2015-08-20"),
        ("recently", None, "2015-08-20"),
        ("soon", "2015-08-20", None),
        ("every Tuesday", None, None),
    ],
)
def test_times_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    *_, time = find_times(f"It was {text}.", date(2015, 8, 20))
    assert (time.earliest, time.latest) == (earliest, latest)


def test_times_never_take_todays_date() -> None:
    text = "Yesterday, this year, on Monday, in May, on June 3, next week, at noon, tonight, a year ago, last summer."
    assert {time.value for time in find_times(text, None)} == {None}
