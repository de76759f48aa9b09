"""References without a date: "now" -> PRESENT_REF, "in the past" -> PAST_REF, "the coming weeks" -> FUTURE_REF."""

from __future__ import annotations

from kg.extraction.times.language.context import Context
from kg.extraction.times.language.grammar import expression
from kg.extraction.times.language.lexer import NAME, OTHER
from kg.extraction.times.language.reading import Parts, Reading
from kg.extraction.times.language.vocabulary import word_set

_PAST, _PRESENT, _FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
_ADVERBS = {
    "now": _PRESENT,
    "currently": _PRESENT,
    "nowadays": _PRESENT,
    "presently": _PRESENT,
    "recently": _PAST,
    "lately": _PAST,
    "soon": _FUTURE,
    "someday": _FUTURE,
}
_SOON_AFTER = frozenset(("as", "after", "afterward", "afterwards", "thereafter"))
_NOUNS = {"past": _PAST, "present": _PRESENT, "future": _FUTURE}
_PLACING = word_set("in into from of for at until to about on as and or")
_MOMENT_ENDS = word_set("of when that he she they it the a")


def read_adverb(parts: Parts, context: Context) -> Reading | None:
    """Read "now", "currently", "more recently", "soon"; not "now-defunct", "now and again", "as soon as"."""
    word, before, after = parts.words("word")[-1], parts.before(), parts.after()
    if "-" in (before, after) or (word == "soon" and (before in ("as", "too", "how", "so") or after in _SOON_AFTER)):
        return None
    if word == "now" and (before == "every" or (after == "and" and parts.after(2) in ("again", "then"))):
        return None
    return Reading("DATE", _ADVERBS[word])


def read_moment(parts: Parts, context: Context) -> Reading | None:
    """Read "at the moment"; not "at the moment of truth", "the moment he left"."""
    return None if parts.after() in _MOMENT_ENDS or parts.name_after() else Reading("DATE", _PRESENT)


def read_noun(parts: Parts, context: Context) -> Reading | None:
    """Read "in the past", "the near future", "at present"; not "the past president", "the future of the town"."""
    word, behind = parts.words("word")[-1], parts.tokens.code(parts.last + 1)
    if parts.before() not in _PLACING or parts.after() in ("of", "-"):
        return None
    if behind == NAME or (behind == OTHER and word != "future"):
        return None
    return Reading("DATE", _NOUNS[word])


def read_vague(parts: Parts, context: Context) -> Reading | None:
    """Read "recent weeks" -> PAST_REF, "these days" -> PRESENT_REF, "the coming months" -> FUTURE_REF."""
    which = parts.word("which")
    if which == "these":
        return Reading("DATE", _PRESENT) if parts.word("unit") == "days" and "ahead" not in parts else None
    return Reading("DATE", _PAST if "recent" in which else _FUTURE)


RULES = (
    expression(
        "(?P<word>right? now|currently|nowadays|presently|(?:very|most|more)? recently|lately|very? soon|someday)",
        read_adverb,
        "The minister is currently in Oslo.",
        "time: currently = DATE PRESENT_REF",
    ),
    expression(
        "(?<=at|for) (?P<word>the moment)",
        read_moment,
        "The border is closed at the moment.",
        "time: the moment = DATE PRESENT_REF",
    ),
    expression(
        "(?P<word>the (?:recent|distant|very? near|foreseeable)? (?:past|future)|the present)",
        read_noun,
        "The treaty is a thing of the recent past.",
        "time: the recent past = DATE PAST_REF",
    ),
    expression(
        "(?P<word>the present) day",
        read_noun,
        "The custom survives to the present day.",
        "time: the present day = DATE PRESENT_REF",
    ),
    expression(
        "(?<=in) (?P<word>future) (?=MARK)",
        read_noun,
        "The club wants to avoid this in future.",
        "time: future = DATE FUTURE_REF",
        rare="British for from now on",
    ),
    expression(
        "(?<=at) (?P<word>present) (?=MARK)",
        read_noun,
        "The border is closed at present.",
        "time: present = DATE PRESENT_REF",
        rare="official statements",
    ),
    expression(
        "(?P<which>(?:the|these)? (?:most|more)? recent|these|the? coming) (?P<unit>UNITS)",
        read_vague,
        "The price has doubled in recent months.",
        "time: recent months = DATE PAST_REF",
    ),
    expression(
        "(?P<which>the) (?P<unit>UNITS) (?P<ahead>ahead|to come)",
        read_vague,
        "The price will double in the months ahead.",
        "time: the months ahead = DATE FUTURE_REF",
    ),
)
