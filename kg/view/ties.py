"""Which entities the statements join: in go columns of statements, out come pairs and the room their arrows want."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.view.columns import KINDS, POLARITIES, StatementColumns

REPORT = KINDS.index("report")
NAME = KINDS.index("name")
NEGATED = POLARITIES.index("negated")
WORDS_LIMIT = 34
LETTER_WIDTH = 6.2
LABEL_PADDING = 16.0
BESIDE = 26.0

Ties = Mapping[tuple[int, int], int]
"""Pairs of entities, the lower number first, with the number of statements that join them."""


def joining(statements: StatementColumns) -> Iterator[tuple[int, int, int]]:
    """Yield number, subject and object of the statements that join two different entities; reports are left out."""
    is_entity = statements.numbers.is_entity
    for number, ends in enumerate(statements.ends):
        if ends.subject is None or ends.object is None or ends.subject == ends.object:
            continue
        if statements.columns["kind"][number] != REPORT and is_entity(ends.subject) and is_entity(ends.object):
            yield number, ends.subject, ends.object


def ties_of(statements: StatementColumns) -> Ties:
    """Return how many statements join each two entities."""
    return Counter((min(tail, head), max(tail, head)) for _, tail, head in joining(statements))


def voice_pairs(statements: StatementColumns) -> set[tuple[int, int]]:
    """Return the pairs of a source and what it speaks of, of all statements but reports."""
    pairs = set()
    for number, ends in enumerate(statements.ends):
        voices = statements.credits[statements.columns["credit"][number] or 0]
        if statements.columns["kind"][number] == REPORT or not voices:
            continue
        source = statements.voices[voices[0]][0]
        about = [end for end in (ends.subject, ends.object) if statements.numbers.is_entity(end) and end != source]
        if source >= 0 and about and about[0] is not None:
            pairs.add((source, about[0]))
    return pairs


def label_widths(statements: StatementColumns) -> dict[tuple[int, int], float]:
    """Return for each pair the room in pixels that the labels of its arrows want, arrows beside each other the more."""
    arrows: dict[tuple[int, int], dict[tuple[int, bool], list[int]]] = {}
    for number, tail, head in joining(statements):
        side = (tail, statements.columns["polarity"][number] == NEGATED)
        arrows.setdefault((min(tail, head), max(tail, head)), {}).setdefault(side, []).append(number)
    return {
        pair: max(width_of(statements, members) for members in sides.values()) + BESIDE * (len(sides) - 1)
        for pair, sides in arrows.items()
    }


def width_of(statements: StatementColumns, members: list[int]) -> float:
    """Return the width of an arrow's label: the words of its only statement, or a relation and a count."""
    if len(members) == 1:
        letters = len(statements.ends[members[0]].words)
    else:
        letters = 3 + max(len(statements.predicates[member]) for member in members)
    return min(letters, WORDS_LIMIT) * LETTER_WIDTH + LABEL_PADDING


def width_of_words(words: str) -> float:
    """Return the room in pixels that words on an arrow want."""
    return min(len(words), WORDS_LIMIT) * LETTER_WIDTH + LABEL_PADDING
