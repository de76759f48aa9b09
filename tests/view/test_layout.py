"""Places: no box on another, the same picture for the same input."""

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import add_around, crossings, lay_out, parts_of

sizes = st.integers(1, 14)


def overlapping(positions, boxes) -> list[tuple[int, int]]:
    found = []
    for one in range(len(boxes)):
        for other in range(one):
            gap = np.abs(positions[one] - positions[other]) - (boxes[one] + boxes[other]) / 2
            if (gap < -0.5).all():
                found.append((other, one))
    return found


@settings(max_examples=25, deadline=None)
@given(sizes.flatmap(lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))))
def test_no_box_lies_on_another(case):
    count, pairs = case
    boxes = np.array([(60.0 + 13 * (number % 7), 50.0 + 4 * (number % 3)) for number in range(count)])
    arrows = {(min(pair), max(pair)): 90.0 for pair in pairs if pair[0] != pair[1]}
    positions = lay_out(boxes, arrows, starts=2, moves=40)
    assert np.isfinite(positions).all()
    assert overlapping(positions, boxes) == []


def test_the_same_input_gives_the_same_picture():
    boxes = np.full((9, 2), (80.0, 50.0))
    arrows = {(number, (number * 2 + 1) % 9): 80.0 for number in range(4)}
    assert (lay_out(boxes, arrows) == lay_out(boxes, arrows)).all()


@pytest.mark.parametrize("graph", [networkx.path_graph(8), networkx.cycle_graph(9), networkx.balanced_tree(2, 3)])
def test_what_can_be_drawn_without_crossings_is(graph):
    count = graph.number_of_nodes()
    boxes = np.full((count, 2), (70.0, 45.0))
    positions = lay_out(boxes, {(min(edge), max(edge)): 60.0 for edge in graph.edges})
    pairs = np.array(sorted(graph.edges))
    assert crossings(pairs, positions[pairs[:, 0]], positions[pairs[:, 1]]) == 0


def test_parts_that_nothing_joins_stand_apart_the_largest_first():
    assert parts_of(6, {(1, 4): 0.0, (4, 5): 0.0}) == [[1, 4, 5], [0], [2], [3]]


def test_further_things_leave_those_placed_where_they_are():
    boxes = np.full((20, 2), (80.0, 50.0))
    core = lay_out(boxes[:8], {(0, number): 50.0 for number in range(1, 8)})
    positions = add_around(core, boxes, [(0, number) for number in range(8, 20)])
    assert (positions[:8] == core).all()
    assert overlapping(positions, boxes) == []


def test_nothing_at_all():
    assert lay_out(np.zeros((0, 2)), {}).shape == (0, 2)
