"""A statement as a reader wants it: with the names of what it speaks of, who says it, and the sentence it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.cells import Shown, render_record
from kg.model import AnnotatedDocument, Argument, Document, EntityType, Modality, Polarity, Role, Statement
from kg.resolve.model import ChainKey
from kg.schema.vocabulary import Vocabulary
from kg.statements.core import core_of
from kg.statements.things import DocumentThings, is_said
from kg.statements.times import event_time
from kg.wording.sentences import Wordings
from kg.wording.wording import Wording

RECORD_FIELDS = (
    *("subject", "predicate", "object", "theme", "source", "via", "cue", "polarity", "modality", "when", "published"),
    *("document", "statement", "wording", "fragment", "sentence"),
)
"""What stands in the record of a statement, in this order."""


@dataclass(frozen=True, slots=True)
class Thing(Shown):
    """What an argument names; `entity` is the id of the entity that it is, None for a thing without a name.

    `head` is the head word of the label, None where nothing but pronouns speaks of the thing; `chain` is the number of
    its coreference chain in the document, None for a mere phrase. `involves` are the entities that its words name, if it
    is none itself: Hillary Clinton in "Clinton's handling of e-mails".
    """

    iri: str
    label: str
    type: EntityType
    entity: str | None
    head: str | None = None
    chain: int | None = None
    involves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated(Shown):
    """A statement in its canonical direction, with its surroundings.

    `source` is None in the article's own voice, and also where `credited` is true but no words name anybody; `via` are
    the sources that quote it, from the inner to the outer one; `credits` are the numbers of all attributions around the
    statement, in the same order. `said` is false where one of them is told not to have said so ("declined to confirm").
    `predicate` is the relation of the schema, or else the lemma, as `is_relation` tells; `turned` is true where the
    sentence has subject and object the other way round. `time` is a TIMEX3 value, as exact as the text, `mod` its
    modifier, `earliest` and `latest` the days that bound it, each None where it is open. `record` is the statement as
    it was extracted, `wording` what it says in one sentence; `words` makes that one.
    """

    id: str
    subject: Thing
    predicate: str
    is_relation: bool
    turned: bool
    object: Thing | None
    arguments: tuple[tuple[Role, Thing], ...]
    source: Thing | None
    via: tuple[Thing, ...]
    credits: tuple[int, ...]
    cue: str | None
    credited: bool
    said: bool
    polarity: Polarity
    modality: Modality
    time: str | None
    mod: str | None
    earliest: str | None
    latest: str | None
    confidence: float
    sentence: str
    document: Document
    record: Statement
    words: Wordings = field(repr=False, compare=False)

    @property
    def happened_by(self) -> str | None:
        """Return the ISO day by which it had happened, where the text gives no time: a bound and no date."""
        return self.record.time.latest

    @property
    def wording(self) -> Wording:
        """Return the statement as a plain English sentence."""
        return self.words.of(self.record)

    def _repr_html_(self) -> str:
        return render_record("Stated", dict(self.to_record()))

    def to_record(self) -> dict[str, str | None]:
        """Return what a reader of a table wants as plain values; several fillers of a role stand beside each other."""
        themes = [thing.label for role, thing in self.arguments if role == "theme"]
        return {
            "subject": self.subject.label,
            "predicate": self.predicate,
            "object": None if self.object is None else self.object.label,
            "theme": ", ".join(themes) or None,
            "source": None if self.source is None else self.source.label,
            "via": ", ".join(thing.label for thing in self.via) or None,
            "cue": self.cue,
            "polarity": self.polarity,
            "modality": self.modality,
            "when": self.time,
            "published": self.document.date,
            "document": self.document.id,
            "statement": self.id,
            "wording": self.wording.text,
            "fragment": self.wording.fragment,
            "sentence": self.sentence,
        }


class Identified(Protocol):
    """What tells which entity a chain is."""

    @property
    def entity_of(self) -> Mapping[ChainKey, str]:
        """Return the id of the entity of each chain that is one."""


class Namer:
    """The things of one document under the names of their entities."""

    def __init__(
        self, annotated: AnnotatedDocument, resolution: Identified, labels: Mapping[str, str], vocabulary: Vocabulary
    ) -> None:
        self.things = DocumentThings(annotated, resolution.entity_of, vocabulary)
        self.labels = labels
        self.words = Wordings(
            annotated, {chain: labels[one] for chain, one in self.things.entity_ids.items() if one in labels}
        )

    def thing(self, argument: Argument) -> Thing:
        """Return what an argument names."""
        chain = self.things.chain_of(argument)
        if chain is None:
            iri = str(self.things.iri_of(argument))
            return Thing(iri, argument.text, "Thing", None, argument.head, None, self._involved(argument))
        best = self.things.representative(chain)
        entity = self.things.entity_ids.get(chain.id)
        label = best.text if entity is None else self.labels.get(entity, best.text)
        head = None if best.kind == "pronoun" else best.head
        involved = self._involved(argument) if entity is None else ()
        return Thing(str(self.things.chain_iri(chain)), label, best.type, entity, head, chain.id, involved)

    def _involved(self, argument: Argument) -> tuple[str, ...]:
        """Return the entities that the words of a thing without a name speak of."""
        return tuple(dict.fromkeys(self.things.entity_ids[chain] for chain in self.things.involved(argument)))


def stated_in(
    annotated: AnnotatedDocument,
    resolution: Identified,
    labels: Mapping[str, str],
    vocabulary: Vocabulary,
    *,
    reports: bool = False,
    rejected: Collection[str] = (),
) -> Iterator[Stated]:
    """Yield the statements of a document but the rejected ones; `labels` maps an entity's id to its label."""
    namer = Namer(annotated, resolution, labels, vocabulary)
    for statement in annotated.statements:
        if (statement.kind != "report" or reports) and statement.id not in rejected:
            yield stated_of(statement, annotated, namer)


def stated_of(statement: Statement, annotated: AnnotatedDocument, namer: Namer) -> Stated:
    """Return one statement of a document; `namer` is that document's."""
    core, credits = core_of(statement), namer.things.credits_of(statement.attribution)
    sources = [None if credit.source is None else namer.thing(credit.source) for credit in credits]
    when = event_time(statement, namer.things.times)
    sentence = namer.things.sentences[statement.sentence]
    return Stated(
        id=statement.id,
        subject=namer.thing(core.subject),
        predicate=core.predicate,
        is_relation=core.is_relation,
        turned=core.turned,
        object=None if core.object is None else namer.thing(core.object),
        arguments=tuple((argument.role, namer.thing(argument)) for argument in statement.arguments),
        source=sources[0] if sources else None,
        via=tuple(source for source in sources[1:] if source is not None),
        credits=tuple(credit.id for credit in credits),
        cue=credits[0].cue.text if credits and credits[0].cue is not None else None,
        credited=bool(credits),
        said=is_said(credits),
        polarity=statement.polarity,
        modality=statement.modality,
        time=statement.time.value,
        mod=None if when is None else when.mod,
        earliest=None if when is None else when.earliest,
        latest=None if when is None else when.latest,
        confidence=statement.confidence,
        sentence=annotated.document.text[sentence.start : sentence.end],
        document=annotated.document,
        record=statement,
        words=namer.words,
    )
