"""Communities and the ties between them."""

from itertools import combinations

from kg.view.communities import find_communities, strongest_ties, ties_between


def test_two_groups_with_a_bridge_are_two_communities_the_important_first():
    ties = {pair: 3 for pair in (*combinations(range(5), 2), *combinations(range(5, 10), 2))} | {(4, 5): 1}
    communities = find_communities(ties, importance=[1, 2, 3, 4, 5, 60, 7, 8, 9, 10])
    assert communities == [[5, 9, 8, 7, 6], [4, 3, 2, 1, 0]]
    assert ties_between(ties, {entity: int(entity < 5) for entity in range(10)}) == {(0, 1): 1}


def test_no_ties_make_no_communities():
    assert find_communities({}, []) == []


def test_strongest_ties_join_all_and_then_add_the_strongest():
    ties = {(0, 1): 9, (0, 2): 8, (1, 2): 7, (2, 3): 1, (0, 3): 0}
    assert set(strongest_ties(ties, 3)) == {(0, 1), (0, 2), (2, 3)}
    assert set(strongest_ties(ties, 4)) == {(0, 1), (0, 2), (2, 3), (1, 2)}
