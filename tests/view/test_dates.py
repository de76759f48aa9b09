"""Times of the page: words as exact as their values, and days that are counted."""

import pytest

from kg.view.dates import day_of, words_of


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022", "2022"),
        ("2022-11", "November 2022"),
        ("2022-11-03", "3 November 2022"),
        ("2022-11-03T10:30", "3 November 2022, 10:30"),
        ("2022-11-03TNI", "3 November 2022, night"),
        ("199", "1990s"),
        ("19", "1900s"),
        ("2024-W02", "week 2 of 2024"),
        ("2024-W02-WE", "weekend of week 2 of 2024"),
        ("2024-Q3", "quarter 3 of 2024"),
        ("2024-H1", "first half of 2024"),
        ("2022-WI", "winter 2022"),
        ("2019/2021", "2019 to 2021"),
        ("2024-01-15/2024-01-17", "15 January 2024 to 17 January 2024"),
        ("2024-13", "2024-13"),
        ("2024-XX", "2024-XX"),
        ("P3D", "P3D"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_words_are_as_exact_as_the_value(value, words):
    assert words_of(value) == words


def test_day_of_what_is_no_day():
    assert [day_of(iso) for iso in ("1970-01-02", "1969-12-31", "", None, "soon", "2023-02-29")] == [
        *(1, -1),
        *(None, None, None, None),
    ]
