"""Communities of entities: in go weighted ties, out come groups that are tied more inside than outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx

from kg.view.ties import Ties


def find_communities(ties: Ties, importance: Sequence[float]) -> list[list[int]]:
    """Return the communities by the Louvain method, the most important first, and so are the entities in each.

    `ties` are pairs (lower number, higher number) with their count. Entities without a tie are in no community.
    The same input gives the same communities.
    """
    graph = networkx.Graph()
    graph.add_weighted_edges_from((first, second, weight) for (first, second), weight in sorted(ties.items()))
    found = networkx.community.louvain_communities(graph, weight="weight", seed=1)
    ordered = [sorted(community, key=lambda entity: (-importance[entity], entity)) for community in found]
    return sorted(ordered, key=lambda community: (-sum(importance[entity] for entity in community), community[0]))


def ties_between(ties: Ties, community_of: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """Return how many statements join two communities, for each pair that is joined."""
    between: dict[tuple[int, int], int] = {}
    for (first, second), weight in ties.items():
        pair = sorted((community_of[first], community_of[second]))
        if pair[0] != pair[1]:
            between[pair[0], pair[1]] = between.get((pair[0], pair[1]), 0) + weight
    return between


def strongest_ties(ties: Ties, limit: int) -> dict[tuple[int, int], int]:
    """Return a spanning forest of the strongest ties and, up to `limit` in all, the strongest of the others."""
    ranked = sorted(ties, key=lambda pair: (-ties[pair], pair))
    parent: dict[int, int] = {}

    def root(community: int) -> int:
        while (above := parent.get(community, community)) != community:
            community = above
        return community

    chosen = []
    for first, second in ranked:
        if root(first) != root(second):
            parent[root(first)] = root(second)
            chosen.append((first, second))
    others = [pair for pair in ranked if pair not in set(chosen)]
    return {pair: ties[pair] for pair in chosen + others[: max(0, limit - len(chosen))]}
