"""Datelines: those that cannot be anything else give the date, all others none."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.dateline import find_dateline_date


@pytest.mark.parametrize(
    "text",
    [
        "January 4, 2024 — Kyiv said on Thursday that it had proof.",
        "Jan. 4, 2024 - Kyiv said so.",
        "4 January 2024 – Kyiv said so.",
        "2024-01-04 -- Kyiv said so.",
        "(Reuters) Jan 4, 2024 Kyiv said so.",
        "KYIV, Jan 4, 2024 (Reuters) - Kyiv said so.",
        "KYIV, January 4, 2024 — “We have proof,” he said.",
        "KYIV, Ukraine (AP), Jan. 4, 2024 Kyiv said so.",
        "NEW YORK, January 4, 2024 (AFP) — The council met.",
        "SEOUL, 4 Jan 2024 (Yonhap) -- The ministry said so.",
        "Missiles found\n\nBy Ann Lee\nJanuary 4, 2024 — Kyiv said so.",
        "\n\n  January 4, 2024 — Élysée officials said so.",
        "Missiles found\n\n2024-01-04\n\nKyiv said so.",
        "Missiles found\nThursday, January 4, 2024\nKyiv said so.",
        "Missiles found\nBy our staff\nPublished: 4 January 2024, 10:30 GMT\nKyiv said so.",
    ],
)
def test_dateline_unmistakable(text: str) -> None:
    assert find_dateline_date(text) == "2024-01-04"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kyiv said so on January 4, 2024.",
        "KYIV, January 4 (Reuters) - Kyiv said so.",
        "KYIV (Reuters) - On January 4, 2024, Kyiv said so.",
        "On January 4, 2024 — Kyiv said so.",
        "January 4, 2024 was a Thursday.",
        "January 4, 2024, Kyiv said so.",
        "January 4, 2024 (Thursday) Kyiv said so.",
        "December 7, 1941 — a date that America remembers.",
        "January 4, 2024 – January 6, 2024: three days in Kyiv",
        "February 30, 2024 — Kyiv said so.",
        "2024-13-04 — Kyiv said so.",
        "A headline\nA byline\nA deck\nJanuary 4, 2024 — Kyiv said so.",
        "Thursday — Kyiv said so.",
        "January 4, 2024\nWhat a day it was.",
        "Missiles found\nJanuary 4, 2024: a chronicle\nKyiv said so.",
        "Missiles found\nJanuary 4\nKyiv said so.",
        "01/04/2024 — Kyiv said so.",
    ],
)
def test_dateline_mistakable_gives_no_date(text: str) -> None:
    assert find_dateline_date(text) is None


@given(
    st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%b. %d, %Y", "%Y-%m-%d"])
)
def test_dateline_any_day(day: datetime.date, style: str) -> None:
    assert find_dateline_date(f"KYIV, {day.strftime(style)} (Reuters) - Kyiv said so.") == day.isoformat()


@given(st.text())
def test_dateline_any_text_gives_a_date_or_none(text: str) -> None:
    found = find_dateline_date(text)
    assert found is None or datetime.date.fromisoformat(found)
