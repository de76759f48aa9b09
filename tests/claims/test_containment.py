"""Places apart and places in each other, from the gazetteer and from what articles say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.claims.containment import Containment
from kg.face import open_graph
from kg.lexicon.gazetteer import load_gazetteer
from kg.resolve.model import ResolvedEntity
from tests.articles import ArticleWriter
from tests.conftest import store_documents


def containment(names: Iterable[str]) -> Containment:
    gazetteer = load_gazetteer()
    entries = {name: gazetteer.lookup(name) for name in names}
    return Containment(
        (
            ResolvedEntity(
                entry.id if entry is not None else name.replace(" ", "_"),
                name,
                "Place",
                (name,),
                entry.wikidata if entry is not None else None,
                *((), (), 1, 1),
            )
            for name, entry in entries.items()
        ),
        gazetteer,
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ukraine", "Russia", True),
        ("Kyiv", "Moscow", True),
        ("Kyiv", "Ukraine", False),
        ("Ukraine", "Kyiv", False),
        ("Kyiv", "Russia", True),
        ("California", "Texas", False),  # nothing says that the one is not in the other
        ("California", "Ukraine", True),
        ("Kyiv", "Somewhere Unheard", False),
        ("Atlantic Ocean", "Ukraine", False),
    ],
)
def test_apart_only_where_it_is_known(one: str, other: str, expected: bool) -> None:
    places = containment([one, other])
    ids = [name.replace(" ", "_") for name in (one, other)]
    assert places.apart(*ids) is expected
    assert places.apart(*reversed(ids)) is expected


def test_apart_learns_from_articles_what_they_say_themselves(tmp_path: Path) -> None:
    article = ArticleWriter("d4").sentence("Iran is in Russia.")
    article.state("Iran", "is in", "Russia", lemma="be in", relation="located-in")
    store_documents(tmp_path, [article.finish()])
    with open_graph(tmp_path) as graph:
        (stated,) = graph.statements()
        places = Containment(graph.entities, load_gazetteer())
    assert places.apart("Iran", "Russia")
    places.learn(stated)
    assert not places.apart("Iran", "Russia")
