"""Ties: in go statements, out come pairs of named things with the statements that tie them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.cells import Shown
from kg.claims.grouping import order_of
from kg.claims.telling import Order
from kg.graph.network import participants
from kg.network.wanted import EVERY, Filter
from kg.statements.stated import Stated

_LEADING = 30
"""Of so many ties of a pair those lead whose statements stand alone."""


@dataclass(frozen=True, slots=True)
class Tie(Shown):
    """A statement that ties two things, by the ids of their entities; `one` is in its subject, `other` has the `role`.

    `direct` is true where both are ends themselves, and not only in the words of one.
    """

    one: str
    other: str
    role: str
    direct: bool
    stated: Stated

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, float, Order]:
        """Return what ties of a pair are sorted by: a deed before a post, direct, a fact, in an own voice, surest first."""
        stated = self.stated
        return (
            stated.record.kind == "name" or stated.predicate == "be",
            not self.direct,
            stated.modality != "actual" or stated.polarity != "affirmed",
            stated.credited,
            -stated.confidence,
            order_of(stated),
        )


Pair = tuple[str, str]
"""The ids of two entities, sorted."""


def ties_of(statements: Iterable[Stated], wanted: Filter = EVERY) -> Iterator[Tie]:
    """Yield the ties of statements, in their order."""
    for stated in statements:
        if not wanted.takes(stated):
            continue
        found = list(participants(stated))
        for one, thing, role in found:
            if role != "subject":
                continue
            for other, end, part in found:
                if part != "subject":
                    yield Tie(one, other, part, thing.entity is not None and end.entity is not None, stated)


def by_pair(ties: Iterable[Tie]) -> Mapping[Pair, list[Tie]]:
    """Return the ties of each pair, in the order of the pairs."""
    found: dict[Pair, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[min(tie.one, tie.other), max(tie.one, tie.other)].append(tie)
    return {pair: found[pair] for pair in sorted(found)}


def best_first(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Return ties with the best first; of the best some, those lead whose statements stand alone, which takes time to tell."""
    ordered = sorted(ties, key=lambda tie: tie.rank)
    leading = sorted(ordered[:_LEADING], key=lambda tie: not tie.stated.wording.self_contained)
    return (*leading, *ordered[_LEADING:])
