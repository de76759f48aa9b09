"""Calendar dates: days, months, years, decades, centuries, seasons, quarters and halves, with and without their year.

"Tuesday, September 22, 2015" -> 2015-09-22 · "Dec. 30" -> the nearest one that the clause allows · "early 1980s" -> 198, START.
"""

from __future__ import annotations

import re
from datetime import date

from kg.extract.times import vocabulary as words
from kg.extract.times.context import Context
from kg.extract.times.grammar import CLASSES, Parts, Reading, edge, expand, one_of, ordinal, rule
from kg.extract.times.lexer import NAME
from kg.extract.times.values import make_day, stamp

_PERIOD_WORDS = frozenset("in since until till by from to of through during before after for between".split())
_GAME = re.compile(
    r"\b(?:touchdowns?|yards?|quarterback|goals?|scored?|halftime|rebounds?|kick-?off|penalty|match|innings)\b", re.I
)


def short_year(written: str, published: date | None) -> int:
    """Return the year that two digits mean: the last one that is at most ten years ahead of publication (or of 2029)."""
    latest = (published.year if published else 2019) + 10
    return latest - (latest - int(written[-2:])) % 100


def _year(parts: Parts, context: Context, part: str = "year") -> int | None:
    written = parts.word(part)
    if not written:
        return None
    return int(written) if len(written) == 4 and written.isdigit() else short_year(written, context.published)


def _day_value(parts: Parts, context: Context, day: str, month: str, year: int | None) -> str | None:
    number = ordinal(parts.words(day))
    if number is None:
        return None
    month_number = words.MONTHS[parts.word(month)]
    if year is not None:
        found = make_day(year, month_number, number)
    else:
        found = context.month_day(month_number, number, context.direction(parts))
    return found.isoformat() if found else None


def _month(parts: Parts, part: str = "month") -> int:
    return words.MONTHS[parts.word(part)]


def _fits(parts: Parts, day: str = "day") -> bool:
    number = ordinal(parts.words(day))
    return number is not None and 1 <= number <= 31


def read_day(parts: Parts, context: Context) -> Reading | None:
    """Read "Jan. 4", "Thursday, May 7, 2015", "the 4th of January"."""
    year = _year(parts, context)
    if not _fits(parts) or parts.after() in ("percent", "%"):
        return None
    if year is None and parts.after() in ("attacks", "terrorist") and _month(parts) == 9 and parts.word("day") == "11":
        year = 2001
    value = _day_value(parts, context, "day", "month", year)
    if value is None and year is not None:
        return None
    return Reading("DATE", value, edge(parts))


def read_day_range(parts: Parts, context: Context) -> tuple[Reading, ...] | None:
    """Read "Dec. 30-31, 2023", "May 3 to 5", "between 3 and 5 May": two expressions, which share month and year."""
    if not _fits(parts, "day") or not _fits(parts, "until"):
        return None
    year = _year(parts, context)
    first = _day_value(parts, context, "day", "month", year)
    second = _day_value(parts, context, "until", "month", year)
    return Reading("DATE", first, part="first"), Reading("DATE", second, part="second")


def read_month_range(parts: Parts, context: Context) -> tuple[Reading, ...] | None:
    """Read "January 23 - March 9, 2014": the year of the second counts for the first, or the year before it."""
    year = _year(parts, context)
    if year is None or not _fits(parts, "day") or not _fits(parts, "until"):
        return None
    turn = words.MONTHS[parts.word("month")] > words.MONTHS[parts.word("last")]
    first = _day_value(parts, context, "day", "month", year - turn)
    second = _day_value(parts, context, "until", "last", year)
    return Reading("DATE", first, part="first"), Reading("DATE", second, part="second")


def read_month_year(parts: Parts, context: Context) -> Reading | None:
    """Read "September 2010", "late May of 1998", "Oct. '62"."""
    year = _year(parts, context)
    return Reading("DATE", f"{year:04}-{words.MONTHS[parts.word('month')]:02}", edge(parts))


def read_month(parts: Parts, context: Context) -> Reading | None:
    """Read a month alone, "in December", "early March"; not "Theresa May", "August Wilson", "the March on Rome"."""
    name = parts.word("month")
    if name in words.AMBIGUOUS_MONTHS and "mod" not in parts:
        preceded = parts.before() in _PERIOD_WORDS
        if parts.name_before() or parts.name_after() or not (preceded or parts.before() in ("the", "and", "-", "this")):
            return None
        if parts.before() == "the" and parts.after() in ("on", "of", "to", "for"):
            return None
        if preceded and parts.before() not in ("in", "since", "until", "during") and _person_called(parts, name):
            return None
    found = context.month(words.MONTHS[name], context.direction(parts))
    return Reading("DATE", stamp(found, "month") if found else None, edge(parts))


