"""Statements as columns: in go the statements of all documents, out come lists of small numbers, one list a field.

A column holds numbers of strings, things, documents or days; -1 and None stand for "there is none".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import AnnotatedDocument, Argument, Attribution, RoleArgument, Statement
from kg.view.days import day_of, days_of_value
from kg.view.strings import NONE, Strings
from kg.view.things import Things

POLARITIES = ("affirmed", "negated", "unknown")
MODALITIES = ("actual", "possible", "intended", "conditional", "unknown")
KINDS = ("clause", "noun", "name", "report")
ARROW_ROLES = (
    *("theme", "recipient", "goal", "beneficiary", "co-agent", "location", "source", "topic"),
    *("attribute", "purpose", "cause", "instrument", "other"),
)
NEGATIVE = re.compile(
    r"\b(no|not|never|nor|neither|none|nothing|nobody|cannot|without|hardly|unable|lack\w*|fail\w*|refus\w*|declin\w*"
    r"|den(y|ies|ied|ying)|reject\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that by themselves tell a reader that something is not so."""

UNNAMED_SOURCE = "a source that is not named"

FIELDS = (
    *(
        "document",
        "sentence",
        "kind",
        "subject",
        "object",
        "beside",
        "words",
        "relation",
        "lemma",
        "canonical",
        "credit",
    ),
    *("polarity", "modality", "time", "earliest", "days", "confidence"),
)

Voice = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a statement's arrow, its words, and the nameless thing that it is about as well."""

    subject: int | None
    object: int | None
    object_label: str | None
    words: str
    beside: int | None = None


