"""Dates that a word places before, at or after the day of publication or the last date named.

"yesterday" -> 2015-08-20 · "last Thursday" · "this week" -> 2015-W34 · "that year" -> the year of the last date named.
"""

from __future__ import annotations

from datetime import date

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import edge, expression, ordinal
from kg.extraction.times.language.lexer import NAME, OTHER
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import Bounds, bounds, duration, make_day, shift, stamp
from kg.extraction.times.language.vocabulary import word_set
from kg.extraction.times.rules.periods import is_season, season_value

ANAPHORIC = {
    "following": 1,
    "next": 1,
    "ensuing": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "same": 0,
    "that": 0,
}
"""How many units a word leads away from the last date named."""

DEICTIC = {"this": 0, "current": 0, "last": -1, "latest": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
"""How many units a word leads away from the day of publication."""

_DURING = word_set("over within during for through throughout")
_HONOURED = word_set(
    "person man woman player team song album word book film game photo car company coach rookie manager story"
)
_NOT_THE_RUNNING_ONE = word_set("of before after that when in earlier - to")
_DAY_PREPOSITIONS = word_set("of in during for throughout")
_NOT_OF_THE_DAY = word_set("time order issue issues news rest hero")


def on_day(day: date | None, parts: Parts) -> Reading:
    """Return the reading of a day with the part of the day that the match names, "Thursday night"."""
    part = parts.word("part")
    suffix = f"T{words.PARTS_OF_DAY[part]}" if part else ""
    value = f"{day.isoformat()}{suffix}" if day else None
    return Reading("TIME" if suffix else "DATE", value, edge(parts))


def reach(published: date | None, unit: str, count: float) -> Bounds | None:
    """Return the bounds of "the past three years" (count -3) or "the next two weeks" (count 2) at a day."""
    end = published and shift(published, unit, count)
    if published is None or end is None:
        return None
    return (end, published) if count < 0 else (published, end)


def _sooner(parts: Parts, value: str | None, published: date | None) -> Bounds | None:
    """Return the bounds of "earlier this year" and "later this year": up to, or from, the day of publication."""
    ends = bounds(value) if value and "sooner" in parts else None
    if ends is None or published is None:
        return None
    if not (ends[0] or published) <= published <= (ends[1] or published):  # "later that month", which is over
        return ends
    return (ends[0], published) if parts.words("sooner")[0] == "earlier" else (published, ends[1])


def read_day_word(parts: Parts, context: Context) -> Reading | None:
    """Read "today", "late yesterday", "tomorrow night", "tonight"; not the names "USA Today", "the Today Show"."""
    named = parts.name_before() or parts.before() in ("of", "for") or (parts.name_after() and parts.before() == "the")
    if named and parts.tokens.capitalised(parts.last):
        return None
    word = parts.word("word")
    day = context.published and shift(context.published, "day", {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "tonight":
        return Reading("TIME", f"{day.isoformat()}TNI" if day else None, edge(parts))
    return on_day(day, parts)


def read_day_beside(parts: Parts, context: Context) -> Reading:
    """Read "the day before yesterday" and "the day after tomorrow"."""
    return on_day(context.published and shift(context.published, "day", -2 if "before" in parts else 2), parts)


def read_weekday(parts: Parts, context: Context) -> Reading | None:
    """Read "Thursday", "last Friday", "early on Tuesday", "Monday night"; not "Black Friday", "the Sunday Times"."""
    titled = parts.after() in words.NOT_A_WEEKDAY_AFTER and parts.tokens.capitalised(parts.last + 1)
    if titled or parts.before() in words.NOT_A_WEEKDAY_BEFORE:
        return None
    if parts.word("weekday") in words.ABBREVIATIONS and parts.tokens.code(parts.last + 1) in (OTHER, NAME):
        return None
    number, lead, published = words.WEEKDAYS[parts.word("weekday")], parts.words("lead"), context.published
    which = lead[-1] if lead else ""
    if which in ("following", "previous", "same", "that", "preceding") or lead == ["the", "next"]:
        return on_day(_weekday_from(context.anchor("day"), number, ANAPHORIC[which]), parts)
    if published is None:
        return on_day(None, parts)
    if "week" in parts or which == "this":
        weeks = DEICTIC[parts.words("week")[0]] if "week" in parts else 0
        day = shift(published, "day", number - published.weekday() + 7 * weeks)
    elif which:
        day = _weekday_from(published, number, DEICTIC[which])
    else:
        day = context.weekday(number, context.direction(parts))
    return on_day(day, parts)


def _weekday_from(day: date | None, number: int, steps: int) -> date | None:
    """Return the next such weekday strictly after a day, the last strictly before it, or from the day on for 0."""
    if day is None:
        return None
    gap = (number - day.weekday()) % 7
    return shift(day, "day", gap - 7 if steps < 0 else gap or 7 * steps)


def read_unit(parts: Parts, context: Context) -> Reading | None:
    """Read "this year", "last week", "the previous year", "that month", "late next year", "the following day".

    With an article, "the past year" and, after "over" or "within", "the next year" are durations.
    """
    unit, lead = parts.word("unit"), parts.words("lead")
    which, articled = lead[-1], lead[0] not in ("this", "last", "next", "that")
    if articled and which in ("last", "past") and unit != "century":
        return None if parts.after() == "of" else _stretch(parts, context, unit, -1)
    if articled and which == "next" and unit not in ("day", "weekend") and parts.before() in _DURING:
        return _stretch(parts, context, unit, 1)
    if articled and which == "coming" and unit in ("year", "decade"):
        return _stretch(parts, context, unit, 1)
    if unit == "day" and which in ("this", "last", "past", "current", "coming"):
        return None
    if which in ANAPHORIC and (articled or which not in DEICTIC):
        day, steps = context.anchor(unit), ANAPHORIC[which]
    else:
        day, steps = context.published, DEICTIC[which]
    if unit == "weekend" and lead == ["this"] and day:
        steps = _weekend_steps(parts, context, day)
    found = day and shift(day, unit, steps)
    value = stamp(found, unit) if found else None
    if value and "fiscal" in parts:
        value = f"FY{value}"
    return Reading("DATE", value, edge(parts), bounds=_sooner(parts, value, context.published))


def _stretch(parts: Parts, context: Context, unit: str, steps: int) -> Reading:
    return Reading("DURATION", duration("1", unit), edge(parts), bounds=reach(context.published, unit, steps))


def _weekend_steps(parts: Parts, context: Context, published: date) -> int:
    """Tell whether "this weekend" is the one just gone: said in the past, or early in the week with no look ahead."""
    direction = context.direction(parts)
    if published.weekday() > 4 or direction == "future":
        return 0
    return -1 if published.weekday() < 3 or direction == "past" else 0


def read_this_unit(parts: Parts, context: Context) -> Reading | None:
    """Read "the year", "the week", "the quarter" where they mean the running one; not "player of the year"."""
    unit, before, published = parts.word("unit"), parts.before(), context.published
    if parts.after() in _NOT_THE_RUNNING_ONE or parts.name_after() or (before == "of" and parts.before(2) in _HONOURED):
        return None
    start = parts.tokens.starts[parts.first]
    if unit == "day":
        if not (before in _DAY_PREPOSITIONS or "mod" in parts) or parts.before(2) in _NOT_OF_THE_DAY:
            return None
        day = context.recent_day(start)
        return Reading("DATE", day.isoformat() if day else None, edge(parts))
    if unit in ("decade", "century") and "mod" not in parts:
        return None
    if unit == "quarter":
        value = context.recent_value(start, "quarter", reach=1000) or context.from_published("quarter", -1)
        return Reading("DATE", value, edge(parts))
    steps = 0
    if unit == "weekend" and published and published.weekday() < 5:
        steps = 0 if context.direction(parts) == "future" else -1
    base = published and context.recent_day(start, reach=200)
    found = base and shift(base, unit, steps)
    value = stamp(found, unit) if found else None
    if value and "fiscal" in parts:
        value = f"FY{value}"
    return Reading("DATE", value, edge(parts), bounds=_sooner(parts, value, published))


def read_same_unit(parts: Parts, context: Context) -> Reading:
    """Read "the same month last year", "the same quarter a year earlier"."""
    unit = parts.word("unit")
    if unit == "period":
        unit = "quarter"
    base = context.published if "last" in parts else context.anchor(unit)
    day = context.anchor(unit)
    found = day and base and shift(day, "year", base.year - 1 - day.year)
    return Reading("DATE", stamp(found, unit) if found else None, anchors=False)


def read_month(parts: Parts, context: Context) -> Reading:
    """Read "last December", "next March", "this May", "the following June"."""
    number, which = words.MONTHS[parts.word("month")], parts.words("lead")[-1]
    anchored = which in ANAPHORIC and (which != "next" or len(parts.words("lead")) > 1)
    base = context.anchor("month") if anchored else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    steps = ANAPHORIC[which] if anchored else DEICTIC[which]
    year = base.year + (number <= base.month if steps > 0 else -(number >= base.month) if steps < 0 else 0)
    return Reading("DATE", f"{year:04}-{number:02}", edge(parts))


def read_next_day(parts: Parts, context: Context) -> Reading:
    """Read "next Jan. 1", "last October 6", "this May 5"."""
    month, number, published = words.MONTHS[parts.word("month")], ordinal(parts.words("day")) or 0, context.published
    which = parts.word("which")
    years = range(published.year - 1, published.year + 2) if published else ()
    days = [day for year in years if (day := make_day(year, month, number))]
    if published and which == "this":
        days = [day for day in days if day.year == published.year]
    elif published:
        days = [day for day in days if (day > published) == (which == "next") and day != published]
    found = (days[-1] if which == "last" else days[0]) if days else None
    return Reading("DATE", found.isoformat() if found else None)


def read_of_year(parts: Parts, context: Context) -> Reading | None:
    """Read "March last year", "July 4 of this year", "December of that year", "the summer of last year"."""
    which = parts.words("which")[-1]
    base = context.anchor("year") if which in ("that", "same", "following") else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    year = base.year + {"last": -1, "next": 1, "following": 1}.get(which, 0)
    if "season" in parts:
        return Reading("DATE", f"{year:04}-{words.SEASONS[parts.word('season')]}", edge(parts))
    month = words.MONTHS[parts.word("month")]
    if "day" not in parts:
        return Reading("DATE", f"{year:04}-{month:02}", edge(parts))
    found = make_day(year, month, ordinal(parts.words("day")) or 0)
    return Reading("DATE", found.isoformat(), edge(parts)) if found else None


def read_season(parts: Parts, context: Context) -> Reading:
    """Read "last summer", "this fall", "next winter", "that spring"."""
    season, which = words.SEASONS[parts.word("season")], parts.words("lead")[-1]
    anchored = which in ("that", "following", "same", "previous")
    base = context.anchor("season") if anchored else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    steps = ANAPHORIC[which] if anchored else DEICTIC[which]
    if steps == 0:
        return Reading("DATE", f"{base.year - (season == 'WI' and base.month < 3):04}-{season}", edge(parts))
    value = season_value(base, season, steps > 0)
    year = int(value[:4]) + (steps if is_season(base, season) else 0)
    return Reading("DATE", f"{year:04}-{season}", edge(parts))


def read_part(parts: Parts, context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning", "in the afternoon", "late afternoon"."""
    lead, part = parts.words("lead"), parts.word("part")
    which = lead[-1] if lead else ""
    if which in ("", "the") and parts.after() in ("of", "before", "after", "when", "that"):
        return None
    if which == "this":
        return on_day(context.published, parts)
    if lead == ["last"]:
        day = context.published and shift(context.published, "day", -1)
        return on_day(day, parts) if part in ("night", "evening") else None
    steps = ANAPHORIC.get(which, 0)
    base = context.anchor("day") if steps else context.recent_day(parts.tokens.starts[parts.first])
    return on_day(base and shift(base, "day", steps), parts)


def read_day_number(parts: Parts, context: Context) -> Reading | None:
    """Read "the 15th of this month" and, after "on", "the 15th": in the month of publication or beside it."""
    number, which = ordinal(parts.words("number")) or 0, parts.word("of")
    published = context.published
    if published is None or not 1 <= number <= 31:
        return Reading("DATE", None) if 1 <= number <= 31 else None
    first = published.replace(day=1)
    steps = (-1, 0, 1) if not which else (DEICTIC.get(which, 0),)
    months = [month for step in steps if (month := shift(first, "month", step))]
    days = [day for month in months if (day := make_day(month.year, month.month, number))]
    found = context.nearest(days, context.direction(parts) if not which else None)
    return Reading("DATE", found.isoformat() if found else None)


_SOONER = "(?P<mod>MOD|(?P<sooner>SOONER))?"

RULES = (
    expression(
        f"{_SOONER} (?P<word>today|yesterday|tomorrow|tonight) (?P<part>PART)?",
        read_day_word,
        "The envoy left Oslo yesterday morning.",
        "time: yesterday morning = TIME 2024-05-07TMO",
    ),
    expression(
        "the day (?:(?P<before>before) yesterday|after tomorrow)",
        read_day_beside,
        "The envoy left Oslo the day before yesterday.",
        "time: the day before yesterday = DATE 2024-05-06",
        rare="interviews say so, edited news hardly",
    ),
    expression(
        f"{_SOONER} (?P<lead>(?:this|last|next|that|coming) (?:past|coming)?"
        "|the (?:following|previous|preceding|next|same|coming|past))?"
        " (?P<weekday>WEEKDAY) (?:,? (?P<part>PART))? (?:of? (?P<week>(?:this|last|next) week))?",
        read_weekday,
        "The envoy left Oslo last Tuesday.",
        "time: last Tuesday = DATE 2024-05-07",
    ),
    expression(
        f"{_SOONER} (?P<lead>(?:this|last|next|that) (?:past|coming|same|current)?|(?:the|its|their) (?:past|last"
        "|current|coming|same|previous|preceding|following|next|prior|ensuing|latest|upcoming))"
        " (?P<fiscal>fiscal|financial)? (?:calendar|school|full|academic)? (?P<unit>PERIOD)",
        read_unit,
        "The envoy left Oslo last week.",
        "time: last week = DATE 2024-W18",
    ),
    expression(
        f"{_SOONER} the (?:whole|entire|full|(?P<fiscal>fiscal))? (?P<unit>PERIOD)",
        read_this_unit,
        "The envoy left Oslo earlier in the week.",
        "time: earlier in the week = DATE 2024-W19",
    ),
    expression(
        "the same (?P<unit>day|week|month|quarter|period) (?:of|in|a)?"
        " (?:(?P<last>last year)|the (?:previous|prior|preceding) year|year (?P<last2>ago|earlier|before))",
        read_same_unit,
        "Sales rose from the same month last year.",
        "time: the same month last year = DATE 2023-05",
        rare="company reports, of which the open texts have none",
    ),
    expression(
        f"{_SOONER} (?P<lead>(?:this|last|next) (?:past|coming)?|that|the (?:previous|preceding|following|next|same))"
        " (?P<month>MONTH)",
        read_month,
        "The envoy left Oslo last March.",
        "time: last March = DATE 2024-03",
    ),
    expression(
        "(?P<which>this|last|next) (?P<month>MONTH) (?P<day>DAY) (?! ,? YEARS)",
        read_next_day,
        "The envoy will leave Oslo next May 20.",
        "time: next May 20 = DATE 2024-05-20",
        rare="spoken dates",
    ),
    expression(
        "(?P<mod>MOD)? (?:(?P<month>MONTH) (?P<day>DAY)?|the? (?P<season>SEASON)) ,? of?"
        " (?P<which>last|this|next|that|the (?:same|following)) year",
        read_of_year,
        "The envoy left Oslo in March last year.",
        "time: March last year = DATE 2023-03",
    ),
    expression(
        f"{_SOONER} (?P<lead>(?:this|last|next) (?:past|coming)?|that|the (?:previous|following|next|same|past|current"
        "|coming)) (?P<season>SEASON)",
        read_season,
        "The envoy left Oslo last summer.",
        "time: last summer = DATE 2023-SU",
    ),
    expression(
        f"{_SOONER} (?P<lead>this|last|that same?|the (?:previous|preceding|following|next|same)) (?P<part>PART)",
        read_part,
        "The envoy left Oslo last night.",
        "time: last night = TIME 2024-05-07TNI",
    ),
    expression(
        "(?<=in|during) (?P<lead>the) (?P<mod>early|late)? (?P<part>PART)",
        read_part,
        "The envoy left Oslo early in the morning.",
        "time: the morning = TIME 2024-05-08TMO",
    ),
    expression(
        "(?<=in|by|until|since) (?P<mod>early|late|mid -?) (?P<part>PART)",
        read_part,
        "The envoy left Oslo in early morning.",
        "time: early morning = TIME 2024-05-08TMO START",
    ),
    expression(
        "the (?P<number>NTH) of (?P<of>this|last|next|the) month",
        read_day_number,
        "The rent is due on the 15th of next month.",
        "time: the 15th of next month = DATE 2024-06-15",
        rare="notices and minutes",
    ),
    expression(
        "(?<=on) the (?P<number>NTH) (?=MARK)",
        read_day_number,
        "The rent is due on the 15th.",
        "time: the 15th = DATE 2024-05-15",
        rare="notices and minutes",
    ),
)
