"""The named things of a graph and what ties them, to be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.errors import QueryError
from kg.network.comparison import Likeness, compare
from kg.network.measures import MEASURES, By, Circle, Path, Rank, circles, find_paths, neighbours_of, rank
from kg.network.ties import Pair, Tie, by_pair, ties_of
from kg.network.wanted import EVERY, Filter
from kg.resolve.model import ResolvedEntity
from kg.statements.stated import Stated


class Network:
    """Things that statements tie, by the ids of their entities; what is returned never depends on the order of documents."""

    def __init__(
        self, statements: Iterable[Stated], entities: Mapping[str, ResolvedEntity], wanted: Filter = EVERY
    ) -> None:
        """Take the statements, the entities that they are of by their ids, and which statements tie."""
        self._statements = tuple(statements)
        self._entities = entities
        self._wanted = wanted
        self.pairs: Mapping[Pair, Sequence[Tie]] = by_pair(ties_of(self._statements, wanted))

    def __repr__(self) -> str:
        return f"<Network: {len({entity for pair in self.pairs for entity in pair})} things, {len(self.pairs)} pairs>"

    def label(self, entity: str) -> str:
        """Return what an entity is called."""
        return self._entities[entity].label

    def type(self, entity: str) -> str:
        """Return the type of an entity."""
        return self._entities[entity].type

    def path(self, one: str, other: str, number: int = 3) -> tuple[Path, ...]:
        """Return the shortest ways between two things, at most so many; none where none leads there."""
        if one == other:
            raise QueryError(f"{self.label(one)} is one thing; a path leads from one to another")
        return find_paths(self.pairs, one, other, number)

    def neighbours(self, entity: str) -> list[tuple[str, Sequence[Tie]]]:
        """Return what a thing is tied to, with the ties, those by most statements first."""
        return neighbours_of(self.pairs, entity)

    def top(self, by: By = "degree", *, types: Collection[str] = ()) -> tuple[Rank, ...]:
        """Return how much things stand in the middle, of these types or all, the first first."""
        if by not in MEASURES:
            raise QueryError(f"no measure {by!r}; the measures are {', '.join(MEASURES)}")
        return tuple(one for one in rank(self.pairs, by) if not types or self.type(one.entity) in types)

    def communities(self) -> tuple[Circle, ...]:
        """Return circles of things that are tied to each other more than to others, the one with most ties first."""
        return circles(self.pairs)

    def compare(self, one: str, other: str) -> tuple[Likeness, ...]:
        """Return what two things have in common: what both do, undergo and say, and what both are tied to."""
        return compare(self._statements, self.pairs, one, other, self._wanted)
