"""Times in words, as exact as the text: in goes a TIMEX3 value with the words of the text, out comes "on 4 January 2024"."""

from __future__ import annotations

import re
from datetime import date

from kg.model import Time

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_MODIFIERS = {"START": "early ", "MID": "mid-", "END": "late ", "APPROX": "about "}
_KEPT_MARKERS = frozenset({"since", "until", "till", "by", "before", "after", "from", "through", "around", "as of"})
_HANGING = re.compile(
    r"\b(then|later|earlier|before|afterwards?|that (?:day|time|year|night|week|month|moment)|the same (?:day|time|year|week)"
    r"|this (?:time|point)|the (?:day|week|month|year|night) (?:before|after)|now|today|tonight|currently|recently|soon|ago"
    r"|the time|the moment|the (?:next|following|previous) (?:day|week|month|year|night|morning))\b",
    re.IGNORECASE,
)
"""Times that mean nothing without the sentence before, or the day of publication."""


def time_in_words(value: str, marker: str | None = None, time: Time | None = None) -> str | None:
    """Return when something was, with its preposition; None for a value that is no date.

    `marker` is the preposition of the text: "since", "by" and the like stay. A value without it is "on" a day, "in" a longer
    time. `time` tells of a modifier: "late December" is "in late December 2023", "late on Friday night" "late on the night of …".
    """
    begin, slash, end = value.partition("/")
    if slash:
        return _interval(begin, end, marker)
    named = named_time(value)
    if named is None:
        return None
    preposition, words = named
    modifier = _MODIFIERS.get(time.mod or "", "") if time is not None else ""
    if time is not None and time.mod is not None and not modifier:
        return None
    if modifier and words.startswith("the ") and not value.isdigit():
        return f"{modifier.strip(' -')} {preposition} {words}"
    if modifier:
        words, article = (words.removeprefix("the "), "the ") if words.startswith("the ") else (words, "")
        modifier = f"{article}{modifier}"
        preposition, words = "in" if preposition != "on" or modifier != "about " else "on", f"{modifier}{words}"
    low = (marker or "").lower()
    return f"{low if low in _KEPT_MARKERS else preposition} {words}"


def named_time(value: str) -> tuple[str, str] | None:
    """Return the preposition and the words of a TIMEX3 date: ("on", "4 January 2024"), ("in", "2022")."""
    day, _, part = value.partition("T")
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", day):
        if not 1 <= int(found[2]) <= len(MONTHS):
            return None
        month = f"{MONTHS[int(found[2]) - 1]} {found[1]}"
        if found[3] is None:
            return "in", month
        words = f"{int(found[3])} {month}"
        if part in _PARTS:
            return ("on", f"the {_PARTS[part]} of {words}") if part != "NI" else ("on", f"the night of {words}")
        return ("at", f"{part} on {words}") if re.fullmatch(r"\d\d:\d\d", part) else ("on", words)
    if re.fullmatch(r"\d{4}", value):
        return "in", value
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        words = f"{monday.day} {MONTHS[monday.month - 1]} {monday.year}"
        return ("on", f"the weekend of the week of {words}") if found[3] else ("in", f"the week of {words}")
    if found := re.fullmatch(r"(\d{4})-(\w\w)", value):
        if found[2] in _SEASONS:
            return "in", f"the {_SEASONS[found[2]]} of {found[1]}"
        if found[2][0] == "Q" and found[2][1] in _QUARTERS:
            return "in", f"the {_QUARTERS[found[2][1]]} quarter of {found[1]}"
        if found[2] in ("H1", "H2"):
            return "in", f"the {'first' if found[2] == 'H1' else 'second'} half of {found[1]}"
    return ("in", f"the {value}0s") if re.fullmatch(r"\d{3}", value) else None


def hangs(text: str) -> bool:
    """Tell whether the words of a time mean nothing without their surroundings: "since then", "three days later"."""
    return _HANGING.search(text) is not None


def _interval(begin: str, end: str, marker: str | None) -> str | None:
    """Return a time with two ends; what both have in common is said once: "from 15 to 17 January 2024"."""
    first, last = named_time(begin), named_time(end)
    if first is None or last is None:
        return None
    one, other = first[1].split(), last[1].split()
    while len(one) > 1 and len(other) > 1 and len(one) == len(other) and one[-1] == other[-1]:
        one.pop()
        other.pop()
    link, between = ("between", "and") if (marker or "").lower() == "between" else ("from", "to")
    return f"{link} {' '.join(one)} {between} {last[1]}"
