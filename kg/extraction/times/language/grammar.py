"""The small language in which the rules for time expressions are written, and what a rule gives.

A rule's pattern is a regular expression over whole tokens: a lower-case word stands for itself, a name in capitals for
a class or a pattern of `CLASSES`, `(?P<day>DAY)` names a part, white space means nothing. So
`expression("the day before yesterday", read, …)` finds those four words, however they are spaced or wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.extraction.rules import Rule, add_rule, name_of
from kg.extraction.times.language import vocabulary as words
from kg.extraction.times.language.context import Context
from kg.extraction.times.language.lexer import BREAK, NAME, OTHER
from kg.extraction.times.language.reading import Parts, Reading

VOCABULARY: dict[str, str] = {}
"""The code of each word that the grammar knows; filled by the patterns, read by the lexer."""

_FIRST_CODE = 0x100
_PATTERN_PIECE = re.compile(r"\{\d+,\d+\}|\(\?P<\w+>|\(\?(?:[:=!]|<[=!])|[A-Z][A-Z0-9_]*|'?[a-zé]+|\s+|.")
_LITERAL_MARKS = {",": ",", "-": "-", "/": "/", "'": "'"}


def _code(word: str) -> str:
    return VOCABULARY.setdefault(word, chr(_FIRST_CODE + len(VOCABULARY)))


def one_of(members: Iterable[str], codes: str = "") -> str:
    """Return the class of some words, and of some codes that are no words."""
    return "[" + "".join(_code(word) for word in members) + codes + "]"


def expand(pattern: str) -> str:
    """Return the regular expression over codes that a pattern stands for; an unknown class raises KeyError."""
    pieces = []
    for piece in _PATTERN_PIECE.findall(pattern):
        if piece.startswith(("(?", "{")):
            pieces.append(piece)
        elif piece == "'s":
            pieces.append("s")
        elif piece[0].isupper():
            pieces.append(CLASSES[piece])
        elif piece[0].islower():
            pieces.append(_code(piece))
        elif piece in _LITERAL_MARKS:
            pieces.append(_code(_LITERAL_MARKS[piece]))
        elif not piece.isspace():
            pieces.append(piece)
    return "".join(pieces)


CLASSES: dict[str, str] = {
    "MONTH": one_of(words.MONTHS),
    "WEEKDAY": one_of(words.WEEKDAYS),
    "WEEKDAYS": one_of(f"{day}s" for day in words.WEEKDAYS if len(day) > 5),
    "PART": one_of(words.PARTS_OF_DAY),
    "PARTS": one_of(f"{part}s" for part in words.PARTS_OF_DAY),
    "SEASON": one_of(words.SEASONS),
    "UNIT": one_of(words.UNITS),
    "PERIOD": one_of(words.PERIODS),
    "UNITS": one_of(words.PLURALS),
    "WORD_NUMBER": one_of([*words.CARDINALS, *words.MULTIPLIERS]),
    "ORDINAL": one_of(words.ORDINALS, "o"),
    "NTH": "o",
    "DAY": "[123o]",
    "HOUR": "[12]",
    "YEAR": "y",
    "SHORT_YEAR": "v",
    "MULTIPLIER": one_of(words.MULTIPLIERS),
    "NUMBER": "[01239y]",
    "FRACTION": "f",
    "CLOCK": "c",
    "MILITARY": "[yt]",
    "HALF_DAY": "m",
    "OCLOCK": "k",
    "ISO": "i",
    "NUMERIC": "n",
    "ATTACKS": "e",
    "DECADE": "d",
    "DECADES": one_of(words.DECADES),
    "PART_CODE": "q",
    "ZONE": one_of(words.ZONES),
    "DOT": _code("."),
    "LPAR": _code("("),
    "RPAR": _code(")"),
    "LBRACKET": _code("["),
    "RBRACKET": _code("]"),
    "MARK": one_of(words.word_list(", . ; : ) - ! ? \" ” ’ '"), BREAK),
    "NAME": NAME,
    "OTHER": OTHER,
    "LINK": one_of(("in", "at", "when", "and", "but", "as", "for", "on", "to", "by", "while", "that", "with", "from")),
}
"""What a name in capitals stands for in a pattern."""

_PATTERNS = {
    "CARDINAL": "NUMBER|LBRACKET? WORD_NUMBER (?:-? WORD_NUMBER){0,7} RBRACKET?",
    "ABOUT": "about|around|approximately|roughly|some|nearly|almost|under|over|exactly",
    "MORE": "(?:just|well|slightly)? (?:over|under)|(?:little|slightly)? (?:more|less|fewer|longer) than"
    "|at (?:least|most)",
    "UPTO": "up to|no (?:more|less|longer) than|as (?:much|long|many|little) as|a? (?:minimum|maximum) of",
    "QUALIFIER": "MORE|UPTO|just? ABOUT",
    "FUZZY": "(?:a|the)? (?:few|couple of?|number of|handful of|matter of) MULTIPLIER?"
    "|(?:several|many|some|numerous|countless) MULTIPLIER?",
    "MASS": "the? (?:dozens|hundreds|thousands|millions|tens) of (?:thousands of|millions of)?",
    "HALF": "-? and? -? (?:a -? half|one - half)|FRACTION",
    "AMOUNT": "(?:a (?=MULTIPLIER))? CARDINAL HALF?|FRACTION|FUZZY|MASS",
    "EXTRA": "more|additional|further|consecutive|straight|full|long|whole|entire|extra|successive|business|working"
    "|solid|calendar|fiscal|short|other|such|or (?:so|more)|separate",
    "OR_SO": "(?P<loose>or (?:so|more|less))",
    "EDGE": "beginning|start|middle|end|close|midpoint|dawn|turn",
    "MOD": "very? (?:early|late) (?:in|on)?|mid -?|the? very? EDGE of",
    "SOONER": "(?:earlier|later) (?:in|on)?",
}
for _name, _pattern in _PATTERNS.items():
    CLASSES[_name] = f"(?:{expand(_pattern)})"


Reader = Callable[[Parts, Context], Reading | tuple[Reading, ...] | None]


@dataclass(frozen=True, slots=True)
class Expression:
    """A pattern and the function that reads its matches; None from the reader means that this is no time expression."""

    pattern: re.Pattern[str]
    read: Reader


def expression(pattern: str, read: Reader, example: str, gives: str, *, rare: str = "") -> Expression:
    """Return a row of the tables, its pattern in the language of this module, and write it down as a rule with its proof.

    `example` and `gives` are those of `kg.extraction.rules`: a sentence of 2024-05-08, and the line that this row makes of it.
    """
    found = Expression(re.compile(expand(pattern)), read)
    add_rule(Rule(f"{name_of(read)}: {pattern.strip()}", found, example, gives, None, rare))
    return found


_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}


def cardinal(written: list[str]) -> float | None:
    """Return the number that words or digits write ("twenty - five", "2 1/2", "three and a half"), None if vague."""
    total, found = 0.0, False
    for word in written:
        if word in words.MULTIPLIERS:
            total = max(total, 1) * words.MULTIPLIERS[word]
        elif word in words.CARDINALS:
            total += words.CARDINALS[word]
        elif word in _FRACTIONS:
            total += _FRACTIONS[word]
        elif word == "half":
            total += 0.5
        elif word[:1].isdigit():
            total += float(word.replace(",", ""))
        elif word in ("few", "couple", "several", "many", "some", "numerous"):
            return None
        else:
            continue
        found = True
    if written[-2:] == ["one", "half"] or written[-3:] == ["one", "-", "half"]:
        total -= 1
    return total if found else None


def ordinal(written: list[str]) -> int | None:
    """Return the number of an ordinal ("4th", "third", "twenty - first")."""
    total = 0
    for word in written:
        if word in words.ORDINALS:
            total += words.ORDINALS[word]
        elif word in words.CARDINALS:
            total += words.CARDINALS[word]
        elif digits := re.match(r"\d+", word):
            total += int(digits[0])
    return total or None


_MODS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "dawn": "START",
    "turn": "START",
    "mid": "MID",
    "middle": "MID",
    "midpoint": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
}
_COMPARISONS = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "over": "MORE_THAN",
    "more": "MORE_THAN",
    "longer": "MORE_THAN",
    "least": "EQUAL_OR_MORE",
    "minimum": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "maximum": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
}


def edge(parts: Parts) -> str | None:
    """Return the mod of a part named `mod`: START for "early", MID for "mid-", END for "the end of"."""
    return next((_MODS[word] for word in parts.words("mod") if word in _MODS), None)


def comparison(parts: Parts) -> str | None:
    """Return the mod of a part named `about` or `loose`: APPROX for "about" and "or so", MORE_THAN for "over"."""
    written = parts.words("about")
    if "loose" in parts:
        return {"more": "EQUAL_OR_MORE", "less": "EQUAL_OR_LESS"}.get(parts.words("loose")[-1], "APPROX")
    if written[:1] == ["no"]:
        return "EQUAL_OR_MORE" if "less" in written else "EQUAL_OR_LESS"
    if written[:1] == ["as"]:
        return "EQUAL_OR_MORE" if "little" in written else "EQUAL_OR_LESS"
    return next((_COMPARISONS[word] for word in written if word in _COMPARISONS), None)
