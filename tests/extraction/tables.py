"""Sentence tables: in goes a row of `tests/cases/*.csv`, out comes what differs between what it expects and what was found.

A row has a sentence and all statements expected of it, parted by " // ". A statement is
`subject | lemma | object | role:marker:phrase; ... | polarity modality | source`; what is missing at its end is nothing,
nothing, "affirmed actual" and the article's own voice, and "-" is an empty place. `lemma/relation` also asks for the relation
("/-relation" where it runs the other way, "/" where there is none), `phrase = name` for the best name, `if` behind the
modality for a condition; a content is named by its head word, a source that no words name is "?".

The table of contents expects attributions: `source | cue | content | kind type polarity | source of the one around it`, the
parts of a content joined by " … ". The table of entities expects names: `name: type`, or `name = label of its entity: type`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.model import AnnotatedDocument, Argument, Attribution, RoleArgument, Statement

CASES = Path(__file__).resolve().parents[1] / "cases"
NOTHING = "-"
DEFAULTS = (NOTHING, NOTHING, NOTHING, NOTHING, "affirmed actual", NOTHING)


class Line(NamedTuple):
    """A statement in the notation of the tables."""

    subject: str
    lemma: str
    object: str
    roles: str
    facts: str
    source: str

    def __str__(self) -> str:
        """Return the shortest way to write it."""
        fields = list(self)
        while fields[-1] == DEFAULTS[len(fields) - 1]:
            fields.pop()
        return " | ".join(fields)


def read_cases(name: str) -> Iterator[object]:
    """Yield the rows of a table as parameters (sentence, expected); a known failure must fail, and says why."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            known = row["known"]
            marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
            label = f"{name}-{number}-{row['construction'].replace(' ', '-')}"
            yield pytest.param(row["sentence"], row["expected"], marks=marks, id=label)


def read_expected(cell: str) -> list[Line]:
    """Return the statements that a cell of a table expects."""
    lines = []
    for part in filter(None, (part.strip() for part in cell.split("//"))):
        fields = [field.strip() for field in part.split(" | ")]
        lines.append(Line(*fields, *DEFAULTS[len(fields) :]))
    return lines


def write_found(annotated: AnnotatedDocument) -> list[Line]:
    """Return the statements that were found, with relations and best names written out."""
    return [_line(statement, annotated) for statement in annotated.statements]


def _line(statement: Statement, annotated: AnnotatedDocument) -> Line:
    predicate = statement.predicate
    relation = f"/{'-' if predicate.inverse else ''}{predicate.relation}" if predicate.relation is not None else ""
    source = NOTHING
    if statement.attribution is not None:
        credited = annotated.attributions[statement.attribution].source
        source = _phrase(credited) if credited is not None else "?"
    return Line(
        _phrase(statement.subject),
        predicate.lemma + relation,
        _phrase(statement.object),
        "; ".join(map(_role, statement.arguments)) or NOTHING,
        f"{statement.polarity} {statement.modality}{' if' if statement.condition is not None else ''}",
        source,
    )


def _phrase(argument: Argument | None) -> str:
    if argument is None:
        return NOTHING
    return argument.text if argument.label == argument.text else f"{argument.text} = {argument.label}"


def _role(argument: RoleArgument) -> str:
    phrase = argument.head if argument.role == "content" else argument.text
    return f"{argument.role}:{argument.marker or NOTHING}:{phrase}"


def agrees(expected: Line, found: Line) -> bool:
    """Tell whether a statement is as expected; relation and best name count only where they are asked for."""
    lemma = found.lemma if "/" in expected.lemma else found.lemma.partition("/")[0]
    return (
        expected.lemma.removesuffix("/") == lemma
        and sorted(expected.roles.split("; ")) == sorted(found.roles.split("; "))
        and expected.facts == found.facts
        and _is_phrase(expected.subject, found.subject)
        and _is_phrase(expected.object, found.object)
        and _is_phrase(expected.source, found.source)
    )


def _is_phrase(expected: str, found: str) -> bool:
    text, _, name = found.partition(" = ")
    wanted, asked, wanted_name = expected.partition(" = ")
    return wanted == text and (not asked or wanted_name == (name or text))


def find_differences(cell: str, annotated: AnnotatedDocument) -> list[str]:
    """Return the statements that are missing ("- ...") and those that are too much ("+ ...")."""
    found = write_found(annotated)
    missing = []
    for expected in read_expected(cell):
        fitting = next((line for line in found if agrees(expected, line)), None)
        if fitting is None:
            missing.append(f"- {expected}")
        else:
            found.remove(fitting)
    return missing + [f"+ {line}" for line in found]


def write_attributions(annotated: AnnotatedDocument) -> list[str]:
    """Return the attributions that were found."""
    return [_attribution(attribution, annotated) for attribution in annotated.attributions]


def _attribution(attribution: Attribution, annotated: AnnotatedDocument) -> str:
    content, cue = attribution.content, attribution.cue
    parts = content.parts or ((content.start, content.end),)
    fields = [
        attribution.source.text if attribution.source is not None else "?",
        cue.text if cue is not None else NOTHING,
        " … ".join(annotated.document.text[start:end] for start, end in parts),
        f"{attribution.kind} {attribution.type} {attribution.polarity}",
    ]
    if attribution.parent is not None:
        around = annotated.attributions[attribution.parent].source
        fields.append(around.text if around is not None else "?")
    return " | ".join(fields)


def write_names(document: AnnotatedDocument) -> Iterator[str]:
    """Yield the names of a document in the notation of the table of entities."""
    labels = {entity.id: entity.label for entity in document.entities}
    entity_of = {chain.id: chain.entity for chain in document.chains}
    for mention in document.mentions:
        entity = entity_of[mention.chain]
        if mention.kind == "name" and entity is not None:
            same = labels[entity] == mention.text
            yield f"{mention.text}: {mention.type}" if same else f"{mention.text} = {labels[entity]}: {mention.type}"
