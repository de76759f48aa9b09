"""What a network of ties looks like from afar: in go ties, out come paths, neighbours, ranks and circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal, get_args

from kg.cells import Shown
from kg.network.ties import Pair, Tie, best_first

if TYPE_CHECKING:
    from networkx import Graph

By = Literal["degree", "pagerank", "betweenness"]
MEASURES: tuple[By, ...] = get_args(By)
SAMPLED = 400
"""Beyond so many things, betweenness is estimated from the paths of so many of them, always the same."""
_SEED = 7
_DAMPING = 0.85
_ROUNDS = 100
_ENOUGH = 1e-9


@dataclass(frozen=True, slots=True)
class Path(Shown):
    """A way from one thing to another: the ids on it, and for each step the ties of the pair, the best first."""

    entities: tuple[str, ...]
    steps: tuple[tuple[Tie, ...], ...]


@dataclass(frozen=True, slots=True)
class Rank(Shown):
    """How much a thing stands in the middle: its score, how many things it is tied to, and by how many statements."""

    entity: str
    score: float
    neighbours: int
    statements: int


@dataclass(frozen=True, slots=True)
class Circle(Shown):
    """Things that are tied to each other more than to others, those with most ties first, and the ties within."""

    entities: tuple[str, ...]
    ties: tuple[Tie, ...]


def to_graph(pairs: Mapping[Pair, Sequence[Tie]]) -> Graph:
    """Return the pairs as an undirected graph, in their order; `weight` counts statements, `length` is for shortest paths."""
    from networkx import Graph as NetworkxGraph

    graph = NetworkxGraph()
    graph.add_nodes_from(sorted({entity for pair in pairs for entity in pair}))
    for (one, other), ties in pairs.items():
        weight = len({tie.stated.id for tie in ties})
        # A step through the words of a phrase is longer than one between two ends; well-told steps are a little shorter.
        length = 1.0 if any(tie.direct for tie in ties) else 1.5
        graph.add_edge(one, other, weight=weight, length=length - 0.1 * (1 - 1 / weight))
    return graph


def find_paths(pairs: Mapping[Pair, Sequence[Tie]], one: str, other: str, number: int) -> tuple[Path, ...]:
    """Return the shortest ways between two things, without a thing twice, at most so many; none where none leads there.

    Method: Yen's k shortest loopless paths (networkx `shortest_simple_paths`); of equally long ones the ids decide.
    """
    from networkx import NetworkXNoPath, NodeNotFound, shortest_simple_paths

    graph = to_graph(pairs)
    try:
        found = list(islice(shortest_simple_paths(graph, one, other, weight="length"), number))
    except (NetworkXNoPath, NodeNotFound):
        return ()
    return tuple(
        Path(tuple(path), tuple(best_first(pairs[min(a, b), max(a, b)]) for a, b in pairwise(path))) for path in found
    )


def neighbours_of(pairs: Mapping[Pair, Sequence[Tie]], entity: str) -> list[tuple[str, Sequence[Tie]]]:
    """Return what a thing is tied to, with the ties as they come, those by most statements first."""
    found = [(other if one == entity else one, ties) for (one, other), ties in pairs.items() if entity in (one, other)]
    return sorted(found, key=lambda neighbour: (-len({tie.stated.id for tie in neighbour[1]}), neighbour[0]))


def rank(pairs: Mapping[Pair, Sequence[Tie]], by: By) -> tuple[Rank, ...]:
    """Return how much each thing stands in the middle, the first first.

    **degree** counts the things that it is tied to, **pagerank** weighs these by their own rank (Brin and Page, 1998),
    **betweenness** is the share of the shortest paths between others that lead through it (Brandes, 2001; estimated from
    `SAMPLED` sources in a large graph).
    """
    graph = to_graph(pairs)
    scores: Mapping[str, float]
    match by:
        case "degree":
            scores = {entity: float(degree) for entity, degree in graph.degree()}
        case "pagerank":
            scores = _pagerank(graph)
        case "betweenness":
            from networkx import betweenness_centrality

            sample = SAMPLED if graph.number_of_nodes() > SAMPLED else None
            scores = betweenness_centrality(graph, k=sample, seed=_SEED)
    ranks = (
        Rank(entity, round(scores[entity], 6), graph.degree(entity), graph.degree(entity, weight="weight"))
        for entity in graph.nodes
    )
    return tuple(sorted(ranks, key=lambda one: (-one.score, -one.statements, one.entity)))


def circles(pairs: Mapping[Pair, Sequence[Tie]]) -> tuple[Circle, ...]:
    """Return circles of at least two things, the one with most ties first.

    Method: Louvain communities over the numbers of statements (Blondel et al., 2008), with a fixed seed.
    """
    from networkx.algorithms.community import louvain_communities

    graph = to_graph(pairs)
    if not graph.number_of_edges():
        return ()
    found = []
    for members in louvain_communities(graph, weight="weight", seed=_SEED):
        inside = graph.subgraph(members)
        order = sorted(members, key=lambda entity: (-inside.degree(entity, weight="weight"), entity))
        ties = [tie for pair, of_pair in pairs.items() if members.issuperset(pair) for tie in of_pair]
        if len(order) > 1:
            found.append(Circle(tuple(order), best_first(ties)))
    return tuple(sorted(found, key=lambda circle: (-len(circle.ties), circle.entities)))


def _pagerank(graph: Graph) -> Mapping[str, float]:
    """Return PageRank by power iteration over the numbers of statements; networkx would need SciPy for it."""
    import numpy

    nodes = list(graph.nodes)
    if not nodes:
        return {}
    place = {node: number for number, node in enumerate(nodes)}
    edges = [(place[a], place[b], w) for a, b, w in graph.edges(data="weight")]
    ends = numpy.array([(a, b) for a, b, _ in edges] + [(b, a) for a, b, _ in edges])
    weights = numpy.array([w for _, _, w in edges] * 2, dtype=float)
    out = numpy.bincount(ends[:, 0], weights, len(nodes))
    share = weights / out[ends[:, 0]]
    score = numpy.full(len(nodes), 1 / len(nodes))
    for _ in range(_ROUNDS):
        new = (1 - _DAMPING) / len(nodes) + _DAMPING * numpy.bincount(ends[:, 1], score[ends[:, 0]] * share, len(nodes))
        done = float(numpy.abs(new - score).sum()) < _ENOUGH
        score = new
        if done:
            break
    return dict(zip(nodes, map(float, score), strict=True))


def count_statements(ties: Iterable[Tie]) -> int:
    """Return how many statements ties are of."""
    return len({tie.stated.id for tie in ties})
