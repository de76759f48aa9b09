"""Writes `tests/cases/known.csv`: `python -m tests.extraction.record` puts down what comes out of rows that are known to fail.

Read the difference before it is committed: a known failure may change, but it should not get worse. Output that breaks the
contract is no known failure.
"""

from __future__ import annotations

import csv
import sys

from kg.extraction import DEFAULT_MODEL
from kg.extraction.lines import Line, name_lines
from kg.extraction.load import load_pipeline
from kg.model import AnnotatedDocument
from tests.extraction.conftest import make_document
from tests.extraction.contract import find_breaches
from tests.extraction.tables import (
    RECORDED,
    TABLES,
    Case,
    find_differences,
    find_unequal,
    read_cases,
    read_expected,
    write_attributions,
    write_found,
)


def write_got(case: Case, annotated: AnnotatedDocument) -> str:
    """Return what came out of a row, in the notation of its table and no fuller than the row asks for."""
    if case.table == "contents":
        return " // ".join(write_attributions(annotated))
    if case.table == "entities":
        return " // ".join(name_lines(annotated))
    return " // ".join(str(_as_asked(line, case)) for line in write_found(annotated))


def _as_asked(line: Line, case: Case) -> Line:
    """Leave out relations and best names of a row that does not ask for them."""
    lemma, _, relation = line.lemma.partition("/")
    if any("/" in wanted.lemma for wanted in read_expected(case.expected)):
        lemma = f"{lemma}/{relation}"
    if " = " in case.expected:
        return line._replace(lemma=lemma)
    subject, other, source = (phrase.partition(" = ")[0] for phrase in (line.subject, line.object, line.source))
    return line._replace(lemma=lemma, subject=subject, object=other, source=source)


def is_as_expected(case: Case, annotated: AnnotatedDocument) -> bool:
    """Tell whether a row gives what it expects, so that it is no failure any more."""
    if case.table == "contents":
        return not find_unequal(case.expected, write_attributions(annotated))
    if case.table == "entities":
        return not find_unequal(case.expected, name_lines(annotated))
    return not find_differences(case.expected, annotated)


def main() -> int:
    """Write the table; return 1 where a row has no place in it, and say which."""
    pipeline = load_pipeline(DEFAULT_MODEL)
    rows, problems = [("table", "sentence", "got")], []
    for case in (case for table in TABLES for case in read_cases(table) if case.known):
        annotated = pipeline.annotate(make_document(case.sentence))
        rows.append((case.table, case.sentence, write_got(case, annotated)))
        breaches = find_breaches(annotated.to_json())
        if breaches:
            problems.append(f"{case.table}.csv, row {case.number}, breaks the contract: {'; '.join(breaches)}")
        elif is_as_expected(case, annotated):
            problems.append(f"{case.table}.csv, row {case.number}, is as expected: empty its cell `known`")
    with RECORDED.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(*problems, sep="\n", end="\n" if problems else "")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
