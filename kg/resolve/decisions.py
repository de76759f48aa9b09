"""A user's decisions about who is who: kept in a file, replayed on every rebuild, each one undone by its number.

A decision names entities by their ids, and by mentions as well, because an id may change when documents are added. The
file is JSON Lines, one decision a line, only ever added to: `undo` is a line of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from kg.errors import DecisionError, KnownDecisionError


class MentionRef(msgspec.Struct, frozen=True, array_like=True):
    """A mention, by the id of its document and the offset where it starts; it stands for its whole chain."""

    document: str
    start: int

    def __str__(self) -> str:
        return f"{self.document}:{self.start}"


class EntityRef(msgspec.Struct, frozen=True):
    """An entity: the id that it had when the user decided, and some of its mentions."""

    id: str
    mentions: tuple[MentionRef, ...] = ()


class Merge(msgspec.Struct, frozen=True, tag_field="decision", tag="merge"):
    """`gone` is the same as `kept`, and takes its id and name."""

    number: int
    kept: EntityRef
    gone: EntityRef


class Split(msgspec.Struct, frozen=True, tag_field="decision", tag="split"):
    """The chains of these mentions are one thing, and not the entity that they were given to."""

    number: int
    entity: EntityRef
    mentions: tuple[MentionRef, ...]


class KeepApart(msgspec.Struct, frozen=True, tag_field="decision", tag="apart"):
    """Two entities are two, whatever speaks for one: they leave the review and are never joined by rule."""

    number: int
    first: EntityRef
    second: EntityRef


class Rename(msgspec.Struct, frozen=True, tag_field="decision", tag="rename"):
    """An entity is shown under another label; its id stays."""

    number: int
    entity: EntityRef
    label: str


class Reject(msgspec.Struct, frozen=True, tag_field="decision", tag="reject"):
    """A statement is wrong and is left out of the graph."""

    number: int
    statement: str


class Undo(msgspec.Struct, frozen=True, tag_field="decision", tag="undo"):
    """An earlier decision no longer holds."""

    number: int
    undone: int


Decision = Merge | Split | KeepApart | Rename | Reject
Line = Decision | Undo
_DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


@dataclass(frozen=True)
class Decisions:
    """The lines of a decisions file, in order; `active` are those that hold."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def active(self) -> tuple[Decision, ...]:
        """Return the decisions that were not undone, in the order in which they were made."""
        undone = {line.undone for line in self.lines if isinstance(line, Undo)}
        return tuple(line for line in self.lines if not isinstance(line, Undo) and line.number not in undone)

    @cached_property
    def rejected(self) -> frozenset[str]:
        """Return the ids of the statements that are to be left out."""
        return frozenset(line.statement for line in self.active if isinstance(line, Reject))

    @property
    def next_number(self) -> int:
        """Return the number that the next decision gets."""
        return max((line.number for line in self.lines), default=0) + 1

    def with_line(self, line: Line) -> Decisions:
        """Return these decisions and one more."""
        return Decisions((*self.lines, line))

    def undo(self, number: int | None = None) -> Undo:
        """Return the line that undoes a decision: the last one that holds, or that of a number."""
        if not self.active:
            raise DecisionError("there is no decision to undo")
        last = self.active[-1].number if number is None else number
        if last not in {decision.number for decision in self.active}:
            newest = self.active[-1].number
            raise DecisionError(f"decision {last} is not there or was undone; the last that holds is {newest}")
        return Undo(self.next_number, last)

    def reject(self, statement: str) -> Reject:
        """Return the decision that leaves a statement out."""
        if statement in self.rejected:
            raise KnownDecisionError(f"statement {statement} was rejected before")
        return Reject(self.next_number, statement)


NO_DECISIONS = Decisions()


def read_decisions(path: Path) -> Decisions:
    """Return the decisions of a file, none where there is no file; a line of another form raises DecisionError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return NO_DECISIONS
    except OSError as problem:
        raise DecisionError(f"{path}: cannot be read: {problem.strerror}") from problem
    lines: list[Line] = []
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            lines.append(_DECODER.decode(line))
        except msgspec.MsgspecError as problem:
            raise DecisionError(
                f"{path}, line {place}: not a decision: {problem}; mend or delete this line"
            ) from problem
    _check(lines, path)
    return Decisions(tuple(lines))


def write_decisions(path: Path, lines: Iterable[Line]) -> None:
    """Add lines to a decisions file, all of them or none."""
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(before + b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        os.replace(temporary, path)  # noqa: PTH105 - atomic on every system
    except OSError as problem:
        raise DecisionError(f"{path}: cannot be written: {problem.strerror}") from problem


def parse_mention(text: str) -> MentionRef:
    """Return the mention that a user names: DOCUMENT:START, as `kg show` prints it, or the IRI of its chain."""
    document, mark, rest = text.rpartition("#chain=")
    if mark:
        document, rest = document.rsplit("/", 1)[-1], rest.split(",", 1)[0]
    else:
        document, _, rest = text.rpartition(":")
        rest = rest.split("-", 1)[0]
    if not document or not rest.isdecimal():
        raise DecisionError(f"{text!r} is no mention; it must look like DOCUMENT:START, as `kg show` prints it")
    return MentionRef(document, int(rest))


def _check(lines: Sequence[Line], path: Path) -> None:
    numbers: set[int] = set()
    for line in lines:
        if line.number in numbers:
            raise DecisionError(f"{path}: two decisions have the number {line.number}; give one of them another")
        if isinstance(line, Undo) and line.undone not in numbers:
            raise DecisionError(f"{path}: decision {line.number} undoes {line.undone}, which is not before it")
        numbers.add(line.number)
