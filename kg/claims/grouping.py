"""Statements that tell the same, put together: in go tellings in any order, out come groups of them, each once.

Average or single links would drift ("bought missiles", "bought weapons", "bought drones"), so a group holds only tellings each
of which may be the same as each other one (complete linkage). Pairs are joined in the order of what speaks for them, and where
that is the same, in the order of their articles; the order in which documents came in changes nothing. Of a lasting state that
is told again and again ("Kenya's president") the first telling stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.claims.telling import Order, Telling, likeness
from kg.statements.stated import Stated

MOST = 1000
"""A block of more tellings tells nothing apart and is passed over."""

Likes = Mapping[tuple[str, str], int]
"""How much speaks for two tellings, by their ids in the order of the tellings, being of one deed."""


def group_tellings(tellings: Iterable[Telling]) -> list[tuple[Telling, ...]]:
    """Return the tellings in groups, each in the order of its articles, groups in the order of their first."""
    leading, following = leaders(tellings)
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in leading:
        for key in telling.keys:
            blocks[key].append(telling)
    pairs = {
        (one.id, other.id): (one, other)
        for block in blocks.values()
        if len(block) <= MOST
        for one, other in combinations(block, 2)
    }
    likes = {ids: like for ids, pair in pairs.items() if (like := likeness(*pair)) is not None}
    return group_leaders(leading, likes, following)


def leaders(tellings: Iterable[Telling]) -> tuple[list[Telling], dict[str, list[Telling]]]:
    """Return in their order the tellings that are compared, and by their ids those that tell the same state again."""
    first: dict[str, Telling] = {}
    leading: list[Telling] = []
    following: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda telling: telling.order):
        state = None if telling.state is None else repr(telling.state)
        if state is not None and state in first:
            following[first[state].id].append(telling)
            continue
        leading.append(telling)
        if state is not None:
            first[state] = telling
    return leading, following


def group_leaders(
    leading: Sequence[Telling], likes: Likes, following: Mapping[str, Iterable[Telling]]
) -> list[tuple[Telling, ...]]:
    """Return groups of tellings that are in their order, with those that follow them."""
    number_of = {telling.id: number for number, telling in enumerate(leading)}
    pairs = sorted((-like, number_of[one], number_of[other]) for (one, other), like in likes.items())
    groups: dict[int, list[int]] = {number: [number] for number in range(len(leading))}
    group_of = list(range(len(leading)))
    for _, one, other in pairs:
        first, second = groups[group_of[one]], groups[group_of[other]]
        if first is second or not _all_like(first, second, leading, likes):
            continue
        joined = sorted((*first, *second))
        for number in joined:
            group_of[number] = joined[0]
        for former in (first[0], second[0]):
            groups.pop(former, None)
        groups[joined[0]] = joined
    return [
        _with_following([leading[number] for number in numbers], following) for _, numbers in sorted(groups.items())
    ]


def _with_following(group: Iterable[Telling], following: Mapping[str, Iterable[Telling]]) -> tuple[Telling, ...]:
    every = [one for leader in group for one in (leader, *following.get(leader.id, ()))]
    return tuple(sorted(every, key=lambda telling: telling.order))


def _all_like(first: Iterable[int], second: Sequence[int], leading: Sequence[Telling], likes: Likes) -> bool:
    for one in first:
        for other in second:
            before, after = leading[min(one, other)], leading[max(one, other)]
            if (before.id, after.id) not in likes and likeness(before, after) is None:
                return False
    return True


def order_of(stated: Stated) -> Order:
    """Return what statements are sorted by: the day of the article, the article, the place in it."""
    document, record = stated.document, stated.record
    return (document.date or "", document.id, record.sentence, record.subject.start, stated.id)
