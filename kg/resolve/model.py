"""The records of identity: chains of many documents go in as summaries, entities with their evidence come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.cells import Shown
from kg.model import EntityType

ChainKey = tuple[str, int]
"""A chain, by the id of its document and its number in there."""

Rule = Literal[
    "document",
    "wikidata",
    "gazetteer",
    "name",
    "alias",
    "acronym",
    "initials",
    "surname",
    "similarity",
    "context",
    "decision",
]
"""Why a chain was joined to others, from certain to least so; `decision` is a user's word and stands above all."""


@dataclass(frozen=True, slots=True)
class ChainSummary(Shown):
    """What identity needs to know of a named chain, small enough to be kept for every chain of a large corpus.

    `entity`, `label`, `type`, `names` and `wikidata` are those of the entity's record in its document; `start` and
    `end` of its first name, `starts` those of all its mentions. `roles` are offices that the document gives it
    ("spokesman"; a body has those of its people, "spokesman john kirby"), `neighbours` the keys of names that stand in
    the same sentences or, for want of these, in the document.
    """

    document: str
    chain: int
    entity: str
    start: int
    end: int
    starts: tuple[int, ...]
    label: str
    type: EntityType
    names: tuple[str, ...]
    wikidata: str | None
    roles: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def key(self) -> ChainKey:
        """Return the document's id and the chain's number."""
        return self.document, self.chain


@dataclass(frozen=True, slots=True)
class Evidence(Shown):
    """A reason for a join: the rule, what it found in common, and the neighbours and roles that support it."""

    rule: Rule
    value: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedEntity(Shown):
    """A thing of the corpus: its chains in the order of (document, chain), its names from most to least frequent.

    `evidence` holds each reason once; `Resolution.evidence_of` gives that of a chain. A chain that was never joined to
    another has none.
    """

    id: str
    label: str
    type: EntityType
    names: tuple[str, ...]
    wikidata: str | None
    evidence: tuple[Evidence, ...]
    chains: tuple[ChainKey, ...]
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Doubt(Shown):
    """Two entities that may be one: for review by a person, who merges them or keeps them apart."""

    first: str
    second: str
    score: float
    evidence: Evidence


@dataclass(frozen=True)
class Resolution:
    """Who is who in a set of documents.

    `entities` stand in the order of their ids. `entity_of` maps (document id, chain id) to an entity's id,
    `evidence_of` to the reason why the chain is in it. `redirects` maps an id of before to that of now; `review` lists
    doubtful pairs, the likeliest first; `unused` are the numbers of decisions whose entities or mentions are not there
    (now).
    """

    entities: tuple[ResolvedEntity, ...]
    entity_of: Mapping[ChainKey, str]
    evidence_of: Mapping[ChainKey, Evidence]
    redirects: Mapping[str, str]
    review: tuple[Doubt, ...]
    unused: tuple[int, ...]
    summaries: Mapping[ChainKey, ChainSummary]

    @cached_property
    def by_id(self) -> Mapping[str, ResolvedEntity]:
        """Return the entities by their ids; `find` follows redirects as well."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Return the labels of the entities by their ids."""
        return {entity.id: entity.label for entity in self.entities}

    def find(self, id: str) -> ResolvedEntity | None:
        """Return the entity with this id, or the one that took it over; None where there is none."""
        return self.by_id.get(self.redirects.get(id, id))

    def changed_since(self, before: Resolution) -> frozenset[str]:
        """Return the documents whose chains have another entity, or one of another name, or which only one of the two has."""
        chains = {*self.entity_of, *before.entity_of}
        return frozenset(chain[0] for chain in chains if self._named(chain) != before._named(chain))

    def _named(self, chain: ChainKey) -> tuple[str | None, str | None]:
        entity = self.entity_of.get(chain)
        return entity, None if entity is None else self.labels.get(entity)
