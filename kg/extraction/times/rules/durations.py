"""Stretches of time: "two and a half years" -> P2.5Y, "the past three years" -> P3Y, "a 24-hour" -> PT24H.

Ages written "17-year-old" or "17 years old" are durations, as TimeML has them; "the past" and "the next" give bounds.
"""

from __future__ import annotations

from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import cardinal, comparison, expression
from kg.extraction.times.language.lexer import NAME, OTHER
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.values import duration
from kg.extraction.times.language.vocabulary import word_set
from kg.extraction.times.rules.relative import reach

_ARTICLES = word_set("a an another")
_RATES = word_set("$ € £ % million billion thousand percent cents dollars euros pounds times once twice barrels")
_LASTING = word_set(
    "for within after over through in took take takes taking lasted lasting last lasts spent spend"
    " spends spending of many waited wait"
)
_OPENING = frozenset(("", ".", ",", "and", "despite", "following"))
_MEASURED = word_set("couple number matter period after")
_BEFORE_A_VERB = word_set("and to will would can could may might should not must which that")
_OF_A_WHOLE = word_set("final first opening initial remaining")
_AHEAD = word_set("next coming following upcoming")
_DAY_SHARES = {"hour": 24, "minute": 1440, "second": 86400}


def unit_name(parts: Parts, part: str = "unit") -> str:
    """Return the unit that a part names, in the singular."""
    return words.PLURALS.get(parts.word(part), parts.word(part))


def _amount(parts: Parts) -> str:
    """Return the number of a duration as TIMEX3 writes it, X for a vague one."""
    written = parts.words("amount")
    count = cardinal(written)
    if count is not None:
        return f"{count:.10g}"
    return "1" if written and written[-1] in _ARTICLES else "X"


def read_duration(parts: Parts, context: Context) -> Reading | None:
    """Read "two days", "about 15 years", "24-hour", "several months", "17-year-old", "a year and a half".

    After a rate ("$2 a share and $30,000 a year") "a year" is a set.
    """
    unit, amount, written = unit_name(parts), _amount(parts), parts.words("amount")
    article, plural = written[-1] in _ARTICLES and amount == "1", parts.word("unit") in words.PLURALS
    if (plural and article) or (article and parts.words("tail")[:1] == ["-"]) or parts.before() in ("$", "€", "£", "-"):
        return None
    if unit in ("quarter", "weekend") and not (plural and "extra" in parts):
        return None
    if not plural and "hyphen" not in parts and not _is_countable(parts, unit, amount, article):
        return None
    if parts.tokens.capitalised(parts.last) and parts.name_after():
        return None
    if unit == "second" and "hyphen" in parts and parts.tokens.code(parts.last + 1) not in (OTHER, NAME):
        return None
    if article and _is_rate(parts):
        return Reading("SET", duration("1", unit))
    if "half" in parts:
        amount = f"{float(amount) + 0.5:g}"
    return Reading("DURATION", duration(amount, unit), comparison(parts))


def _is_countable(parts: Parts, unit: str, amount: str, article: bool) -> bool:
    """Whether a unit in the singular may be counted: "a day", "one year", "30 year bonds"; not "a second term"."""
    if unit == "second" and (article or amount == "X"):
        return False
    if article or amount in ("1", "0.5"):
        return True
    return amount.isdigit() and parts.tokens.code(parts.last + 1) == OTHER and parts.before() not in words.MONTHS


def _is_rate(parts: Parts) -> bool:
    """Whether "a day" says how often: after an amount of money, a number, "times"."""
    before, second = parts.before(), parts.before(2)
    if any(part in parts for part in ("extra", "about", "hyphen")) or parts.after() in ("later", "after", "before"):
        return False
    if before in _RATES or second in ("$", "€", "£") or before[:1].isdigit():
        return True
    return second[:1].isdigit() and before.endswith("s")


def read_either(parts: Parts, context: Context) -> Reading | None:
    """Read "two to three weeks", "10 or 15 years": at most the longer one."""
    count = cardinal(parts.words("amount2"))
    if count is None or (parts.word("unit") not in words.PLURALS and "hyphen" not in parts):
        return None
    return Reading("DURATION", duration(f"{count:g}", unit_name(parts)), "EQUAL_OR_LESS")


def read_sum(parts: Parts, context: Context) -> Reading | None:
    """Read "2 hours and 20 minutes" -> PT2H20M, "one year six months" -> P1Y6M."""
    unit, second = unit_name(parts), unit_name(parts, "unit2")
    one, two = cardinal(parts.words("amount")), cardinal(parts.words("amount2"))
    if one is None or two is None or unit == second:
        return None
    first, rest = duration(f"{one:g}", unit), duration(f"{two:g}", second)
    shared = first.startswith("PT") and rest.startswith("PT")
    return Reading("DURATION", first + rest[2 if shared else 1 :], comparison(parts))


