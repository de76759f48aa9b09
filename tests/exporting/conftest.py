"""A store whose text tries to break out of every form, beside the three hand-made articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.face import Graph, open_graph
from kg.graph import decide
from kg.model import AnnotatedDocument
from tests.articles import ARTICLES, ArticleWriter
from tests.conftest import store_documents

EVIL = '=1+1 "]}) <b>&amp; `x`) DETACH DELETE (n) // \\u0060 \x07\0 , ;|\n\t\U0001f600'
"""What each form has a sign for, and two characters that XML, and one that CSV, does not have."""


def hostile_article() -> AnnotatedDocument:
    """The text, the title, a thing without a name and the publisher say what they should not."""
    article = ArticleWriter("h4", date="2024-02-01", title=EVIL, publisher=EVIL, url="https://news.example/?a=1&b=2")
    article.sentence("\U0001f600 " + EVIL + " John Kirby said that Russia attacked " + EVIL + " in 2023.").thing(EVIL)
    said = article.credit("John Kirby", "said", "that Russia attacked")
    year = article.time("2023", "2023", "2023-01-01", "2023-12-31")
    article.state("Russia", "attacked", EVIL, lemma="attack", relation="attack", time=(year, "2023"), attribution=said)
    article.state("Russia", "attacked", "Russia", lemma=EVIL, polarity="negated", modality="possible")
    return article.finish()


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "kg-store"
    store_documents(path, [*ARTICLES, hostile_article()])
    return path


@pytest.fixture
def hostile(hostile_store: Path) -> Iterator[Graph]:
    with open_graph(hostile_store) as graph:
        yield graph


@pytest.fixture(scope="session")
def after_reject(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which a condition, and the only statement of an attribution, were rejected."""
    path = tmp_path_factory.mktemp("rejected") / "kg-store"
    first, *others = ARTICLES
    head, claimed, attacked, plan = first.statements
    store_documents(
        path, [replace(first, statements=(head, claimed, attacked, replace(plan, condition=claimed.id))), *others]
    )
    decide.reject(path, claimed.id)
    return path
