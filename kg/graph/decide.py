"""Decisions about a store: each one is checked, kept in its file, followed at once, and taken back by `undo`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.errors import DecisionError, KnownDecisionError
from kg.graph.remote.changing import also_on_server
from kg.graph.remote.publishing import Published
from kg.graph.remote.server import Place, folder_of
from kg.graph.snapshot import open_snapshot
from kg.graph.store import DECISIONS, WAIT, Choice, open_for_writing
from kg.model import AnnotatedDocument
from kg.resolve import actions
from kg.resolve.decisions import Decision, Decisions, Line, Undo, parse_mention, read_decisions
from kg.resolve.model import Resolution
from kg.resolve.notebook import Wanted

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
class Replayed:
    """What came of several decisions: the lines that were made, what held already, why others could not be made.

    `rewritten` counts documents' graphs that were written anew; where the store is on a server, `published` tells what was
    sent there.
    """

    made: tuple[Line, ...]
    known: tuple[Wanted, ...]
    failed: tuple[DecisionError, ...]
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
        found = Statements(writer.documents()).find(statement)
        line, change = writer.decide(lambda _, decisions: decisions.reject(found))
        return Decided(line, change.rewritten)


@also_on_server
def undo(store: Place, number: int | None = None, *, wait: float = WAIT) -> Decided:
    """Take back a decision, by its number; without one, the last that holds."""
    return _decide(store, lambda _, decisions: decisions.undo(number), wait)


@also_on_server
def replay(store: Place, wanted: Sequence[Wanted], *, wait: float = WAIT) -> Replayed:
    """Make several decisions at once; those that hold already change nothing, one that cannot be made leaves the others."""
    open_snapshot(folder_of(store)).close()
    wanted = tuple(dict.fromkeys(wanted))
    with open_for_writing(folder_of(store), wait=wait) as writer:
        rejected = [one.names[0] for one in wanted if one.action == "reject"]
        statements = Statements(writer.documents()) if rejected else Statements(())
        outcomes, change = writer.decide_each(_choice(one, statements) for one in wanted)
    by_outcome = list(zip(wanted, outcomes, strict=True))
    return Replayed(
        tuple(line for line in outcomes if not isinstance(line, DecisionError)),
        tuple(one for one, outcome in by_outcome if isinstance(outcome, KnownDecisionError)),
        tuple(
            DecisionError(f"{one}: {outcome}")
            for one, outcome in by_outcome
            if isinstance(outcome, DecisionError) and not isinstance(outcome, KnownDecisionError)
        ),
        change.rewritten,
    )


def _choice(wanted: Wanted, statements: Statements) -> Choice:
    def choose(resolution: Resolution, decisions: Decisions) -> Line:
        match wanted.action:
            case "reject":
                return decisions.reject(statements.find(wanted.names[0]))
            case "merge":
                return actions.merge(resolution, decisions, *wanted.names)
            case "rename":
                return actions.rename(resolution, decisions, *wanted.names)

    return choose


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


class Statements:
    """The ids of all statements of documents, to be found by their beginnings."""

    def __init__(self, documents: Iterable[AnnotatedDocument]) -> None:
        self._ids = sorted({statement.id for annotated in documents for statement in annotated.statements})

    def find(self, name: str) -> str:
        """Return the id that a user means by itself, `st:ID`, an IRI, or the beginning of it; else DecisionError."""
        wanted = name.rsplit("/", 1)[-1].removeprefix(_PREFIX)
        begin = bisect_left(self._ids, wanted)
        found = list(takewhile(lambda id: id.startswith(wanted), self._ids[begin:])) if wanted else []
        if wanted in found:
            return wanted
        if len(found) == 1 and len(wanted) >= _SHORTEST:
            return found[0]
        if len(found) > 1 and len(wanted) >= _SHORTEST:
            raise DecisionError(f"several statements begin with {name!r}: {', '.join(found)}; give more of the id")
        raise DecisionError(f"there is no statement {name!r}; `kg show` and `kg query` print their ids")
