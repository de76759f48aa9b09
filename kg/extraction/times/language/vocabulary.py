"""The words of the grammar by class: months, weekdays, units, numbers, and the words that may stand around a year.

Nothing is computed here; a word may be in several classes. All are in lower case; those of CAPITALISED count only when
written with a capital ("may", "march", "sat" are ordinary words).
"""

from __future__ import annotations


def _numbered(names: str, first: int = 0) -> dict[str, int]:
    """Return a number for each name, counted from `first`; names of one thing are joined by slashes."""
    return {name: number for number, group in enumerate(names.split(), first) for name in group.split("/")}


def word_list(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written with spaces between them."""
    return tuple(words.split())


def word_set(words: str) -> frozenset[str]:
    """Return the set of the words that are written with spaces between them."""
    return frozenset(words.split())


MONTHS = _numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct"
    " november/nov december/dec",
    first=1,
)
AMBIGUOUS_MONTHS = word_set("may march april june august jan mar dec sep apr jun jul")
"""Months that are also names of people or other words, so that alone they need a word of time beside them."""

WEEKDAYS = _numbered(
    "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun"
)
ABBREVIATIONS = frozenset(
    name for name in (*MONTHS, *WEEKDAYS) if len(name) <= 5 and name not in ("march", "april", "may", "june", "july")
)
"""The short forms of months and weekdays, which may bear a full stop."""

FULL_WEEKDAYS = tuple(name for name in WEEKDAYS if name.endswith("day"))
CAPITALISED = word_set("may march mar jan dec sep apr jun jul aug sun sat mon wed tue fri thu august est et")

PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = word_list("second minute hour day week fortnight month quarter year decade century weekend")
PERIODS = word_list("day week month quarter year decade century weekend")
PLURALS = {("centuries" if unit == "century" else f"{unit}s"): unit for unit in UNITS}

CARDINALS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
) | {
    word: 10 * number for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
DECADES = _numbered("twenties thirties forties fifties sixties seventies eighties nineties", first=2)
ZONES = word_list("gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et ist jst msk kst local")

NOT_A_WEEKDAY_BEFORE = word_set("black bloody super good ash palm cyber casual sheffield holy giving easter maundy")
NOT_A_WEEKDAY_AFTER = word_set("times telegraph mirror express mail herald post world sport league club")

QUANTITIES = word_set(
    "people persons troops soldiers civilians women men children workers employees jobs homes houses miles kilometers"
    " kilometres km metres meters feet acres hectares tons tonnes pounds kilograms kg dollars euros rupees yuan yen"
    " percent units copies members residents families victims refugees migrants protesters demonstrators students"
    " police officers villagers villages votes points calories barrels megawatts mw cases deaths patients rpm hz mph"
    " volts seats rooms square cubic million billion thousand"
)
"""Words after a four-digit number that make it a quantity."""

NUMBERED = word_set(
    "page pages no number numbers room flight highway route section article resolution windows boeing channel apollo"
    " area building formula act bill proposition iso version model line suite box code"
)
"""Words before a four-digit number that make it a name."""

YEAR_NOUNS = word_set(
    "levels elections games olympics figures results prices season sales earnings profits revenues accords talks"
    " hearings championships awards floods riots attacks protests estimates rates"
)
"""Plural nouns before which even a round number is a year ("10% of 2000 levels")."""

YEAR_PREPOSITIONS = word_set(
    "in since from to until till by of for during after before between and through throughout late early mid circa or"
    " around about as year"
)
