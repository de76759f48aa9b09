"""Dates as the page counts them: in goes a TIMEX3 value or an ISO date, out come days since 1970-01-01."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from re import fullmatch

EPOCH = date(1970, 1, 1).toordinal()


def day_of(iso: str | None) -> int | None:
    """Return the day of an ISO date, None where there is none or it is no date of the calendar."""
    try:
        return date.fromisoformat(iso).toordinal() - EPOCH if iso else None
    except ValueError:
        return None


def days_of_value(value: str | None) -> tuple[int | None, int | None]:
    """Return first and last day of the TIMEX3 value of a day, month or year; two None for any other value."""
    parts = fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?", value or "")
    if parts is None:
        return None, None
    year, month, day = parts.groups()
    if day:
        return day_of(f"{year}-{month}-{day}"), day_of(f"{year}-{month}-{day}")
    if month and 1 <= int(month) <= 12 and int(year):
        return day_of(f"{year}-{month}-01"), day_of(f"{year}-{month}-{monthrange(int(year), int(month))[1]}")
    return (day_of(f"{year}-01-01"), day_of(f"{year}-12-31")) if not month else (None, None)
