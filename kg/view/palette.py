"""How each type of entity looks: in goes a type, out come its outline and its colours on a light and on a dark ground.

Every type has an outline of its own, so that no reader depends on colour; the colours keep a contrast of 3:1 with both
grounds, and none of them is the red that marks a negated statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import get_args

from kg.model import EntityType

Outline = tuple[tuple[float, float], ...]

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """The looks of one type: a polygon inside the unit circle (y points down), and two colours."""

    outline: Outline
    light: str
    dark: str


def regular(corners: int, turn: float = 0.0, radius: float = 1.0) -> Outline:
    """Return a regular polygon; `turn` is in degrees, and without it a corner points upwards."""
    angles = [2 * pi * corner / corners - pi / 2 + turn * pi / 180 for corner in range(corners)]
    return tuple((round(radius * cos(angle), 3), round(radius * sin(angle), 3)) for angle in angles)


def star(points: int, inner: float) -> Outline:
    """Return a star whose inner corners lie at the radius `inner`."""
    outer, between = regular(points), regular(points, 180 / points, inner)
    return tuple(corner for pair in zip(outer, between, strict=True) for corner in pair)


PLUS: Outline = (
    *((-0.36, -0.9), (0.36, -0.9), (0.36, -0.36), (0.9, -0.36), (0.9, 0.36), (0.36, 0.36)),
    *((0.36, 0.9), (-0.36, 0.9), (-0.36, 0.36), (-0.9, 0.36), (-0.9, -0.36), (-0.36, -0.36)),
)
HOUSE: Outline = ((-0.78, 0.8), (0.78, 0.8), (0.78, -0.15), (0, -0.95), (-0.78, -0.15))
PAGE: Outline = ((-0.7, -0.92), (0.25, -0.92), (0.7, -0.5), (0.7, 0.92), (-0.7, 0.92))
SHIELD: Outline = ((-0.82, -0.8), (0.82, -0.8), (0.82, 0.12), (0, 1.0), (-0.82, 0.12))

STYLES: dict[EntityType, TypeStyle] = {
    "Person": TypeStyle(regular(40, radius=0.95), "#1668b8", "#74b6f5"),
    "Organization": TypeStyle(regular(4, 45, 1.08), "#7447b8", "#bda0f5"),
    "Country": TypeStyle(regular(6, 30), "#0a7558", "#52c8a4"),
    "Place": TypeStyle(regular(3, radius=1.1), "#7d6410", "#d6bc5c"),
    "Facility": TypeStyle(HOUSE, "#8f5420", "#dca672"),
    "Group": TypeStyle(regular(8, 22.5), "#a83a78", "#f094c8"),
    "Event": TypeStyle(star(5, 0.5), "#b3500b", "#f6a663"),
    "Product": TypeStyle(regular(4, radius=1.05), "#4b6079", "#a6b9cf"),
    "Work": TypeStyle(PAGE, "#2b6c86", "#80c6e2"),
    "Law": TypeStyle(SHIELD, "#66651a", "#cbc76e"),
    "Thing": TypeStyle(PLUS, "#666d78", "#a7adb8"),
}
