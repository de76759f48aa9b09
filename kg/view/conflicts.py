"""Statements that contradict each other: in go columns of statements, out come groups that say yes and no to the same.

A no contradicts a yes with the same subject and object and the same relation, or one that implies the denied
one: who denies that goods were supplied denies that they were sold, but not the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.schema.relations import Relations
from kg.view.columns import KINDS, POLARITIES, StatementColumns

AFFIRMED, NEGATED = POLARITIES.index("affirmed"), POLARITIES.index("negated")
REPORT = KINDS.index("report")

Claim = tuple[int, str, int]


def find_conflicts(statements: StatementColumns, relations: Relations) -> list[list[int]]:
    """Return the groups of statements, each with a yes and a no at least, in the order of their first statements."""
    known = {relation.name for relation in relations}
    affirmed: defaultdict[Claim, list[int]] = defaultdict(list)
    negated: defaultdict[Claim, list[int]] = defaultdict(list)
    for number, ends in enumerate(statements.ends):
        if ends.subject is None or ends.object is None or statements.columns["kind"][number] == REPORT:
            continue
        relation = statements.relations[number]
        tail, head = ends.subject, ends.object
        inverse = statements.columns["canonical"][number] == 2
        if inverse or (relation in known and relations[relation].symmetric and tail > head):
            tail, head = head, tail
        polarity = statements.columns["polarity"][number]
        if polarity == NEGATED:
            negated[tail, relation, head].append(number)
        elif polarity == AFFIRMED:
            for broader in broader_of(relation, relations) if relation in known else (relation,):
                affirmed[tail, broader, head].append(number)
    return sorted(sorted(affirmed[claim] + members) for claim, members in negated.items() if claim in affirmed)


def broader_of(relation: str, relations: Relations) -> Iterator[str]:
    """Yield a relation and those that hold wherever it does."""
    name: str | None = relation
    while name is not None:
        yield name
        name = relations[name].broader
