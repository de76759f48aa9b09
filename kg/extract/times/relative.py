"""Dates that count from another one: from the day of publication ("yesterday", "next week") or from the last date named.

"last Thursday" -> 2015-08-20 · "this week" -> 2015-W34 · "two years later" -> counted from the last date · "the past" -> PAST_REF.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.times import vocabulary as words
from kg.extract.times.context import Context
from kg.extract.times.dates import season_value
from kg.extract.times.grammar import Parts, Reading, cardinal, comparison, edge, ordinal, rule
from kg.extract.times.values import Bounds, bounds, duration, make_day, shift, stamp

_ANAPHORIC = {
    "following": 1,
    "next": 1,
    "ensuing": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "same": 0,
    "that": 0,
}
_DEICTIC = {"this": 0, "current": 0, "last": -1, "latest": -1, "next": 1, "coming": 1, "past": -1, "upcoming": 1}
_STRETCH = frozenset("over within during for through throughout".split())


def _part(parts: Parts) -> str:
    """Return the suffix of a part of the day, "TMO" for morning, "" where there is none."""
    part = parts.word("part")
    return f"T{words.PARTS_OF_DAY[part]}" if part else ""


def _on(day: date | None, parts: Parts) -> Reading:
    suffix = _part(parts)
    value = f"{day.isoformat()}{suffix}" if day else None
    return Reading("TIME" if suffix else "DATE", value, edge(parts), bounds=_sooner(parts, value, day))


def _sooner(parts: Parts, value: str | None, published: date | None) -> Bounds | None:
    """Return tighter bounds for "earlier this year" and "later this year"."""
    ends = bounds(value) if value else None
    if not ends or not published or "sooner" not in parts:
        return None
    return (ends[0], published) if parts.words("sooner")[0] == "earlier" else (published, ends[1])


def read_day_word(parts: Parts, context: Context) -> Reading | None:
    """Read "today", "late yesterday", "tomorrow night"; not the names "USA Today", "Russia Today"."""
    word = parts.word("word")
    if parts.name_before() and parts.tokens.capitalised(parts.last):
        return None
    if (
        parts.name_after()
        and parts.tokens.capitalised(parts.last)
        and parts.tokens.word(parts.first - 1) in ("the", "nbc")
    ):
        return None
    day = context.published
    if day is not None:
        day = shift(day, "day", {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "tonight":
        return Reading("TIME", f"{day.isoformat()}TNI" if day else None, edge(parts))
    return _on(day, parts)


def read_day_beside(parts: Parts, context: Context) -> Reading | None:
    """Read "the day before yesterday" and "the day after tomorrow"."""
    day = context.published and shift(context.published, "day", -2 if "yesterday" in parts.word("word") else 2)
    return _on(day, parts)


def read_weekday(parts: Parts, context: Context) -> Reading | None:
    """Read "Thursday", "last Friday", "early on Tuesday", "Monday night"; not "Black Friday", "the Sunday Times"."""
    before, lead = parts.before(), parts.words("lead")
    if before in words.NOT_A_WEEKDAY_BEFORE or (
        parts.after() in words.NOT_A_WEEKDAY_AFTER and parts.tokens.capitalised(parts.last + 1)
    ):
        return None
    number = words.WEEKDAYS[parts.word("weekday")]
    published = context.published
    if "week" in parts:
        if published is None:
            return Reading("DATE", None)
        weeks = _DEICTIC[parts.words("week")[0]]
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * weeks)
        return _on(monday + timedelta(days=number), parts)
    which = lead[-1] if lead else ""
    if which in ("following", "previous", "same", "that", "preceding") or lead == ["the", "next"]:
        anchor = context.anchor("day")
        steps = _ANAPHORIC[which]
        if anchor is None or steps == 0:
            return _on(anchor and anchor + timedelta(days=(number - anchor.weekday()) % 7), parts)
        return _on(_strictly(anchor, number, steps), parts)
    if published is None:
        return Reading("TIME" if "part" in parts else "DATE", None, edge(parts))
    if which in ("last", "past"):
        return _on(_strictly(published, number, -1), parts)
    if which in ("next", "coming", "upcoming"):
        return _on(_strictly(published, number, 1), parts)
    if which == "this":
        return _on(published + timedelta(days=number - published.weekday()), parts)
    return _on(context.weekday(number, context.direction(parts)), parts)


def _strictly(day: date, number: int, steps: int) -> date:
    gap = (number - day.weekday()) % 7
    return day + timedelta(days=(gap or 7) if steps > 0 else gap - 7)


def read_unit(parts: Parts, context: Context) -> Reading | None:
    """Read "this year", "last week", "the previous year", "that month", "late next year", "the following day"."""
    unit, which = parts.word("unit"), parts.words("lead")[-1]
    articled = parts.words("lead")[0] == "the"
    fiscal = "fiscal" in parts
    if which in ("last", "past") and articled and unit != "century":
        return None if parts.after() == "of" else _stretch(parts, context, unit, -1)
    if parts.word("lead") == "the next" and unit not in ("day", "weekend") and parts.before() in _STRETCH:
        return _stretch(parts, context, unit, 1)
    if unit == "day" and which in ("this", "last", "past", "current", "coming"):
        return None
    if which in _ANAPHORIC and (articled or which not in _DEICTIC):
        day = context.anchor("day" if unit == "day" else unit)
        steps = _ANAPHORIC[which]
    else:
        day = context.published
        steps = -1 if parts.words("lead") == ["this", "past"] else _DEICTIC[which]
    if unit == "weekend" and which == "this" and steps == 0 and day:
        steps = _weekend_steps(parts, context, day)
    found = day and shift(day, unit, steps)
    value = stamp(found, unit) if found else None
    if value and fiscal:
        value = f"FY{value}"
    return Reading("DATE", value, edge(parts), bounds=_sooner(parts, value, context.published))


def _weekend_steps(parts: Parts, context: Context, published: date) -> int:
    """Tell whether "this weekend" is the one just gone: said in the past, or on Monday to Wednesday without a look ahead."""
    direction = context.direction(parts)
    if published.weekday() > 4 or direction == "future":
        return 0
    return -1 if published.weekday() < 3 or direction == "past" else 0


def _stretch(parts: Parts, context: Context, unit: str, steps: int) -> Reading:
    return Reading("DURATION", duration("1", unit), edge(parts), bounds=reach(context.published, unit, steps))


def reach(published: date | None, unit: str, count: float) -> Bounds | None:
    """Return the bounds of "the past three years" (count -3) or "the next two weeks" (count 2) at a day."""
    end = published and shift(published, unit, count)
    if published is None or end is None:
        return None
    return (end, published) if count < 0 else (published, end)


def read_this_unit(parts: Parts, context: Context) -> Reading | None:
    """Read "the year", "the week", "the quarter" where they mean the running one; not "player of the year", "the week of"."""
    unit = parts.word("unit")
    if parts.after() in ("of", "before", "after", "that", "when", "in", "earlier", "-", "to") or parts.name_after():
        return None
    if unit == "day":
        if parts.before() not in ("of", "in", "during", "for", "throughout") or parts.before(2) in (
            "time",
            "order",
            "issue",
            "issues",
            "news",
            "rest",
            "hero",
        ):
            return None
        day = context.recent_day(parts.tokens.starts[parts.first])
        return Reading("DATE", day.isoformat() if day else None, edge(parts))
    if parts.before() == "of" and parts.before(2) in words_of_honour and "mod" not in parts:
        return None
    if unit == "weekend":
        if context.published is None:
            return Reading("DATE", None, edge(parts))
        coming = context.published.weekday() > 4 or context.direction(parts) == "future"
        found = context.published - timedelta(days=0 if coming else 7)
        return Reading("DATE", stamp(found, unit), edge(parts))
    if unit == "quarter":
        start = parts.tokens.starts[parts.first]
        value = context.recent_value(start, "quarter", 1000) or context.from_published("quarter", -1)
        return Reading("DATE", value, edge(parts))
    if unit in ("decade", "century") and "mod" not in parts:
        return None
    return Reading("DATE", context.from_published(unit, 0), edge(parts))


words_of_honour = frozenset(
    "person man woman player team song album word book film game photo car company coach rookie manager story".split()
)


def read_beside(parts: Parts, context: Context) -> Reading | None:
    """Read "the year before", "the day after", "the night before" at the end of a phrase: counted from the last date."""
    steps = -1 if parts.word("side") in ("before", "earlier") else 1
    if "part" in parts:
        day = context.anchor("day")
        return _on(day and shift(day, "day", steps if parts.word("side") == "after" else steps), parts)
    unit = parts.word("unit")
    return Reading("DATE", context.from_anchor(unit, steps), edge(parts))


def read_month(parts: Parts, context: Context) -> Reading | None:
    """Read "last December", "next March", "this May", "the following June"."""
    number, which = words.MONTHS[parts.word("month")], parts.words("lead")[-1]
    anchored = which in ("following", "previous", "preceding", "same", "that")
    base = context.anchor("month") if anchored else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    steps = {"following": 1, "next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1, "preceding": -1}.get(
        which, 0
    )
    year = base.year
    if steps > 0:
        year += number <= base.month
    elif steps < 0:
        year -= number >= base.month
    return Reading("DATE", f"{year:04}-{number:02}", edge(parts))


def read_month_of(parts: Parts, context: Context) -> Reading | None:
    """Read "March last year", "July 4 of this year", "December of that year", "the summer of last year"."""
    which = parts.word("which")
    base = context.anchor("year") if which in ("that", "the same", "the following") else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    year = base.year + {"last": -1, "next": 1, "the following": 1}.get(which, 0)
    if "season" in parts:
        return Reading("DATE", f"{year:04}-{words.SEASONS[parts.word('season')]}", edge(parts))
    month = words.MONTHS[parts.word("month")]
    if "day" not in parts:
        return Reading("DATE", f"{year:04}-{month:02}", edge(parts))
    found = make_day(year, month, ordinal(parts.words("day")) or 0)
    return Reading("DATE", found.isoformat(), edge(parts)) if found else None


def read_season(parts: Parts, context: Context) -> Reading | None:
    """Read "last summer", "this fall", "next winter"."""
    season, which = words.SEASONS[parts.word("season")], parts.words("lead")[-1]
    base = context.anchor("season") if which in ("that", "following", "same", "previous") else context.published
    if base is None:
        return Reading("DATE", None, edge(parts))
    if which in ("this", "that", "same", "current"):
        year = base.year - (season == "WI" and base.month < 3)
        return Reading("DATE", f"{year:04}-{season}", edge(parts))
    ahead = which in ("next", "following", "coming")
    value = season_value(base, season, ahead)
    begun = (
        {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season] <= base.month <= {"SP": 5, "SU": 8, "FA": 11, "WI": 12}[season]
    )
    if begun:
        value = f"{int(value[:4]) + (1 if ahead else -1):04}-{season}"
    return Reading("DATE", value, edge(parts))


def read_part(parts: Parts, context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning", "in the afternoon"."""
    lead = parts.words("lead")
    which, part = lead[-1], parts.word("part")
    if which == "the" and parts.after() in ("of", "before", "after", "when", "that"):
        return None
    if which == "this":
        return _on(context.published, parts)
    if lead == ["last"]:
        return (
            _on(context.published and shift(context.published, "day", -1), parts)
            if part in ("night", "evening")
            else None
        )
    steps = _ANAPHORIC.get(which, 0)
    day = context.recent_day(parts.tokens.starts[parts.first]) if steps == 0 else context.anchor("day")
    return _on(day and shift(day, "day", steps), parts)


