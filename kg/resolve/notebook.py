"""What a reader of the page decided: in goes the file that the page saves, out come the decisions in it, to be made in a store.

The file is one JSON object: `marks` of statements ("right", "wrong", "check", each with a note), `merges`, `renames`, and `views`
with titles, which make a guided story. Marks other than "wrong", notes and views are the page's own, and decide nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from kg.errors import DecisionError

FORMAT = "kg notebook 1"
LARGEST = 20_000_000
"""Bytes of a file; a larger one was not saved by a page."""

Mark = Literal["right", "wrong", "check", ""]


class MarkedStatement(msgspec.Struct, frozen=True):
    """A reader's mark on a statement, or a note alone."""

    statement: str
    mark: Mark = ""
    note: str = ""


class MergedPair(msgspec.Struct, frozen=True):
    """Two entities, by their ids, that a reader takes for one."""

    kept: str
    gone: str


class NewLabel(msgspec.Struct, frozen=True):
    """Another label for an entity, which is told by its id."""

    entity: str
    label: str


class View(msgspec.Struct, frozen=True):
    """A view of the page under a title: a step of a guided story. `view` is what stands behind # in its address."""

    title: str
    text: str = ""
    view: str = ""


class Notebook(msgspec.Struct, frozen=True):
    """All that one reader left on a page."""

    format: str
    marks: tuple[MarkedStatement, ...] = ()
    merges: tuple[MergedPair, ...] = ()
    renames: tuple[NewLabel, ...] = ()
    views: tuple[View, ...] = ()

    def to_decide(self) -> Iterator[Wanted]:
        """Yield what is to be decided, in an order in which nothing undoes what is before it."""
        for mark in self.marks:
            if mark.mark == "wrong":
                yield Wanted("reject", (mark.statement,))
        for pair in self.merges:
            yield Wanted("merge", (pair.kept, pair.gone))
        for rename in self.renames:
            yield Wanted("rename", (rename.entity, rename.label))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision that somebody wants made, as the command of its name takes it."""

    action: Literal["reject", "merge", "rename"]
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.action} {' '.join(self.names)}"


def read_notebook(path: str | Path) -> Notebook:
    """Return the notebook in a file, "-" being standard input; DecisionError where it is none."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        raise DecisionError(f"{path}: cannot be read: {problem.strerror}") from problem
    if len(data) > LARGEST:
        raise DecisionError(f"{path}: too large for a file that the page saved")
    try:
        found = msgspec.json.decode(data, type=Notebook)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise DecisionError(f"{path}: not a file that the page saved: {problem}") from problem
    if found.format != FORMAT:
        raise DecisionError(f"{path}: its format is {found.format[:40]!r}; this version reads {FORMAT!r}")
    return found
