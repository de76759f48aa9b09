"""Calls about who is tied to whom: ways between two things, what is in the middle, circles, and two things side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.paging import page_of
from kg.errors import QueryError
from kg.network.measures import Circle, count_statements
from kg.network.network import Network
from kg.network.ties import Tie, best_first
from kg.statements.stated import Stated

_MEMBERS = 12
"""How many things of a circle, and statements of a likeness, an answer holds."""
_TELLING = 3
"""How many statements tell how a circle hangs together."""


def path(opened: Opened, start: str, end: str, voice: str, limit: int) -> dict[str, Any]:
    """Return the shortest ways from one thing to another, each step with the statement that tells it best."""
    network = _network(opened, voice)
    ids = opened.entity(start).id, opened.entity(end).id
    try:
        found = network.path(*ids, limit)
    except QueryError as problem:
        raise CallError("wrong", str(problem)) from problem
    ways = []
    for one in found:
        steps = zip(one.entities, one.entities[1:], one.steps, strict=False)
        ways.append(
            {
                "entities": [_thing(network, id) for id in one.entities],
                "steps": [_step(begin, end, ties) for begin, end, ties in steps],
            }
        )
    return {"ways": ways}


def neighbours(opened: Opened, entity: str, voice: str, limit: int, offset: int) -> dict[str, Any]:
    """Return what a thing is tied to, those by most statements first, each with the statement that tells it best."""
    network = _network(opened, voice)
    rows, more = page_of(network.neighbours(opened.entity(entity).id), limit, offset)
    found = [
        _thing(network, id) | {"statements": count_statements(ties), "statement": _told(best_first(ties)[0].stated)}
        for id, ties in rows
    ]
    return {"neighbours": found, "next": more}


def top(opened: Opened, by: str, type: str | None, voice: str, limit: int, offset: int) -> dict[str, Any]:
    """Return the things that stand in the middle, the first first."""
    network = _network(opened, voice)
    rows, more = page_of(network.top(by, types=() if type is None else (type,)), limit, offset)  # type: ignore[arg-type]
    found = [
        _thing(network, one.entity) | {"score": one.score, "neighbours": one.neighbours, "statements": one.statements}
        for one in rows
    ]
    return {"things": found, "next": more}


def communities(opened: Opened, voice: str, limit: int, offset: int) -> dict[str, Any]:
    """Return circles of things that are tied to each other more than to others, with what ties them best."""
    network = _network(opened, voice)
    rows, more = page_of(network.communities(), limit, offset)
    return {"circles": [_circle(network, one) for one in rows], "next": more}


def compare(opened: Opened, one: str, other: str, voice: str, limit: int, offset: int) -> dict[str, Any]:
    """Return what two things have in common: what both do, undergo and say, and what both are tied to."""
    network = _network(opened, voice)
    ids = opened.entity(one).id, opened.entity(other).id
    if ids[0] == ids[1]:
        raise CallError("wrong", f"{network.label(ids[0])} is one thing; name another one to compare it with")
    rows, more = page_of(network.compare(*ids), limit, offset)
    found = [
        {
            "how": like.how,
            "what": network.label(like.what) if like.how == "tied to" else like.what.replace(" | ", " "),
            "entity": like.what if like.how == "tied to" else None,
            "sides": [{"statements": len(side), "statement": _told(side[0])} for side in (like.one, like.other)],
        }
        for like in rows
    ]
    return {"ends": [_thing(network, id) for id in ids], "alike": found, "next": more}


def _network(opened: Opened, voice: str) -> Network:
    return opened.network_in_own_voice if voice == "own" else opened.network


def _thing(network: Network, id: str) -> dict[str, Any]:
    return {"id": id, "label": network.label(id), "type": network.type(id)}


def _step(one: str, other: str, ties: Sequence[Tie]) -> dict[str, Any]:
    forward = ties[0].one == one
    about = {"from": one, "to": other, "forward": forward, "statements": count_statements(ties)}
    return about | {"statement": _told(ties[0].stated)}


def _circle(network: Network, circle: Circle) -> dict[str, Any]:
    best: dict[str, Stated] = {}
    for tie in circle.ties:
        if tie.stated.wording.self_contained:
            best.setdefault(tie.stated.wording.text, tie.stated)
        if len(best) == _TELLING:
            break
    return {
        "size": len(circle.entities),
        "statements": count_statements(circle.ties),
        "things": [_thing(network, id) for id in circle.entities[:_MEMBERS]],
        "telling": [_told(stated) for stated in best.values()],
    }


def _told(stated: Stated) -> dict[str, Any]:
    """Return a statement as an answer holds it, with the title and the publisher of its article."""
    more = {
        "title": stated.document.label,
        "publisher": stated.document.publisher,
        "source_id": None if stated.source is None else stated.source.entity,
    }
    return stated.to_record() | more
