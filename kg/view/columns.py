"""Statements as columns: in go the statements of all documents, out come lists of small numbers, one list a field.

A column holds numbers of strings, things, documents or times; -1 stands for "there is none".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.graph.stated import Stated, Thing
from kg.graph.times import TimeNode
from kg.model import Role
from kg.schema.relations import Relations
from kg.view.strings import NONE, Strings
from kg.view.thing_numbers import ThingNumbers

POLARITIES = ("affirmed", "negated", "unknown")
MODALITIES = ("actual", "possible", "intended", "conditional", "unknown")
KINDS = ("clause", "noun", "name", "report")
ARROW_ROLES: tuple[Role, ...] = (
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
    *("document", "sentence", "kind", "subject", "object", "beside", "words", "relation", "canonical", "credit"),
    *("polarity", "modality", "time", "confidence"),
)


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
    numbers: ThingNumbers
    relations: Relations
    columns: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    ids: list[str] = field(default_factory=list)
    ends: list[Ends] = field(default_factory=list)
    predicates: list[str] = field(default_factory=list)
    times: dict[TimeNode, int] = field(default_factory=dict)
    voices: list[tuple[int, int]] = field(default_factory=list)
    credits: list[list[int]] = field(default_factory=lambda: [[]])
    _voice_number: dict[tuple[str, int | str], int] = field(default_factory=dict)
    _credit_number: dict[tuple[int, ...], int] = field(default_factory=lambda: {(): 0})

    def append(self, place: int, stated: Stated) -> None:
        """Add one statement of the document that stands at `place`."""
        ends = ends_of(stated, self.numbers, self.relations)
        self.ids.append(stated.id)
        self.ends.append(ends)
        self.predicates.append(stated.predicate)
        row = {
            "document": place,
            "sentence": stated.record.sentence,
            "kind": KINDS.index(stated.record.kind),
            "subject": self._end(ends.subject, stated.subject.label),
            "object": self._end(ends.object, ends.object_label),
            "beside": NONE if ends.beside is None else ends.beside,
            "words": self.strings.number(ends.words),
            "relation": self.strings.number(stated.predicate),
            "canonical": int(stated.is_relation),
            "credit": self._credit(stated),
            "polarity": POLARITIES.index(stated.polarity),
            "modality": MODALITIES.index(stated.modality),
            "time": self._time(stated),
            "confidence": round(stated.confidence * 100),
        }
        for name, value in row.items():
            self.columns[name].append(value)

    def _end(self, thing: int | None, label: str | None) -> int:
        """Return a thing's number; for other words one below NONE, made of their string's."""
        if thing is not None:
            return thing
        return NONE if label is None else NONE - 1 - self.strings.number(label)

    def _time(self, stated: Stated) -> int:
        if stated.time is None:
            return NONE
        node = TimeNode(stated.time, stated.mod, stated.earliest, stated.latest)
        return self.times.setdefault(node, len(self.times))

    def _credit(self, stated: Stated) -> int:
        """Return the number of a statement's combination of sources, 0 for the article's own voice."""
        sources = (stated.source, *stated.via) if stated.credited else ()
        credit = tuple(dict.fromkeys(self._voice(stated.document.id, source) for source in sources))
        if credit not in self._credit_number:
            self._credit_number[credit] = len(self.credits)
            self.credits.append(list(credit))
        return self._credit_number[credit]

    def _voice(self, document: str, source: Thing | None) -> int:
        """Return the number of a source; what is no entity is the same source wherever it is called the same."""
        label = UNNAMED_SOURCE if source is None else source.label
        thing = None if source is None else self.numbers.of_thing(document, source)
        named = thing if self.numbers.is_entity(thing) else None
        key: tuple[str, int | str] = ("label", label.casefold()) if named is None else ("entity", named)
        if key not in self._voice_number:
            self._voice_number[key] = len(self.voices)
            self.voices.append((NONE if named is None else named, self.strings.number(label)))
        return self._voice_number[key]


def ends_of(stated: Stated, numbers: ThingNumbers, relations: Relations) -> Ends:
    """Find what a statement's arrow joins: its subject with its object, or with the next argument that is an entity."""
    words = predicate_words(stated, relations)
    subject = numbers.of_thing(stated.document.id, stated.subject)
    markers = [argument.marker for argument in stated.record.arguments]
    roles = [(role, thing, marker) for (role, thing), marker in zip(stated.arguments, markers, strict=True)]
    fillers: list[tuple[Role | None, Thing, str | None]] = [
        *([(None, stated.object, None)] if stated.object is not None else []),
        *sorted((one for one in roles if one[0] in ARROW_ROLES), key=lambda one: ARROW_ROLES.index(one[0])),
    ]
    known = [(filler, numbers.of_thing(stated.document.id, filler[1])) for filler in fillers]
    named = [(filler, number) for filler, number in known if numbers.is_entity(number) and number != subject]
    chosen = next(iter(named + [pair for pair in known if pair[1] is not None] + known), None)
    if chosen is None:
        return Ends(subject, None, next((thing.label for role, thing, _ in roles if role == "content"), None), words)
    (role, end, marker), number = chosen
    if stated.object is not None and role is not None:
        words = f"{words} {stated.object.label}"
    if marker and not words.endswith(f" {marker}"):
        words = f"{words} {marker}"
    about = (other for (role, _, _), other in known[:2] if role in (None, "theme"))
    beside = next((one for one in about if one is not None and one != number and not numbers.is_entity(one)), None)
    return Ends(subject, number, end.label, words, beside)


def predicate_words(stated: Stated, relations: Relations) -> str:
    """Return the words of a statement's predicate, for a denied one never without a "not".

    In "Moscow denied that it supplies missiles" they are "not: supplies": nobody may take it for what it denies. What
    the sentence says the other way round ("bought from") is called as its relation is ("sells to").
    """
    predicate = stated.record.predicate
    words = predicate.text or predicate.lemma
    if stated.turned:
        known = relations.by_name.get(stated.predicate)
        words = stated.predicate if known is None else known.label
    phrases = [argument.text for argument in (stated.record.subject, stated.record.object) if argument]
    if stated.polarity == "negated" and not NEGATIVE.search(" ".join((words, *phrases))):
        return f"not: {words}"
    return words
