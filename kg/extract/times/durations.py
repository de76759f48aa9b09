"""Stretches of time and sets: "two and a half years" -> P2.5Y, "the past three years" -> P3Y, "every Tuesday" -> XXXX-WXX-2.

A duration says how long, a set how often. Ages written "17-year-old" are durations, as TimeML has them.
"""

from __future__ import annotations

from kg.extract.times import vocabulary as words
from kg.extract.times.context import Context
from kg.extract.times.grammar import Parts, Reading, cardinal, comparison, edge, rule
from kg.extract.times.relative import reach
from kg.extract.times.values import duration

_RATES = frozenset(
    "$ € £ % million billion thousand percent cents dollars euros pounds times once twice barrels".split()
)
_SINGLE = frozenset("a an one another each every per".split())
_BARE_AFTER = frozenset(
    """for within after over through in took take takes taking lasted lasting last lasts spent spend spends spending of
    many waited wait""".split()
)


def _unit(parts: Parts, part: str = "unit") -> str:
    word = parts.word(part)
    return words.PLURALS.get(word, word)


def _amount(parts: Parts) -> str:
    """Return the number of a duration as TIMEX3 writes it, X for a vague one."""
    written = parts.words("amount")
    if "half" in written and cardinal(written) == 0.5:
        return "0.5"
    if not written or written[-1] in ("a", "an", "another", "the"):
        return "1"
    count = cardinal(written)
    return "X" if count is None else f"{count:.10g}"


def read_duration(parts: Parts, context: Context) -> Reading | None:
    """Read "two days", "about 15 years", "a 24-hour", "several months", "17-year-old", "a year and a half"."""
    unit, amount, written = _unit(parts), _amount(parts), parts.words("amount")
    singular = parts.word("unit") not in words.PLURALS
    if not singular and written[-1:] in (["a"], ["an"], ["another"]):
        return None
    if unit in ("quarter", "weekend") and (singular or "extra" not in parts):
        return None
    if parts.before() in ("$", "€", "£", "-") or (parts.before() == "." and parts.before(2).isdigit()):
        return None
    single = bool(written) and written[-1] in _SINGLE
    if unit == "second" and singular and "hyphen" not in parts and (written[-1:] != ["one"]):
        return None
    if singular and not single and "hyphen" not in parts and amount not in ("1", "0.5") and "half" not in written:
        return None
    if amount == "X" and written[-1:] in (["some"], ["many"]) and singular:
        return None
    if single and written[-1] in ("a", "an") and _is_rate(parts):
        return Reading("SET", duration("1", unit))
    if single and unit == "day" and parts.name_after() and parts.tokens.capitalised(parts.last):
        return None
    if "half" in parts:
        amount = f"{float(amount) + 0.5:g}"
    return Reading("DURATION", duration(amount, unit), comparison(parts))


def _is_rate(parts: Parts) -> bool:
    """Whether "a day" says how often: after an amount of money, a number, "times"."""
    before, second = parts.before(), parts.before(2)
    if (
        "extra" in parts
        or "about" in parts
        or "hyphen" in parts
        or parts.after() in ("later", "after", "before", "earlier")
    ):
        return False
    return (
        before in _RATES
        or second in ("$", "€", "£")
        or before[:1].isdigit()
        or (second[:1].isdigit() and before.endswith("s"))
    )


def read_pair(parts: Parts, context: Context) -> Reading | None:
    """Read "two to three weeks" and "10 or 15 years" as at most the longer, "2 hours and 20 minutes" as their sum."""
    unit = _unit(parts)
    if "unit2" in parts:
        second = _unit(parts, "unit2")
        one, two = cardinal(parts.words("amount")), cardinal(parts.words("amount2"))
        if one is None or two is None or unit == second:
            return None
        first, rest = duration(f"{one:g}", unit), duration(f"{two:g}", second)
        joined = first + (rest[2:] if first.startswith("PT") and rest.startswith("PT") else rest[1:])
        return Reading("DURATION", joined, comparison(parts))
    count = cardinal(parts.words("amount2"))
    if count is None or parts.word("unit") not in words.PLURALS and "hyphen" not in parts:
        return None
    return Reading("DURATION", duration(f"{count:g}", unit), "EQUAL_OR_LESS")


