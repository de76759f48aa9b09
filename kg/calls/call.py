"""A call: a name, its parameters, and the function that answers it from an opened graph with plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.parameter import Parameter

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What can be asked.

    `run` takes the opened graph and the values of all parameters by their names. `rows` names the list in its answer that
    `limit` and `offset` page through; such an answer has `next`, the offset of the next page, None at the end.
    """

    name: str
    about: str
    run: Callable[..., Answer]
    parameters: tuple[Parameter, ...] = ()
    rows: str | None = None

    def values(self, given: Mapping[str, Any]) -> dict[str, str | int | None]:
        """Return the values of all parameters; an unknown name or a value that does not fit raises CallError."""
        known = {parameter.name for parameter in self.parameters}
        for name in given:
            if name not in known:
                takes = ", ".join(sorted(known)) or "nothing"
                raise CallError("wrong", f"{self.name} takes no {name[:80]!r}; it takes {takes}")
        return {parameter.name: parameter.read(given.get(parameter.name)) for parameter in self.parameters}

    def answer(self, opened: Opened, given: Mapping[str, Any]) -> Answer:
        """Answer the call."""
        return self.run(opened, **self.values(given))
