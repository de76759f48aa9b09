"""The words of the grammar by class: months, weekdays, units, numbers, and the words that may stand around a year.

Nothing is computed here; a word may be in several classes. All are in lower case; those of CAPITALISED count only when written
with a capital ("may", "march", "sat" are ordinary words).
"""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
ABBREVIATED_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
AMBIGUOUS_MONTHS = frozenset(
    {"may", "march", "april", "june", "august", "jan", "mar", "dec", "sep", "apr", "jun", "jul"}
)
"""Months that are also names of people or other words, so that alone they need a word of time beside them."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
CAPITALISED = frozenset("may march mar jan dec sep apr jun jul aug sun sat mon wed tue fri thu august est et".split())

PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = "second minute hour day week fortnight month quarter year decade century weekend".split()
PLURALS = {"centuries": "century"} | {f"{unit}s": unit for unit in UNITS if unit != "century"}

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
ZONES = "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et ist jst msk kst local".split()

NOT_A_WEEKDAY_BEFORE = frozenset(
    "black bloody super good ash palm cyber casual sheffield holy giving easter maundy".split()
)
NOT_A_WEEKDAY_AFTER = frozenset("times telegraph mirror express mail herald post world sport league club".split())

QUANTITIES = frozenset(
    """people persons troops soldiers civilians women men children workers employees jobs homes houses miles kilometers
    kilometres km metres meters feet acres hectares tons tonnes pounds kilograms kg dollars euros rupees yuan yen percent
    units copies members residents families victims refugees migrants protesters demonstrators students police officers
    villagers villages votes points calories barrels megawatts mw cases deaths patients rpm hz mph volts seats rooms
    square cubic million billion thousand""".split()
)
"""Words after a four-digit number that make it a quantity."""

NUMBERED = frozenset(
    """page pages no number numbers room flight highway route section article resolution windows boeing channel apollo
    area building formula act bill proposition iso version model line suite box code""".split()
)
"""Words before a four-digit number that make it a name."""

YEAR_NOUNS = frozenset(
    """levels elections games olympics figures results prices season sales earnings profits revenues accords talks
    hearings championships awards floods riots attacks protests estimates rates""".split()
)
"""Plural nouns before which even a round number is a year ("10% of 2000 levels")."""

YEAR_PREPOSITIONS = frozenset(
    """in since from to until till by of for during after before between and through throughout late early mid circa or
    around about as year""".split()
)