def read_stretch(parts: Parts, context: Context) -> Reading | None:
    """Read "the past three years", "the next few days", "the last 24 hours": bounded by the day of publication."""
    unit, amount = _unit(parts), _amount(parts)
    if "amount" not in parts:
        amount = "X"
    which = parts.words("which")[-1]
    if (
        which == "last"
        and parts.words("which") == parts.tokens.words[parts.first : parts.first + 1]
        and parts.before() in _BEFORE_A_VERB
    ):
        return None
    if parts.after() == "of" or which in ("final", "first", "opening", "initial", "remaining"):
        return Reading("DURATION", duration(amount, unit), comparison(parts))
    ahead = which in ("next", "coming", "following", "upcoming")
    count = None if amount == "X" else float(amount) * (1 if ahead else -1)
    published = context.published
    if unit in ("hour", "minute", "second"):
        count = None if count is None else count / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        limits = reach(published, "day", count) if count is not None else None
    elif count is not None:
        limits = reach(published, unit, count)
    else:
        limits = (published, None) if ahead else (None, published)
    return Reading("DURATION", duration(amount, unit), comparison(parts), bounds=limits)


_BEFORE_A_VERB = frozenset("and to will would can could may might should not must which that".split())


def read_bare(parts: Parts, context: Context) -> Reading | None:
    """Read "for years", "within hours", "decades of war", where a word beside the unit shows that it lasts."""
    unit = _unit(parts)
    if unit in ("second", "quarter", "weekend") or not (parts.before() in _BARE_AFTER or parts.after() in ("of", "-")):
        return None
    if parts.after() == "of" and parts.before() not in (
        *_BARE_AFTER,
        "",
        ".",
        ",",
        "and",
        "after",
        "despite",
        "following",
    ):
        return None
    if parts.before() == "of" and parts.before(2) not in ("couple", "number", "matter", "period", "after"):
        return None
    if unit == "minute" and parts.after() == "of" and parts.before() not in _BARE_AFTER:
        return None
    if parts.after() == "of" and parts.before() in ("the", "in", "his", "her", "their", "those", "these"):
        return None
    return Reading("DURATION", duration("X", unit))


def read_long(parts: Parts, context: Context) -> Reading | None:
    """Read "weeklong", "year-long", "decades-long", "all day", "half an hour"."""
    word = parts.word("word")
    unit = parts.word("unit") or word.removesuffix("long").rstrip(" -")
    if word.startswith("half") or "half" in parts:
        return Reading("DURATION", duration("0.5", unit), comparison(parts))
    plural = unit in words.PLURALS
    return Reading("DURATION", duration("X" if plural else "1", words.PLURALS.get(unit, unit)))


def read_these(parts: Parts, context: Context) -> Reading | None:
    """Read "recent weeks" -> PAST_REF, "these days" -> PRESENT_REF, "the coming months" -> FUTURE_REF."""
    which = parts.word("which")
    if which == "these":
        return Reading("DATE", "PRESENT_REF") if parts.word("unit") == "days" else None
    return Reading("DATE", "FUTURE_REF" if "coming" in which or "ahead" in which else "PAST_REF")


def read_every(parts: Parts, context: Context) -> Reading | None:
    """Read "every day", "each year", "every four years", "every other week"."""
    unit = _unit(parts)
    count = cardinal(parts.words("amount")) if "amount" in parts else 1
    if "other" in parts:
        count = 2
    if unit == "second" and "amount" not in parts:
        return None
    return Reading("SET", duration("X" if count is None else f"{count:g}", unit))


def read_every_named(parts: Parts, context: Context) -> Reading | None:
    """Read "every Tuesday" -> XXXX-WXX-2, "each May" -> XXXX-05, "every summer", "Sundays", "weekends"; not "two Mondays"."""
    if parts.before() in (*words.CARDINALS, "few", "several") or parts.before().isdigit():
        return None
    if "weekday" in parts:
        number = (
            words.WEEKDAYS[parts.word("weekday").removesuffix("s") if "plural" in parts else parts.word("weekday")] + 1
        )
        part = parts.word("part")
        return Reading("SET", f"XXXX-WXX-{number}" + (f"T{words.PARTS_OF_DAY[part]}" if part else ""))
    if "month" in parts:
        return Reading("SET", f"XXXX-{words.MONTHS[parts.word('month')]:02}")
    if "season" in parts:
        return Reading("SET", f"XXXX-{words.SEASONS[parts.word('season')]}")
    if "part" in parts:
        return Reading("SET", f"XXXX-XX-XXT{words.PARTS_OF_DAY[parts.word('part').removesuffix('s')]}")
    return Reading("SET", "XXXX-WXX-WE")


