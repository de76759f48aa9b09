"""Decisions about a store: each one is checked, kept in its file, followed at once, and taken back by `undo`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import DecisionError
from kg.graph.remote.changing import also_on_server
from kg.graph.remote.publishing import Published
from kg.graph.remote.server import Place, folder_of
from kg.graph.snapshot import open_snapshot
from kg.graph.store import DECISIONS, WAIT, Choice, open_for_writing
from kg.model import AnnotatedDocument
from kg.resolve import actions
from kg.resolve.decisions import Decision, Decisions, Line, Undo, parse_mention, read_decisions

_PREFIX = "st:"
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Decided:
    """A new line of the decisions file, and how many documents' graphs were written anew for it.

    Where the store is on a server, `published` tells what was sent there.
    """

    line: Line
    rewritten: int
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision of the file; it holds unless it was `undone`, and is `unused` while nothing here has what it names."""

    decision: Decision
    undone: bool
    unused: bool


@also_on_server
def merge(store: Place, kept: str, gone: str, *, wait: float = WAIT) -> Decided:
    """Take two entities for one, which has the name and the id of the first; the id of the second leads there."""
    return _decide(store, lambda resolution, decisions: actions.merge(resolution, decisions, kept, gone), wait)


@also_on_server
def split(store: Place, entity: str, mentions: Sequence[str], *, wait: float = WAIT) -> Decided:
    """Take the chains of some mentions (DOCUMENT:START) for another entity than the one that has them now."""
    places = [parse_mention(mention) for mention in mentions]
    return _decide(store, lambda resolution, decisions: actions.split(resolution, decisions, entity, places), wait)


@also_on_server
def keep_apart(store: Place, first: str, second: str, *, wait: float = WAIT) -> Decided:
    """Take two entities for two, however alike they are."""
    return _decide(store, lambda resolution, decisions: actions.keep_apart(resolution, decisions, first, second), wait)


@also_on_server
def rename(store: Place, entity: str, label: str, *, wait: float = WAIT) -> Decided:
    """Show an entity under another label; its id stays."""
    return _decide(store, lambda resolution, decisions: actions.rename(resolution, decisions, entity, label), wait)


@also_on_server
def reject(store: Place, statement: str, *, wait: float = WAIT) -> Decided:
    """Leave a statement out of the graph; it is named by its id, `st:ID`, IRI, or the beginning of its id."""
    open_snapshot(folder_of(store)).close()
    with open_for_writing(folder_of(store), wait=wait) as writer:
        found = _find_statement(writer.documents(), statement)
        line, change = writer.decide(lambda _, decisions: decisions.reject(found))
        return Decided(line, change.rewritten)


@also_on_server
def undo(store: Place, number: int | None = None, *, wait: float = WAIT) -> Decided:
    """Take back a decision, by its number; without one, the last that holds."""
    return _decide(store, lambda _, decisions: decisions.undo(number), wait)


def list_decisions(store: Place) -> tuple[Kept, ...]:
    """Return all decisions in the order in which they were made."""
    with open_snapshot(folder_of(store)) as snapshot:
        unused = frozenset(snapshot.resolution.unused)
    decisions: Decisions = read_decisions(folder_of(store) / DECISIONS)
    active = {decision.number for decision in decisions.active}
    return tuple(
        Kept(line, line.number not in active, line.number in unused and line.number in active)
        for line in decisions.lines
        if not isinstance(line, Undo)
    )


def _decide(store: Place, choose: Choice, wait: float) -> Decided:
    open_snapshot(folder_of(store)).close()
    with open_for_writing(folder_of(store), wait=wait) as writer:
        line, change = writer.decide(choose)
        return Decided(line, change.rewritten)


def _find_statement(documents: Iterable[AnnotatedDocument], name: str) -> str:
    wanted = name.rsplit("/", 1)[-1].removeprefix(_PREFIX)
    found = sorted(set(_statements(documents, wanted)))
    if wanted in found:
        return wanted
    if len(found) == 1 and len(wanted) >= _SHORTEST:
        return found[0]
    if len(found) > 1 and len(wanted) >= _SHORTEST:
        raise DecisionError(f"several statements begin with {name!r}: {', '.join(found)}; give more of the id")
    raise DecisionError(f"there is no statement {name!r}; `kg show` and `kg query` print their ids")


def _statements(documents: Iterable[AnnotatedDocument], beginning: str) -> Iterator[str]:
    for annotated in documents:
        yield from (statement.id for statement in annotated.statements if statement.id.startswith(beginning))
