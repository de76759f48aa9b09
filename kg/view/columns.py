"""Statements as columns: in go the statements of all documents, out come lists of small numbers, one list a field.

A column holds numbers of strings, things, documents or times; -1 stands for "there is none".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Role
from kg.schema.relations import Relations
from kg.statements.stated import Stated, Thing
from kg.statements.times import TimeNode
from kg.view.strings import NONE, Strings
from kg.view.thing_numbers import ThingNumbers
from kg.wording.sources import UNNAMED_SOURCE
from kg.wording.verbs import NEGATIVE

POLARITIES = ("affirmed", "negated", "unknown")
MODALITIES = ("actual", "possible", "intended", "conditional", "unknown")
KINDS = ("clause", "noun", "name", "report")
ARROW_ROLES: tuple[Role, ...] = (
    *("theme", "recipient", "goal", "beneficiary", "co-agent", "location", "source", "topic"),
    *("attribute", "purpose", "cause", "instrument", "other"),
)
FIELDS = (
    *("document", "sentence", "kind", "subject", "object", "beside", "words", "relation", "canonical", "credit"),
    *("text", "told", "fragment"),
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
    """The fields of all statements, a list each; `voices` are the sources, `credits` their combinations.

    `marks` are the places of the things in a statement's text: start, end, the thing's number, start, end, …
    """

    strings: Strings
    numbers: ThingNumbers
    relations: Relations
    marks: list[list[int]] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    ids: list[str] = field(default_factory=list)
    ends: list[Ends] = field(default_factory=list)
    predicates: list[str] = field(default_factory=list)
    times: dict[TimeNode | str, int] = field(default_factory=dict)
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
        self.marks.append(self._marks(stated))
        wording = stated.wording
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
            "text": self.strings.number(wording.text),
            "told": self.strings.number(wording.told),
            "fragment": self.strings.number(wording.fragment),
            "polarity": POLARITIES.index(stated.polarity),
            "modality": MODALITIES.index(stated.modality),
            "time": self._time(stated),
            "confidence": round(stated.confidence * 100),
        }
        for name, value in row.items():
            self.columns[name].append(value)

    def _marks(self, stated: Stated) -> list[int]:
        """Return where the text names a thing; an end that is none is marked as well."""
        marks = []
        for part in stated.wording.parts:
            thing = None if part.chain is None else self.numbers.of_chain(stated.document.id, part.chain)
            if part.kind in ("subject", "object") or (thing is not None and self.numbers.is_entity(thing)):
                marks += [part.start, part.end, NONE if thing is None else thing]
        return marks

    def _end(self, thing: int | None, label: str | None) -> int:
        """Return a thing's number; for other words one below NONE, made of their string's."""
        if thing is not None:
            return thing
        return NONE if label is None else NONE - 1 - self.strings.number(label)

    def _time(self, stated: Stated) -> int:
        """Return the number of a statement's time, or of the ISO day by which it had happened, NONE for neither."""
        if stated.time is None:
            by = stated.happened_by
            return NONE if by is None else self.times.setdefault(by, len(self.times))
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
    subject = numbers.of_thing(stated.document.id, stated.subject)
    fillers: list[tuple[Role | None, Thing]] = [
        *([(None, stated.object)] if stated.object is not None else []),
        *sorted((one for one in stated.arguments if one[0] in ARROW_ROLES), key=lambda one: ARROW_ROLES.index(one[0])),
    ]
    known = [(filler, numbers.of_thing(stated.document.id, filler[1])) for filler in fillers]
    named = [(filler, number) for filler, number in known if numbers.is_entity(number) and number != subject]
    chosen = next(iter(named + [pair for pair in known if pair[1] is not None] + known), None)
    if chosen is None:
        content = next((thing.label for role, thing in stated.arguments if role == "content"), None)
        return Ends(subject, None, content, stated.wording.arrow)
    (role, end), number = chosen
    about = (other for (one, _), other in known[:2] if one in (None, "theme"))
    beside = next((one for one in about if one is not None and one != number and not numbers.is_entity(one)), None)
    return Ends(subject, number, end.label, arrow_to(stated, role, end, relations), beside)


def arrow_to(stated: Stated, role: Role | None, end: Thing, relations: Relations) -> str:
    """Return the words of a statement's arrow to one of its ends, in the direction of its relation."""
    if stated.turned:
        known = relations.by_name.get(stated.predicate)
        return stated.words.turned(stated.record, stated.predicate if known is None else known.label)
    wording, kind = stated.wording, "object" if role is None else "role"
    parts = [
        part for part in wording.parts if part.kind == kind and (role is None or part.chain == end.chain is not None)
    ]
    words = wording.words_to(parts[0]) if parts else wording.arrow
    denied = stated.polarity == "negated" and NEGATIVE.search(wording.arrow) and not NEGATIVE.search(words)
    return wording.arrow if denied else words
