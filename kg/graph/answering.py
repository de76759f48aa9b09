"""What answers SPARQL: the index of a folder, or a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rdflib.query import Result
from rdflib.term import Identifier


class Answering(Protocol):
    """What a query can be put to: it sees all graphs together, or those that it names."""

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Result:
        """Return the result of a query, with values for variables that it selects."""

    def __len__(self) -> int:
        """Return how many quads there are."""


class Served(Answering, Protocol):
    """A server that answers."""

    @property
    def knows_lateral(self) -> bool:
        """Tell whether it knows LATERAL, without which the named questions may take it hours."""

    def close(self) -> None:
        """Let go of the connection."""

    def within(self, seconds: float | None) -> Answering:
        """Return the same, whose answers may take so many seconds."""
