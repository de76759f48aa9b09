"""Questions over the sample articles with their answers, row by row; a row with `known` is a failure that is known."""

import csv
from pathlib import Path

import pytest

from kg.asking.asker import Asker
from kg.asking.reply import standing
from kg.face import Graph

ROWS = list(csv.DictReader((Path(__file__).parent / "questions.csv").read_text(encoding="utf-8").splitlines()))
SHOWN = 4


def cases() -> list[object]:
    return [
        pytest.param(
            row,
            id=f"questions-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=row["known"])] if row["known"] else [],
        )
        for number, row in enumerate(ROWS, start=2)
    ]


@pytest.mark.model
@pytest.mark.parametrize("row", cases())
def test_golden_question(row: dict[str, str], asker: Asker) -> None:
    reply = asker.ask(row["question"])
    found = {
        "question": row["question"],
        "answers": " | ".join(given.label for given in reply.answers[:SHOWN]),
        "standing": standing(reply.answers[0].statements[0]) if reply.answers else "",
        "failure": "" if reply.failure is None else reply.failure.kind,
        "known": row["known"],
    }
    assert found == row


@pytest.mark.model
@pytest.mark.parametrize("row", [row for row in ROWS if not row["known"]], ids=lambda row: row["question"][:40])
def test_golden_sparql_runs_and_finds_what_the_answer_rests_on(
    row: dict[str, str], asker: Asker, sampled: Graph
) -> None:
    reply = asker.ask(row["question"])
    found = {str(term[0]).rpartition("/")[2] for term in sampled.query(reply.sparql).rows()}
    if reply.answers:
        assert reply.answers[0].statements[0].id in found
    for given in reply.answers:
        assert 0 < given.certainty <= 1
        assert given.statements, given
        for stated in given.statements:
            assert stated.sentence in stated.document.text


def test_golden_table_has_every_kind_of_question_and_failure() -> None:
    assert {row["failure"] for row in ROWS} == {"", "name", "relation", "grammar", "empty"}
    begins = {row["question"].split()[0].lower() for row in ROWS}
    assert {"who", "whom", "whose", "what", "which", "where", "when", "why", "how", "did", "is", "according"} <= begins
    answers = {row["answers"].split()[0] for row in ROWS if row["answers"]}
    assert {"yes", "no", "claimed", "denied"} <= answers
