"""What stands behind a verb: in goes a statement, out come its object and its roles in the order of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.lexicon import load_table
from kg.model import AnnotatedDocument, Argument, RoleArgument, Statement, Time
from kg.wording.names import Names
from kg.wording.phrases import clean_phrase
from kg.wording.times import hangs, time_in_words
from kg.wording.wording import Piece

_CORE = frozenset({"theme", "recipient", "goal", "content", "attribute", "co-agent", "beneficiary", "source", "topic"})
_OPENERS = frozenset({"if", "unless", "until", "once", "except", "without", "provided", "lest", "only"})
"""What must not be left out: without it the statement would say more than the text."""
_SUBORDINATORS = frozenset(
    {
        "because",
        "when",
        "while",
        "as",
        "after",
        "before",
        "since",
        "although",
        "though",
        "so that",
        "whereas",
        "until",
        "once",
    }
)
_DISCOURSE = re.compile(
    r"^(?:(?:in|at|from|on) (?:that|this|a|the|some|any) (?:sense|ways?|regard|case|respect|point|time|moment|note|front)"
    r"|by the way|in the (?:days|weeks|months|years|meantime)|in turn|in fact|for example|for instance|of course|in addition"
    r"|on the other hand|at first|as well|in short|however"
    r"|so far|in the meantime|in other words|after all|at least|at all|in general|on the one hand|in particular|in return)$",
    re.IGNORECASE,
)


CUT = "…"
"""What hangs where a phrase ends too early."""
RESTRICTS = re.compile(r"\s+(?:who|that|which|whose)\b")
"""Behind a noun: a clause without a comma, that tells which of them are meant."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that stands behind the verb: where it stood in the text, its words, and whether it may be left out."""

    start: int
    piece: Piece
    marker: str
    hanging: str | None
    core: bool
    last: bool = False
    timed: bool = False


