"""What the test articles say, as records: in goes a folder of annotations, out come gold statements and entities.

`gold/README.md` says what the fields mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kg.model import EntityType, Modality, Polarity, Role

T = TypeVar("T")
GOLD = Path(__file__).parent / "gold"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject or object: every acceptable way to write it."""

    names: tuple[str, ...]


class Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A predicate: its acceptable lemmas."""

    lemmas: tuple[str, ...]


class GoldArgument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An argument in a role; `iso` is the value of a time."""

    role: Role
    names: tuple[str, ...]
    iso: str | None = None


class Credit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says it: the names of each source, the innermost first; none where nobody is named."""

    sources: tuple[tuple[str, ...], ...]
    cue: str | None


class Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that an article says."""

    id: str
    sentence: str
    subject: Named
    predicate: Lemmas
    object: Named | None
    arguments: tuple[GoldArgument, ...]
    attribution: Credit | None
    polarity: Polarity
    modality: Modality
    symmetric: bool
    key: bool

    @property
    def dates(self) -> tuple[str, ...]:
        """The values of its times."""
        return tuple(argument.iso for argument in self.arguments if argument.iso is not None)


class GoldEntity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named entity of an article, with every form that refers to it."""

    name: str
    type: EntityType
    mentions: tuple[str, ...]
    wikidata: str | None


def read_statements(article: str, folder: Path = GOLD) -> list[Gold]:
    """Return the gold statements of an article, by the name of its file."""
    return _read(folder / f"{article}.statements.jsonl", Gold)


def read_entities(article: str, folder: Path = GOLD) -> list[GoldEntity]:
    """Return the gold entities of an article, by the name of its file."""
    return _read(folder / f"{article}.entities.jsonl", GoldEntity)


def _read(path: Path, kind: type[T]) -> list[T]:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines()]
