"""What contradicts what, across documents: in go statements, out come conflicts, each with its sides and their sources.

Two kinds. A **denial**: one says that it is so, another that it is not, of the same subject, the same relation (or open
predicate), the same object and theme. A yes to a narrower relation is a yes to the broader one: who denies that arms
were supplied denies that they were sold, but not the other way round. **Rivals**: different objects of a relation that
the schema marks functional; places are two where that is known (`kg.query.containment`), else they are left out.

Either way the times must overlap, where the text gives any. What is supposed stands beside what is presented as a fact,
but two suppositions do not contradict each other; plans stand among plans; conditions are left out, and so is what
somebody is told *not* to have said. Who is right is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.cells import Shown, render_table
from kg.graph.stated import RECORD_FIELDS, Stated, Thing
from kg.lexicon.words import verbs_of
from kg.model import Modality, Role
from kg.query.containment import PLACES, Containment
from kg.query.likeness import bears_on
from kg.schema.relations import Relations

ConflictKind = Literal["denial", "rivals"]
Key = tuple[str, str]

NARROWING_ROLES: frozenset[Role] = frozenset(
    {"theme", "recipient", "source", "goal", "location", "topic", "beneficiary", "co-agent", "attribute", "instrument"}
)
"""The roles that a denial may be limited to: "not by sea" denies nothing of what went by land."""

_PRESENTED: frozenset[Modality] = frozenset({"actual", "possible"})


@dataclass(frozen=True, slots=True)
class Side(Shown):
    """What is held by one side ("affirmed", "denied", or the rival object), and the statements that hold it."""

    holds: str
    statements: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Shown):
    """Sides that cannot all be right about one thing; a denial has an affirmed and a denied side, in this order."""

    kind: ConflictKind
    subject: Thing
    predicate: str
    object: Thing | None
    sides: tuple[Side, ...]

    def _repr_html_(self) -> str:
        records = list(conflict_records([self]))
        columns = ("side", "subject", "predicate", "object", "theme", "source", "modality", "published", "sentence")
        rows = ([record[name] for name in columns] for record in records)
        return render_table(f"Conflict: {self.kind}", columns, rows, len(records))

    def speaks_of(self, entity: str) -> bool:
        """Tell whether an entity takes part in a statement of any side."""
        stated = (one for side in self.sides for one in side.statements)
        things = (
            thing for one in stated for thing in (one.subject, one.object, *(filler for _, filler in one.arguments))
        )
        return any(thing is not None and thing.entity == entity for thing in things)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Return what conflicts are sorted by: the day of the first publication, then what they are about."""
        days = [stated.document.date or "" for side in self.sides for stated in side.statements]
        return (min(days), self.subject.label, self.predicate, self.sides[0].statements[0].id)


RECORD_COLUMNS = ("conflict", "kind", "side", *RECORD_FIELDS)
"""What stands in `conflict_records`, in this order."""


def conflict_records(conflicts: Iterable[Conflict]) -> Iterator[dict[str, str | int | None]]:
    """Yield each statement of each conflict as plain values, conflicts numbered from 1."""
    for number, conflict in enumerate(conflicts, start=1):
        for side in conflict.sides:
            for stated in side.statements:
                yield {"conflict": number, "kind": conflict.kind, "side": side.holds, **stated.to_record()}


def find_conflicts(
    statements: Callable[[], Iterable[Stated]], relations: Relations, places: Containment
) -> tuple[Conflict, ...]:
    """Return the conflicts among statements.

    `statements` is called twice, so that of a large graph only what is denied, and what may stand against it, is held.
    """
    denials: dict[Key, list[Stated]] = defaultdict(list)
    rivals: dict[Key, list[Stated]] = defaultdict(list)
    for stated in statements():
        places.learn(stated)
        if not stated.said:
            continue
        if stated.polarity == "negated":
            for key in _keys(stated, relations, broader=False):
                denials[key].append(stated)
        elif _may_be_rival(stated, relations):
            rivals[stated.subject.iri, stated.predicate].append(stated)
    affirmed: dict[Key, list[Stated]] = defaultdict(list)
    for stated in statements():
        if stated.said and stated.polarity == "affirmed":
            for key in _keys(stated, relations, broader=True):
                if key in denials:
                    affirmed[key].append(stated)
    found = [
        *(conflict for key, group in denials.items() for conflict in _denials(affirmed[key], group, relations)),
        *(conflict for group in rivals.values() for conflict in _rivals(group, places)),
    ]
    return tuple(sorted(found, key=lambda conflict: conflict.order))


def _keys(stated: Stated, relations: Relations, *, broader: bool) -> Iterator[Key]:
    """Yield what a statement may be looked up by: its first end and its predicate, or those that this one implies."""
    if stated.subject.entity is None and stated.subject.head is None:
        return
    for name in _with_broader(stated.predicate, relations) if broader else (stated.predicate,):
        yield _ends(stated, name, relations)[0].iri, name


