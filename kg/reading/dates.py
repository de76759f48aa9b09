"""The dates of publication that files and feeds give: a date as it is written goes in, an ISO date comes out.

Read are ISO 8601, the dates of mail and RSS (RFC 822 and its heirs) and those in words; only what can mean one day. With a
time comes the day where the article was published, whatever the time zone: no clock is turned.
"""

from __future__ import annotations

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)

_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?\s+)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ZONE = r"(?:Z|[A-Z]{2,5}(?:[+-][0-9:]{1,5})?|[+-][0-9]{2}(?::?[0-9]{2}){0,2}|[A-Z][a-z]+/[A-Za-z_/]+)"
_HALF = r"\s*[ap]\.?m\.?"
_HOUR = rf"(?:[0-9]{{1,2}}(?::[0-9]{{2}}){{1,2}}(?:[.,][0-9]+)?(?:{_HALF})?|[0-9]{{1,2}}{_HALF})"
_CLOCK = rf"{_HOUR}(?:\s*{_ZONE})?(?:\s*[\[(][\w/ +:-]+[\])])?"
_TIME = rf"(?:(?:,?\s+(?:at\s+)?|T|\s*[|–-]\s*){_CLOCK})"

WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>[0-9]{{4}})(?P<sign>[-/])(?P<month>[0-9]{{2}})(?P=sign)(?P<day>[0-9]{{2}})(?:{_TIME}|T[0-9]{{2}}{_ZONE}?)?",
        rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:T[0-9]{{2,6}}{_ZONE}?)?",
        rf"{_WEEKDAY}(?P<month>{MONTH})\s+{_DAY},?\s+(?P<year>[0-9]{{4}}){_TIME}?",
        rf"{_WEEKDAY}{_DAY}[\s-](?:of\s+)?(?P<month>{MONTH})(?:,?\s+|-)(?P<year>[0-9]{{4}}){_TIME}?",
        rf"{_WEEKDAY}{_DAY}\s(?P<month>{MONTH})\s(?P<year>[0-9]{{2}}){_TIME}",
        rf"{_WEEKDAY}(?P<month>{MONTH})\s+{_DAY}\s{_CLOCK}\s(?P<year>[0-9]{{4}})",
    )
)
FIRST_YEAR_OF_LAST_CENTURY = 50
"""Of the years of two digits, as RFC 2822 reads those of RFC 822."""


def iso_date(value: str) -> str:
    """Return the day that a date or an instant names; anything else raises ValueError.

    "2024-05-08T23:30:00-07:00" → 2024-05-08
    "Wed, 08 May 2024 10:00:00 GMT", "May 8, 2024", "8 May 2024" → 2024-05-08
    "05/08/2024" may be May or August, "8 May" of any year: ValueError
    """
    for written in WRITTEN:
        match = written.fullmatch(value.strip())
        if match is not None:
            try:
                return datetime.date(_year(match["year"]), _month(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                break
    raise ValueError(f"{quoted(value)} is not a date such as 2024-01-04") from None


def quoted(value: str) -> str:
    """Return a value from outside as a message may show it: on one line, and not long."""
    return repr(value if len(value) <= 60 else value[:57] + "...")


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= FIRST_YEAR_OF_LAST_CENTURY else 2000)


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else MONTHS.index(written[:3].lower()) + 1