_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
    "semiannual": "P6M",
    "weekdays": "XXXX-WXX-WD",
}


def read_adverb(parts: Parts, context: Context) -> Reading | None:
    """Read "daily", "annual", "quarterly"; not capitalised names ("the Daily Mail", "Annual Report")."""
    if parts.tokens.capitalised(parts.first) and (parts.name_after() or parts.name_before() or parts.before() == "the"):
        return None
    return Reading("SET", _ADVERBS[parts.word("word")])


_OLD = "(?: -? old s?)?"
_EVERY = "(?:every (?:single)?|each (?:and every)?)"

RULES = (
    rule(
        "(?P<about>QUALIFIER)? (?P<amount>AMOUNT|a|an|another|(?:a|the)? half (?:a|an)?) (?P<hyphen>-)? (?P<extra>EXTRA)?"
        " (?P<unit>UNIT|UNITS) (?P<half>and a half)? (?:-? (?:old|olds|long))?",
        read_duration,
    ),
    rule(
        "(?P<about>QUALIFIER)? (?P<amount>CARDINAL) (?:to|or|-) (?P<amount2>CARDINAL) (?P<hyphen>-)? EXTRA? (?P<unit>UNIT|UNITS) (?:-? old)?",
        read_pair,
    ),
    rule(
        "(?P<about>QUALIFIER)? (?P<amount>CARDINAL|a|an) -? (?P<unit>UNIT|UNITS) (?:,|and)? (?P<amount2>CARDINAL) -? (?P<unit2>UNIT|UNITS)",
        read_pair,
    ),
    rule(
        "(?:the|these|its|his|her|their|this)? (?P<which>past|last|previous|preceding|next|coming|following|upcoming"
        "|first|final|opening|initial|remaining) (?P<about>QUALIFIER)? (?P<amount>(?:a (?=MULTIPLIER))? CARDINAL|FUZZY|half|half -?) EXTRA?"
        " -? (?P<unit>UNIT|UNITS)",
        read_stretch,
    ),
    rule("(?:the|its|his|her|their|our) (?P<which>past|last|next|following|final) (?P<unit>UNITS)", read_stretch),
    rule("(?P<unit>UNITS)", read_bare),
    rule("(?P<word>daylong|weeklong|monthlong|yearlong|hourlong|nightlong|decadelong)", read_long),
    rule("(?P<unit>PERIOD|UNITS|hour|minute) - long", read_long),
    rule(
        "(?:all|the whole|the entire|a full|an entire|a whole) (?P<unit>day|week|month|year|hour|decade|century|summer - long)",
        read_long,
    ),
    rule("(?P<half>half) -? (?:a|an) -? (?P<unit>hour|day|year|century|decade|minute)", read_long),
    rule("(?P<which>(?:the|these)? (?:most|more)? recent|these|(?:the)? coming) (?P<unit>UNITS)", read_these),
    rule(f"{_EVERY} (?P<other>other)? (?P<amount>CARDINAL|few|couple of)? (?P<unit>UNIT|UNITS)", read_every),
    rule("(?:(?:once|twice|(?:CARDINAL|several|many) times) (?:a|an|per|each|every)|per) (?P<unit>UNIT)", read_every),
    rule(f"{_EVERY} (?:other)? (?P<weekday>WEEKDAY) (?P<part>PART)?", read_every_named),
    rule("(?P<plural>(?P<weekday>WEEKDAYS))", read_every_named),
    rule(f"{_EVERY} (?P<month>MONTH)", read_every_named),
    rule(f"{_EVERY} (?P<season>SEASON)", read_every_named),
    rule(f"{_EVERY} (?P<part>PART)", read_every_named),
    rule("(?:every)? (?P<weekends>weekends)", read_every_named),
    rule(
        "(?P<word>hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annual|annually|biennial|semiannual)",
        read_adverb,
    ),
)