class Placing:
    """Puts the objects and roles of one document's statements in order."""

    def __init__(self, annotated: AnnotatedDocument, names: Names) -> None:
        self.text = annotated.document.text
        self.names = names
        self.times = {time.id: time for time in annotated.times}
        self._times = annotated.times
        self._attributions = {one.id: one for one in annotated.attributions}
        self._annotated = annotated

    @cached_property
    def _siblings(self) -> Mapping[tuple[int, int | None, int], str]:
        return _siblings_of(self._annotated)

    def chains_of(self, argument: Argument) -> frozenset[int]:
        """Return the number of the chain that an argument names, and of those that it stands for."""
        chain = self.names.chain_of(argument)
        return frozenset() if chain is None else frozenset({chain.id, *chain.members})

    def light_theme(self, statement: Statement) -> RoleArgument | None:
        """Return the noun that a light verb goes with, with its article and adjectives; None for another verb."""
        if statement.rule != "light-verb":
            return None
        return next((one for one in statement.arguments if one.role == "theme" and one.marker is None), None)

    def behind(
        self, statement: Statement, object_: Argument | None, known: Collection[int], link: str, at: int
    ) -> Iterable[Placed]:
        """Yield what stands behind the verb: first what stood before it without a preposition, then in the order of the text."""
        items: list[Placed] = []
        if object_ is not None:
            named = self.names.of(object_, known)
            marker = link or (self._before(statement, object_) if object_.start >= spans_of(statement)[0][0] else "")
            goes_on = any(0 < one.start - object_.end < 9 for one in statement.arguments)
            cut = (
                not goes_on and object_.end > spans_of(statement)[-1][0] and _is_cut(self.text, object_.end, named.text)
            )
            between = self.text[spans_of(statement)[-1][1] : object_.start]
            cut = cut or re.search(r"(?:\s-\s|[–—:;])\s*$", between) is not None
            cut = cut or (statement.polarity == "negated" and RESTRICTS.match(self.text, object_.end) is not None)
            hanging = named.hanging or (CUT if cut else None)
            items.append(Placed(object_.start, Piece(named.text, "object", named.chain), marker, hanging, core=True))
        dated = False
        if object_ is not None:
            known = {*known, *self.chains_of(object_)}
        for argument in statement.arguments:
            if object_ is not None and argument.start < object_.end and object_.start < argument.end:
                continue
            if is_inside(argument, statement) or self._is_told_already(argument, statement):
                continue
            if argument.role == "time":
                one = self._time(statement, argument, known)
                dated = dated or (one is not None and argument.value is not None)
            else:
                one = self._role(statement, argument, known)
            if one is not None:
                items.append(one)
        if not dated:
            late = self._date(statement)
            if late is not None:
                items.append(late)
        return self._in_order(statement, items, at)

    def _in_order(self, statement: Statement, items: list[Placed], at: int) -> Iterable[Placed]:
        """Yield what stood before the verb without a preposition, the rest as in the text, dates, and clauses at the end."""
        first = spans_of(statement)[0][0]
        kept = [one for one in items if one.core or one.last or one.marker or one.start >= first]
        begins = [one for one in kept if one.start < at and not one.marker and not one.last and not one.timed]
        if statement.rule == "passive-agent":
            begins = [one for one in begins if one.start > first and one.piece.kind != "object"]
        others = [one for one in kept if one not in begins and not one.last]
        behind = sorted((one for one in others if one.start >= at), key=lambda one: one.start)
        ordered = [*begins, *behind, *(one for one in others if one.start < at)]
        clausal = [one for one in ordered if one.marker in _SUBORDINATORS | _OPENERS - {"without", "except", "only"}]
        dates = {one.piece.text: one for one in kept if one.last}
        return (*(one for one in ordered if one not in clausal), *dates.values(), *clausal)

    def _is_told_already(self, argument: RoleArgument, statement: Statement) -> bool:
        """Tell a light verb's noun that the predicate's words hold already."""
        if argument is not self.light_theme(statement) or argument.start < statement.subject.end:
            return False
        return argument.head in (statement.predicate.text or "").split()

    def _role(self, statement: Statement, argument: RoleArgument, known: Collection[int]) -> Placed | None:
        marker = self._marker(statement, argument)
        if not marker and re.match(r"(that|which|who|where)\b", argument.text) and argument.role != "content":
            return None
        if marker == "as" and re.search(r"\b(said|says|say|put|noted|told|wrote)\b", argument.text):
            return None
        if argument.role in ("manner", "other") and _DISCOURSE.match(f"{marker} {argument.text}".strip()):
            return None
        if marker in _SUBORDINATORS | _OPENERS and marker not in ("as", "since", "without", "except", "only"):
            named = self.names.phrase(argument.start, argument.end, None, argument.head, known)
        else:
            named = self.names.of(argument, known)
        text = named.text.removeprefix(f"{marker} ") if marker else named.text
        core = argument.role in _CORE or marker in _OPENERS or any(marker.startswith(f"{one} ") for one in _OPENERS)
        cut = argument.end > spans_of(statement)[-1][0] and _is_cut(self.text, argument.end, text)
        if not text or (cut and argument.role != "theme"):
            return None
        return Placed(argument.start, Piece(text, "role", named.chain), marker, named.hanging, core)

    def _marker(self, statement: Statement, argument: RoleArgument) -> str:
        """Return the preposition of an argument with its second half ("out of", "because of"), "and" between two of a list."""
        before = self.text[max(0, argument.start - 24) : argument.start]
        if argument.marker is None:
            listed = argument.role not in (
                "theme",
                "content",
                "attribute",
                "manner",
                "quantity",
                "recipient",
                "purpose",
            )
            if listed and re.search(r"(,|,?\s+and)\s+$", before):
                return "and"
            return self._before(statement, argument) if argument.start > spans_of(statement)[-1][1] else ""
        found = re.search(
            rf"\b({re.escape(argument.marker)}\s+(?:of|on|from|to|with|as|than))\s+$", before, re.IGNORECASE
        )
        return " ".join((found[1] if found else argument.marker).lower().split())

    def _time(self, statement: Statement, argument: RoleArgument, known: Collection[int]) -> Placed | None:
        inside = [time for time in self._times if argument.start <= time.start and time.end <= argument.end]
        whole = not inside or 2 * (inside[0].end - inside[0].start) > argument.end - argument.start
        if argument.value is not None and len(inside) <= 1 and whole:
            value = self._interval(argument)
            if (statement.time.value or "").startswith(f"{value}/"):
                value = statement.time.value or value
            words = time_in_words(value, argument.marker, inside[0] if inside else None)
            if words is not None:
                return Placed(argument.start, Piece(words, "role"), "", None, core=False, last=True)
        marker = "" if argument.marker is None else self._marker(statement, argument)
        text = clean_phrase(argument.text)
        if hangs(f"{marker} {text}") and len(text.split()) <= 4:
            return None
        named = self.names.phrase(argument.start, argument.end, None, argument.head, known)
        if re.search(rf"\w {re.escape(marker)}\b", named.text):
            marker = ""  # "one day before he left": the clause is in it, with its own word
        piece = Piece(named.text, "role")
        return Placed(argument.start, piece, marker, named.hanging, core=marker in _OPENERS, timed=True)

    def _interval(self, argument: RoleArgument) -> str:
        """Return the value of a time, with its end where one follows: "from January 15 to 17"."""
        behind = re.match(r"\s+(?:to|until|through)\s+", self.text[argument.end :])
        if behind is None or (argument.marker or "").lower() != "from":
            return argument.value or ""
        end = next((time.value for time in self._times if time.start == argument.end + behind.end()), None)
        return f"{argument.value}/{end}" if end is not None else argument.value or ""

    def _date(self, statement: Statement) -> Placed | None:
        """Return the time that the sentence gives where none of the arguments does."""
        if statement.time.value is None or statement.time.id is None:
            return None
        time: Time = self.times[statement.time.id]
        if any(one.start <= time.start and time.end <= one.end for one in _phrases(statement)):
            return None
        if any(not (start <= time.start < end) for start, end in self._content_of(statement)):
            return None
        before = self.text[: time.start].rstrip().rpartition(" ")[2].lower()
        words = time_in_words(statement.time.value, before, time)
        return None if words is None else Placed(time.start, Piece(words, "role"), "", None, core=False, last=True)

    def _content_of(self, statement: Statement) -> list[tuple[int, int]]:
        """Return where what is credited stands; a date outside it says when it was said."""
        credit = None if statement.attribution is None else self._attributions[statement.attribution]
        return [] if credit is None else [(credit.content.start, credit.content.end)]

    def _before(self, statement: Statement, argument: Argument) -> str:
        """Return the preposition right before an argument, for a later one of a list that before the first."""
        before = self.text[: argument.start].rstrip()
        word = before.rpartition(" ")[2].strip("“\"'‘(").lower()
        start = len(before) - len(word)
        if any(one <= start < other for one, other in spans_of(statement)) or word not in prepositions():
            if word in ("and", "or", "but") or before.endswith(","):
                return self._siblings.get((statement.sentence, statement.predicate.start, argument.start), "")
            return ""
        return word


