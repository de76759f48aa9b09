"""Where things stand: in go ties and the boxes of labels, out come positions that no two boxes share.

Stress majorisation (Gansner, Koren, North: Graph Drawing by Stress Majorization, 2004) from several fixed starts; the
start with the fewest crossings, labels on labels and arrows through things wins, and is then mended by small moves. All
random numbers come from a fixed seed: the same input gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Arrows = Mapping[tuple[int, int], float]

ARROW_LENGTH = 185.0
ARROW_LABEL_HEIGHT = 18.0
LABEL_BELOW = 19.0
LANDSCAPE = 1.3
GAP = 14.0
BERTH = 8.0
"""How far an arrow keeps from things that it does not join: it may bend."""
COMPACT = 0.9
"""The power that shortens long ways, so that chains of arrows wind instead of making the picture small."""
SURFACE = 1.6
"""Breadth over height of the surface that pictures are made for."""


def lay_out(boxes: Floats, arrows: Arrows, *, starts: int = 14, moves: int = 700) -> Floats:
    """Return a position for each of the `boxes` (width and height, one row a thing), in pixels around the origin.

    `arrows` gives for each pair of things that are joined the width of the widest label on their arrows. Parts that no
    arrow joins are laid out apart and then set beside each other. Meant for at most some hundred things: time and space
    grow with their square.
    """
    positions = np.zeros((len(boxes), 2))
    parts = parts_of(len(boxes), arrows)
    for things in parts:
        row = {thing: number for number, thing in enumerate(things)}
        own = {(row[first], row[second]): width for (first, second), width in arrows.items() if first in row}
        positions[things] = lay_out_part(boxes[things], own, starts, moves)
    return pack(positions, boxes, parts)


def parts_of(count: int, arrows: Arrows) -> list[list[int]]:
    """Return the things that arrows join to each other, directly or by others, the largest part first."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted(arrows))
    parts = [sorted(part) for part in networkx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def pack(positions: Floats, boxes: Floats, parts: list[list[int]]) -> Floats:
    """Set the parts of a picture beside and below each other, in lines as broad as makes the whole a landscape."""
    corners = [
        ((positions[part] - boxes[part] / 2).min(axis=0), (positions[part] + boxes[part] / 2).max(axis=0))
        for part in parts
    ]
    sizes = [high - low + 2 * GAP for low, high in corners]
    area = sum(float(width * height) for width, height in sizes)
    breadth = max([float(width) for width, _ in sizes] + [(area * SURFACE) ** 0.5])
    placed = positions.copy()
    left = top = line = 0.0
    for part, (low, _), (width, height) in zip(parts, corners, sizes, strict=True):
        if left and left + width > breadth * 1.05:
            left, top, line = 0.0, top + line, 0.0
        placed[part] += np.array([left, top]) + GAP - low
        left, line = left + float(width), max(line, float(height))
    centred: Floats = placed - (placed.min(axis=0) + placed.max(axis=0)) / 2 if len(placed) else placed
    return centred


def lay_out_part(boxes: Floats, arrows: Arrows, starts: int, moves: int) -> Floats:
    """Lay out things that are all joined, directly or by others."""
    count = len(boxes)
    if count < 2:
        return np.zeros((count, 2))
    pairs = np.array(sorted(arrows), dtype=np.int64).reshape(-1, 2)
    labels = np.array([(arrows[first, second], ARROW_LABEL_HEIGHT) for first, second in pairs.tolist()])
    rest = ARROW_LENGTH * (1.0 if count <= 20 else 0.85 if count <= 32 else 0.75)
    distances = distances_of(boxes, pairs, labels, rest)
    random = np.random.default_rng(7)
    best, least = np.zeros((count, 2)), float("inf")
    for _ in range(starts):
        order = random.permutation(count)
        angle = 2 * np.pi * order / count
        start = np.column_stack((np.cos(angle), np.sin(angle))) * rest * max(1.0, count / 6)
        positions = part(majorise(start, distances) * np.array([LANDSCAPE, 1.0]), boxes)
        cost = disorder(positions, boxes, pairs, labels)
        if cost < least:
            best, least = positions, cost
    return mend(best, boxes, pairs, labels, random, moves if count <= 40 else moves // 3)


def distances_of(boxes: Floats, pairs: Integers, labels: Floats, rest: float) -> Floats:
    """Return the wanted distance of any two things along the arrows between them, each long enough for its label."""
    count = len(boxes)
    table = np.full((count, count), np.inf)
    np.fill_diagonal(table, 0.0)
    radii = boxes[:, 1] / 2 - LABEL_BELOW
    for (first, second), (width, _) in zip(pairs.tolist(), labels, strict=True):
        length = np.clip(width + radii[first] + radii[second] + 24, rest, 1.6 * rest)
        table[first, second] = table[second, first] = length
    for between in range(count):
        table = np.minimum(table, table[:, between, None] + table[None, between])
    return np.where(table > rest, rest * (np.maximum(table, rest) / rest) ** COMPACT, table)


def majorise(start: Floats, distances: Floats, rounds: int = 90) -> Floats:
    """Move points until their distances are close to those wanted (SMACOF, weighted by the inverse square)."""
    count = len(start)
    safe = np.where(distances > 0, distances, 1.0)
    weights = np.where(distances > 0, safe**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian + np.full((count, count), 1.0 / count))
    points = start
    for _ in range(rounds):
        gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
        ratio = np.where(gaps > 1e-9, weights * distances / np.maximum(gaps, 1e-9), 0.0)
        points = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ points)
    return points


def part(positions: Floats, boxes: Floats, rounds: int = 220) -> Floats:
    """Push boxes that overlap apart, along the shorter way."""
    positions = positions.copy()
    wanted = (boxes[:, None] + boxes[None]) / 2 + GAP
    order = np.arange(len(boxes))
    for _ in range(rounds):
        offset = positions[:, None] - positions[None]
        overlap = wanted - np.abs(offset)
        clash = (overlap[..., 0] > 0) & (overlap[..., 1] > 0)
        np.fill_diagonal(clash, False)
        if not clash.any():
            break
        side = np.where(offset != 0, np.sign(offset), np.sign(order[:, None] - order[None])[..., None])
        along_x = (overlap[..., 0] < overlap[..., 1])[..., None]
        push = np.where(np.concatenate((along_x, ~along_x), axis=2), overlap * side, 0.0)
        positions += (push * clash[..., None]).sum(axis=1) * 0.3
    return positions


def disorder(positions: Floats, boxes: Floats, pairs: Integers, labels: Floats) -> float:
    """Return how hard a picture is to read: crossings, arrows through things, labels on labels, wide spread."""
    if not len(pairs):
        return float(np.ptp(positions, axis=0).sum())
    tails, heads = positions[pairs[:, 0]], positions[pairs[:, 1]]
    middles = (tails + heads) / 2
    on_label = overlaps(middles, middles, labels, labels)
    np.fill_diagonal(on_label, False)
    on_thing = overlaps(middles, positions, labels, boxes)
    spread = np.ptp(positions, axis=0) + boxes.max(axis=0)
    lengths = np.linalg.norm(heads - tails, axis=1)
    return float(
        40.0 * crossings(pairs, tails, heads)
        + 60.0 * through(positions, boxes, pairs, tails, heads)
        + 25.0 * on_label.sum()
        + 60.0 * on_thing.sum()
        + 0.10 * lengths.sum()
        + 0.12 * np.maximum(0.0, ARROW_LENGTH * 0.8 - lengths).sum()
        + 0.6 * np.maximum(0.0, lengths - labels[:, 0] - ARROW_LENGTH).sum()
        + 0.5 * max(spread[0], spread[1] * SURFACE)
    )


def overlaps(first: Floats, second: Floats, first_box: Floats, second_box: Floats) -> Flags:
    """Tell for each pair of centres whether their boxes overlap."""
    wanted = (first_box[:, None] + second_box[None]) / 2
    near = np.abs(first[:, None] - second[None]) < wanted
    inside: Flags = near[..., 0] & near[..., 1]
    return inside


def crossings(pairs: Integers, tails: Floats, heads: Floats) -> float:
    """Count the arrows that cross without sharing an end."""

    def turn(a: Floats, b: Floats, c: Floats) -> Floats:
        sides: Floats = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
            c[..., 0] - a[..., 0]
        )
        return sides

    a, b, c, d = tails[:, None], heads[:, None], tails[None], heads[None]
    cross = (turn(a, b, c) * turn(a, b, d) < 0) & (turn(c, d, a) * turn(c, d, b) < 0)
    shared = (pairs[:, None, :, None] == pairs[None, :, None, :]).any(axis=(2, 3))
    return float((cross & ~shared).sum()) / 2


