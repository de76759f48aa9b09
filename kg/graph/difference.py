"""What differs between two states of a graph: documents, statements, entities and claims that came, went, or changed.

In go two opened stores, out come the differences, statement by statement. A statement is the same by its id, which hangs on its
place in its document alone; what is said with it may have changed. A document that has the same records, and whose chains
are the same entities, is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.cells import Shown
from kg.claims.draft import ClaimDraft
from kg.graph.catalogue import Entry
from kg.graph.snapshot import Snapshot
from kg.resolve.model import ResolvedEntity
from kg.statements.stated import Stated, stated_in

What = Literal["came", "went", "changed"]
TOLD = ("label", "type", "names", "wikidata", "mentions", "documents")
"""What of an entity is compared, apart from its id."""
TOLD_OF_CLAIM = ("wording", "independent_sources", "disputed", "published", "statements", "voices")
"""What of a claim is compared, apart from its id."""


@dataclass(frozen=True, slots=True)
class StatementChange(Shown):
    """A statement that came, went or changed, as each side tells it (None where it is not there).

    `fields` names what differs where it changed.
    """

    what: What
    before: Stated | None
    after: Stated | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityChange(Shown):
    """An entity that came, went or changed; `other` is the one of the other side that has most of its mentions."""

    what: What
    before: ResolvedEntity | None
    after: ResolvedEntity | None
    other: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChange(Shown):
    """A claim of several sentences, or a disputed one, that came, went or changed."""

    what: What
    before: ClaimDraft | None
    after: ClaimDraft | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference(Shown):
    """All that differs, in the order of documents and of ids; a document that `changed` has other records."""

    documents: tuple[tuple[What, Entry], ...]
    statements: tuple[StatementChange, ...]
    entities: tuple[EntityChange, ...]
    claims: tuple[ClaimChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.documents or self.statements or self.entities or self.claims)


def compare(before: Snapshot, after: Snapshot) -> Difference:
    """Return what differs between two states of a graph."""
    old = {entry.id: entry for entry in before.catalogue}
    new = {entry.id: entry for entry in after.catalogue}
    documents: list[tuple[What, Entry]] = []
    for entry in sorted({**old, **new}.values(), key=lambda entry: entry.order):
        if entry.id not in new:
            documents.append(("went", entry))
        elif entry.id not in old:
            documents.append(("came", entry))
        elif not _same_records(old[entry.id], new[entry.id]):
            documents.append(("changed", entry))
    statements, entities = tuple(_statements(before, after, old, new)), tuple(_entities(before, after))
    return Difference(tuple(documents), statements, entities, tuple(_claims(before, after)))


def _same_records(one: Entry, other: Entry) -> bool:
    return one.hash == other.hash if one.hash and other.hash else one.digest == other.digest


def _statements(
    before: Snapshot, after: Snapshot, old: Mapping[str, Entry], new: Mapping[str, Entry]
) -> Iterator[StatementChange]:
    named_before, named_after = _Named(before), _Named(after)
    for entry in sorted({**old, **new}.values(), key=lambda entry: entry.order):
        id = entry.id
        same = id in old and id in new and old[id].hash != "" and old[id].hash == new[id].hash
        if same and named_before.of(id) == named_after.of(id):
            continue
        here = named_before.statements(id) if id in old else {}
        there = named_after.statements(id) if id in new else {}
        for statement in dict.fromkeys((*here, *there)):
            change = _change(here.get(statement), there.get(statement))
            if change is not None:
                yield change


def _change(before: Stated | None, after: Stated | None) -> StatementChange | None:
    if before is None or after is None:
        return StatementChange("came" if before is None else "went", before, after)
    one, other = before.to_record(), after.to_record()
    fields = tuple(name for name in one if one[name] != other[name])
    return StatementChange("changed", before, after, fields) if fields else None


class _Named:
    """The documents of one side under the names that their chains have there."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._labels = {entity.id: entity.label for entity in snapshot.resolution.entities}
        self._chains: dict[str, list[tuple[int, str, str]]] = {}
        for (document, chain), entity in snapshot.resolution.entity_of.items():
            self._chains.setdefault(document, []).append((chain, entity, self._labels[entity]))

    def of(self, document: str) -> tuple[list[tuple[int, str, str]], bool, frozenset[str]]:
        """Return what the statements of a document are told by, beside its records."""
        chains = sorted(self._chains.get(document, ()))
        return chains, self._snapshot.manifest.reports, self._snapshot.rejected

    def statements(self, document: str) -> dict[str, Stated]:
        """Return the statements of a document by their ids."""
        (annotated,) = self._snapshot.documents({document})
        found = stated_in(
            annotated,
            self._snapshot.resolution,
            self._labels,
            self._snapshot.vocabulary,
            reports=self._snapshot.manifest.reports,
            rejected=self._snapshot.rejected,
        )
        return {stated.id: stated for stated in found}


def _entities(before: Snapshot, after: Snapshot) -> Iterator[EntityChange]:
    old, new = before.resolution.by_id, after.resolution.by_id
    for id in sorted({*old, *new}):
        one, other = old.get(id), new.get(id)
        if one is None and other is not None:
            yield EntityChange("came", None, other, _most_in(other, before))
        elif one is not None and other is None:
            yield EntityChange("went", one, None, _most_in(one, after))
        elif one is not None and other is not None:
            fields = tuple(name for name in TOLD if getattr(one, name) != getattr(other, name))
            if fields:
                yield EntityChange("changed", one, other, None, fields)


def _claims(before: Snapshot, after: Snapshot) -> Iterator[ClaimChange]:
    """Yield the claims that differ; a store of an older version, which kept none, tells of none."""
    if before.claim_table is None or after.claim_table is None:
        return
    old = {draft.id: draft for draft in before.claim_table.drafts()}
    new = {draft.id: draft for draft in after.claim_table.drafts()}
    for id in sorted({*old, *new}):
        one, other = old.get(id), new.get(id)
        if one is None or other is None:
            yield ClaimChange("came" if one is None else "went", one, other)
            continue
        fields = tuple(name for name in TOLD_OF_CLAIM if getattr(one, name) != getattr(other, name))
        if fields:
            yield ClaimChange("changed", one, other, fields)


def _most_in(entity: ResolvedEntity, side: Snapshot) -> str | None:
    """Return the label of the entity that has most of the chains of another one on a side, None where none has any."""
    of = side.resolution.entity_of
    found = Counter(of[chain] for chain in entity.chains if chain in of)
    if not found:
        return None
    return side.resolution.by_id[min(found, key=lambda id: (-found[id], id))].label
