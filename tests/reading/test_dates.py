"""Dates of publication: whatever files and feeds write, as long as it can mean one day only."""

from __future__ import annotations

import datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.dates import iso_date
from kg.reading.jsonlines import read_json_lines
from kg.reading.named import NamedDocument
from tests.reading.sources import results


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-08",
        "2024/05/08",
        "20240508",
        "2024-05-08T10:00",
        "2024-05-08T10:00:00Z",
        "2024-05-08T10:00:00.123+02:00",
        "2024-05-08T10:00:00,5+0200",
        "2024-05-08T10+02",
        "2024-05-08 10:00:00 UTC",
        "2024-05-08 10:00:00 +0300",
        "2024-05-08T23:30:00-07:00[America/Los_Angeles]",
        "20240508T100000Z",
        "May 8, 2024",
        "May 8 2024",
        "may 8th, 2024",
        "8 May 2024",
        "08 May 2024",
        "8th of May, 2024",
        "Wednesday, May 8, 2024",
        "Wednesday 8 May 2024",
        "Wed. May 8, 2024 at 10:30 a.m. EDT",
        "May 8, 2024, 10:30 PM GMT+2",
        "May 8, 2024 | 10:30 PM",
        "May 8, 2024 at 10 p.m. ET",
        "Wed, 08 May 2024 10:00:00 GMT",
        "Wed, 8 May 2024 10:00:00 +0000 (UTC)",
        "Wed, 08 May 2024 10:00 Z",
        "8 May 24 10:00 EST",
        "Wednesday, 08-May-2024 10:00:00 GMT",
        "Wed May  8 10:00:00 2024",
        "Wed May 8 10:00:00 UTC 2024",
        " 8 May 2024 ",
    ],
)
def test_dates_of_one_day(written: str) -> None:
    assert iso_date(written) == "2024-05-08"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-08T23:30:00-07:00", "2024-05-08"),  # the 9th in Greenwich
        ("2024-05-08T00:30:00+09:00", "2024-05-08"),  # the 7th in Greenwich
        ("Wed, 08 May 2024 23:30:00 -0700", "2024-05-08"),
        ("Sept. 3, 1999", "1999-09-03"),
        ("3 sept 99 10:00 GMT", "1999-09-03"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_dates_stay_the_day_of_their_own_zone(written: str, day: str) -> None:
    assert iso_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        *("", "May", "May 8", "8 May", "May 2024", "2024", "2024-05", "2024-W19", "yesterday", "Wednesday"),
        *(
            "05/08/2024",
            "8.5.2024",
            "2024-5-8",
            "2024-05/08",
            "8 May 24",
            "30 February 2024",
            "2024-13-01",
            "0000-01-01",
        ),
        *("May 8, 2024 - May 9, 2024", "8 May 2024 or later", "Mayor 8, 2024", "2024-05-08T", "1715162400"),
    ],
)
def test_dates_that_could_be_another_day_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a date such as 2024-01-04"):
        iso_date(written)


@given(st.datetimes(datetime.datetime(1000, 1, 1), timezones=st.timezones()))
def test_dates_of_any_instant(instant: datetime.datetime) -> None:
    day = instant.date().isoformat()
    assert iso_date(instant.isoformat()) == day
    assert iso_date(format_datetime(instant)) == day
    assert iso_date(instant.strftime("%B %d, %Y at %I:%M %p")) == day


@given(st.text())
def test_dates_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        assert datetime.date.fromisoformat(iso_date(text))
    except ValueError as problem:
        assert str(problem).isprintable()


def test_dates_of_a_feed_in_json_lines() -> None:
    line = b'{"text": "Kyiv said so.", "date": "Wed, 08 May 2024 10:00:00 GMT"}'
    (named,) = results(read_json_lines, line, "feed.jsonl")
    assert isinstance(named, NamedDocument)
    assert named.document.date == "2024-05-08"
