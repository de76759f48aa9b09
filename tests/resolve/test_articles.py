import random
from pathlib import Path

import pytest

from kg.extraction import extract
from kg.model import AnnotatedDocument
from kg.reading import read
from kg.resolve import Resolution, resolve

pytestmark = pytest.mark.model

ARTICLES = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def documents() -> list[AnnotatedDocument]:
    return list(extract(read(sorted(ARTICLES.glob("2024-*.md")))))


@pytest.mark.parametrize("seed", range(5))
def test_articles_in_any_order_one_by_one_or_at_once(documents: list[AnnotatedDocument], seed: int) -> None:
    at_once = resolve(documents)
    shuffled = random.Random(seed).sample(documents, len(documents))
    assert resolve(shuffled) == at_once
    step: Resolution | None = None
    for number in range(1, len(shuffled) + 1):
        step = resolve(shuffled[:number], previous=step)
    assert step is not None
    assert step.entities == at_once.entities
    assert step.entity_of == at_once.entity_of
    assert step.evidence_of == at_once.evidence_of
    assert step.review == at_once.review


def test_articles_that_are_withdrawn_leave_nothing_behind(documents: list[AnnotatedDocument]) -> None:
    everything = resolve(documents)
    for document in documents:
        rest = [other for other in documents if other is not document]
        after = resolve(rest, previous=everything)
        assert after.entities == resolve(rest).entities
        assert document.document.id not in {key[0] for key in after.entity_of}
        assert set(after.redirects.values()) <= set(after.by_id)


def test_articles_the_main_actors_are_one_each(documents: list[AnnotatedDocument]) -> None:
    entities = {entity.id: entity for entity in resolve(documents).entities}
    for id, articles in (("Russia", 8), ("United_States", 8), ("North_Korea", 7), ("Ukraine", 6), ("John_Kirby", 3)):
        assert entities[id].documents >= articles
    assert entities["North_Korea"].wikidata == "Q423"
    assert not [id for id in entities if id.startswith(("Kirby", "Putin", "Zelensky"))]
