"""Times of day: "5 p.m.", "17:30 UTC", "noon", "half past five".

The day is the last one named shortly before, else that of publication; `finder` puts in the day that stands beside.
Midnight is T24:00 of the day that it ends.
"""

from __future__ import annotations

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import CLASSES, cardinal, comparison, expand, expression, one_of
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.vocabulary import word_set

_HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}
_BEFORE_A_TIME = word_set("at by around about until till from to since before after - and between")


def _reading(parts: Parts, context: Context, clock: str) -> Reading:
    day = context.recent_day(parts.tokens.starts[parts.first])
    return Reading("TIME", f"{day.isoformat()}T{clock}" if day else None, comparison(parts))


def read_clock(parts: Parts, context: Context) -> Reading | None:
    """Read "5 p.m.", "5:30 pm EST", "17:30 UTC", "nine o'clock in the morning", "10 a.m. (0800 GMT)"; not "won 3:2"."""
    written, _, minute = parts.word("time").replace(".", ":").partition(":")
    hour = int(cardinal([written]) or 0)
    half = parts.word("half")[:1] or _HALVES.get(parts.word("part"), "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not ("clock" in parts or "zone" in parts or parts.before() in _BEFORE_A_TIME):
        return None
    return _reading(parts, context, f"{hour:02}:{(minute or '00')[:2]}")


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
    if not 1 <= hour <= 12 or not 0 < minutes < 60 or minutes % 5:
        return None
    if parts.word("side") == "to":
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return _reading(parts, context, f"{hour:02}:{minutes:02}")


CLASSES["WORD_HOUR"] = one_of(word for word, number in words.CARDINALS.items() if 0 < number < 13)
CLASSES["TIME_ZONE"] = (
    f"(?:{expand('(?:local time|(?:eastern|pacific|central) (?:standard|daylight)? time?|ZONE time?)')})"
)

_SECOND_ZONE = "(?:LPAR (?:MILITARY|(?:CLOCK|HOUR) HALF_DAY?) TIME_ZONE? RPAR)?"

RULES = (
    expression(
        f"(?P<about>ABOUT|shortly)? (?P<time>CLOCK|HOUR) (?P<half>HALF_DAY) (?P<zone>TIME_ZONE)? {_SECOND_ZONE}",
        read_clock,
        "The siren sounded at 5:30 p.m. in Gomel.",
        "time: 5:30 p.m. = TIME 2024-05-08T17:30",
    ),
    expression(
        f"(?P<about>ABOUT)? (?P<time>CLOCK) (?P<zone>TIME_ZONE)? {_SECOND_ZONE}",
        read_clock,
        "The siren sounded at 17:30 GMT in Gomel.",
        "time: 17:30 GMT = TIME 2024-05-08T17:30",
    ),
    expression(
        "(?P<about>ABOUT)? (?P<time>HOUR|WORD_HOUR) (?P<clock>OCLOCK) (?:in the (?P<part>PART))?",
        read_clock,
        "The siren sounded at nine o'clock in the morning.",
        "time: nine o'clock in the morning = TIME 2024-05-08T09:00",
    ),
    expression(
        "(?P<about>ABOUT)? (?P<time>HOUR|CLOCK|WORD_HOUR) in the (?P<part>PART)",
        read_clock,
        "The siren sounded at 7 in the evening.",
        "time: 7 in the evening = TIME 2024-05-08T19:00",
    ),
    expression(
        f"(?P<about>ABOUT)? (?P<time>MILITARY) (?:TIME_ZONE|hours|hrs) {_SECOND_ZONE}",
        read_military,
        "The siren sounded at 0530 GMT in Gomel.",
        "time: 0530 GMT = TIME 2024-05-08T05:30",
    ),
    expression(
        "(?P<about>ABOUT)? (?P<word>noon|midnight|midday) (?P<zone>TIME_ZONE)?",
        read_named,
        "The siren sounded at noon in Gomel.",
        "time: noon = TIME 2024-05-08T12:00",
    ),
    expression(
        "(?P<step>half|a? quarter|CARDINAL) (?P<side>past|to) (?P<hour>HOUR|WORD_HOUR) (?=MARK|PART|in|on|HALF_DAY)",
        read_past,
        "The siren sounded at half past five.",
        "time: half past five = TIME 2024-05-08T05:30",
        rare="news writes clock times in digits",
    ),
)