def _person_called(parts: Parts, name: str) -> bool:
    """Whether somewhere in the text the month's name follows a given name or a title ("Theresa May", "Mrs. May")."""
    tokens = parts.tokens
    return any(
        word == name and (tokens.code(index - 1) == NAME or tokens.word(index - 2) in ("mr", "mrs", "ms", "dr"))
        for index, word in enumerate(tokens.words)
    )


def read_year(parts: Parts, context: Context) -> Reading | None:
    """Read a year where something shows that it is one: "in 2019", "the 2016 vote", "(1998)"; not "2000 troops"."""
    number, before, after = int(parts.word("year")), parts.before(), parts.after()
    if before in words.NUMBERED or (before == "." and parts.before(2) in words.NUMBERED and parts.before(2) == "no"):
        return None
    behind = parts.after(2) if after == "-" else after
    if before in ("$", "€", "£", "¥", "#", "no", "/", "'", "+", "_") or after in ("%", "/", "'", "°", "_", "+"):
        return None
    if behind in words.QUANTITIES or (before == "-" and not parts.before(2).isdigit()):
        return None
    introduced = before in words.YEAR_PREPOSITIONS or "mod" in parts or "the" in parts.words("lead")
    if not 1900 <= number <= 2059:
        return Reading("DATE", f"{number:04}", edge(parts)) if introduced and 1400 <= number <= 2150 else None
    plural = after.endswith("s") and parts.tokens.code(parts.last + 1) == "x" and after not in words.YEAR_NOUNS
    determined = before in ("the", "'s", "this", "its", "their", "his", "her", "a")
    if plural and not determined and (number % 100 == 0 or not introduced):
        return None
    if (
        before in ("about", "around", "some", "over", "than", "least", "nearly", "almost")
        and after[:1].isalpha()
        and plural
    ):
        return None
    return Reading("DATE", f"{number:04}", edge(parts))


def read_short_year(parts: Parts, context: Context) -> Reading | None:
    """Read "in '98", "the class of '68"."""
    return Reading("DATE", f"{short_year(parts.word('year'), context.published):04}")


def read_year_range(parts: Parts, context: Context) -> Reading | tuple[Reading, ...] | None:
    """Read "2004-2009" as two years, "the 2014-15 season" as one stretch, 2014/2015."""
    first = int(parts.word("first"))
    written = parts.word("second")
    if not 1400 <= first <= 2150:
        return None
    if len(written) == 4:
        second = int(written)
        if not first < second <= 2150:
            return None
        return Reading("DATE", f"{first:04}", part="first"), Reading("DATE", f"{second:04}", part="second")
    second = first // 100 * 100 + int(written)
    return Reading("DATE", f"{first:04}/{second:04}") if len(written) == 2 and first < second else None


def read_decade(parts: Parts, context: Context) -> Reading | None:
    """Read "the 1990s" -> 199, "the early '80s", "the sixties"; not "in his 30s", "temperatures in the 80s"."""
    digits = re.sub(r"\D", "", parts.word("decade"))
    if len(digits) == 4:
        return Reading("DATE", digits[:3], edge(parts))
    if parts.before() in ("his", "her", "their", "my", "your", "mid") or not (
        "'" in parts.word("decade") or "the" in parts.words("lead")
    ):
        return None
    tens = int(digits[0]) if digits else words.DECADES[parts.word("decade")]
    if tens == 0 or parts.after() in ("degrees", "percent", "and") and "'" not in parts.word("decade"):
        return None
    year = short_year(f"{tens}0", context.published)
    return Reading("DATE", f"{year:04}"[:3], edge(parts))


def read_century(parts: Parts, context: Context) -> Reading | None:
    """Read "the 19th century" -> 18, "twentieth-century"; "the 18th and 19th centuries" are two expressions."""
    number = ordinal(parts.words("number"))
    if number is None or not 1 <= number <= 30 or parts.after() in ("bc", "b"):
        return None
    return Reading("DATE", f"{number - 1:02}", edge(parts), anchors=False)


def read_centuries(parts: Parts, context: Context) -> tuple[Reading, ...] | None:
    """Read "the 18th and 19th centuries" -> 17 and 18."""
    first, second = ordinal(parts.words("number")), ordinal(parts.words("until"))
    if not first or not second:
        return None
    return (
        Reading("DATE", f"{first - 1:02}", part="first", anchors=False),
        Reading("DATE", f"{second - 1:02}", part="second", anchors=False),
    )


