"""Times as the page shows and counts them: in goes a TIMEX3 value or an ISO date, out come words, or days since 1970."""

from __future__ import annotations

import re
from datetime import date

EPOCH = date(1970, 1, 1).toordinal()
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PARTS = {
    **{"SP": "spring {}", "SU": "summer {}", "FA": "autumn {}", "WI": "winter {}"},
    **{"H1": "first half of {}", "H2": "second half of {}"},
    **{f"Q{number}": f"quarter {number} of {{}}" for number in range(1, 5)},
}
DAY_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


def day_of(iso: str | None) -> int | None:
    """Return the day of an ISO date, None where there is none or it is no date of the calendar."""
    try:
        return date.fromisoformat(iso).toordinal() - EPOCH if iso else None
    except ValueError:
        return None


def words_of(value: str) -> str:
    """Return a value in words that are as exact as it is; one of another form stays as it is.

    "2022" stays a year, "2022-11" is November 2022, "199" the 1990s, "2019/2021" leads from year to year.
    """
    if "/" in value:
        return " to ".join(map(words_of, value.split("/")))
    day, _, hour = value.partition("T")
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", day):
        year, month, number = found.groups()
        if not 1 <= int(month) <= len(MONTHS):
            return value
        words = f"{MONTHS[int(month) - 1]} {year}"
        words = words if number is None else f"{int(number)} {words}"
        return f"{words}, {DAY_PARTS.get(hour, hour)}" if hour else words
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return f"{'weekend of ' if found[3] else ''}week {int(found[2])} of {found[1]}"
    if found := re.fullmatch(r"(\d{4})-(\w\w)", value):
        return PARTS.get(found[2], value).format(found[1])
    return f"{value.ljust(4, '0')}s" if re.fullmatch(r"\d{2,3}", value) else value
