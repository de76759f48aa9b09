"""Times of day: "5 p.m.", "17:30 UTC", "noon", "half past five"; and their joining with the date beside them.

The day is that of the date beside ("5 p.m. on Tuesday" is one expression), else the last day named shortly before, else that of
publication. Midnight is T24:00 of the day that ends.
"""

from __future__ import annotations

import re

from kg.extract.times import vocabulary as words
from kg.extract.times.context import Context
from kg.extract.times.grammar import CLASSES, Parts, Reading, cardinal, comparison, expand, one_of, rule

TIME_OF_DAY = re.compile(r"T[\d:]+$")


def _reading(parts: Parts, context: Context, clock: str) -> Reading:
    day = context.recent_day(parts.tokens.starts[parts.first])
    return Reading("TIME", f"{day.isoformat()}T{clock}" if day else None, comparison(parts))


def read_clock(parts: Parts, context: Context) -> Reading | None:
    """Read "5 p.m.", "5:30 pm EST", "17:30 UTC", "nine o'clock in the morning", "10 a.m. (0800 GMT)"."""
    written = parts.word("time").replace(".", ":")
    hour_text, _, minute = written.partition(":")
    hour = int(hour_text) if hour_text.isdigit() else int(cardinal([hour_text]) or 0)
    half = re.sub(r"[\s.]|o.clock", "", parts.word("half")) or {
        "morning": "am",
        "afternoon": "pm",
        "evening": "pm",
        "night": "pm",
    }.get(parts.word("part"), "")
    if half and not 1 <= hour <= 12:
        return None
    if not half and "half" not in parts and "zone" not in parts and _is_score(parts):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _reading(parts, context, f"{hour:02}:{(minute or '00')[:2]}")


def _is_score(parts: Parts) -> bool:
    """Whether "16:30" stands where a ratio, a verse or a result stands, not after a word of time."""
    return parts.before() not in (
        "at",
        "by",
        "around",
        "about",
        "until",
        "till",
        "from",
        "to",
        "since",
        "before",
        "after",
        "-",
        "and",
        "between",
    )


def read_military(parts: Parts, context: Context) -> Reading | None:
    """Read "0530 GMT", "1730 hours"."""
    digits = parts.word("time")
    if int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    return _reading(parts, context, f"{digits[:2]}:{digits[2:]}")


def read_named(parts: Parts, context: Context) -> Reading | None:
    """Read "noon", "midday" and "midnight"; not names such as "High Noon"."""
    if parts.tokens.capitalised(parts.last) and (parts.name_before() or parts.name_after()):
        return None
    return _reading(parts, context, "24:00" if parts.word("word") == "midnight" else "12:00")


def read_past(parts: Parts, context: Context) -> Reading | None:
    """Read "half past five", "a quarter to six", "ten past nine"."""
    hour = int(cardinal(parts.words("hour")) or 0)
    step = parts.word("step")
    minutes = 30 if "half" in step else 15 if "quarter" in step else int(cardinal(parts.words("step")) or 0)
    if not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    if parts.word("side") == "to":
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return _reading(parts, context, f"{hour:02}:{minutes:02}")


CLASSES["WORD_HOUR"] = one_of(word for word, number in words.CARDINALS.items() if 0 < number < 13)
CLASSES["TIME_ZONE"] = (
    f"(?:{expand('(?:local time|eastern (?:standard|daylight)? (?:time)?|pacific time|ZONE (?:time)?)')})"
)

_SECOND_ZONE = "(?:,? (?:LPAR|-|/) (?:MILITARY|CLOCK|HOUR HALF_DAY|CLOCK HALF_DAY) TIME_ZONE? RPAR?)?"

RULES = (
    rule(
        f"(?P<about>ABOUT|shortly)? (?P<time>CLOCK|HOUR) (?P<half>HALF_DAY) (?P<zone>TIME_ZONE)? {_SECOND_ZONE}",
        read_clock,
    ),
    rule(f"(?P<about>ABOUT)? (?P<time>CLOCK) (?P<zone>TIME_ZONE)? {_SECOND_ZONE}", read_clock),
    rule("(?P<about>ABOUT)? (?P<time>HOUR|WORD_HOUR) (?P<half>OCLOCK) (?:in the (?P<part>PART))?", read_clock),
    rule("(?P<about>ABOUT)? (?P<time>HOUR|CLOCK|WORD_HOUR) in the (?P<part>PART)", read_clock),
    rule("(?P<about>ABOUT)? (?P<time>MILITARY) (?:TIME_ZONE|hours|hrs)", read_military),
    rule("(?P<about>ABOUT)? (?P<word>noon|midnight|midday) (?P<zone>TIME_ZONE)?", read_named),
    rule(
        "(?P<step>half|(?:a)? quarter|CARDINAL) (?P<side>past|to) (?P<hour>HOUR|WORD_HOUR) (?=MARK|PART|in|on|HALF_DAY)",
        read_past,
    ),
)
