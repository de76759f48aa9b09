"""`kg ask`: its forms, its files, its prompt, its errors."""

import json
from pathlib import Path

import pytest

from kg.cli import prompt
from kg.cli.prompt import Prompt
from tests.conftest import Run

pytestmark = pytest.mark.model

QUESTION = "Who supplied Russia with ballistic missiles?"


def test_command_answers_in_json_where_nobody_looks(run: Run, samples: Path) -> None:
    code, out, err = run("ask", QUESTION, "--store", samples)
    assert (code, err) == (0, "")
    assert json.loads(out)["answers"][0]["label"] == "North Korea"


def test_command_shows_sentence_source_and_certainty(run: Run, samples: Path) -> None:
    code, out, _ = run("ask", QUESTION, "--store", samples, "--format", "table", "--ids")
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0].startswith("North Korea  sure, 0.9")
    assert lines[1].startswith("North Korea supplied Russia with ballistic missiles  claimed by John Kirby  ")
    assert "“Kirby had told reporters on January 4 that North Korea supplied Russia" in out
    assert "kgwire samples, 2024-01-18" in " ".join(out.split())


def test_command_answers_a_file_of_questions_line_by_line(run: Run, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_bytes(b"Who vetoed the proposal?\r\n\r\nmissiles russia\n")
    code, out, _ = run("ask", "--questions", "questions.txt", "--store", samples)
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [record["question"] for record in records] == ["Who vetoed the proposal?", "", "missiles russia"]
    assert [bool(record["answers"]) for record in records] == [True, False, False]
    code, out, _ = run(
        "ask", "--questions", "-", "--format", "json", "--store", samples, stdin=b"Who vetoed the proposal?"
    )
    assert [record["question"] for record in json.loads(out)] == ["Who vetoed the proposal?"]


def test_command_prints_sparql_that_query_runs(run: Run, samples: Path, tmp_path: Path) -> None:
    code, out, _ = run("ask", QUESTION, "--sparql", "--store", samples)
    assert (code, out[:15]) == (0, "SELECT DISTINCT")
    (tmp_path / "supplied.rq").write_text(out, encoding="utf-8")
    code, rows, _ = run("query", "supplied.rq", "--store", samples, "--format", "csv")
    assert code == 0
    assert "North Korea supplied Russia with ballistic missiles" in rows


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "kg: no question; give one, or --questions FILE (- is standard input)"),
        (("Who?", "--questions", "-"), "kg: give one question or --questions, not both"),
        (("--questions", "none.txt"), "kg: none.txt: cannot be read: No such file or directory"),
        (("--questions", "latin.txt"), "kg: latin.txt: the questions are not UTF-8 text"),
        (("Who?", "--sparql", "--format", "json"), "kg: --sparql prints a query, which has no --format"),
    ],
)
def test_command_errors_are_one_line(
    arguments: tuple[str, ...], message: str, run: Run, samples: Path, tmp_path: Path
) -> None:
    (tmp_path / "latin.txt").write_bytes("Who met Jürgen?".encode("latin-1"))
    code, out, err = run("ask", *arguments, "--store", samples)
    assert (code, out, err.strip()) == (2, "", message)


def test_command_prompt_reads_until_the_user_ends_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    typed = iter(["Who fired missiles?", "  ", KeyboardInterrupt, "Who met Putin?", "quit", "never read"])

    def read(words: str) -> str:
        assert words == prompt.PROMPT
        line = next(typed)
        if line is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(line)

    monkeypatch.setattr("builtins.input", read)
    assert list(Prompt(["Russia"]).lines()) == ["Who fired missiles?", "Who met Putin?"]
    assert prompt.history_file() == tmp_path / "kg" / "questions"
    assert prompt.history_file().exists()


def test_command_prompt_completes_names() -> None:
    asked = Prompt(["Russia", "John Kirby", "Russian Armed Forces"])
    assert [asked.complete("rus", state) for state in range(3)] == ["Russia", "Russian Armed Forces", None]
    assert asked.complete("", 0) is None