def read_season(parts: Parts, context: Context) -> Reading | None:
    """Read "summer 2015" -> 2015-SU, "the fall of 1989", "in the winter"; not "the fall of Baghdad", "the Arab Spring"."""
    season = words.SEASONS[parts.word("season")]
    year = _year(parts, context)
    if year is not None:
        return Reading("DATE", f"{year:04}-{season}", edge(parts))
    if parts.name_before() or parts.name_after() or parts.tokens.capitalised(parts.last):
        return None
    if parts.word("season") in ("fall", "spring") and (
        parts.before() != "in" and "mod" not in parts or parts.after() in ("of", "and")
    ):
        return None
    if context.published is None:
        return Reading("DATE", None, edge(parts))
    return Reading("DATE", season_value(context.published, season, context.direction(parts) == "future"), edge(parts))


def season_value(published: date, season: str, ahead: bool) -> str:
    """Return the season of that name last begun by a day, or next begun; a winter bears the year of its December."""
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = published.year - (published.month < month)
    if ahead and not (year == published.year and published.month <= month + 2):
        year += 1
    return f"{year:04}-{season}"


_HALF_CONTEXT = frozenset(
    "sales earnings profit profits net results revenue revenues operating loss income period figures".split()
)


def read_quarter(parts: Parts, context: Context) -> Reading | None:
    """Read "the third quarter", "first-quarter", "Q3 2015", "the second half of 2016"; not those of a game."""
    code = parts.word("code")
    number = int(code[-1]) if code[:1] in ("q", "h") else 4 if "last" in parts else ordinal(parts.words("number")) or 0
    unit = {"q": "quarter", "h": "half"}.get(code[:1]) or parts.word("unit")
    letter = "Q" if unit == "quarter" else "H"
    if not 1 <= number <= (4 if letter == "Q" else 2) or _of_a_game(parts):
        return None
    year = _year(parts, context)
    related = parts.word("related")
    if not code and letter == "H" and year is None and not related and parts.after() not in _HALF_CONTEXT:
        return None
    if year is None and context.published is None:
        return Reading("DATE", None, edge(parts))
    if year is None and context.published is not None:
        if related:
            year = context.published.year + {"last": -1, "next": 1}.get(related.split()[0], 0)
        else:
            year = _part_year(
                number, 12 // (4 if letter == "Q" else 2), context.published, context.direction(parts) == "future"
            )
    prefix = "FY" if "fiscal" in parts else ""
    return Reading("DATE", f"{prefix}{year:04}-{letter}{number}", edge(parts))


def _part_year(number: int, months: int, published: date, ahead: bool) -> int:
    first = (number - 1) * months + 1
    if ahead:
        return published.year + (first + months - 1 < published.month)
    return published.year - (first > published.month)


def _of_a_game(parts: Parts) -> bool:
    tokens = parts.tokens
    start, end = tokens.starts[parts.first], tokens.ends[parts.last]
    return _GAME.search(tokens.text, max(0, start - 120), min(len(tokens.text), end + 120)) is not None


def read_fiscal_year(parts: Parts, context: Context) -> Reading | None:
    """Read "fiscal 2016", "fiscal year 2016", "FY16" -> FY2016."""
    digits = parts.word("year") or parts.word("code")
    year = int(digits[-4:]) if re.search(r"\d{4}$", digits) else short_year(digits, context.published)
    if "code" in parts and not digits.startswith("fy"):
        return None
    return Reading("DATE", f"FY{year:04}", edge(parts))


def read_iso(parts: Parts, context: Context) -> Reading | None:
    """Read "2024-01-04" and "2024-01-04T17:30Z"."""
    day, _, clock = parts.word("iso").partition("t")
    if make_day(*map(int, day.split("-"))) is None:
        return None
    return Reading("TIME", f"{day}T{clock[:5]}") if clock else Reading("DATE", day)


def read_numeric(parts: Parts, context: Context) -> Reading | None:
    """Read "15/01/2024", "1/15/2024", "2024/01/15"; of "04/01/2024" the value stays unknown unless it is the document's date."""
    fields = parts.word("numeric").replace(".", "/").split("/")
    if len(fields[0]) == 4:
        found = [make_day(int(fields[0]), int(fields[1]), int(fields[2]))]
    else:
        year = int(fields[2]) if len(fields[2]) == 4 else short_year(fields[2], context.published)
        found = [make_day(year, int(fields[0]), int(fields[1])), make_day(year, int(fields[1]), int(fields[0]))]
    days = {day for day in found if day}
    if not days:
        return None
    if len(days) > 1:
        days &= {context.published} if context.published else set()
    return Reading("DATE", days.pop().isoformat() if days else None)


