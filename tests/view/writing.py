"""Annotated documents written by hand: in go sentences and the phrases that matter in them, out come records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.claims.containment import Containment
from kg.lexicon.gazetteer import Gazetteer
from kg.model import (
    AnnotatedDocument,
    Argument,
    Attribution,
    Chain,
    Content,
    Cue,
    Document,
    Entity,
    EntityType,
    Mention,
    Modality,
    Polarity,
    Predicate,
    Role,
    RoleArgument,
    Sentence,
    Statement,
    StatementKind,
    StatementTime,
    Time,
)
from kg.resolve.notebook import Notebook
from kg.schema.relations import load_relations
from kg.schema.vocabulary import Vocabulary
from kg.view import Page, Subgraph, build_page, subgraph_of


@dataclass(frozen=True)
class Resolved:
    """An entity across documents, as `kg.resolve` gives it."""

    id: str
    label: str
    type: EntityType
    names: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True)
class HandResolution:
    """The resolution of hand-made documents: every chain has the entity that it was written with."""

    entities: tuple[Resolved, ...]
    entity_of: Mapping[tuple[str, int], str]
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """Return the labels of the entities by their ids."""
        return {entity.id: entity.label for entity in self.entities}


def subgraph_by_hand(documents: Sequence[AnnotatedDocument], resolution: HandResolution, **options: Any) -> Subgraph:
    """Return what a page of these documents is made of, with the relations and names of the package."""
    given = {"relations": load_relations(), "places": Containment((), Gazetteer.load()), "vocabulary": Vocabulary()}
    return subgraph_of(documents, resolution, **given | options)  # type: ignore[arg-type]


def page_of(
    documents: Sequence[AnnotatedDocument],
    resolution: HandResolution,
    title: str | None = None,
    notebook: Notebook | None = None,
) -> Page:
    """Return the page of these documents."""
    return build_page(subgraph_by_hand(documents, resolution), title=title, notebook=notebook)


def resolution_of(documents: Sequence[AnnotatedDocument], entities: Sequence[Resolved]) -> HandResolution:
    """Join the documents' entities by their ids."""
    entity_of = {
        (annotated.document.id, chain.id): chain.entity
        for annotated in documents
        for chain in annotated.chains
        if chain.entity is not None
    }
    return HandResolution(tuple(entities), entity_of)


