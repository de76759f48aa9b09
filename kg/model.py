"""The records that flow between the stages: in goes text, out comes an annotated document, and nothing else crosses a room.

Fields and their meaning are those of the extraction contract (`kg/schema/document.schema.json`). All offsets are half-open
character offsets into `Document.text`, and `text[record.start:record.end] == record.text` always holds.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

import msgspec

from kg.cells import Shown, render_table
from kg.errors import SchemaError
from kg.heading import heading_of

SentenceKind = Literal["headline", "body", "caption"]
MentionKind = Literal["name", "nominal", "pronoun"]
EntityType = Literal[
    "Person",
    "Organization",
    "Country",
    "Place",
    "Facility",
    "Group",
    "Event",
    "Product",
    "Work",
    "Law",
    "Thing",
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
AttributionKind = Literal["direct", "indirect", "mixed"]
AttributionType = Literal["speech", "belief", "intent"]
StatementKind = Literal["clause", "noun", "name", "report"]
Voice = Literal["active", "passive"]
Polarity = Literal["affirmed", "negated", "unknown"]
Modality = Literal["actual", "possible", "intended", "conditional", "unknown"]
Role = Literal[
    "theme",
    "recipient",
    "source",
    "goal",
    "location",
    "time",
    "instrument",
    "purpose",
    "topic",
    "beneficiary",
    "co-agent",
    "quantity",
    "attribute",
    "manner",
    "cause",
    "content",
    "other",
]


@dataclass(frozen=True, slots=True)
class Document(Shown):
    """One text to read, with what is known of its publication; `date` is an ISO date, `id` a hash of text and url.

    `pages` are the offsets at which its pages begin, None where it has none. A `summary` is what a feed says of an article
    whose own text stands elsewhere.
    """

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    author: str | None
    url: str | None
    language: str
    generator: str | None
    text: str
    pages: tuple[int, ...] | None = None
    summary: bool = False

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page, counted from 1, on which the character `offset` stands; None without pages."""
        return None if self.pages is None else max(1, bisect_right(self.pages, offset))

    @property
    def label(self) -> str:
        """What readers are shown as its title: its own one, or else the first line of its text that says something."""
        return " ".join((self.title or "").split()) or heading_of(self.text) or self.id


@dataclass(frozen=True, slots=True)
class Sentence(Shown):
    """A sentence, numbered through the document, and the paragraph that it stands in."""

    id: int
    start: int
    end: int
    paragraph: int
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Mention(Shown):
    """A stretch of text that refers to something; `head` is its head word, `chain` its coreference chain."""

    id: int
    start: int
    end: int
    text: str
    head: str
    kind: MentionKind
    type: EntityType
    chain: int


@dataclass(frozen=True, slots=True)
class Chain(Shown):
    """The mentions of one thing in one document; `members` are the chains that a plural mention stands for."""

    id: int
    mentions: tuple[int, ...]
    representative: int
    members: tuple[int, ...]
    entity: str | None


@dataclass(frozen=True, slots=True)
class Entity(Shown):
    """A named thing of one document, as far as that document tells; `kg.resolve` joins those of many documents."""

    id: str
    label: str
    type: EntityType
    names: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Time(Shown):
    """A time expression as TIMEX3: `value` and `mod` as that standard writes them, ISO dates for its bounds."""

    id: int
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    mod: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Argument(Shown):
    """A phrase that fills a place: its head word, the mention that it is, that mention's entity, the best name for it."""

    start: int
    end: int
    text: str
    head: str
    mention: int | None
    entity: str | None
    label: str


@dataclass(frozen=True, slots=True)
class RoleArgument(Argument):
    """An argument beside subject and object; `marker` is the word before it, `value` the TIMEX3 value of a time."""

    role: Role
    marker: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Cue(Shown):
    """The words that credit somebody with a content ("said", "according to")."""

    start: int
    end: int
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Content(Shown):
    """What is credited; `parts` are its pieces where it is broken off and goes on."""

    start: int
    end: int
    text: str
    parts: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Attribution(Shown):
    """Who is credited with a content; `source` is None only where no words name one, `parent` is the one around it.

    With `topic` the content is a thing that is spoken of ("criticised the plan that failed"): its words are the article's, and
    only quotations in it are credited to the source.
    """

    id: int
    source: Argument | None
    cue: Cue | None
    content: Content
    kind: AttributionKind
    type: AttributionType
    polarity: Polarity
    parent: int | None
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Predicate(Shown):
    """What links the arguments; the four first fields are None where no word carries it ("Biden's team")."""

    start: int | None
    end: int | None
    text: str | None
    parts: tuple[tuple[int, int], ...] | None
    lemma: str
    voice: Voice
    relation: str | None
    inverse: bool


@dataclass(frozen=True, slots=True)
class StatementTime(Shown):
    """When a statement holds: the number of its time expression and its TIMEX3 value, each None where not given.

    `latest` is set where `value` is None and the event had happened by the day of publication: that day, a bound and no date.
    """

    id: int | None
    value: str | None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Statement(Shown):
    """The unit of the graph: a source says, with a polarity, a modality and a time, that something holds."""

    id: str
    sentence: int
    kind: StatementKind
    subject: Argument
    predicate: Predicate
    object: Argument | None
    arguments: tuple[RoleArgument, ...]
    attribution: int | None
    polarity: Polarity
    modality: Modality
    condition: str | None
    time: StatementTime
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class AnnotatedDocument(Shown):
    """A document with all that was found in it: one line of what `kg extract` writes."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]

    def _repr_html_(self) -> str:
        columns = ("subject", "predicate", "object", "roles", "source", "polarity", "modality", "time", "confidence")
        told = [statement for statement in self.statements if statement.kind != "report"]
        return render_table(self.document.label, columns, map(self._row, told), len(told))

    def _row(self, statement: Statement) -> tuple[object, ...]:
        credit = None if statement.attribution is None else self.attributions[statement.attribution]
        roles = tuple(f"{argument.role}: {argument.label}" for argument in statement.arguments)
        return (
            *(
                statement.subject,
                statement.predicate,
                statement.object,
                roles,
                None if credit is None else credit.source,
            ),
            *(statement.polarity, statement.modality, statement.time, statement.confidence),
        )

    def to_json(self) -> bytes:
        """Return this record as one line of UTF-8 JSON, without a line end."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> AnnotatedDocument:
        """Return the record that `to_json` wrote; a line of another form raises SchemaError."""
        try:
            return msgspec.json.decode(line, type=cls)
        except msgspec.MsgspecError as problem:
            raise SchemaError(
                f"not an annotated document: {problem}; expected a line that `kg extract` wrote"
            ) from problem
