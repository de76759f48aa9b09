"""The backbone: the heaviest pairs in one piece, and what hangs on nothing."""

from kg.view.backbone import ARROWS, THINGS, grow, pairs_alone


def test_the_heaviest_pair_begins_and_each_next_hangs_on_it():
    weights = {(0, 1): 9.0, (1, 2): 2.0, (7, 8): 8.0, (2, 3): 5.0}
    assert grow(weights)[:3] == [(0, 1), (1, 2), (2, 3)]
    assert (7, 8) not in grow(weights)


def test_another_piece_begins_in_a_small_picture_if_it_is_no_mere_pair():
    weights = {(0, 1): 9.0, (4, 5): 3.0, (5, 6): 3.0, (8, 9): 7.0}
    assert grow(weights) == [(0, 1), (4, 5), (5, 6)]


def test_no_more_things_and_arrows_than_can_be_read():
    star = grow({(0, other): 1.0 for other in range(1, 60)})
    assert len({thing for pair in star for thing in pair}) == THINGS
    dense = grow({(one, other): 1.0 for one in range(10) for other in range(one + 1, 10)})
    assert len(dense) == ARROWS


def test_pairs_alone_are_told_only_beside_a_larger_piece():
    chain = {(one, one + 1): 1 for one in range(5)}
    assert pairs_alone(chain | {(10, 11): 1, (20, 21): 1}) == [(10, 11), (20, 21)]
    assert pairs_alone({(10, 11): 1, (20, 21): 1}) == []
    assert pairs_alone({}) == []
