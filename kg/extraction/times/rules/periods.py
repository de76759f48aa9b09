"""Decades, centuries, seasons, quarters, halves and fiscal years.

"the early '80s" -> 198, START · "the 19th century" -> 18 · "the summer of 1968" -> 1968-SU · "Q3 2015" -> 2015-Q3.
"""

from __future__ import annotations

import re
from datetime import date

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import CLASSES, edge, expand, expression, ordinal
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.vocabulary import word_set
from kg.extraction.times.rules.dates import read_year_part, short_year

_POSSESSIVES = word_set("his her their my your mid")
_GAME = re.compile(
    r"\b(?:touchdowns?|yards?|quarterback|goals?|scored?|halftime|rebounds?|kick-?off|penalty|match|innings)\b",
    re.IGNORECASE,
)
_ACCOUNTS = word_set("sales earnings profit profits net results revenue revenues operating loss income period figures")
_FIRST_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def read_decade(parts: Parts, context: Context) -> Reading | None:
    """Read "the 1990s" -> 199, "the early '80s", "the sixties"; not "in his 30s", "the 80s and humid"."""
    written = parts.word("decade")
    digits = re.sub(r"\D", "", written)
    if len(digits) == 4:
        return Reading("DATE", digits[:3], edge(parts))
    marked = "'" in written[:1]
    if parts.before() in _POSSESSIVES or not (marked or "lead" in parts or "lead2" in parts):
        return None
    tens = int(digits[0]) if digits else words.DECADES[written]
    if tens == 0 or (parts.after() in ("degrees", "percent", "and") and not marked and digits):
        return None
    return Reading("DATE", f"{short_year(f'{tens}0', context.published):04}"[:3], edge(parts))


def read_century(parts: Parts, context: Context) -> Reading | None:
    """Read "the 19th century" -> 18, "twentieth-century"; not those before Christ."""
    number = ordinal(parts.words("number")) or 0
    if not 1 <= number <= 30 or parts.after() in ("bc", "b"):
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
    """Read "summer 2015" -> 2015-SU, "the fall of 1989", "in the winter"; not "the fall of Rome", "the Arab Spring"."""
    name = parts.word("season")
    season, year = words.SEASONS[name], read_year_part(parts, context)
    if year is not None:
        return Reading("DATE", f"{year:04}-{season}", edge(parts))
    if parts.name_before() or parts.name_after() or parts.tokens.capitalised(parts.last):
        return None
    motion = name in ("fall", "spring") and "mod" not in parts
    if motion and (parts.before() != "in" or parts.after() in ("of", "and", "in", "from")):
        return None
    if context.published is None:
        return Reading("DATE", None, edge(parts))
    ahead = context.direction(parts) == "future"
    return Reading("DATE", season_value(context.published, season, ahead), edge(parts))


def season_value(day: date, season: str, ahead: bool) -> str:
    """Return the season of that name last begun by a day, or not yet over; a winter bears the year of its December."""
    month = _FIRST_MONTHS[season]
    year = day.year - (day.month < month)
    if ahead and not is_season(day, season):
        year += 1
    return f"{year:04}-{season}"


def is_season(day: date, season: str) -> bool:
    """Whether a day lies in a season: spring is March to May, winter December to February."""
    return (day.month - _FIRST_MONTHS[season]) % 12 < 3


