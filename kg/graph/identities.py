"""Who is who, as far as a commit needs it: in go parts before and after, out come the entities that chains are and were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.resolve.model import ChainKey, ResolvedEntity
from kg.resolve.parts import Part
from kg.resolve.rejoining import Rejoined

Load = Callable[[Iterable[int]], Mapping[int, Part]]


@dataclass(frozen=True)
class Identities:
    """The entity of each chain that is known, and the labels of these entities; `need` makes more documents known."""

    rejoined: Rejoined
    load: Load
    entity_of: dict[ChainKey, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)

    def need(self, documents: Iterable[str]) -> None:
        """Make the chains of some documents known."""
        ledger, made = self.rejoined.ledger, self.rejoined.made
        wanted = {part for document in documents for part in ledger.documents.get(document, ())} - self.known
        self.known.update(wanted)
        found = {**self.load(wanted - made.keys()), **{number: made[number] for number in wanted & made.keys()}}
        for part in found.values():
            self.labels.update((entity.id, entity.label) for entity in part.entities)
            self.entity_of.update(part.ids())

    def changed_documents(self) -> frozenset[str]:
        """Return the documents with chains that have another entity than before, or one of another name, or had none."""
        before, now = (dict(_named(parts)) for parts in (self.rejoined.gone, self.rejoined.made))
        return frozenset(chain[0] for chain in before.keys() | now.keys() if before.get(chain) != now.get(chain))

    def changed_entities(self) -> tuple[list[ResolvedEntity], list[ResolvedEntity]]:
        """Return the entities that go, and those that come; one that changes goes as it was and comes as it is."""
        before, now = _entities(self.rejoined.gone), _entities(self.rejoined.made)
        gone = [before[id] for id in sorted(before) if now.get(id) != before[id]]
        come = [now[id] for id in sorted(now) if before.get(id) != now[id]]
        return gone, come

    def counts(self, before: Mapping[str, int]) -> dict[str, int]:
        """Return how many entities there are of each type, from how many there were."""
        counted = Counter(before)
        gone, come = self.changed_entities()
        counted.subtract(Counter(entity.type for entity in gone))
        counted.update(Counter(entity.type for entity in come))
        return {type_: count for type_, count in counted.items() if count > 0}


def _named(parts: Mapping[int, Part]) -> Iterator[tuple[ChainKey, tuple[str, str]]]:
    for part in parts.values():
        for chain, place in zip(part.chains, part.entity_of, strict=True):
            entity = part.entities[place]
            yield chain.key, (entity.id, entity.label)


def _entities(parts: Mapping[int, Part]) -> dict[str, ResolvedEntity]:
    return {entity.id: entity for part in parts.values() for entity in part.entities}