def through(positions: Floats, boxes: Floats, pairs: Integers, tails: Floats, heads: Floats) -> float:
    """Count the arrows that run through a thing which is not one of their ends."""
    along = heads - tails
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    to_thing = positions[None] - tails[:, None]
    share = np.clip((to_thing * along[:, None]).sum(axis=2) / length[:, None], 0.0, 1.0)
    nearest = tails[:, None] + share[..., None] * along[:, None]
    hit = (np.abs(nearest - positions[None]) < boxes[None] * 0.5 + BERTH).all(axis=2)
    own = (pairs[:, :, None] == np.arange(len(positions))[None, None]).any(axis=1)
    return float((hit & ~own).sum())


def mend(
    positions: Floats, boxes: Floats, pairs: Integers, labels: Floats, random: np.random.Generator, moves: int
) -> Floats:
    """Try small moves of single things and keep those that make the picture easier to read."""
    cost = disorder(positions, boxes, pairs, labels)
    count = len(positions)
    wanted = (boxes[:, None] + boxes[None]) / 2 + GAP
    for move in range(moves):
        thing = int(random.integers(count))
        reach = ARROW_LENGTH * (1.2 if move % 3 == 0 else 0.4)
        trial = positions.copy()
        trial[thing] += random.normal(0.0, reach, 2)
        near = (np.abs(trial[thing] - trial) < wanted[thing]).all(axis=1)
        near[thing] = False
        if near.any():
            continue
        trial_cost = disorder(trial, boxes, pairs, labels)
        if trial_cost < cost:
            positions, cost = trial, trial_cost
    return positions