@dataclass(slots=True)
class StatementColumns:
    """The fields of all statements, a list each; `voices` are the sources, `credits` their combinations."""

    strings: Strings
    things: Things
    columns: dict[str, list[int | None]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    ids: list[str] = field(default_factory=list)
    ends: list[Ends] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    voices: list[tuple[int, int]] = field(default_factory=list)
    credits: list[list[int]] = field(default_factory=lambda: [[]])
    _voice_number: dict[tuple[str, int | str], int] = field(default_factory=dict)
    _credit_number: dict[tuple[int, ...], int] = field(default_factory=lambda: {(): 0})

    def append(self, place: int, annotated: AnnotatedDocument, statement: Statement) -> None:
        """Add one statement of the document that stands at `place`."""
        ends = ends_of(annotated, statement, self.things)
        self.ids.append(statement.id)
        self.ends.append(ends)
        predicate = statement.predicate
        self.relations.append(predicate.relation or predicate.lemma)
        earliest, latest = interval_of(annotated, statement)
        row: dict[str, int | None] = {
            "document": place,
            "sentence": statement.sentence,
            "kind": KINDS.index(statement.kind),
            "subject": self._end(ends.subject, statement.subject.label),
            "object": self._end(ends.object, ends.object_label),
            "beside": NONE if ends.beside is None else ends.beside,
            "words": self.strings.number(ends.words),
            "relation": self.strings.number(predicate.relation or predicate.lemma),
            "lemma": self.strings.number(predicate.lemma) if predicate.inverse else NONE,
            "canonical": int(predicate.relation is not None)
            + int(predicate.relation is not None and predicate.inverse),
            "credit": self._credit(annotated, statement),
            "polarity": POLARITIES.index(statement.polarity),
            "modality": MODALITIES.index(statement.modality),
            "time": self.strings.number(statement.time.value),
            "earliest": earliest,
            "days": None if earliest is None or latest is None else latest - earliest,
            "confidence": round(statement.confidence * 100),
        }
        for name, value in row.items():
            self.columns[name].append(value)

    def _end(self, thing: int | None, label: str | None) -> int:
        """Return a thing's number; for other words one below NONE, made of their string's."""
        if thing is not None:
            return thing
        return NONE if label is None else NONE - 1 - self.strings.number(label)

    def _credit(self, annotated: AnnotatedDocument, statement: Statement) -> int:
        """Return the number of a statement's combination of sources, 0 for the article's own voice."""
        numbers = []
        for attribution in attributions_of(annotated, statement):
            thing, label = voice_of(annotated, attribution, self.things)
            key: tuple[str, int | str] = ("entity", thing) if thing is not None else ("label", label.casefold())
            if key not in self._voice_number:
                self._voice_number[key] = len(self.voices)
                self.voices.append((NONE if thing is None else thing, self.strings.number(label)))
            numbers.append(self._voice_number[key])
        credit = tuple(dict.fromkeys(numbers))
        if credit not in self._credit_number:
            self._credit_number[credit] = len(self.credits)
            self.credits.append(list(credit))
        return self._credit_number[credit]


def attributions_of(annotated: AnnotatedDocument, statement: Statement) -> Iterator[Attribution]:
    """Yield the attributions that hold a statement, innermost first."""
    number, by_id, seen = statement.attribution, {item.id: item for item in annotated.attributions}, set[int]()
    while number is not None and number not in seen:
        seen.add(number)
        yield by_id[number]
        number = by_id[number].parent


def voice_of(annotated: AnnotatedDocument, attribution: Attribution, things: Things) -> Voice:
    """Return the entity that is credited, or None, and the name to show for it."""
    thing = things.of_argument(annotated.document.id, attribution.source)
    if thing is not None and things.is_entity(thing):
        return thing, things.entities[thing].label
    return None, attribution.source.label if attribution.source else UNNAMED_SOURCE


def ends_of(annotated: AnnotatedDocument, statement: Statement, things: Things) -> Ends:
    """Find what a statement's arrow joins: its subject with its object, or with the next argument that is an entity."""
    document = annotated.document.id
    subject = things.of_argument(document, statement.subject)
    words = predicate_words(statement)
    candidates: Sequence[Argument] = [
        *([statement.object] if statement.object else []),
        *sorted(
            (argument for argument in statement.arguments if argument.role in ARROW_ROLES),
            key=lambda argument: ARROW_ROLES.index(argument.role),
        ),
    ]
    known = [(argument, things.of_argument(document, argument)) for argument in candidates]
    named = [(argument, thing) for argument, thing in known if things.is_entity(thing) and thing != subject]
    chosen, thing = next(iter(named + [pair for pair in known if pair[1] is not None] + known), (None, None))
    if chosen is None:
        content = next((argument for argument in statement.arguments if argument.role == "content"), None)
        return Ends(subject, None, content.label if content else None, words)
    if statement.object is not None and chosen is not statement.object:
        words = f"{words} {statement.object.label}"
    if isinstance(chosen, RoleArgument) and chosen.marker and not words.endswith(f" {chosen.marker}"):
        words = f"{words} {chosen.marker}"
    about = (one for argument, one in known[:2] if argument is statement.object or is_theme(argument))
    beside = next((one for one in about if one is not None and one != thing and not things.is_entity(one)), None)
    return Ends(subject, thing, chosen.label, words, beside)


def predicate_words(statement: Statement) -> str:
    """Return the words of a statement's predicate, for a denied one never without a "not".

    In "Moscow denied that it supplies missiles" they are "not: supplies": nobody may take it for what it denies.
    """
    words = statement.predicate.text or statement.predicate.lemma
    phrases = [argument.text for argument in (statement.subject, statement.object) if argument]
    if statement.polarity == "negated" and not NEGATIVE.search(" ".join((words, *phrases))):
        return f"not: {words}"
    return words


def is_theme(argument: Argument) -> bool:
    """Tell whether an argument is what a statement is about beside its object."""
    return isinstance(argument, RoleArgument) and argument.role == "theme"


def interval_of(annotated: AnnotatedDocument, statement: Statement) -> tuple[int | None, int | None]:
    """Return first and last day of a statement's time, as far as it has them; a document's date does not stand in."""
    expression = next((time for time in annotated.times if time.id == statement.time.id), None)
    if expression is not None and statement.time.id is not None:
        earliest, latest = day_of(expression.earliest), day_of(expression.latest)
        if earliest is not None or latest is not None:
            return (latest if earliest is None else earliest), (earliest if latest is None else latest)
    return days_of_value(statement.time.value)
