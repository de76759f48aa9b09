"""Which entities the page opens on, and where they stand: in go ties and importance, out come places and communities.

Up to `ALL_AT_ONCE` joined entities are all drawn at once; up to `ONE_PICTURE` the most important are drawn and the
others find their place around them; above that the page opens on communities, each with a picture of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from kg.view.communities import Ties, find_communities, strongest_ties, ties_between
from kg.view.layout import Floats, add_around, lay_out

ALL_AT_ONCE = 60
ONE_PICTURE = 400
OVERVIEW_COMMUNITIES = 36
OVERVIEW_TIES = 54
LABEL_LIMIT = 26
LETTER_WIDTH = 7.2
LABEL_HEIGHT = 19.0
NAMES_OF_COMMUNITY = 2

Opening = Literal["all", "top", "communities"]


@dataclass(slots=True)
class Places:
    """Where entities stand, the communities they form, and how these stand in the overview."""

    opening: Opening
    positions: dict[int, tuple[int, int]]
    communities: list[list[int]]
    overview: list[tuple[int, int, int]] = field(default_factory=list)
    overview_ties: list[tuple[int, int, int]] = field(default_factory=list)


def find_places(ties: Ties, importance: Sequence[float], radii: Sequence[int], labels: Sequence[str]) -> Places:
    """Find a place for every entity that has a tie."""
    joined = sorted({entity for pair in ties for entity in pair}, key=lambda entity: (-importance[entity], entity))
    communities = find_communities(ties, importance)
    if len(joined) <= ONE_PICTURE:
        positions = picture_of(joined, ties, radii, labels)
        return Places("all" if len(joined) <= ALL_AT_ONCE else "top", positions, communities)
    community_of = {entity: number for number, community in enumerate(communities) for entity in community}
    inside: list[dict[tuple[int, int], int]] = [{} for _ in communities]
    for (first, second), weight in ties.items():
        if community_of[first] == community_of[second]:
            inside[community_of[first]][first, second] = weight
    positions = {}
    for community, own_ties in zip(communities, inside, strict=True):
        positions.update(picture_of(community, own_ties, radii, labels))
    places = Places("communities", positions, communities)
    lay_out_overview(places, ties_between(ties, community_of), labels)
    return places


def picture_of(
    entities: Sequence[int], ties: Ties, radii: Sequence[int], labels: Sequence[str]
) -> dict[int, tuple[int, int]]:
    """Lay out the first of the entities (they come by importance), then the others around them."""
    row = {entity: number for number, entity in enumerate(entities)}
    boxes = np.array([label_box(labels[entity], radii[entity]) for entity in entities])
    pairs = [(row[first], row[second]) for first, second in ties]
    drawn = min(len(entities), ALL_AT_ONCE)
    effort = 14 if drawn == len(entities) and len(entities) > 12 else 6
    core = lay_out(boxes[:drawn], [pair for pair in pairs if max(pair) < drawn], starts=effort)
    positions = core
    if len(entities) > ONE_PICTURE:
        positions = spiral(core, len(entities))
    elif len(entities) > drawn:
        positions = add_around(core, boxes, pairs)
    return {entity: (round(float(x)), round(float(y))) for entity, (x, y) in zip(entities, positions, strict=True)}


def spiral(core: Floats, count: int) -> Floats:
    """Set things beyond the core on a sunflower spiral around it, for a large community that opens in steps."""
    number = np.arange(len(core), count)
    inner = float(np.linalg.norm(core, axis=1).max()) + 120.0
    radius = np.sqrt(inner**2 + (number - len(core) + 1) * 9000.0)
    angle = number * np.pi * (3 - np.sqrt(5))
    return np.vstack((core, np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))))


def label_box(label: str, radius: float) -> tuple[float, float]:
    """Return width and height of a thing with its label below it, centred on the thing."""
    return max(min(len(label), LABEL_LIMIT) * LETTER_WIDTH + 8, 2 * radius), 2 * (radius + LABEL_HEIGHT)


def name_of(community: Sequence[int], labels: Sequence[str]) -> str:
    """Name a community by its most important entities."""
    return ", ".join(labels[entity] for entity in community[:NAMES_OF_COMMUNITY])


def lay_out_overview(places: Places, between: Mapping[tuple[int, int], int], labels: Sequence[str]) -> None:
    """Set the first communities out by the strongest ties between them."""
    shown = places.communities[:OVERVIEW_COMMUNITIES]
    near = {pair: weight for pair, weight in between.items() if pair[1] < len(shown)}
    strongest = strongest_ties(near, OVERVIEW_TIES)
    largest = max(len(community) for community in shown)
    radii = [round(16 + 30 * (len(community) / largest) ** 0.5) for community in shown]
    boxes = np.array(
        [label_box(name_of(community, labels), radius) for community, radius in zip(shown, radii, strict=True)]
    )
    positions = lay_out(boxes, list(strongest), starts=8)
    places.overview = [
        (round(float(x)), round(float(y)), radius) for (x, y), radius in zip(positions, radii, strict=True)
    ]
    places.overview_ties = [(first, second, weight) for (first, second), weight in strongest.items()]
