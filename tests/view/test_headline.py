"""The title of a page: how many articles, of which days, about what."""

import pytest

from kg.view.headline import days_of, headline_of
from tests.view.story import story
from tests.view.writing import resolution_of, subgraph_by_hand


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([], ""),
        (["soon"], ""),
        (["2024-01-04", "2024-01-04"], "4 January 2024"),
        (["2024-01-22", "2024-01-04"], "4–22 January 2024"),
        (["2024-01-04", "2024-03-02"], "4 January – 2 March 2024"),
        (["2023-12-30", "2024-01-02"], "30 December 2023 – 2 January 2024"),
    ],
)
def test_days(dates, words):
    assert days_of(dates) == words


def test_headline_of_several_articles_of_one_and_of_none():
    documents, resolution = story()
    assert headline_of(subgraph_by_hand(documents, resolution)).startswith("2 articles, 5–11 January 2024: Russia, ")
    assert headline_of(subgraph_by_hand(documents[:1], resolution)) == documents[0].document.title
    assert headline_of(subgraph_by_hand([], resolution_of([], []))) == "Knowledge graph"
