"""The rows of an answer, whose terms become rdflib's when they are looked at; a term that stands in many rows is made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, overload

from rdflib.query import ResultRow
from rdflib.term import Identifier, Variable

from kg.graph.collector import paused_collector

Made = TypeVar("Made")
_RUN = 65_536


class Terms(dict[Any, Any]):
    """The engine's terms and what they are in rdflib, made as they are asked for; None, for what is not bound, stays None."""

    def __init__(self, convert: Callable[[Any], Identifier]) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, term: Any) -> Any:
        made = self[term] = self._convert(term)
        return made


class Binding(Mapping[Variable, Identifier]):
    """One row: the variables that are bound in it, and their values."""

    __slots__ = ("_rows", "_solution")

    def __init__(self, rows: Rows, solution: Any) -> None:
        self._rows = rows
        self._solution = solution

    def __getitem__(self, name: Variable) -> Identifier:
        value = self._solution[self._rows.places[name]]
        if value is None:
            raise KeyError(name)
        found: Identifier = self._rows.terms[value]
        return found

    def __iter__(self) -> Iterator[Variable]:
        return (name for name, value in zip(self._rows.names, self._solution, strict=True) if value is not None)

    def __len__(self) -> int:
        return sum(value is not None for value in self._solution)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)

    def __repr__(self) -> str:
        return repr(dict(self))


class Row(ResultRow):
    """One row as rdflib's users know it: values by their places, by their names, and as attributes."""

    def __new__(cls, values: Iterable[Identifier | None], labels: Mapping[str, int] | None = None) -> Row:
        """Return the row of these values; `labels`, their names with their places, are the class's own where none are given."""
        row = tuple.__new__(cls, values)
        if labels is not None:
            row.labels = labels
        return row

    def __reduce__(self) -> tuple[Any, ...]:
        return Row, (tuple(self), dict(self.labels))


class Rows(Sequence[Mapping[Variable, Identifier]]):
    """All rows, in their order: `names` are the variables, `solutions` have the engine's value for each, or None."""

    def __init__(
        self, names: Sequence[Variable], solutions: Sequence[Any], convert: Callable[[Any], Identifier]
    ) -> None:
        self.names = names
        self.places = {name: place for place, name in enumerate(names)}
        self.terms = Terms(convert)
        self._solutions = solutions

    def tuples(self) -> list[tuple[Identifier | None, ...]]:
        """Return the values of each row in the order of the variables, None where one is not bound."""
        made = self.terms.__getitem__
        with paused_collector():
            return [tuple(map(made, solution)) for solution in self._solutions]

    def result_rows(self) -> Iterator[Row]:
        """Yield the rows as rdflib does: those in which nothing is bound are left out."""
        named = type("Row", (Row,), {"labels": {str(name): place for name, place in self.places.items()}})
        make, made = partial(tuple.__new__, named), self.terms.__getitem__
        return self._in_runs(lambda run: [make(map(made, solution)) for solution in run if any(solution)])

    def _in_runs(self, make: Callable[[Sequence[Any]], list[Made]]) -> Iterator[Made]:
        """Yield what is made of all solutions, very many at once, for the collector of cycles takes long over few."""
        for start in range(0, len(self._solutions), _RUN):
            with paused_collector():
                run = make(self._solutions[start : start + _RUN])
            yield from run

    @overload
    def __getitem__(self, at: int) -> Mapping[Variable, Identifier]: ...
    @overload
    def __getitem__(self, at: slice) -> list[Mapping[Variable, Identifier]]: ...
    def __getitem__(self, at: int | slice) -> Mapping[Variable, Identifier] | list[Mapping[Variable, Identifier]]:
        if isinstance(at, slice):
            return [Binding(self, solution) for solution in self._solutions[at]]
        return Binding(self, self._solutions[at])

    def __iter__(self) -> Iterator[Mapping[Variable, Identifier]]:
        return self._in_runs(lambda run: [Binding(self, solution) for solution in run])

    def __len__(self) -> int:
        return len(self._solutions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return list, ([dict(row) for row in self],)

    def __repr__(self) -> str:
        return repr(list(self))
