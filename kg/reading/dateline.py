"""Find the date that an article's dateline gives: a text goes in, an ISO date or None comes out.

Only a dateline that cannot be anything else counts, for a wrong date is worse than none: it has a year, stands at the
start of one of the first lines, and either an agency stands in brackets beside it or a dash and the start of a sentence
follow; or it is a line of its own below the headline.
"""

from __future__ import annotations

import re
from itertools import islice

from kg.reading.dates import MONTH, iso_date

LINES_SEARCHED = 3
"""A dateline follows at most a headline and a byline."""

AGENCIES = (
    "AFP|ANI|ANSA|AP|Associated Press|Bloomberg|CNN|dpa|DPA|EFE|IANS|Interfax|KCNA|Kyodo|PTI|Reuters|RIA Novosti|TASS|"
    "Thomson Reuters|Ukrinform|UPI|Xinhua|Yonhap"
)

_DATE = (
    rf"(?P<date>{MONTH} [0-9]{{1,2}}, [0-9]{{4}}|[0-9]{{1,2}} {MONTH},? [0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
)
_CAPITAL = r"[^\W\d_a-z]"
_CITY = rf"{_CAPITAL}{{2,}}(?:[ ./'’-]+{_CAPITAL}{{2,}})*"
_PLACE = rf"(?:{_CITY}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)*)?,? )?"
_AGENCY = rf"\((?:{AGENCIES})\)"
_DASH = r"(?:\s*[—–]|\s+--?)\s*"
_SENTENCE_START = rf"(?!{MONTH}\b)[\"'“‘(]?{_CAPITAL}"

DATELINES = (
    re.compile(rf"{_PLACE}(?:{_AGENCY},? )?{_DATE}(?:,? {_AGENCY})?{_DASH}{_SENTENCE_START}"),
    re.compile(rf"{_PLACE}{_AGENCY},? {_DATE}\b"),
    re.compile(rf"{_PLACE}{_DATE},? {_AGENCY}"),
)

ALONE = re.compile(
    rf"(?:(?:Published|Posted|Date)(?: on)?:? )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_DATE}"
    r"(?:(?: at|,)? [0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\.?"
)


def find_dateline_date(text: str) -> str | None:
    """Return the ISO date of the dateline among the first lines of a text.

    "January 4, 2024 — Kyiv said on Thursday …" → 2024-01-04
    "(Reuters) Jan 4, 2024 Kyiv said …" → 2024-01-04
    "Missiles found", and "Thursday, January 4, 2024" on the next line → 2024-01-04
    "KYIV, January 4 (Reuters) — …" → None, for there is no year
    "December 7, 1941 — a date that …" → None, for no sentence starts after the dash
    """
    lines = (line.strip() for line in text.splitlines() if line.strip())
    for number, line in enumerate(islice(lines, LINES_SEARCHED)):
        if number and (match := ALONE.fullmatch(line)):
            return _to_iso(match["date"])
        for dateline in DATELINES:
            if match := dateline.match(line):
                return _to_iso(match["date"])
    return None


def _to_iso(date: str) -> str | None:
    """Return the day that "January 4, 2024", "4 Jan. 2024" or "2024-01-04" names; None where there is no such day."""
    try:
        return iso_date(date)
    except ValueError:
        return None
