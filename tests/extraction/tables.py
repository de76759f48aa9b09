"""Sentence tables: in goes a row of `tests/cases/*.csv`, out comes what differs between what it expects and what was found.

A row has a sentence and all statements expected of it, parted by " // ", in the notation of `kg.extraction.lines`.
`lemma/relation` also asks for the relation ("/" where there is none), `phrase = name` for the best name.

The table of contents expects attributions: `source | cue | content | kind type polarity | source of the one around it`, the
parts of a content joined by " … ". The table of entities expects names: `name: type`, or `name = label of its entity: type`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extraction.lines import DEFAULTS, Line, attribution_line, statement_line
from kg.model import AnnotatedDocument

CASES = Path(__file__).resolve().parents[1] / "cases"


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
    return [statement_line(statement, annotated) for statement in annotated.statements]


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
    return [attribution_line(attribution, annotated) for attribution in annotated.attributions]
