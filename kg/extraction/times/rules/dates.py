"""Days, months and years of the calendar, with and without their year; ranges give an expression for each end.

"Tuesday, September 22, 2015" -> 2015-09-22 · "Dec. 30" -> the one that its clause allows · "late 2014" -> 2014, END.
"""

from __future__ import annotations

from datetime import date

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import CLASSES, edge, expand, expression, one_of, ordinal
from kg.extraction.times.language.lexer import OTHER
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import make_day, stamp
from kg.extraction.times.language.vocabulary import word_set

_MONTH_PREPOSITIONS = word_set("in since until till by from to of through during before after for between")
_SURE_PREPOSITIONS = frozenset(("in", "since", "until", "during"))
_DETERMINERS = word_set("the 's this its their his her a")
_MONEY = word_set("$ € £ ¥ # / ' + _")
_AFTER_NUMBERS = word_set("% / ' ° _ +")
_ROUGHLY = word_set("about around some over than least nearly almost")
FIRST_YEAR, LAST_YEAR = 1400, 2150


def short_year(written: str, published: date | None) -> int:
    """Return the year that two digits mean: the last one at most ten years after publication (or after 2019)."""
    latest = max(published.year if published else 2019, 100) + 10
    return latest - (latest - int(written[-2:])) % 100


def read_year_part(parts: Parts, context: Context, part: str = "year") -> int | None:
    """Return the year that a part of a match writes ("2015", "'98"), None where the match has no such part."""
    written = parts.word(part)
    if not written:
        return None
    return int(written) if len(written) == 4 else short_year(written, context.published)


def _month(parts: Parts, part: str = "month") -> int:
    return words.MONTHS[parts.word(part)]


def _day(parts: Parts, context: Context, day: str, month: str, year: int | None) -> str | None:
    """Return the value of a day; without a year that of the one that the clause allows."""
    number = ordinal(parts.words(day)) or 0
    if year is None:
        year = context.year_beside(parts)
    else:
        context.remember_year(parts.tokens.ends[parts.last], year)
    if year is None:
        found = context.month_day(_month(parts, month), number, context.direction(parts))
    else:
        found = make_day(year, _month(parts, month), number)
    return found.isoformat() if found else None


def _fits(parts: Parts, *names: str) -> bool:
    return all(1 <= (ordinal(parts.words(name)) or 0) <= 31 for name in names)


def read_day(parts: Parts, context: Context) -> Reading | None:
    """Read "Jan. 4", "Thursday, May 7, 2015", "the 4th of January"; "the Sept. 11 attacks" are those of 2001."""
    year = read_year_part(parts, context)
    if not _fits(parts, "day") or parts.after() in ("percent", "%"):
        return None
    if year is None and parts.after() in ("attacks", "terrorist") and _month(parts) == 9 and parts.word("day") == "11":
        year = 2001
    value = _day(parts, context, "day", "month", year)
    return Reading("DATE", value, edge(parts))


def read_day_range(parts: Parts, context: Context) -> tuple[Reading, ...] | None:
    """Read "Dec. 30-31, 2023", "May 3 to 5", "between 3 and 5 May": two expressions, which share month and year."""
    if not _fits(parts, "day", "until"):
        return None
    year = read_year_part(parts, context)
    first = _day(parts, context, "day", "month", year)
    second = _day(parts, context, "until", "month", year)
    return Reading("DATE", first, part="first"), Reading("DATE", second, part="second")


def read_month_range(parts: Parts, context: Context) -> tuple[Reading, ...] | None:
    """Read "January 23 - March 9, 2014": the year of the second counts for the first, or the year before it."""
    year = read_year_part(parts, context)
    if year is None or not _fits(parts, "day", "until"):
        return None
    turns = _month(parts) > _month(parts, "last")
    first = _day(parts, context, "day", "month", year - turns)
    second = _day(parts, context, "until", "last", year)
    return Reading("DATE", first, part="first"), Reading("DATE", second, part="second")


def read_month_year(parts: Parts, context: Context) -> Reading:
    """Read "September 2010", "late May of 1998", "Oct. '62"."""
    year = read_year_part(parts, context) or 0
    context.remember_year(parts.tokens.ends[parts.last], year)
    return Reading("DATE", f"{year:04}-{_month(parts):02}", edge(parts))