_BACKWARD = frozenset(("ago", "earlier", "before", "previously", "prior", "back"))


def read_away(parts: Parts, context: Context) -> Reading | None:
    """Read "three days ago", "two weeks later", "a year earlier", "10 days from now"; vague ones are PAST_REF or unknown."""
    unit = words.PLURALS.get(parts.word("unit"), parts.word("unit"))
    which = parts.words("which")
    count = cardinal(parts.words("amount")) if parts.words("amount") else None
    if parts.words("amount") and parts.words("amount")[-1] in ("a", "an", "one", "the", "another"):
        count = 1
    start = parts.tokens.starts[parts.first]
    back, deictic = which[0] in _BACKWARD, which[0] in ("ago", "from", "hence")
    mod = comparison(parts)
    if count is None:
        value = "PAST_REF" if which[0] == "ago" else "FUTURE_REF" if deictic else None
        return Reading("DATE", value, mod)
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count // 24
    if unit in ("second", "minute", "hour"):
        minutes = count * {"second": 1 / 60, "minute": 1, "hour": 60}[unit]
        return Reading("TIME", None if deictic else context.clock(start, -minutes if back else minutes), mod)
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "fortnight":
        unit, count = "week", 2 * count
    steps = -count if back else count
    if (
        unit == "year"
        and count == 1
        and back
        and (quarter := context.recent_value(parts.tokens.starts[parts.first], "quarter"))
    ):
        return Reading("DATE", f"{int(quarter[:4]) - 1:04}{quarter[4:]}", mod, anchors=False)
    if unit == "month" and count % 1 or unit == "year" and count % 1:
        unit, steps = "month", steps * (12 if unit == "year" else 1)
    value = context.from_published(unit, steps) if deictic else context.from_anchor(unit, steps)
    return Reading("DATE", value, mod)


