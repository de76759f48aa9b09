"""A store of the sample articles, extracted as a user would, and what answers questions over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.asking.asker import Asker
from kg.face import Graph, open_graph
from kg.graph.build import build
from tests.readme import ROOT


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of `data/`, to be read only."""
    path = tmp_path_factory.mktemp("asking") / "kg-store"
    build(ROOT / "data", path, workers=0)
    return path


@pytest.fixture(scope="session")
def sampled(samples: Path) -> Iterator[Graph]:
    with open_graph(samples) as opened:
        yield opened


@pytest.fixture(scope="session")
def asker(sampled: Graph) -> Asker:
    return sampled.asker()