def _with_broader(predicate: str, relations: Relations) -> Iterator[str]:
    name: str | None = predicate
    while name is not None:
        yield name
        name = relations[name].broader if name in relations.by_name else None


def _ends(stated: Stated, predicate: str, relations: Relations) -> tuple[Thing, Thing | None]:
    """Return subject and object, for a symmetric relation in an order of their own."""
    first, second = stated.subject, stated.object
    symmetric = predicate in relations.by_name and relations[predicate].symmetric
    if symmetric and second is not None and second.entity is not None and second.iri < first.iri:
        return second, first
    return first, second


def _denials(affirmed: list[Stated], denied: list[Stated], relations: Relations) -> Iterator[Conflict]:
    pairs = [(yes, no) for no in denied for yes in affirmed if _contradicts(yes, no, relations)]
    for group in _connected(pairs):
        no = [stated for stated in denied if stated.id in group]
        yes = [stated for stated in affirmed if stated.id in group]
        subject, object_ = _ends(no[0], no[0].predicate, relations)
        sides = (Side("affirmed", _in_order(yes)), Side("denied", _in_order(no)))
        yield Conflict("denial", subject, no[0].predicate, object_, sides)


def _contradicts(yes: Stated, no: Stated, relations: Relations) -> bool:
    return (
        _modalities_clash(yes.modality, no.modality)
        and _times_overlap(yes, no)
        and bears_on(_ends(no, no.predicate, relations)[1], _ends(yes, no.predicate, relations)[1])
        and _is_as_general(no, yes)
        and (no.object is not None or no.predicate in relations.by_name or not _is_empty(no))
    )


def _modalities_clash(one: Modality, other: Modality) -> bool:
    if one == other:
        return one in ("actual", "intended")
    return {one, other} <= _PRESENTED


def _is_as_general(no: Stated, yes: Stated) -> bool:
    """Tell whether all that narrows the denial is true of the affirmation as well."""
    return all(
        any(role == other and bears_on(thing, filler) for other, filler in yes.arguments)
        for role, thing in no.arguments
        if role in NARROWING_ROLES
    )


def _is_empty(no: Stated) -> bool:
    """Tell whether a denial without an object says too little to be compared: "it was not", "they did not"."""
    return no.predicate in verbs_of("empty-of-meaning") and not any(role in NARROWING_ROLES for role, _ in no.arguments)


def _times_overlap(one: Stated, other: Stated) -> bool:
    return _begins_in_time(one, other) and _begins_in_time(other, one)


def _begins_in_time(one: Stated, other: Stated) -> bool:
    """Tell whether the one may hold before the other ends; what is told as done or being so ends with its telling."""
    end = other.latest or (other.document.date if other.modality == "actual" else None)
    return one.earliest is None or end is None or one.earliest <= end


def _may_be_rival(stated: Stated, relations: Relations) -> bool:
    return (
        stated.polarity == "affirmed"
        and stated.modality in _PRESENTED
        and stated.predicate in relations.by_name
        and relations[stated.predicate].functional
        and stated.subject.entity is not None
        and stated.object is not None
        and stated.object.entity is not None
    )


def _rivals(group: list[Stated], places: Containment) -> Iterator[Conflict]:
    pairs = [(one, other) for one, other in combinations(group, 2) if _are_rivals(one, other, places)]
    for connected in _connected(pairs):
        by_object: dict[str, list[Stated]] = defaultdict(list)
        for stated in group:
            if stated.id in connected and stated.object is not None:
                by_object[stated.object.label].append(stated)
        sides = tuple(Side(label, _in_order(by_object[label])) for label in sorted(by_object))
        yield Conflict("rivals", group[0].subject, group[0].predicate, None, sides)


def _are_rivals(one: Stated, other: Stated, places: Containment) -> bool:
    first, second = one.object, other.object
    if first is None or second is None or first.entity is None or second.entity is None:
        return False
    if first.entity == second.entity or not _times_overlap(one, other) or one.modality == other.modality == "possible":
        return False
    if first.type in PLACES or second.type in PLACES:
        return places.apart(first.entity, second.entity)
    return True


def _connected(pairs: Iterable[tuple[Stated, Stated]]) -> list[set[str]]:
    """Return the ids of statements that hang together by pairs, group by group."""
    groups: list[set[str]] = []
    for one, other in pairs:
        touching = [group for group in groups if one.id in group or other.id in group]
        groups = [group for group in groups if group not in touching]
        groups.append({one.id, other.id}.union(*touching))
    return groups


def _in_order(statements: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(statements, key=_place))


def _place(stated: Stated) -> tuple[str, str, int, int, str]:
    document, record = stated.document, stated.record
    return (document.date or "", document.id, record.sentence, record.subject.start, stated.id)