def read_month(parts: Parts, context: Context) -> Reading | None:
    """Read a month alone, "in December", "early March"; not "Theresa May", "August Wilson", "the March on Rome"."""
    name, before = parts.word("month"), parts.before()
    if name in words.AMBIGUOUS_MONTHS and "mod" not in parts:
        preceded = before in _MONTH_PREPOSITIONS
        if parts.name_before() or parts.name_after() or not (preceded or before in ("the", "and", "-", "this")):
            return None
        if before == "the" and parts.after() in ("on", "of", "to", "for"):
            return None
        if preceded and before not in _SURE_PREPOSITIONS and name in context.surnames:
            return None
    found = context.month(words.MONTHS[name], context.direction(parts))
    return Reading("DATE", stamp(found, "month") if found else None, edge(parts))


def read_year(parts: Parts, context: Context) -> Reading | None:
    """Read a year where something shows that it is one: "in 2019", "the 2016 vote", "(1998)"; not "2000 troops"."""
    number, before = int(parts.word("year")), parts.before()
    introduced = before in words.YEAR_PREPOSITIONS or "mod" in parts or "lead" in parts
    if _is_name_or_quantity(parts) or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if not 1900 <= number <= 2059:
        return Reading("DATE", f"{number:04}", edge(parts)) if introduced else None
    after = parts.after()
    plural = after.endswith("s") and parts.tokens.code(parts.last + 1) == OTHER and after not in words.YEAR_NOUNS
    if plural and before not in _DETERMINERS and (number % 100 == 0 or not introduced or before in _ROUGHLY):
        return None
    return Reading("DATE", f"{number:04}", edge(parts))


def _is_name_or_quantity(parts: Parts) -> bool:
    """Whether a four-digit number is part of a sum, of a name ("Page 1998", "No. 1998", "B-2000") or counts things."""
    before, after = parts.before(), parts.after()
    if before in words.NUMBERED or (before == "." and parts.before(2) == "no"):
        return True
    if before in _MONEY or after in _AFTER_NUMBERS or (before == "-" and not parts.before(2).isdigit()):
        return True
    return (parts.after(2) if after == "-" else after) in words.QUANTITIES


def read_short_year(parts: Parts, context: Context) -> Reading:
    """Read "in '98", "the class of '68"."""
    return Reading("DATE", f"{read_year_part(parts, context):04}")


def read_year_range(parts: Parts, context: Context) -> Reading | tuple[Reading, ...] | None:
    """Read "2004-2009" as two years, "the 2014-15 season" as one stretch, 2014/2015."""
    first, written = int(parts.word("first")), parts.word("second")
    if not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    if len(written) == 4:
        second = int(written)
        if not first < second <= LAST_YEAR:
            return None
        return Reading("DATE", f"{first:04}", part="first"), Reading("DATE", f"{second:04}", part="second")
    second = first // 100 * 100 + int(written) if len(written) == 2 else 0
    return Reading("DATE", f"{first:04}/{second:04}") if first < second else None


def read_iso(parts: Parts, context: Context) -> Reading | None:
    """Read "2024-01-04" and "2024-01-04T17:30Z"."""
    day, _, clock = parts.word("iso").partition("t")
    if make_day(*map(int, day.split("-"))) is None:
        return None
    return Reading("TIME", f"{day}T{clock[:5]}") if clock else Reading("DATE", day)


def read_numeric(parts: Parts, context: Context) -> Reading | None:
    """Read "15/01/2024", "1/15/2024", "2024/01/15"; "04/01/2024" has no value unless it is the document's date."""
    fields = parts.word("numeric").replace(".", "/").split("/")
    if len(fields[0]) == 4:
        found = [make_day(*map(int, fields))]
    else:
        year = int(fields[2]) if len(fields[2]) == 4 else short_year(fields[2], context.published)
        one, two = int(fields[0]), int(fields[1])
        found = [make_day(year, one, two), make_day(year, two, one)]
    days = {day for day in found if day}
    if not days:
        return None
    if len(days) > 1:
        days = {day for day in days if day == context.published}
    return Reading("DATE", days.pop().isoformat() if days else None)


def read_attacks(parts: Parts, context: Context) -> Reading:
    """Read "9/11" -> 2001-09-11."""
    return Reading("DATE", "2001-09-11", anchors=False)


