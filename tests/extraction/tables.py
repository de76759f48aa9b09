"""Sentence tables: in goes a row of `tests/cases/*.csv`, out comes what differs between what it expects and what was found.

A row has a sentence and all statements expected of it, parted by " // ", in the notation of `kg.extraction.lines`.
`lemma/relation` also asks for the relation ("/" where there is none), `phrase = name` for the best name.

The table of contents expects attributions: `source | cue | content | kind type polarity | source of the one around it`, the
parts of a content joined by " … ". The table of entities expects names: `name: type`, or `name = label of its entity: type`.

A row whose `known` gives a cause is a known failure. `known.csv` holds what comes out of its sentence today; whatever differs
from both that and what is expected is a failure like any other. `python -m tests.extraction.record` writes that table.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extraction.lines import DEFAULTS, Line, attribution_line, statement_line
from kg.model import AnnotatedDocument

CASES = Path(__file__).resolve().parents[1] / "cases"
RECORDED = CASES / "known.csv"
AGAIN = "record again: python -m tests.extraction.record"
STATEMENTS = (
    "verbs",
    "clauses",
    "nouns",
    "names",
    "modifiers",
    "direction",
    "statal",
    "attribution",
    "polarity",
    "coreference",
    "news",
    "mended",
    "joints",
)
"""The tables that expect statements."""
TABLES = (*STATEMENTS, "contents", "crediting", "entities")


class Case(NamedTuple):
    """A row: `known` is why something else than expected comes out ("" where nothing does), `got` what, if it is recorded."""

    table: str
    number: int
    construction: str
    sentence: str
    expected: str
    known: str
    got: str | None


def read_cases(name: str) -> list[Case]:
    """Return the rows of a table."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return [
            Case(
                name,
                number,
                row["construction"],
                row["sentence"],
                row["expected"],
                row["known"],
                read_recorded().get((name, row["sentence"])),
            )
            for number, row in enumerate(csv.DictReader(rows), start=2)
        ]


@cache
def read_recorded() -> dict[tuple[str, str], str]:
    """Return table and sentence -> what came out of it, of the known failures."""
    with RECORDED.open(encoding="utf-8", newline="") as rows:
        return {(row["table"], row["sentence"]): row["got"] for row in csv.DictReader(rows)}


def as_parameters(tables: Iterable[str]) -> list[object]:
    """Return the rows of tables as parameters of a test."""
    return [
        pytest.param(case, id=f"{case.table}-{case.number}-{case.construction.replace(' ', '-')}")
        for table in tables
        for case in read_cases(table)
    ]


def settle(case: Case, differences: Callable[[str], list[str]]) -> None:
    """Fail unless a row gives what it expects, or, where its failure is known, what is recorded of it.

    `differences` returns how the output differs from a cell in the notation of the table.
    """
    from_expected = differences(case.expected)
    if not case.known:
        assert not from_expected, "\n".join(["", case.sentence, *from_expected])
        return
    assert from_expected, f"{case.sentence}\nis now as expected: empty its cell `known`, and {AGAIN}"
    assert case.got is not None, f"{case.sentence}\nis known to fail, but not how: {AGAIN}"
    from_recorded = differences(case.got)
    other = f"which is another failure than recorded (if it is no worse, {AGAIN}):"
    assert not from_recorded, "\n".join(["", case.sentence, *from_expected, other, *from_recorded])
    pytest.xfail(case.known)


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


def find_unequal(cell: str, found: Iterable[str]) -> list[str]:
    """Return the lines of a cell that are missing ("- ...") and those that are too much ("+ ..."), whatever their order."""
    wanted, given = Counter(filter(None, cell.split(" // "))), Counter(found)
    return [f"- {line}" for line in (wanted - given).elements()] + [f"+ {line}" for line in (given - wanted).elements()]


def write_attributions(annotated: AnnotatedDocument) -> list[str]:
    """Return the attributions that were found."""
    return [attribution_line(attribution, annotated) for attribution in annotated.attributions]
