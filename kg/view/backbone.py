"""What a page opens on where all would be too much: in go statements and claims, out come few things and their arrows.

The heaviest pair of entities begins, then the heaviest that hangs on what is there already: a story in one piece. A pair
weighs by the articles and statements that join it, and by how many independent sources its claims have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from kg.view.columns import MODALITIES, POLARITIES, StatementColumns
from kg.view.layout import lay_out
from kg.view.places import name_box, rounded
from kg.view.strings import NONE
from kg.view.ties import NAME, joining, width_of_words

THINGS, ARROWS = 14, 16
ENOUGH_THINGS, ENOUGH_ARROWS = 15, 18
"""A page with no more than so many things and pairs opens on all of them."""
BARE = frozenset({"", "is", "was", "are", "were", "be", "been", "has", "had", "have", "says", "said", "of", "'s"})
"""Words that say nothing on an arrow of their own."""
STARTS, MOVES = 20, 1200
AROUND_WORDS = 34.0
"""Pixels of an arrow that are seen before and behind its words."""
NEW_PIECE = 9
"""With fewer things than this another piece begins, where it has three things at least."""
OFFICE, OF_CLAIM = 0.3, 2.0
"""What counts who holds which office, and what each source of a claim adds."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Backbone:
    """Things with their places, and for each pair of them that is joined the statement that says best how."""

    things: list[tuple[int, int, int]]
    arrows: list[int]


def find_backbone(
    statements: StatementColumns, sources: Mapping[int, int], labels: Sequence[str], radii: Sequence[int]
) -> Backbone | None:
    """Return the backbone, None where there is no more than fits a picture anyway.

    `sources` gives for the numbers of statements how many independent sources their claim has.
    """
    members: dict[Pair, list[int]] = defaultdict(list)
    for number, tail, head in joining(statements):
        members[min(tail, head), max(tail, head)].append(number)
    things = {thing for pair in members for thing in pair}
    if len(things) <= ENOUGH_THINGS and len(members) <= ENOUGH_ARROWS:
        return None
    known = {pair: [number for number in numbers if _speaks(statements, number)] for pair, numbers in members.items()}
    weights = {pair: _weight(statements, numbers, sources) for pair, numbers in known.items() if numbers}
    if not weights:
        return None
    pairs = grow(weights)
    chosen = sorted({thing for pair in pairs for thing in pair})
    row = {thing: place for place, thing in enumerate(chosen)}
    best = {pair: _best(statements, known[pair], sources) for pair in pairs}
    widths = {
        (row[one], row[other]): width_of_words(statements.ends[best[one, other]].words) + AROUND_WORDS
        for one, other in sorted(pairs)
    }
    boxes = np.array([name_box(labels[thing], radii[thing]) for thing in chosen])
    places = rounded(chosen, lay_out(boxes, widths, starts=STARTS, moves=MOVES))
    return Backbone([(thing, *places[thing]) for thing in chosen], [best[pair] for pair in pairs])


def grow(weights: Mapping[Pair, float]) -> list[Pair]:
    """Choose pairs, the heaviest first, each hanging on those before it; another piece begins only in a small picture."""
    ranked = sorted(weights, key=lambda pair: (-weights[pair], pair))
    graph = networkx.Graph()
    graph.add_edges_from(ranked)
    size = {thing: len(part) for part in networkx.connected_components(graph) for thing in part}
    things: set[int] = set()
    pairs: list[Pair] = []
    while len(pairs) < ARROWS:
        left = [pair for pair in ranked if pair not in pairs and len(things | set(pair)) <= THINGS]
        found = next((pair for pair in left if not things.isdisjoint(pair)), None)
        if found is None and len(things) < NEW_PIECE:
            found = next((pair for pair in left if size[pair[0]] > 2 or not pairs), None)
        if found is None:
            break
        pairs.append(found)
        things.update(found)
    return pairs


def pairs_alone(ties: Mapping[Pair, int]) -> list[Pair]:
    """Return the pairs that hang on nothing else, where there is a larger piece to look at."""
    graph = networkx.Graph()
    graph.add_edges_from(sorted(ties))
    parts = [sorted(part) for part in networkx.connected_components(graph)]
    if max(map(len, parts), default=0) <= 4:
        return []
    return sorted((part[0], part[1]) for part in parts if len(part) == 2)


def _speaks(statements: StatementColumns, number: int) -> bool:
    """Tell whether a statement is whole, and its words say something on an arrow."""
    whole = statements.columns["fragment"][number] == NONE
    return whole and statements.ends[number].words.strip().lower() not in BARE


def _weight(statements: StatementColumns, numbers: Sequence[int], sources: Mapping[int, int]) -> float:
    columns = statements.columns
    said = sum(OFFICE if columns["kind"][number] == NAME else 1.0 for number in numbers)
    news = [number for number in numbers if columns["kind"][number] != NAME]
    articles = {columns["document"][number] for number in news}
    return said + len(articles) + OF_CLAIM * max((sources.get(number, 0) for number in numbers), default=0)


def _best(statements: StatementColumns, numbers: Sequence[int], sources: Mapping[int, int]) -> int:
    """Return the statement whose words stand on a pair's arrow."""
    columns = statements.columns
    often = Counter(columns["relation"][number] for number in numbers)

    def order(number: int) -> tuple[bool, int, int, bool, bool, int, int]:
        return (
            columns["kind"][number] == NAME,
            -sources.get(number, 0),
            -often[columns["relation"][number]],
            columns["polarity"][number] != POLARITIES.index("affirmed"),
            columns["modality"][number] != MODALITIES.index("actual"),
            len(statements.ends[number].words),
            number,
        )

    return min(numbers, key=order)