def read_quarter(parts: Parts, context: Context) -> Reading | None:
    """Read "the third quarter", "first-quarter", "Q3 2015", "the second half of 2016"; not those of a game."""
    code = parts.word("code")
    unit = {"q": "quarter", "h": "half"}.get(code[:1]) or parts.word("unit")
    letter, count = ("Q", 4) if unit == "quarter" else ("H", 2)
    number = (
        int(code[-1]) if code[:1] in ("q", "h") else count if "last" in parts else ordinal(parts.words("number")) or 0
    )
    if not 1 <= number <= count or code.startswith("fy") or _of_a_game(parts):
        return None
    year, related = read_year_part(parts, context), parts.word("related")
    if letter == "H" and not code and year is None and not related and parts.after() not in _ACCOUNTS:
        return None
    if year is None:
        if context.published is None:
            return Reading("DATE", None, edge(parts))
        year = context.published.year + {"last": -1, "next": 1}.get(related.split(" ")[0], 0)
        if not related:
            year = _year_of_part(parts, number, 12 // count, context.published, context.direction(parts) == "future")
    return Reading("DATE", f"{'FY' if 'fiscal' in parts else ''}{year:04}-{letter}{number}", edge(parts))


def _year_of_part(parts: Parts, number: int, months: int, published: date, ahead: bool) -> int:
    """Return the year of a quarter or half: the last begun; ahead, the next not over; for accounts, the nearest."""
    first = (number - 1) * months + 1
    if not ahead:
        return published.year - (first > published.month)
    if "hyphen" in parts or parts.after() in _ACCOUNTS:
        distance = published.month - first - (months - 1) // 2
        return published.year + (distance > 6) - (distance < -6)
    return published.year + (first + months - 1 < published.month)


def _of_a_game(parts: Parts) -> bool:
    tokens = parts.tokens
    start, end = tokens.starts[parts.first], tokens.ends[parts.last]
    return _GAME.search(tokens.text, max(0, start - 120), min(len(tokens.text), end + 120)) is not None


def read_fiscal_year(parts: Parts, context: Context) -> Reading | None:
    """Read "fiscal 2016", "fiscal year 2016", "FY16" -> FY2016."""
    written = parts.word("year") or parts.word("code")
    if "code" in parts and not written.startswith("fy"):
        return None
    digits = re.sub(r"\D", "", written)
    year = int(digits) if len(digits) == 4 else short_year(digits, context.published)
    return Reading("DATE", f"FY{year:04}", edge(parts))


CLASSES["NUMBERED"] = f"(?:{expand('ORDINAL|WORD_NUMBER - ORDINAL')})"
CLASSES["WHICH_PART"] = f"(?:(?P<number>{expand('ORDINAL')})|(?P<last>{expand('last|final')}))"

RULES = (
    expression(
        "(?P<lead>the)? (?P<mod>MOD)? (?P<lead2>the)? (?P<decade>DECADE)",
        read_decade,
        "Wages rose in the 1990s in Norway.",
        "time: the 1990s = DATE 199",
    ),
    expression(
        "(?P<lead>the) (?P<mod>MOD)? (?P<decade>DECADES)",
        read_decade,
        "Wages rose in the late nineties in Norway.",
        "time: the late nineties = DATE 199 END",
    ),
    expression(
        "the? (?P<mod>MOD)? the? (?P<number>NUMBERED) -? century",
        read_century,
        "The abbey was built in the 12th century.",
        "time: the 12th century = DATE 11",
    ),
    expression(
        "(?P<first>the? (?P<number>NUMBERED)) TO (?P<second>the? (?P<until>NUMBERED) (?:centuries|century))",
        read_centuries,
        "The abbey was built in the 12th and 13th centuries.",
        "time: the 12th = DATE 11",
    ),
    expression(
        "the? (?P<mod>MOD)? the? (?P<season>SEASON) (?:,|of)? (?P<year>YEARS)",
        read_season,
        "The dam was built in the summer of 2014.",
        "time: the summer of 2014 = DATE 2014-SU",
    ),
    expression(
        "the? (?P<mod>MOD)? the (?P<season>SEASON)",
        read_season,
        "The dam will be built in the summer.",
        "time: the summer = DATE 2024-SU",
    ),
    expression(
        "(?<=in) (?P<mod>MOD)? (?P<season>SEASON)",
        read_season,
        "The dam was built in early spring.",
        "time: early spring = DATE 2024-SP START",
    ),
    expression(
        "the? (?P<mod>MOD)? the? (?P<fiscal>fiscal)? WHICH_PART (?P<hyphen>-)? (?P<unit>quarter|half)"
        " (?:(?:of|in)? (?:the? (?:fiscal|year))? (?P<year>YEARS)"
        "|of (?P<related>(?:the|this|last|next) (?:fiscal)? year))?",
        read_quarter,
        "Profits fell in the third quarter of 2014.",
        "time: the third quarter of 2014 = DATE 2014-Q3",
    ),
    expression(
        "the? (?P<year>YEAR) 's? WHICH_PART (?P<hyphen>-)? (?P<unit>quarter|half)",
        read_quarter,
        "The firm's 2014 third quarter was weak.",
        "time: 2014 third quarter = DATE 2014-Q3",
        rare="company reports, of which the open texts have none",
    ),
    expression(
        "(?P<related>(?:this|last|next) year) 's WHICH_PART (?P<hyphen>-)? (?P<unit>quarter|half)",
        read_quarter,
        "Profits will fall in next year's first quarter.",
        "time: next year's first quarter = DATE 2025-Q1",
        rare="company reports, of which the open texts have none",
    ),
    expression(
        "the? (?P<code>PART_CODE) (?:of|-)? (?P<year>YEARS)?",
        read_quarter,
        "Profits fell in Q3 2014 in Norway.",
        "time: Q3 2014 = DATE 2014-Q3",
    ),
    expression(
        "(?P<mod>MOD)? the? (?:fiscal|financial) year? (?P<year>YEARS)",
        read_fiscal_year,
        "Profits fell in fiscal year 2014.",
        "time: fiscal year 2014 = DATE FY2014",
    ),
    expression(
        "(?P<code>PART_CODE)",
        read_fiscal_year,
        "The firm made a loss in FY16.",
        "time: FY16 = DATE FY2016",
        rare="company reports, of which the open texts have none",
    ),
)
