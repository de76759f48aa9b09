"""The call that tells how two things are tied, step by step."""

from __future__ import annotations

from typing import Any

from kg.calls.opened import Opened
from kg.network.ties import Tie


def path(opened: Opened, start: str, end: str, voice: str, limit: int) -> dict[str, Any]:
    """Return the shortest ways from one thing to another, each step with the statement that tells it best."""
    network = opened.network_in_own_voice if voice == "own" else opened.network
    ids = opened.entity(start).id, opened.entity(end).id
    ways = []
    for found in network.path(*ids, limit):
        steps = zip(found.entities, found.entities[1:], found.steps, strict=False)
        ways.append(
            {
                "entities": [{"id": id, "label": network.label(id)} for id in found.entities],
                "steps": [_step(one, other, ties) for one, other, ties in steps],
            }
        )
    return {"ways": ways}


def _step(one: str, other: str, ties: tuple[Tie, ...]) -> dict[str, Any]:
    stated = ties[0].stated
    about = {
        "from": one,
        "to": other,
        "forward": ties[0].one == one,
        "statements": len({tie.stated.id for tie in ties}),
    }
    document = stated.document
    more = {
        "title": document.label,
        "publisher": document.publisher,
        "source_id": None if stated.source is None else stated.source.entity,
    }
    return {**about, "statement": stated.to_record() | more}
