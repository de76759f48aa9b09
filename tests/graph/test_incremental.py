"""Whatever was added, changed, removed, decided and undone: the graph is that of one build of what remains."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DecisionError
from kg.face import open_graph
from kg.graph import decide
from kg.graph.build import build, remove
from kg.graph.snapshot import open_snapshot
from tests.articles import NAMES
from tests.graph.stand_in import StandIn
from tests.graph.test_interrupted import MEMORY
from tests.graph.test_orders import lines_of

PEOPLE = tuple(NAMES)
ARTICLES, VERSIONS = range(4), range(3)

STEPS = st.one_of(
    st.tuples(st.just("build"), st.lists(st.tuples(st.sampled_from(ARTICLES), st.sampled_from(VERSIONS)), min_size=1)),
    st.tuples(st.just("remove"), st.lists(st.integers(0, 9), min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["merge", "keep_apart", "rename", "split"]), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("reject"), st.integers(0, 99)),
    st.tuples(st.just("undo"), st.integers(1, 4)),
)


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.extractors.registry.load_extractor", lambda *_: StandIn())


def text_of(article: int, version: int) -> str:
    """Some sentences, other ones for each version, between names that other articles have, too."""
    dice = Random(10 * article + version)
    pairs = [dice.sample(PEOPLE, 2) for _ in range(1 + version)]
    return " ".join(f"{one} supplied {other} with goods {article}{version}." for one, other in pairs)


def write(path: Path, articles: list[tuple[int, int]]) -> Path:
    lines = [
        json.dumps({"text": text_of(article, version), "url": f"https://news.example/{article}", "language": "en"})
        for article, version in articles
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take(store: Path, step: tuple[object, ...], present: dict[int, int]) -> None:
    """Take one step; what cannot be decided is not."""
    kind, *values = step
    if kind == "build":
        articles = values[0]
        build(write(store.parent / "articles.jsonl", articles), store, workers=0)  # type: ignore[arg-type]
        present.update(articles)  # type: ignore[arg-type]
        return
    if not present:
        return
    with open_graph(store) as graph:
        documents = {entry.url: entry.id for entry in graph.catalogue}
        entities = [entity.id for entity in graph.entities]
        mentions = [
            f"{annotated.document.id}:{annotated.mentions[chain.mentions[0]].start}"
            for annotated in graph.documents()
            for chain in annotated.chains
            if chain.entity is not None
        ]
        statements = [stated.id for stated in graph.statements()]
    with suppress(DecisionError):
        match kind, values:
            case "remove", [places]:
                gone = sorted({sorted(present)[place % len(present)] for place in places})  # type: ignore[attr-defined]
                change = remove(store, [documents[f"https://news.example/{article}"] for article in gone])
                assert len(change.removed) == len(gone)
                for article in gone:
                    del present[article]
            case ("merge" | "keep_apart") as name, [one, other] if entities:
                getattr(decide, name)(store, entities[one % len(entities)], entities[other % len(entities)])
            case "rename", [one, other] if entities:
                decide.rename(store, entities[one % len(entities)], f"Name {other}")
            case "split", [one, other] if entities:
                decide.split(store, entities[one % len(entities)], [mentions[other % len(mentions)]])
            case "reject", [place] if statements:
                decide.reject(store, statements[place % len(statements)])
            case "undo", [number]:
                decide.undo(store, number)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(steps=st.lists(STEPS, min_size=3, max_size=9))
def test_incremental_is_one_build_of_what_remains(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        store, fresh = Path(name) / "store", Path(name) / "fresh"
        present: dict[int, int] = {}
        take(store, ("build", [(0, 0), (1, 1)]), present)
        for step in steps:
            take(store, step, present)
        fresh.mkdir()
        if (store / "decisions.jsonl").exists():
            shutil.copy(store / "decisions.jsonl", fresh)
        if present:
            build(write(Path(name) / "rest.jsonl", sorted(present.items())), fresh, workers=0)
            assert lines_of(store) == lines_of(fresh)
            assert states_of(store) == states_of(fresh)
        else:
            assert lines_of(store) == []


def states_of(store: Path) -> list[object]:
    """What is known of a store beside its quads: counts, entities with their evidence, doubts, unused decisions."""
    with open_graph(store) as graph, open_snapshot(store) as snapshot:
        resolution = snapshot.resolution
        stats = graph.stats()
        return [stats.statements, stats.relations, resolution.entities, resolution.review, resolution.unused]
