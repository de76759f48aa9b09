"""What speaks for two groups being one beside their names: in go two groups, out comes what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary

ENOUGH_NEIGHBOURS = 2
"""So many shared neighbours support a join; a shared role does so alone."""

_EVERYWHERE = 0.2
_FAIR_PART = 0.1
_LARGE_CORPUS = 20
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Corpus:
    """What rules must know of chains that they do not look at.

    `everywhere` are neighbours that a fifth of a larger corpus has, which say nothing; `first_names` are the first names of
    people with full names, as far as these are not among the chains that are joined.
    """

    everywhere: frozenset[str]
    first_names: frozenset[str] = frozenset()


def neighbours_by_document(chains: Iterable[ChainSummary]) -> dict[str, set[str]]:
    """Return the neighbours of all chains of each document."""
    documents: dict[str, set[str]] = {}
    for chain in chains:
        documents.setdefault(chain.document, set()).update(chain.neighbours)
    return documents


def find_everywhere(often: Mapping[str, int], documents: int) -> frozenset[str]:
    """Return the neighbours that so many of the documents have that they say nothing; `often` counts documents."""
    limit = _EVERYWHERE * documents if documents >= _LARGE_CORPUS else documents
    return frozenset(neighbour for neighbour, number in often.items() if number > limit)


class Support:
    """Judges shared neighbours and roles; a neighbour that a fifth of a larger corpus has says nothing."""

    def __init__(self, groups: Groups, everywhere: frozenset[str]) -> None:
        self._everywhere = everywhere
        self._groups = groups

    def shared(self, first: int, second: int) -> tuple[str, ...]:
        """Return the roles and telling neighbours that two groups, by their roots, have in common, roles first."""
        roles = self._groups.roles(first).keys() & self._groups.roles(second).keys()
        return (*sorted(roles), *sorted(self._neighbours(first, second)))

    def is_enough(self, first: int, second: int) -> bool:
        """Tell whether two groups share a role or enough neighbours to be taken for one."""
        if not self._groups.roles(first).keys().isdisjoint(self._groups.roles(second).keys()):
            return True
        return len(self._neighbours(first, second)) >= ENOUGH_NEIGHBOURS

    def is_against(self, first: int, second: int) -> bool:
        """Tell whether two groups have roles, but none in common."""
        one, other = self._groups.roles(first), self._groups.roles(second)
        return bool(one) and bool(other) and one.keys().isdisjoint(other.keys())

    def telling(self, chain: ChainSummary) -> tuple[str, ...]:
        """Return the neighbours of a chain that say something."""
        return tuple(neighbour for neighbour in chain.neighbours if neighbour not in self._everywhere)

    def _neighbours(self, first: int, second: int) -> list[str]:
        """Return the telling neighbours of both groups that stand beside a fair part of the chains of each."""
        one, other = sorted((first, second), key=lambda root: len(self._groups.neighbours(root)))
        few, many = self._groups.neighbours(one), self._groups.neighbours(other)
        least, most = self._fair_part(one), self._fair_part(other)
        return [
            neighbour
            for neighbour, number in few.items()
            if number >= least and many[neighbour] >= most and neighbour not in self._everywhere
        ]

    def _fair_part(self, root: int) -> float:
        return _FAIR_PART * len(self._groups.members(root))


def shown(shared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of what is shared that evidence keeps."""
    return shared[:_SHOWN]