def read_attacks(parts: Parts, context: Context) -> Reading | None:
    """Read "9/11" -> 2001-09-11."""
    return Reading("DATE", "2001-09-11", anchors=False)


for _name, _pattern in (
    ("YEARS", "(?:YEAR|SHORT_YEAR)"),
    ("TO", "(?:-|to|through|and|until|or)"),
    ("ON", "(?:WEEKDAY ,?)"),
    ("NUMBERED", "(?:ORDINAL|WORD_NUMBER - ORDINAL)"),
):
    CLASSES[_name] = f"(?:{expand(_pattern)})"
CLASSES["IN_YEAR"] = one_of(("in", "since", "of", "until", "before", "after", "from", "to"))

RULES = (
    rule("(?P<mod>MOD)? ON? (?P<month>MONTH) (?:the)? (?P<day>DAY) (?:,? (?P<year>YEARS))?", read_day),
    rule(
        "ON? (?P<first>(?P<month>MONTH) (?P<day>DAY)) TO (?P<second>(?P<until>DAY) (?:,? (?P<year>YEAR))?)",
        read_day_range,
    ),
    rule("(?P<mod>MOD)? ON? (?:the)? (?P<day>DAY) (?:of)? (?P<month>MONTH) (?:,? (?P<year>YEARS))?", read_day),
    rule(
        "(?P<first>(?P<day>DAY)) TO (?P<second>(?P<until>DAY) (?P<month>MONTH) (?:,? (?P<year>YEAR))?)", read_day_range
    ),
    rule(
        "(?P<first>ON? (?P<month>MONTH) (?P<day>DAY)) TO (?P<second>ON? (?P<last>MONTH) (?P<until>DAY) ,? (?P<year>YEAR))",
        read_month_range,
    ),
    rule(
        "(?P<first>ON? (?P<day>DAY) (?P<month>MONTH)) TO (?P<second>ON? (?P<until>DAY) (?P<last>MONTH) ,? (?P<year>YEAR))",
        read_month_range,
    ),
    rule("(?P<mod>MOD)? (?P<month>MONTH) (?:,|of)? (?P<year>YEARS)", read_month_year),
    rule("(?P<mod>MOD)? (?P<month>MONTH)", read_month),
    rule("(?P<mod>MOD)? (?P<lead>(?:the)? year)? (?P<year>YEAR)", read_year),
    rule("(?<=IN_YEAR) (?P<year>SHORT_YEAR)", read_short_year),
    rule("(?P<first>YEAR) (?:-|/) (?P<second>YEAR|NUMBER)", read_year_range),
    rule("(?P<lead>the)? (?P<mod>MOD)? (?P<lead2>the)? (?P<decade>DECADE)", read_decade),
    rule("(?P<lead>the) (?P<mod>MOD)? (?P<decade>DECADES)", read_decade),
    rule("(?:the)? (?P<mod>MOD)? (?:the)? (?P<number>NUMBERED) -? century", read_century),
    rule(
        "(?P<first>(?:the)? (?P<number>NUMBERED)) TO (?P<second>(?:the)? (?P<until>NUMBERED) centuries)", read_centuries
    ),
    rule("(?:the)? (?P<mod>MOD)? (?:the)? (?P<season>SEASON) (?:,|of)? (?P<year>YEARS)", read_season),
    rule("(?:the)? (?P<mod>MOD)? the (?P<season>SEASON)", read_season),
    rule("(?<=in) (?P<mod>MOD)? (?P<season>SEASON)", read_season),
    rule(
        "(?:the|its|their|'s)? (?P<mod>MOD)? (?:the)? (?:(?P<number>ORDINAL)|(?P<last>last|final)) (?P<fiscal>fiscal)? -?"
        " (?P<unit>quarter|half) (?:(?:of|in)? (?:(?:the)? (?:fiscal|year))? (?P<year>YEARS)"
        "|of (?P<related>the year|this year|last year|next year|this fiscal year|last fiscal year|next fiscal year))?",
        read_quarter,
    ),
    rule("(?:the)? (?P<code>PART_CODE) (?:of|-)? (?P<year>YEARS)?", read_quarter),
    rule("(?P<mod>MOD)? (?:the)? (?:fiscal|financial) (?:year)? (?P<year>YEARS)", read_fiscal_year),
    rule("(?P<code>PART_CODE)", read_fiscal_year),
    rule("(?P<iso>ISO)", read_iso),
    rule("(?P<numeric>NUMERIC)", read_numeric),
    rule("(?P<attacks>ATTACKS)", read_attacks),
)
