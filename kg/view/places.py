"""Which entities the page opens on, and where they stand: in go ties and importance, out come places and communities.

Up to `ALL_AT_ONCE` joined entities are all drawn at once; up to `ONE_PICTURE` the most important are drawn and the
others find their place around them; above that the page opens on communities, each with a picture of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from kg.view.communities import find_communities, strongest_ties, ties_between
from kg.view.layout import LABEL_BELOW, Arrows, Floats, add_around, lay_out, settle
from kg.view.ties import Ties

ALL_AT_ONCE = 60
ONE_PICTURE = 400
OVERVIEW_COMMUNITIES = 24
OVERVIEW_TIES = 45
LABEL_LIMIT = 26
LINE_LIMIT = 20
"""So many letters of a name stand in a line of the first picture; a longer one has two."""
LINE_HEIGHT = 15.0
LETTER_WIDTH = 7.2
COMMUNITY_CELL = (176.0, 118.0)
"""Room for a community and the names of its first two entities below it."""

Opening = Literal["all", "top", "communities"]
Positions = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Joined:
    """Entities to be placed: labels, radii and importance by their numbers, ties and the widths of arrows' labels."""

    labels: Sequence[str]
    radii: Sequence[int]
    importance: Sequence[float]
    ties: Ties
    widths: Arrows

    def boxes(self, entities: Sequence[int]) -> Floats:
        """Return width and height of each of these entities with its label."""
        return np.array([label_box(self.labels[entity], self.radii[entity]) for entity in entities]).reshape(-1, 2)


@dataclass(slots=True)
class Places:
    """Where entities stand, the communities they form, and how these stand in the overview."""

    opening: Opening
    positions: Positions
    communities: list[list[int]]
    overview: list[tuple[int, int, int]] = field(default_factory=list)
    overview_ties: list[tuple[int, int, int]] = field(default_factory=list)


def find_places(joined: Joined) -> Places:
    """Find a place for every entity that has a tie."""
    entities = sorted(
        {entity for pair in joined.ties for entity in pair}, key=lambda entity: (-joined.importance[entity], entity)
    )
    communities = find_communities(joined.ties, joined.importance)
    if len(entities) <= ONE_PICTURE:
        return Places("all" if len(entities) <= ALL_AT_ONCE else "top", careful_picture(entities, joined), communities)
    community_of = {entity: number for number, community in enumerate(communities) for entity in community}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in communities]
    for (first, second), width in joined.widths.items():
        if community_of[first] == community_of[second]:
            inside[community_of[first]][first, second] = width
    positions = {}
    for community, widths in zip(communities, inside, strict=True):
        positions.update(quick_picture(community, joined, widths))
    places = Places("communities", positions, communities)
    lay_out_overview(places, ties_between(joined.ties, community_of))
    return places


def careful_picture(entities: Sequence[int], joined: Joined) -> Positions:
    """Lay out the first of the entities (they come by importance) as well as can be, then the others around them."""
    boxes = joined.boxes(entities)
    arrows = arrows_among(entities, joined.widths)
    positions = lay_out(boxes[:ALL_AT_ONCE], within(arrows, ALL_AT_ONCE))
    if len(entities) > ALL_AT_ONCE:
        positions = add_around(positions, boxes, arrows)
    return rounded(entities, positions)


def quick_picture(entities: Sequence[int], joined: Joined, widths: Arrows) -> Positions:
    """Lay out the first of the entities in some milliseconds, the others on a spiral around them."""
    drawn = entities[:ALL_AT_ONCE]
    arrows = within(arrows_among(entities, widths), ALL_AT_ONCE)
    return rounded(entities, spiral(lay_out(joined.boxes(drawn), arrows, starts=1, moves=0), len(entities)))


def arrows_among(entities: Sequence[int], widths: Arrows) -> dict[tuple[int, int], float]:
    """Return the arrows between entities by the places that these have in a list."""
    row = {entity: number for number, entity in enumerate(entities)}
    return {
        (min(row[first], row[second]), max(row[first], row[second])): width for (first, second), width in widths.items()
    }


def within(arrows: Arrows, count: int) -> Arrows:
    """Keep the arrows between the first `count` things."""
    return {pair: width for pair, width in arrows.items() if max(pair) < count}


def rounded(entities: Sequence[int], positions: Floats) -> Positions:
    """Return whole pixels for each entity."""
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
    return max(min(len(label), LABEL_LIMIT) * LETTER_WIDTH + 8, 2 * radius), 2 * (radius + LABEL_BELOW)


def name_box(label: str, radius: float) -> tuple[float, float]:
    """Return the same for a name that is broken into two lines where it is long."""
    lines = textwrap.wrap(label, LINE_LIMIT)[:2] or [""]
    wide = max(map(len, lines)) * LETTER_WIDTH + 8
    return max(min(wide, LABEL_LIMIT * LETTER_WIDTH), 2 * radius), 2 * (
        radius + LABEL_BELOW + LINE_HEIGHT * (len(lines) - 1)
    )


def lay_out_overview(places: Places, between: Mapping[tuple[int, int], int]) -> None:
    """Set the first communities out by the strongest ties between them."""
    shown = places.communities[:OVERVIEW_COMMUNITIES]
    near = {pair: weight for pair, weight in between.items() if pair[1] < len(shown)}
    strongest = strongest_ties(near, OVERVIEW_TIES)
    largest = max(len(community) for community in shown)
    radii = [round(15 + 19 * (len(community) / largest) ** 0.5) for community in shown]
    boxes = np.full((len(shown), 2), COMMUNITY_CELL)
    positions = settle(lay_out(boxes, dict.fromkeys(strongest, 0.0), starts=4, moves=0), COMMUNITY_CELL)
    places.overview = [
        (round(float(x)), round(float(y)), radius) for (x, y), radius in zip(positions, radii, strict=True)
    ]
    places.overview_ties = [(first, second, weight) for (first, second), weight in strongest.items()]
