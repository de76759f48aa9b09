"""What changed in a graph, in words: documents, statements, entities and claims that came, went, or are told otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from kg.terminal.console import counted, one_line
from kg.terminal.statements import said_by, told

if TYPE_CHECKING:
    from kg.claims.draft import ClaimDraft
    from kg.graph.catalogue import Entry
    from kg.graph.difference import ClaimChange, Difference, EntityChange, StatementChange, What
    from kg.graph.verify import Verification

_SIGNS: dict[What, tuple[str, str]] = {"came": ("+", "green"), "went": ("-", "red"), "changed": ("~", "yellow")}


def difference_list(difference: Difference) -> RenderableType:
    """Return the differences in lines: + came, - went, ~ changed."""
    if difference.is_empty:
        return Text("nothing differs")
    parts: list[RenderableType] = []
    for title, lines in (
        ("Documents", [_document(what, entry) for what, entry in difference.documents]),
        ("Entities", [_entity(change) for change in difference.entities]),
        ("Statements", [_statement(change) for change in difference.statements]),
        ("Claims", [_claim(change) for change in difference.claims]),
    ):
        if lines:
            parts += [Text(title, "bold"), *lines, Text()]
    parts.append(Text(", ".join(_counts(difference)), "dim"))
    return Group(*parts)


def difference_records(difference: Difference) -> Iterator[dict[str, object]]:
    """Yield each difference as plain values: its kind, what happened, and what each side tells."""
    for what, entry in difference.documents:
        yield {"kind": "document", "what": what, "id": entry.id, "before": None, "after": None, "label": entry.label}
    for change in difference.entities:
        entity = change.after or change.before
        if entity is not None:
            yield {
                "kind": "entity",
                "what": change.what,
                "id": entity.id,
                "before": None if change.before is None else _told_of(change, after=False),
                "after": None if change.after is None else _told_of(change, after=True),
                "label": entity.label,
            }
    for statement in difference.statements:
        stated = statement.after or statement.before
        if stated is not None:
            yield {
                "kind": "statement",
                "what": statement.what,
                "id": stated.id,
                "before": None if statement.before is None else statement.before.to_record(),
                "after": None if statement.after is None else statement.after.to_record(),
                "label": stated.sentence,
            }
    for claim in difference.claims:
        draft = claim.after or claim.before
        if draft is not None:
            yield {
                "kind": "claim",
                "what": claim.what,
                "id": draft.id,
                "before": None if claim.before is None else _claim_record(claim.before),
                "after": None if claim.after is None else _claim_record(claim.after),
                "label": draft.wording,
            }


def verification_list(found: Verification) -> RenderableType:
    """Return what was verified: each problem in a line, and what was looked at."""
    lines = [Text.assemble(("wrong  ", "bold red"), one_line(problem)) for problem in found.problems]
    lines += [Text.assemble(("changed  ", "yellow"), one_line(change)) for change in found.changes]
    seen = f"{counted(found.documents, 'document')}, {counted(found.quads, 'quad')}"
    if found.sampled:
        same = found.sampled - len(found.changes)
        seen += f"; {counted(found.sampled, 'document')} extracted again, {same:,} the same"
    lines.append(Text(seen))
    if not found.problems:
        lines.append(Text("all is as it was stored", "green"))
    return Group(*lines)


def _document(what: What, entry: Entry) -> Text:
    text = _sign(what)
    text.append(one_line(entry.label or entry.id))
    text.append(f"  {one_line(entry.date)}  {entry.id}", "dim")
    return text


def _entity(change: EntityChange) -> Text:
    text = _sign(change.what)
    entity = change.after or change.before
    if entity is None:
        return text
    text.append(one_line(entity.label), "bold")
    text.append(f"  {entity.type}", "cyan")
    if change.what == "went" and change.other is not None:
        text.append(f"  is part of {one_line(change.other)} now")
    if change.what == "came" and change.other is not None:
        text.append(f"  was part of {one_line(change.other)}")
    if change.before is not None and change.after is not None:
        parts = (
            f"{name}: {_value(getattr(change.before, name))} → {_value(getattr(change.after, name))}"
            for name in change.fields
        )
        text.append(f"  {'; '.join(parts)}", "dim")
    return text


def _statement(change: StatementChange) -> Text:
    text = _sign(change.what)
    stated = change.after or change.before
    if stated is None:
        return text
    record = stated.to_record()
    text.append_text(told(record))
    text.append("  ")
    text.append_text(said_by(record))
    if change.before is not None and change.after is not None:
        before, after = change.before.to_record(), change.after.to_record()
        parts = (f"{name}: {_value(before[name])} → {_value(after[name])}" for name in change.fields)
        text.append(f"  {'; '.join(parts)}", "dim")
    text.append(f"  {stated.id[:8]}", "dim")
    return text


def _claim(change: ClaimChange) -> Text:
    text = _sign(change.what)
    draft = change.after or change.before
    if draft is None:
        return text
    text.append(one_line(draft.wording))
    text.append(f"  {counted(draft.independent_sources, 'independent source')}", "cyan")
    if change.before is not None and change.after is not None:
        before, after = _claim_record(change.before), _claim_record(change.after)
        for side in (before, after):
            side["statements"] = f"{len(change.before.statements if side is before else change.after.statements):,}"
        parts = (f"{name}: {_value(before[name])} → {_value(after[name])}" for name in change.fields)
        text.append(f"  {'; '.join(parts)}", "dim")
    text.append(f"  {draft.id[:8]}", "dim")
    return text


def _claim_record(draft: ClaimDraft) -> dict[str, object]:
    """Return a claim as plain values; its statements as their ids, its voices as who says what."""
    return {
        "wording": draft.wording,
        "independent_sources": draft.independent_sources,
        "disputed": draft.disputed,
        "published": draft.published,
        "statements": draft.statements,
        "voices": tuple(f"{voice.label} {voice.stance}" for voice in draft.voices),
    }


def _sign(what: What) -> Text:
    sign, style = _SIGNS[what]
    return Text.assemble((f"{sign} ", style))


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(one_line(part) for part in value)
    return "nothing" if value is None else one_line(value)


def _told_of(change: EntityChange, *, after: bool) -> dict[str, object]:
    entity = change.after if after else change.before
    return {name: getattr(entity, name) for name in ("label", "type", "names", "wikidata", "mentions", "documents")}


def _counts(difference: Difference) -> Iterator[str]:
    kinds: tuple[tuple[str, Iterable[What]], ...] = (
        ("document", [what for what, _ in difference.documents]),
        ("entity", [change.what for change in difference.entities]),
        ("statement", [change.what for change in difference.statements]),
        ("claim", [change.what for change in difference.claims]),
    )
    for word, found in kinds:
        counts = {what: sum(one == what for one in found) for what in _SIGNS}
        told_counts = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        if told_counts:
            yield f"{'entities' if word == 'entity' else f'{word}s'}: {told_counts}"
