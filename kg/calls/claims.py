"""Calls about claims: what several articles tell, what happened when, what a question in plain words is answered by."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.paging import page_of
from kg.errors import QueryError


def claims(
    opened: Opened, entity: str | None, which: str, since: str | None, limit: int, offset: int
) -> dict[str, Any]:
    """Return what several articles tell, with who says so, who denies it and who leaves it open."""
    _need_days(since=since)
    names = () if entity is None else (opened.entity(entity).id,)
    options = {"disputed": which == "disputed", "single_source": which == "single-source", "since": since}
    total = opened.graph.count_claims(*names, **options)  # type: ignore[arg-type]
    found = opened.graph.claims(*names, **options, limit=offset + limit)  # type: ignore[arg-type]
    more = offset + limit if total > offset + limit else None
    return {"claims": [claim.to_record() for claim in found[offset:]], "total": total, "next": more}


def claim(opened: Opened, id: str) -> dict[str, Any]:
    """Return one claim with all who take a stance on it; CallError where there is none of the id."""
    try:
        found = opened.graph.claim(id)
    except QueryError as problem:
        raise CallError("missing", str(problem)) from problem
    things = {thing.entity: thing for thing in (found.best.subject, found.best.object) if thing is not None}
    about = [{"id": id, "label": thing.label, "type": thing.type} for id, thing in things.items() if id is not None]
    return {"claim": found.to_record(), "about": about, "in_graph": _is_in_graph(opened, id)}


def events(
    opened: Opened, entity: str | None, since: str | None, until: str | None, q: str | None, limit: int, offset: int
) -> dict[str, Any]:
    """Return what happened when, one event a claim."""
    _need_days(since=since, until=until)
    names = () if entity is None else (opened.entity(entity).id,)
    words = () if q is None else tuple(q.split())
    found = opened.graph.timeline(*names, since=since, until=until, words=words, limit=offset + limit + 1)
    rows, more = page_of(found, limit, offset)
    return {"events": [event.to_record() for event in rows], "next": more}


def _is_in_graph(opened: Opened, claim: str) -> bool:
    """Tell whether RDF holds a claim: one of several sentences, or one that somebody denies."""
    table = opened.snapshot.claim_table
    return table is not None and any(True for _ in table.drafts([claim]))


def _need_days(**given: str | None) -> None:
    """Raise CallError for what is no ISO day, since days are compared as texts."""
    for name, text in given.items():
        try:
            whole = text is None or date.fromisoformat(text).isoformat() == text
        except ValueError:
            whole = False
        if not whole:
            raise CallError("wrong", f"{name} must be a day as 2024-01-31")


def ask(opened: Opened, question: str) -> dict[str, Any]:
    """Return the answers to a question in plain words, or why there are none."""
    return opened.graph.asker().ask(question).to_record()
