"""Two things side by side: in go statements, out comes what both do, undergo or say, and what both are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.cells import Shown
from kg.claims.ends import End
from kg.claims.grouping import order_of
from kg.network.ties import Pair, Tie
from kg.network.wanted import EVERY, Filter
from kg.statements.stated import Stated

Shared = Literal["do", "undergo", "say", "tied to"]
SHARED: tuple[Shared, ...] = ("do", "undergo", "say", "tied to")


@dataclass(frozen=True, slots=True)
class Likeness(Shown):
    """What two things have in common: how, what it is called, and the statements of the one and of the other."""

    how: Shared
    what: str
    one: tuple[Stated, ...]
    other: tuple[Stated, ...]


def compare(
    statements: Iterable[Stated], pairs: Mapping[Pair, Sequence[Tie]], one: str, other: str, wanted: Filter = EVERY
) -> tuple[Likeness, ...]:
    """Return what two entities have in common.

    Both **do** what has one predicate and one other end (an entity, or a phrase of one head noun), both **undergo** what is done
    to them by one predicate, both **say** what is credited to each with one subject and predicate. They are **tied to** a third
    where statements tie each to it (`pairs`).
    """
    found: dict[tuple[Shared, str], tuple[list[Stated], list[Stated]]] = defaultdict(lambda: ([], []))
    for stated in statements:
        if not wanted.takes(stated):
            continue
        for side, entity in enumerate((one, other)):
            for how, what in _parts(stated, entity):
                found[how, what][side].append(stated)
    alike = [_likeness(how, what, *sides) for (how, what), sides in found.items() if all(sides)]
    for third in sorted(_tied_to(pairs, one) & _tied_to(pairs, other) - {one, other}):
        sides = tuple([tie.stated for tie in pairs[min(end, third), max(end, third)]] for end in (one, other))
        alike.append(Likeness("tied to", third, _each_once(sides[0]), _each_once(sides[1])))
    return tuple(sorted(alike, key=lambda like: (SHARED.index(like.how), -len(like.one) - len(like.other), like.what)))


def _parts(stated: Stated, entity: str) -> Iterable[tuple[Shared, str]]:
    if stated.source is not None and stated.source.entity == entity:
        yield "say", f"{stated.subject.label} | {stated.predicate}"
    if stated.subject.entity == entity and stated.object is not None and stated.object.entity != entity:
        end = End.of(stated.object)
        if end is not None:
            yield "do", f"{stated.predicate} | {stated.object.label if end.entity is not None else end.head}"
    elif stated.object is not None and stated.object.entity == entity:
        yield "undergo", stated.predicate


def _likeness(how: Shared, what: str, one: Iterable[Stated], other: Iterable[Stated]) -> Likeness:
    return Likeness(how, what, _each_once(sorted(one, key=_plainness)), _each_once(sorted(other, key=_plainness)))


def _plainness(stated: Stated) -> tuple[bool, bool, tuple[str, str, int, int, str]]:
    return not stated.wording.self_contained, stated.modality != "actual", order_of(stated)


def _each_once(statements: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple({stated.id: stated for stated in statements}.values())


def _tied_to(pairs: Mapping[Pair, Sequence[Tie]], entity: str) -> set[str]:
    return {end for pair in pairs if entity in pair for end in pair}
