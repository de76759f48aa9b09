"""Calls about the whole graph: how much there is, what contradicts what, what is in doubt, what was decided."""

from __future__ import annotations

from typing import Any

import msgspec

from kg.calls.opened import Opened
from kg.calls.paging import page_of
from kg.claims.conflicts import Conflict
from kg.graph.decide import list_decisions
from kg.resolve.words import words_of_decision, words_of_evidence


def stats(opened: Opened) -> dict[str, Any]:
    """Return how much is in the graph."""
    found = msgspec.to_builtins(opened.graph.stats())
    dates = [entry.date for entry in opened.graph.catalogue if entry.date]
    return {"stats": found, "from": min(dates, default=None), "to": max(dates, default=None)}


def conflicts(opened: Opened, entity: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return what one says and another denies, and rival facts, each with its sides."""
    about = None if entity is None else opened.entity(entity).id
    found = [one for one in opened.conflicts if about is None or one.speaks_of(about)]
    rows, more = page_of(found, limit, offset)
    return {"conflicts": [_conflict(opened, one) for one in rows], "total": len(found), "next": more}


def review(opened: Opened, limit: int, offset: int) -> dict[str, Any]:
    """Return the pairs of entities that may be one, the likeliest first."""
    rows, more = page_of(opened.graph.doubts, limit, offset)
    by_id = opened.snapshot.resolution.by_id
    labels = {entity.wikidata: entity.label for entity in opened.graph.entities if entity.wikidata is not None}

    def head(id: str) -> dict[str, Any]:
        entity = by_id[id]
        return {
            "id": id,
            "label": entity.label,
            "type": entity.type,
            "names": list(entity.names[:6]),
            "mentions": entity.mentions,
            "documents": entity.documents,
        }

    pairs = [
        {
            "first": head(doubt.first),
            "second": head(doubt.second),
            "score": round(doubt.score, 3),
            "why": words_of_evidence(doubt.evidence, labels),
        }
        for doubt in rows
        if doubt.first in by_id and doubt.second in by_id
    ]
    return {"pairs": pairs, "total": len(opened.graph.doubts), "next": more}


def decisions(opened: Opened) -> dict[str, Any]:
    """Return what a user decided on entities and statements, in the order of the decisions."""
    kept = list_decisions(opened.snapshot.store)
    return {
        "decisions": [
            {
                "number": one.decision.number,
                "text": words_of_decision(one.decision),
                "undone": one.undone,
                "unused": one.unused,
            }
            for one in kept
        ]
    }


def _conflict(opened: Opened, conflict: Conflict) -> dict[str, Any]:
    relation = opened.graph.relations.by_name.get(conflict.predicate)
    return {
        "kind": conflict.kind,
        "subject": conflict.subject.label,
        "subject_id": conflict.subject.entity,
        "predicate": conflict.predicate if relation is None else relation.label,
        "object": None if conflict.object is None else conflict.object.label,
        "sides": [
            {
                "holds": side.holds,
                "statements": [
                    {
                        **stated.to_record(),
                        "source_id": None if stated.source is None else stated.source.entity,
                        "title": stated.document.label,
                        "publisher": stated.document.publisher,
                    }
                    for stated in side.statements
                ],
            }
            for side in conflict.sides
        ],
    }
