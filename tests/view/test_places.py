"""What a page opens on, by its size."""

import pytest

from kg.view.palette import ENTITY_TYPES, STYLES
from kg.view.places import Joined, find_places


def joined(count: int) -> Joined:
    """Return `count` entities in rings of twenty, each ring with a hub that is joined to the next hub."""
    ties = {}
    for entity in range(count):
        hub = entity // 20 * 20
        other = hub if entity != hub else (hub + 20 if hub + 20 < count else 0)
        if other != entity:
            ties[min(entity, other), max(entity, other)] = 1
    importance = [40 - entity % 20 for entity in range(count)]
    return Joined(
        [f"Entity {entity}" for entity in range(count)], [12] * count, importance, ties, dict.fromkeys(ties, 50.0)
    )


@pytest.mark.parametrize(
    ("count", "opening"), [(12, "all"), (60, "all"), (61, "top"), (400, "top"), (401, "communities")]
)
def test_opening(count, opening):
    places = find_places(joined(count))
    assert places.opening == opening
    assert len(places.positions) == count
    assert bool(places.overview) == (opening == "communities")


def test_communities_of_the_overview_do_not_lie_on_each_other():
    places = find_places(joined(900))
    for one, (x, y, radius) in enumerate(places.overview):
        for other_x, other_y, other_radius in places.overview[:one]:
            assert abs(x - other_x) >= radius + other_radius or abs(y - other_y) >= radius + other_radius
    assert len(places.overview_ties) <= 45


def test_every_type_has_a_shape_of_its_own_and_colours_that_can_be_seen():
    outlines = [STYLES[type].outline for type in ENTITY_TYPES]
    assert len(set(outlines)) == len(ENTITY_TYPES) == 11
    for type in ENTITY_TYPES:
        assert contrast(STYLES[type].light, "#fbfbfd") >= 4.5
        assert contrast(STYLES[type].dark, "#12151c") >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