def settle(positions: Floats, cell: tuple[float, float]) -> Floats:
    """Move things to the cells of a landscape, row by row from the highest, each second row half a cell aside.

    What was near stays near, and everything has the room of a cell: for few things with large labels.
    """
    count = len(positions)
    columns = max(1, round((count * SURFACE * cell[1] / cell[0]) ** 0.5))
    settled = np.zeros_like(positions)
    by_height = np.argsort(positions[:, 1], kind="stable")
    for row, start in enumerate(range(0, count, columns)):
        members = by_height[start : start + columns]
        members = members[np.argsort(positions[members, 0], kind="stable")]
        first = -(len(members) - 1) / 2 + (0.25 if row % 2 else -0.25)
        for place, thing in enumerate(members):
            settled[thing] = ((first + place) * cell[0], row * cell[1])
    return settled


def add_around(core: Floats, boxes: Floats, pairs: Iterable[tuple[int, int]]) -> Floats:
    """Place further things around those that have their place: each on the free spot nearest to what it is tied to.

    The first `len(core)` rows of `boxes` belong to the things already placed, which do not move.
    """
    count, placed = len(boxes), len(core)
    positions = np.zeros((count, 2))
    positions[:placed] = core
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for first, second in pairs:
        neighbours[first].append(second)
        neighbours[second].append(first)
    for thing in range(placed, count):
        known = [other for other in neighbours[thing] if other < thing]
        anchor = positions[known].mean(axis=0) if known else np.zeros(2)
        positions[thing] = free_spot(anchor, positions[:thing], (boxes[thing] + boxes[:thing]) / 2 + GAP)
    return positions


def free_spot(anchor: Floats, taken: Floats, wanted: Floats, at_once: int = 128) -> Floats:
    """Return the first spot of a spiral around `anchor` that is as far as `wanted` from everything at `taken`."""
    turn = np.pi * (3 - np.sqrt(5))
    begin = 0
    while True:
        number = np.arange(begin, begin + at_once)
        ring = np.column_stack((np.cos(number * turn) * SURFACE, np.sin(number * turn)))
        spots = anchor + ring * np.sqrt(number)[:, None] * 22.0
        near = np.abs(spots[:, None] - taken[None]) < wanted[None]
        free = ~(near[..., 0] & near[..., 1]).any(axis=1)
        if free.any():
            spot: Floats = spots[int(np.argmax(free))]
            return spot
        begin += at_once
