"""A knowledge graph from the news, with its sources: who said what about whom, when, and how sure.

    import kg

    kg.build("data/", "kg-store")
    with kg.open_graph("kg-store") as graph:
        graph.ask("who-said-what", entity="John Kirby").to_dataframe()

What is heavy is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import ExtractionError, KGError, ReadError
from kg.model import (
    AnnotatedDocument,
    Argument,
    Attribution,
    Chain,
    Document,
    Entity,
    Mention,
    Sentence,
    Statement,
    Time,
)

if TYPE_CHECKING:
    from kg.extraction import explain, extract
    from kg.face import Graph, open_graph
    from kg.graph.build import build
    from kg.graph.cluster.options import Cluster
    from kg.reading import Reading, read

__all__ = [
    "AnnotatedDocument",
    "Argument",
    "Attribution",
    "Chain",
    "Cluster",
    "Document",
    "Entity",
    "ExtractionError",
    "Graph",
    "KGError",
    "Mention",
    "ReadError",
    "Reading",
    "Sentence",
    "Statement",
    "Time",
    "build",
    "explain",
    "extract",
    "open_graph",
    "read",
]

_ROOMS = {
    "Cluster": "kg.graph.cluster.options",
    "Graph": "kg.face",
    "Reading": "kg.reading",
    "build": "kg.graph.build",
    "explain": "kg.extraction",
    "extract": "kg.extraction",
    "open_graph": "kg.face",
    "read": "kg.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return __all__
