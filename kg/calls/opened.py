"""A generation of a store that is open for answering, with what is worth keeping between calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.calls.errors import CallError
from kg.claims.conflicts import Conflict
from kg.errors import QueryError
from kg.face import Graph
from kg.graph.catalogue import Entry
from kg.graph.snapshot import Snapshot, open_snapshot
from kg.network.network import Network
from kg.resolve.model import ResolvedEntity
from kg.schema.relations import Relations, load_relations


@dataclass(frozen=True, slots=True)
class Named:
    """An entity under one of its names, folded for comparison; `is_label` tells the name that it is shown under."""

    name: str
    is_label: bool
    entity: ResolvedEntity


class Opened:
    """A graph and what follows from it; nothing of it ever changes."""

    def __init__(self, snapshot: Snapshot, relations: Relations | None = None) -> None:
        self.snapshot = snapshot
        self.graph = Graph(snapshot, relations)

    @classmethod
    def at(cls, store: Path, schema: Path | None = None) -> Opened:
        """Open the valid generation of a store."""
        return cls(open_snapshot(store), None if schema is None else load_relations(schema))

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """Return every name of every entity, those of which the documents speak most first."""
        entities = sorted(self.graph.entities, key=lambda entity: (-entity.mentions, entity.id))
        return tuple(
            Named(name.casefold(), name == entity.label, entity)
            for entity in entities
            for name in dict.fromkeys((entity.label, *entity.names))
        )

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return what is known of the documents by their ids."""
        return {entry.id: entry for entry in self.graph.catalogue}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Return the ids of the entities by their labels; a label that several have is not there."""
        counts = Counter(entity.label for entity in self.graph.entities)
        return {entity.label: entity.id for entity in self.graph.entities if counts[entity.label] == 1}

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return all conflicts."""
        return self.graph.conflicts()

    @cached_property
    def network(self) -> Network:
        """Return who is tied to whom."""
        return self.graph.network()

    @cached_property
    def network_in_own_voice(self) -> Network:
        """Return who is tied to whom by what articles say in their own voice."""
        return self.graph.network(own=True)

    def entity(self, name: str) -> ResolvedEntity:
        """Return the entity that a name, id or IRI means; CallError where none or several are called so."""
        found = self.snapshot.resolution.find(name)
        if found is not None:
            return found
        try:
            return self.graph.entity(name)
        except QueryError as problem:
            raise CallError("missing", str(problem)) from problem

    def close(self) -> None:
        """Let go of the generation."""
        self.graph.close()