def read_stretch(parts: Parts, context: Context) -> Reading | None:
    """Read "the past three years", "the next few days", "the last 24 hours", "the first three months"."""
    unit, amount, which = unit_name(parts), _amount(parts), parts.word("which")
    verb = which == "last" and parts.tokens.word(parts.first) == "last" and parts.before() in _BEFORE_A_VERB
    if verb or (unit in ("quarter", "weekend") and "amount" not in parts):
        return None
    value, published = duration(amount, unit), context.published
    if which in _OF_A_WHOLE or parts.after() == "of":
        return Reading("DURATION", value, comparison(parts))
    ahead = which in _AHEAD
    if amount == "X":
        return Reading("DURATION", value, comparison(parts), bounds=(published, None) if ahead else (None, published))
    count = float(amount) / _DAY_SHARES.get(unit, 1) * (1 if ahead else -1)
    return Reading(
        "DURATION", value, comparison(parts), bounds=reach(published, "day" if unit in _DAY_SHARES else unit, count)
    )


def read_bare(parts: Parts, context: Context) -> Reading | None:
    """Read "for years", "within hours", "decades of war", where a word beside the unit shows that it lasts."""
    unit, before, followed = unit_name(parts), parts.before(), parts.after() == "of"
    if unit in ("second", "quarter", "weekend") or not (
        before in _LASTING or (followed and (before in _OPENING or before.endswith("ed")))
    ):
        return None
    if followed and (before == "in" or unit == "minute"):
        return None
    if before == "of" and parts.before(2) not in _MEASURED:
        return None
    return Reading("DURATION", duration("X", unit))


def read_long(parts: Parts, context: Context) -> Reading:
    """Read "weeklong", "year-long", "decades-long", "all day", "half a century"."""
    unit = parts.word("unit") or parts.word("word").removesuffix("long")
    if "half" in parts:
        return Reading("DURATION", duration("0.5", unit), comparison(parts))
    return Reading("DURATION", duration("X" if unit in words.PLURALS else "1", words.PLURALS.get(unit, unit)))


RULES = (
    expression(
        "(?P<about>QUALIFIER)? (?P<amount>AMOUNT|a|an|another) (?P<hyphen>-)? (?P<extra>EXTRA)? (?P<unit>UNIT|UNITS)"
        " (?P<half>and a half)? OR_SO? (?P<tail>-? (?:old|olds|long))?",
        read_duration,
        "The strike lasted about three weeks.",
        "time: about three weeks = DURATION P3W APPROX",
    ),
    expression(
        "(?P<about>QUALIFIER)? (?P<amount>CARDINAL) (?:to|or|-) (?P<amount2>CARDINAL) (?P<hyphen>-)? EXTRA?"
        " (?P<unit>UNIT|UNITS) (?:-? old)?",
        read_either,
        "The strike lasted two to three weeks.",
        "time: two to three weeks = DURATION P3W EQUAL_OR_LESS",
    ),
    expression(
        "(?P<about>QUALIFIER)? (?P<amount>CARDINAL|one) -? (?P<unit>UNIT|UNITS) and? (?P<amount2>CARDINAL) -?"
        " (?P<unit2>UNIT|UNITS)",
        read_sum,
        "The race lasted two hours and five minutes.",
        "time: two hours and five minutes = DURATION PT2H5M",
    ),
    expression(
        "(?:the|these|its|his|her|their|this)? (?P<which>past|last|previous|preceding|next|coming|following|upcoming"
        "|first|final|opening|initial|remaining) (?P<about>QUALIFIER)? (?P<amount>(?:a (?=MULTIPLIER))? CARDINAL|FUZZY)"
        " EXTRA? -? (?P<unit>UNIT|UNITS)",
        read_stretch,
        "Prices rose over the past three years.",
        "time: the past three years = DURATION P3Y",
    ),
    expression(
        "(?:the|its|his|her|their|our) (?P<which>past|last|next|following|final) (?P<unit>UNITS)",
        read_stretch,
        "Prices rose over the past years.",
        "time: the past years = DURATION PXY",
    ),
    expression(
        "(?P<unit>UNITS)",
        read_bare,
        "The talks went on for weeks.",
        "time: weeks = DURATION PXW",
    ),
    expression(
        "(?P<word>daylong|weeklong|monthlong|yearlong|hourlong|decadelong)",
        read_long,
        "Police ended the yearlong siege.",
        "time: yearlong = DURATION P1Y",
        rare="American spelling of what others write with a hyphen",
    ),
    expression(
        "(?P<unit>PERIOD|UNITS|hour|minute) - long",
        read_long,
        "Police ended the month-long siege.",
        "time: month-long = DURATION P1M",
    ),
    expression(
        "(?:all|the whole|the entire|a full|an entire|a whole) (?P<unit>day|week|month|year|hour|decade|century)",
        read_long,
        "The shop was shut all week.",
        "time: all week = DURATION P1W",
    ),
    expression(
        "(?P<about>QUALIFIER)? (?P<half>half) -? (?:a|an)? -? (?P<unit>hour|day|year|century|decade|minute)",
        read_long,
        "The flight took half an hour.",
        "time: half an hour = DURATION PT30M",
    ),
    expression(
        "(?P<about>QUALIFIER)? a (?P<half>half) -? (?P<unit>hour|day|year|century|decade|minute)",
        read_long,
        "The flight took a half hour.",
        "time: a half hour = DURATION PT30M",
        rare="American for half an hour",
    ),
)