CLASSES["YEARS"] = one_of((), "yv")
CLASSES["TO"] = one_of(("-", "to", "through", "and", "until", "or"))
CLASSES["ON"] = f"(?:{expand('WEEKDAY ,?')})"
CLASSES["IN_YEAR"] = one_of(("in", "since", "of", "until", "before", "after", "from", "to"))

RULES = (
    expression(
        "(?P<mod>MOD)? ON? (?P<month>MONTH) the? (?P<day>DAY) (?:,? (?P<year>YEARS))?",
        read_day,
        "The bridge was opened on Thursday, May 7, 2015.",
        "time: Thursday, May 7, 2015 = DATE 2015-05-07",
    ),
    expression(
        "(?P<mod>MOD)? ON? (?:the (?=NTH))? (?P<day>DAY) of? (?P<month>MONTH) (?:,? (?P<year>YEARS))?",
        read_day,
        "The bridge was opened on the 4th of January 2001.",
        "time: the 4th of January 2001 = DATE 2001-01-04",
    ),
    expression(
        "ON? (?P<first>(?P<month>MONTH) (?P<day>DAY)) TO (?P<second>(?P<until>DAY) (?:,? (?P<year>YEAR))?)",
        read_day_range,
        "The fair ran from May 3 to 5, 2012.",
        "time: May 3 = DATE 2012-05-03",
        rare="stretches of days are more often written with a dash",
    ),
    expression(
        "(?P<first>(?P<day>DAY)) TO (?P<second>(?P<until>DAY) (?P<month>MONTH) (?:,? (?P<year>YEAR))?)",
        read_day_range,
        "The fair ran between 3 and 5 May 2011.",
        "time: 3 = DATE 2011-05-03",
    ),
    expression(
        "(?P<first>ON? (?P<month>MONTH) (?P<day>DAY)) TO"
        " (?P<second>ON? (?P<last>MONTH) (?P<until>DAY) ,? (?P<year>YEAR))",
        read_month_range,
        "The fair ran from December 20 to January 9, 2014.",
        "time: December 20 = DATE 2013-12-20",
    ),
    expression(
        "(?P<first>ON? (?P<day>DAY) (?P<month>MONTH)) TO"
        " (?P<second>ON? (?P<until>DAY) (?P<last>MONTH) ,? (?P<year>YEAR))",
        read_month_range,
        "The fair ran from 20 December to 9 January, 2014.",
        "time: 20 December = DATE 2013-12-20",
        rare="British order across two months, for exhibitions and seasons",
    ),
    expression(
        "(?P<mod>MOD)? (?P<month>MONTH) (?:,|of)? (?P<year>YEARS)",
        read_month_year,
        "The bridge was closed in late May of 1998.",
        "time: late May of 1998 = DATE 1998-05 END",
    ),
    expression(
        "(?P<mod>MOD)? (?P<month>MONTH)",
        read_month,
        "The bridge was closed in December.",
        "time: December = DATE 2023-12",
    ),
    expression(
        "(?P<mod>MOD)? (?P<lead>the? year)? (?P<year>YEAR)",
        read_year,
        "The bridge was closed early in 2016.",
        "time: early in 2016 = DATE 2016 START",
    ),
    expression(
        "(?<=IN_YEAR) (?P<year>SHORT_YEAR)",
        read_short_year,
        "The bridge was closed in '98.",
        "time: '98 = DATE 1998",
    ),
    expression(
        "(?P<first>YEAR) (?:-|/) (?P<second>YEAR|NUMBER)",
        read_year_range,
        "The ferry ran in 1996-97 and sank.",
        "time: 1996-97 = DATE 1996/1997",
    ),
    expression(
        "(?P<iso>ISO)",
        read_iso,
        "The form was filed on 2024-01-04 in Tartu.",
        "time: 2024-01-04 = DATE 2024-01-04",
        rare="dates of databases and front matter",
    ),
    expression(
        "(?P<numeric>NUMERIC)",
        read_numeric,
        "The form was filed on 15/01/2024 in Tartu.",
        "time: 15/01/2024 = DATE 2024-01-15",
    ),
    expression(
        "(?P<attacks>ATTACKS)",
        read_attacks,
        "Airlines lost money after 9/11.",
        "time: 9/11 = DATE 2001-09-11",
    ),
)
