"""What speaks for two groups being one beside their names: in go two groups, out comes what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary

ENOUGH_NEIGHBOURS = 2
"""So many shared neighbours support a join; a shared role does so alone."""

_EVERYWHERE = 0.2
_LARGE_CORPUS = 20
_SHOWN = 4


class Support:
    """Judges shared neighbours and roles; a neighbour that a fifth of a larger corpus has says nothing."""

    def __init__(self, chains: Iterable[ChainSummary], groups: Groups) -> None:
        documents: dict[str, set[str]] = {}
        for chain in chains:
            documents.setdefault(chain.document, set()).update(chain.neighbours)
        often = Counter(neighbour for neighbours in documents.values() for neighbour in neighbours)
        limit = _EVERYWHERE * len(documents) if len(documents) >= _LARGE_CORPUS else len(documents)
        self._everywhere = frozenset(neighbour for neighbour, number in often.items() if number > limit)
        self._groups = groups

    def shared(self, first: int, second: int) -> tuple[str, ...]:
        """Return the roles and telling neighbours that two groups, by their roots, have in common, roles first."""
        roles = self._common(self._groups.roles(first), self._groups.roles(second))
        neighbours = self._common(self._groups.neighbours(first), self._groups.neighbours(second)) - self._everywhere
        return (*sorted(roles), *sorted(neighbours))

    def is_enough(self, first: int, second: int) -> bool:
        """Tell whether two groups share a role or enough neighbours to be taken for one."""
        if self._common(self._groups.roles(first), self._groups.roles(second)):
            return True
        neighbours = self._common(self._groups.neighbours(first), self._groups.neighbours(second)) - self._everywhere
        return len(neighbours) >= ENOUGH_NEIGHBOURS

    def telling(self, chain: ChainSummary) -> tuple[str, ...]:
        """Return the neighbours of a chain that say something."""
        return tuple(neighbour for neighbour in chain.neighbours if neighbour not in self._everywhere)

    @staticmethod
    def _common(first: set[str], second: set[str]) -> set[str]:
        return first & second


def shown(shared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of what is shared that evidence keeps."""
    return shared[:_SHOWN]
