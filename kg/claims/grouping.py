"""Statements that tell the same, put together: in go tellings in any order, out come groups of them, each once.

Average or single links would drift ("bought missiles", "bought weapons", "bought drones"), so a group holds only tellings each
of which may be the same as each other one (complete linkage). Pairs are joined in the order of what speaks for them, and where
that is the same, in the order of their articles; the order in which documents came in changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.claims.telling import Telling, likeness
from kg.statements.stated import Stated

WIDEST = 200
"""In a block of more tellings each is compared with so many that follow it by the days of their articles."""


def group_tellings(tellings: Iterable[Telling]) -> list[tuple[Telling, ...]]:
    """Return the tellings in groups, each in the order of its articles, groups in the order of their first."""
    ordered = sorted(tellings, key=lambda telling: order_of(telling.stated))
    likes = _likes(ordered)
    groups: dict[int, list[int]] = {number: [number] for number in range(len(ordered))}
    group_of = list(range(len(ordered)))
    for one, other in sorted(likes, key=lambda pair: (-likes[pair], pair)):
        first, second = groups[group_of[one]], groups[group_of[other]]
        if first is second or not _all_like(first, second, ordered, likes):
            continue
        joined = sorted((*first, *second))
        for number in joined:
            group_of[number] = joined[0]
        for former in (first[0], second[0]):
            groups.pop(former, None)
        groups[joined[0]] = joined
    return [tuple(ordered[number] for number in numbers) for _, numbers in sorted(groups.items())]


def order_of(stated: Stated) -> tuple[str, str, int, int, str]:
    """Return what statements are sorted by: the day of the article, the article, the place in it."""
    document, record = stated.document, stated.record
    return (document.date or "", document.id, record.sentence, record.subject.start, stated.id)


def _likes(ordered: Sequence[Telling]) -> dict[tuple[int, int], int]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, telling in enumerate(ordered):
        for key in telling.keys:
            blocks[key].append(number)
    found: dict[tuple[int, int], int] = {}
    for pair in {pair for numbers in blocks.values() for pair in _pairs(numbers)}:
        like = likeness(ordered[pair[0]], ordered[pair[1]])
        if like is not None:
            found[pair] = like
    return found


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= WIDEST:
        return combinations(numbers, 2)
    return ((number, other) for at, number in enumerate(numbers) for other in numbers[at + 1 : at + 1 + WIDEST])


def _all_like(
    first: Iterable[int], second: Sequence[int], ordered: Sequence[Telling], likes: dict[tuple[int, int], int]
) -> bool:
    for one in first:
        for other in second:
            pair = (min(one, other), max(one, other))
            if pair not in likes and likeness(ordered[one], ordered[other]) is None:
                return False
    return True
