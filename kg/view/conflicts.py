"""Statements that contradict each other: in go columns of statements, out come groups that say yes and no to the same.

A no contradicts a yes with the same subject and object and the same relation, or with a relation that implies the other
("North Korea supplied Russia", "North Korea has sold Russia nothing"). What is only intended or conditional contradicts
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.schema.relations import Relations
from kg.view.columns import KINDS, MODALITIES, POLARITIES, StatementColumns

AFFIRMED, NEGATED = POLARITIES.index("affirmed"), POLARITIES.index("negated")
CONTRADICTABLE = {MODALITIES.index("actual"), MODALITIES.index("possible")}
REPORT = KINDS.index("report")

Said = dict[str, list[int]]
"""The numbers of statements by their relations."""


def find_conflicts(statements: StatementColumns, relations: Relations) -> list[list[int]]:
    """Return the groups of statements, each with a yes and a no at least, in the order of their first statements."""
    broader = {relation.name: frozenset(broader_of(relation.name, relations)) for relation in relations}
    sides: defaultdict[tuple[int, int], tuple[Said, Said]] = defaultdict(lambda: ({}, {}))
    columns = statements.columns
    for number, ends in enumerate(statements.ends):
        polarity = columns["polarity"][number]
        if ends.subject is None or ends.object is None or polarity not in (AFFIRMED, NEGATED):
            continue
        if columns["kind"][number] == REPORT or columns["modality"][number] not in CONTRADICTABLE:
            continue
        relation = statements.relations[number]
        pair = (ends.subject, ends.object)
        if columns["canonical"][number] == 2 or (
            relation in broader and relations[relation].symmetric and pair[0] > pair[1]
        ):
            pair = (ends.object, ends.subject)
        sides[pair][polarity == NEGATED].setdefault(relation, []).append(number)
    found = []
    for affirmed, negated in sides.values():
        for relation, members in negated.items():
            against = [number for other in affirmed if implies(relation, other, broader) for number in affirmed[other]]
            if against:
                found.append(sorted(against + members))
    return sorted(found)


def implies(one: str, other: str, broader: dict[str, frozenset[str]]) -> bool:
    """Tell whether one of two relations holds wherever the other does, or they are the same."""
    return one == other or one in broader.get(other, ()) or other in broader.get(one, ())


def broader_of(relation: str, relations: Relations) -> Iterator[str]:
    """Yield the relations that hold wherever this one does."""
    name = relations[relation].broader
    while name is not None:
        yield name
        name = relations[name].broader