def spans_of(statement: Statement) -> list[tuple[int, int]]:
    """Return the pieces of a predicate; where no word carries it, the place behind its subject."""
    predicate = statement.predicate
    if predicate.start is None or predicate.end is None:
        return [(statement.subject.end, statement.subject.end)]
    return list(predicate.parts or [(predicate.start, predicate.end)])


def is_inside(argument: RoleArgument, statement: Statement) -> bool:
    """Tell whether an argument is among the words of the predicate: "allegations" in "made allegations against"."""
    return any(start <= argument.start and argument.end <= end for start, end in spans_of(statement)) and bool(
        statement.predicate.parts is None
        or len(statement.predicate.parts) < 2
        or argument.start >= statement.subject.start
    )


def _phrases(statement: Statement) -> Iterable[Argument]:
    return (one for one in (statement.subject, statement.object, *statement.arguments) if one is not None)


def prepositions() -> Mapping[str, object]:
    """Return the prepositions that the lexicon knows."""
    table: Mapping[str, object] = load_table("prepositions")["roles"]
    return table


def _siblings_of(annotated: AnnotatedDocument) -> dict[tuple[int, int | None, int], str]:
    """Return for the later members of a list the preposition that stands before its first one."""
    groups: dict[tuple[int, int | None, int], list[Statement]] = {}
    for statement in annotated.statements:
        if statement.object is not None and statement.predicate.start is not None:
            key = (statement.sentence, statement.predicate.start, statement.subject.start)
            groups.setdefault(key, []).append(statement)
    found: dict[tuple[int, int | None, int], str] = {}
    for (sentence, start, _), members in groups.items():
        objects = sorted({one.object.start for one in members if one.object is not None})
        if len(objects) < 2:
            continue
        before = annotated.document.text[: objects[0]].rstrip().rpartition(" ")[2].lower()
        if before in prepositions():
            found.update({(sentence, start, place): before for place in objects[1:]})
    return found


def _is_cut(text: str, end: int, phrase: str) -> bool:
    """Tell a noun that means nothing without the clause behind it: "a way" in "in a way that no other can"."""
    bare = re.sub(r"^(?:the|a|an|some|any|this|that|these|those|such) ", "", phrase)
    return (
        len(bare.split()) == 1
        and bare.islower()
        and re.match(r"\s+(?:that|which|who|whom|whose|where|when|of)\b", text[end : end + 9]) is not None
    )