class Writer:
    """Writes one article, sentence by sentence; phrases are looked up in the sentence written last."""

    def __init__(
        self, id: str, title: str | None, date: str | None, entities: Sequence[Resolved], **about: str
    ) -> None:
        self.about = {
            "id": id,
            "title": title,
            "date": date,
            "publisher": about.get("publisher"),
            "url": about.get("url"),
        }
        self.known = {name: entity for entity in entities for name in (entity.label, *entity.names)}
        self.text = ""
        self.sentences: list[Sentence] = []
        self.mentions: list[Mention] = []
        self.chain_of: dict[str, int] = {}
        self.times: list[Time] = []
        self.attributions: list[Attribution] = []
        self.statements: list[Statement] = []

    def sentence(self, text: str, *, paragraph: bool = False) -> Writer:
        """Write a sentence and mark every entity's name in it, the longer names first."""
        gap = "" if not self.text else "\n\n" if paragraph else " "
        start = len(self.text) + len(gap)
        number = self.sentences[-1].paragraph + int(paragraph) if self.sentences else 0
        self.text += gap + text
        self.sentences.append(Sentence(len(self.sentences), start, start + len(text), number, "body"))
        taken = [False] * len(text)
        for name in sorted(self.known, key=len, reverse=True):
            place = text.find(name)
            while place >= 0:
                if not any(taken[place : place + len(name)]):
                    taken[place : place + len(name)] = [True] * len(name)
                    self._mention(start + place, name, self.known[name].id, self.known[name].type, "name")
                place = text.find(name, place + len(name))
        return self

    def _mention(self, start: int, text: str, key: str, type: EntityType, kind: str) -> Mention:
        chain = self.chain_of.setdefault(key, len(self.chain_of))
        mention = Mention(len(self.mentions), start, start + len(text), text, text.split()[-1], kind, type, chain)  # type: ignore[arg-type]
        self.mentions.append(mention)
        return mention

    def thing(self, text: str, *, of: str | None = None, type: EntityType = "Thing") -> Writer:
        """Mark a phrase that is no name; `of` is the id of the entity that it refers to ("He")."""
        self._mention(self._place(text), text, of or f"thing {text}", type, "nominal")
        return self

    def _place(self, text: str) -> int:
        sentence = self.sentences[-1]
        place = self.text.find(text, sentence.start, sentence.end)
        assert place >= 0, f"{text!r} is not in the last sentence"
        return place

    def _argument(self, text: str) -> Argument:
        place = self._place(text)
        mention = next((one for one in self.mentions if (one.start, one.text) == (place, text)), None)
        keys = {chain: key for key, chain in self.chain_of.items()}
        entity = keys[mention.chain] if mention and not keys[mention.chain].startswith("thing ") else None
        label = next((one.label for one in self.known.values() if one.id == entity), text)
        return Argument(place, place + len(text), text, text.split()[-1], mention and mention.id, entity, label)

    def credit(self, source: str | None, cue: str, content: str, *, parent: int | None = None) -> int:
        """Credit `content` to `source`; return the attribution's number."""
        cue_start, start = self._place(cue), self._place(content)
        number = len(self.attributions)
        self.attributions.append(
            Attribution(
                number,
                self._argument(source) if source else None,
                Cue(cue_start, cue_start + len(cue), cue, cue),
                Content(start, start + len(content), content, None),
                "indirect",
                "speech",
                "affirmed",
                parent,
            )
        )
        return number

    def state(
        self,
        subject: str,
        predicate: str,
        object: str | None = None,
        *roles: tuple[Role, str | None, str],
        lemma: str | None = None,
        relation: str | None = None,
        inverse: bool = False,
        by: int | None = None,
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        time: tuple[str, str] | None = None,
        kind: StatementKind = "clause",
        confidence: float = 0.9,
    ) -> Writer:
        """Add a statement of the last sentence; `time` is a phrase of it and its TIMEX3 value, a day."""
        place = self._place(predicate)
        timed = StatementTime(None, None)
        if time is not None:
            start = self._place(time[0])
            timed = StatementTime(len(self.times), time[1])
            self.times.append(
                Time(len(self.times), start, start + len(time[0]), time[0], "DATE", time[1], None, time[1], time[1])
            )
        arguments = []
        for role, marker, text in roles:
            one = self._argument(text)
            arguments.append(
                RoleArgument(
                    one.start, one.end, one.text, one.head, one.mention, one.entity, one.label, role, marker, None
                )
            )
        self.statements.append(
            Statement(
                f"{self.about['id'][:4]}{len(self.statements):04x}",
                self.sentences[-1].id,
                kind,
                self._argument(subject),
                Predicate(
                    place, place + len(predicate), predicate, None, lemma or predicate, "active", relation, inverse
                ),
                self._argument(object) if object else None,
                tuple(arguments),
                by,
                polarity,
                modality,
                None,
                timed,
                confidence,
                "by-hand",
            )
        )
        return self

    def document(self) -> AnnotatedDocument:
        """Return the article as records."""
        keys = {chain: key for key, chain in self.chain_of.items()}
        entities = {entity.id: entity for entity in self.known.values()}
        chains = []
        for number, key in keys.items():
            members = tuple(mention.id for mention in self.mentions if mention.chain == number)
            chains.append(Chain(number, members, members[0], (), None if key.startswith("thing ") else key))
        about = self.about
        return AnnotatedDocument(
            Document(
                str(about["id"]),
                about["title"],
                about["date"],
                about["publisher"],
                None,
                about["url"],
                "en",
                None,
                self.text,
            ),
            tuple(self.sentences),
            tuple(self.mentions),
            tuple(chains),
            tuple(
                Entity(one.id, one.label, one.type, (one.label, *one.names), one.wikidata)
                for one in (entities[key] for key in self.chain_of if key in entities)
            ),
            tuple(self.times),
            tuple(self.attributions),
            tuple(self.statements),
        )