def read_year_ago(parts: Parts, context: Context) -> Reading | None:
    """Read "year-earlier", "the year-ago quarter": the same quarter or year, one year back."""
    quarter = context.recent_value(parts.tokens.starts[parts.first], "quarter", 1000)
    if quarter:
        return Reading("DATE", f"{int(quarter[:4]) - 1:04}{quarter[4:]}", anchors=False)
    return Reading("DATE", context.from_published("year", -1), anchors=False)


def read_year_end(parts: Parts, context: Context) -> Reading | None:
    """Read "year-end" -> the running year, END."""
    return Reading("DATE", context.from_published(parts.word("unit"), 0), "END")


def read_weeks_from(parts: Parts, context: Context) -> Reading | None:
    """Read "the 15th of this month" and, after on, by or until, "the 15th"."""
    base = context.anchor("month") if "of" not in parts else context.published
    if parts.word("of").startswith("last") and base:
        base = shift(base, "month", -1)
    elif parts.word("of").startswith("next") and base:
        base = shift(base, "month", 1)
    number = int(parts.word("number").rstrip("stndrh"))
    day = base and make_day(base.year, base.month, number)
    return Reading("DATE", day.isoformat() if day else None) if number < 32 else None


RULES = (
    rule("(?P<mod>MOD|(?P<sooner>SOONER))? (?P<word>today|yesterday|tomorrow|tonight) (?P<part>PART)?", read_day_word),
    rule("(?P<mod>early|late)? (?P<word>today|yesterday|tomorrow) (?P<mod2>early|late) (?P<part>PART)?", read_day_word),
    rule("the day (?:before|after) (?P<word>yesterday|tomorrow)", read_day_beside),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? (?P<lead>(?:this|last|next|that|coming) (?:past|coming)?"
        "|the (?:following|previous|preceding|next|same|coming|past))? (?P<weekday>WEEKDAY) (?:,? (?P<part>PART))?"
        " (?:of)? (?P<week>(?:this|last|next) week)?",
        read_weekday,
    ),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? (?P<lead>(?:this|last|next|that) (?:past|coming|same|current)?"
        "|(?:the|its|their) (?:past|last|current|coming|same|previous|preceding|following|next|prior|ensuing|latest|upcoming))"
        " (?P<fiscal>fiscal|financial)? (?:calendar|school|full|academic)? (?P<unit>PERIOD)",
        read_unit,
    ),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? the (?:whole|entire|full)? (?P<unit>day|week|month|quarter|year|weekend|decade|century)",
        read_this_unit,
    ),
    rule(
        "the (?:(?P<unit>day|week|weekend|month|year|quarter)|(?P<part>PART)) (?P<side>before|after|earlier) (?=MARK|LINK)",
        read_beside,
    ),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? (?P<lead>(?:this|last|next|that) (?:past|coming)?"
        "|the (?:previous|preceding|following|next|same)) (?P<month>MONTH)",
        read_month,
    ),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? (?P<lead>(?:this|last|next|that) (?:past|coming)?"
        "|the (?:previous|following|next|same|past|current|coming)) (?P<season>SEASON)",
        read_season,
    ),
    rule(
        "(?P<mod>MOD|(?P<sooner>SOONER))? (?P<lead>this|last|that (?:same)?|the (?:previous|preceding|following|next|same)) (?P<part>PART)",
        read_part,
    ),
    rule("(?<=in) (?P<lead>the) (?P<mod>early|late)? (?P<part>PART)", read_part),
    rule("(?<=during) (?P<lead>the) (?P<mod>early|late)? (?P<part>PART)", read_part),
    rule(
        "(?P<about>QUALIFIER)? (?P<amount>a|an|another|AMOUNT) EXTRA? (?P<unit>UNIT|UNITS)"
        " (?P<which>ago|earlier|later|afterwards|afterward|hence|from (?:now|today)|previously|prior (?=MARK)|on (?=MARK)|before (?=MARK)|after (?=MARK|when))",
        read_away,
    ),
    rule("(?P<unit>UNITS) (?P<which>ago|earlier|later|afterwards|afterward|from now)", read_away),
    rule("(?:the|a)? year - (?:ago|earlier) (?:quarter|period|month|third|first|second|fourth)?", read_year_ago),
    rule("(?P<unit>year|month|week) - end", read_year_end),
    rule(
        "(?P<mod>MOD)? (?:(?P<month>MONTH) (?P<day>DAY)?|(?:the)? (?P<season>SEASON)) ,? (?:of)?"
        " (?P<which>last|this|next|that|the (?:same|following)) year",
        read_month_of,
    ),
    rule("the (?P<number>NTH) of (?P<of>this|last|next|the) month", read_weeks_from),
    rule("(?<=on) the (?P<number>NTH) (?=MARK)", read_weeks_from),
)
