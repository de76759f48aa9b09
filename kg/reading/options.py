"""How things are read: what a user says once about all inputs of a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import ReadError
from kg.reading.dates import iso_date
from kg.reading.memory import Memory
from kg.reading.named import NamedDocument

TEXT = "text"
FIELDS = ("title", "date", "publisher", "author", "url", "language")
"""What is told of an article beside its text, in tables, JSON Lines and front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What holds for every input of one call.

    `date` (YYYY-MM-DD) is that of documents that nothing else dates. `columns` names the column, or the field of a JSON
    line, in which a field stands: {"text": "body"}; the others stand under their own names. With `allow_private`,
    addresses of private networks are fetched too. `on_read` is told each document that was read. What stands unchanged in
    a `memory` is passed over.
    """

    date: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False
    on_read: Callable[[NamedDocument], None] | None = None
    memory: Memory | None = None

    def dated(self, date: str | None) -> Reading:
        """Return the same with another date, where one is given."""
        return self if date is None else replace(self, date=date)

    def checked(self) -> Reading:
        """Return the same with its date in ISO form; a value that cannot be right raises ReadError."""
        for name in self.columns:
            if name not in (TEXT, *FIELDS):
                raise ReadError("column", f"{name!r} is no field; the fields are {', '.join((TEXT, *FIELDS))}")
        if self.date is None:
            return self
        try:
            date = iso_date(self.date)
        except ValueError as problem:
            raise ReadError("date", str(problem)) from problem
        return replace(self, date=date)

    def column(self, name: str) -> str:
        """Return the name of the column in which a field stands."""
        return self.columns.get(name, name)
