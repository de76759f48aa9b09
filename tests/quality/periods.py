"""Calendar values compared as stretches of days: in go two values as TIMEX3 writes them, out comes yes or no."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAY = timedelta(days=1)


def same_period(first: str, second: str) -> bool:
    """Tell whether two values mean the same days; the time of a day does not count, and what is no calendar value is itself."""
    one, another = first.partition("T")[0], second.partition("T")[0]
    return one == another or (days_of(one) is not None and days_of(one) == days_of(another))


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of "2024", "2024-05", "2024-05-17", "2024-W20", "2024-Q2", or of two with "/" between.

    Return None for what is no calendar value ("PRESENT_REF", "P2D") or gives no exact days ("2025-SU").
    """
    first, slash, last = value.partition("/")
    if slash:
        start, end = days_of(first), days_of(last)
        return None if start is None or end is None else (start[0], end[1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if re.fullmatch(r"\d{4}-W\d\d", value):
        monday = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        return monday, monday + 6 * DAY
    months = _months(value)
    if months is None:
        return None
    year, month, length = months
    after = month - 1 + length
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - DAY


def _months(value: str) -> tuple[int, int, int] | None:
    """Return year, first month and number of months."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])))?", value)
    if found is None:
        return None
    year, month, quarter, half = (int(part or 0) for part in found.groups())
    if month:
        return year, month, 1
    if quarter:
        return year, 3 * quarter - 2, 3
    return (year, 6 * half - 5, 6) if half else (year, 1, 12)
