"""What contradicts what, across sentences and documents: the disputed part of the claims.

In go statements, out come conflicts, each with its sides and their sources. Three kinds. A **denial**: one says that it is so,
another that it is not (`kg.claims.telling.contradiction`). A yes to a narrower relation is a yes to the broader one: who
denies that arms were supplied denies that they were sold, but not the other way round. A **change**: one voice says it at one
time and its opposite in another article, days later; or an article tells that somebody had not done it, or refused, and a later
one that he did. **Rivals**: different objects of a relation that the schema marks functional; places are two where that is
known (`kg.claims.containment`), else they are left out.

The times must overlap, where the text gives any. What is supposed stands beside what is presented as a fact, but two
suppositions do not contradict each other; plans stand among plans; conditions are left out, and so is what somebody is told
*not* to have said. One sentence does not contradict itself, and what is only had, done, thought or known is never set against
another. Who is right is not judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.cells import Shown, render_table
from kg.claims.answers import Answers
from kg.claims.containment import PLACES, Containment
from kg.claims.grouping import order_of
from kg.claims.telling import SAME_NEWS, Telling, contradictions, days_between, tellings, voice_of
from kg.lexicon.words import verbs_of
from kg.model import Modality
from kg.schema.relations import Relations
from kg.statements.stated import RECORD_FIELDS, Stated, Thing

ConflictKind = Literal["denial", "change", "rivals"]

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
    def sources(self) -> int:
        """Return how many speak on any side: sources by their names, and each article in its own voice."""
        return len({voice_of(stated) for side in self.sides for stated in side.statements})

    @property
    def order(self) -> tuple[bool, int, str, str, str, str]:
        """Return what conflicts are sorted by: most sources first, then the day of the first article, and what it is about."""
        days = [stated.document.date or "" for side in self.sides for stated in side.statements]
        about = (self.subject.label, self.predicate, self.sides[0].statements[0].id)
        return (self.kind == "change", -self.sources, min(days), *about)


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
    denied: list[Telling] = []
    by_id: dict[str, Stated] = {}
    rivals: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    answers = Answers()
    for stated in statements():
        places.learn(stated)
        answers.learn(stated)
        if stated.said and stated.polarity == "negated":
            denied.extend(tellings([stated], relations))
            by_id[stated.id] = stated
        elif stated.said and _may_be_rival(stated, relations):
            rivals[stated.subject.iri, stated.predicate].append(stated)
    wanted = frozenset(key for telling in denied for key in telling.wide_keys)
    affirmed = []
    for stated in statements():
        if stated.said and stated.polarity == "affirmed":
            for telling in tellings([stated], relations):
                if not wanted.isdisjoint(telling.wide_keys):
                    affirmed.append(telling)
                    by_id[stated.id] = stated
    found = [
        *_denials((pair for pair in contradictions(denied, affirmed) if may_dispute(*pair)), by_id, answers),
        *(conflict for group in rivals.values() for conflict in _rivals(group, places)),
    ]
    return tuple(sorted(found, key=lambda conflict: conflict.order))


def may_dispute(no: Telling, yes: Telling) -> bool:
    """Tell whether two statements that contradict each other are worth telling as a dispute.

    Nobody disputes in one article what he said there, nor does one sentence dispute itself. "May not" denies nothing, and that
    somebody else will not do a thing is a guess. What is merely had or thought disputes nothing, nor does who holds which post,
    nor a denial that names less than the deed ("did not run", "ran for a smaller seat").
    """
    if no.document == yes.document and (no.place[0] == yes.place[0] or no.voice == yes.voice):
        return False
    if no.naming or yes.naming:
        return False
    if not ({no.modality, yes.modality} <= _PRESENTED or no.modality == yes.modality):
        return False
    if (
        no.modality == "possible"
        or any(one.modality == "intended" and not _is_own_plan(one) for one in (no, yes))
        or _says_less(no, yes)
    ):
        return False
    return not no.light or no.predicate in ("be", "become")


def _is_own_plan(one: Telling) -> bool:
    """Tell whether it is the planner, or the article, who says what is planned or not; others only expect it."""
    planners = {end.entity for end in one.ends.get("subject", ())}
    return one.voice[0] == "article" or (one.voice[0] == "entity" and one.voice[1] in planners)


def _says_less(no: Telling, yes: Telling) -> bool:
    """Tell whether a denial names nobody but its subject and the other more: "did not run", "ran for a smaller seat"."""
    return no.told.keys() == {"subject"} and bool(yes.told.keys() - {"subject", "location"})


def _denials(
    pairs: Iterable[tuple[Telling, Telling]], by_id: Mapping[str, Stated], answers: Answers
) -> Iterator[Conflict]:
    """Yield the conflicts of denials with what they deny, of answers ("Moscow denies the allegation") with what they answer."""
    disputes: dict[ConflictKind, list[tuple[Stated, Stated]]] = {"denial": list(answers.pairs()), "change": []}
    for no, yes in pairs:
        disputes["change" if _is_change(no, yes, by_id[no.id]) else "denial"].append((by_id[no.id], by_id[yes.id]))
    for kind, of_kind in disputes.items():
        nos, yeses = {no.id: no for no, _ in of_kind}, {yes.id: yes for _, yes in of_kind}
        for group in _connected(of_kind):
            denied = _in_order(stated for id, stated in nos.items() if id in group)
            affirmed = _in_order(stated for id, stated in yeses.items() if id in group)
            about = denied[0] if denied[0].predicate not in verbs_of("answering-no") else affirmed[0]
            sides = (Side("affirmed", affirmed), Side("denied", denied))
            yield Conflict(kind, about.subject, about.predicate, about.object, sides)


def _is_change(no: Telling, yes: Telling, denied: Stated) -> bool:
    """Tell whether one voice says both, in articles that are days apart, or it was first not done, and done later.

    "He has not endorsed her" is right until he does, and so is "he refused"; who denies a deed himself is not taken at his word.
    """
    if no.voice[:2] == yes.voice[:2] and (days_between(no, yes) or 0) > SAME_NEWS:
        return True
    undone = no.voice[0] == "article" or _REFUSED.search(denied.wording.text) is not None
    if no.lasting or not undone or no.published is None or yes.published is None:
        return False
    return (yes.published - no.published).days > SAME_NEWS


_REFUSED = re.compile(r"\b(?:refus|declin)\w+ to\b")


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


def _times_overlap(one: Stated, other: Stated) -> bool:
    return _begins_in_time(one, other) and _begins_in_time(other, one)


def _begins_in_time(one: Stated, other: Stated) -> bool:
    """Tell whether the one may hold before the other ends; what is told as done or being so ends with its telling."""
    end = other.latest or (other.document.date if other.modality == "actual" else None)
    return one.earliest is None or end is None or one.earliest <= end


def _connected(pairs: Iterable[tuple[Stated, Stated]]) -> list[set[str]]:
    """Return the ids of statements that hang together by pairs, group by group."""
    groups: list[set[str]] = []
    for one, other in pairs:
        touching = [group for group in groups if one.id in group or other.id in group]
        groups = [group for group in groups if group not in touching]
        groups.append({one.id, other.id}.union(*touching))
    return groups


def _in_order(statements: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(statements, key=order_of))
