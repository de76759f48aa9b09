"""Extraction in processes of their own: the same records as in this one, and what ends a worker ends nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExtractionError, KGError, LimitError, ModelError, SchemaError
from kg.extraction import DEFAULT_MODEL
from kg.extraction.workers.messages import Limits, Setting
from kg.extraction.workers.outcomes import extract_outcomes, workers_for
from kg.extraction.workers.pool import Outcome, RemoteTraceback
from kg.model import Document
from kg.reading.metadata import document_id
from kg.reading.named import NamedDocument

pytestmark = pytest.mark.model

TEXTS = [f"Iran has supplied Russia with {number} drones, Dmytro Kuleba said." for number in range(2, 8)]


def named(texts: list[str]) -> Iterator[NamedDocument]:
    for number, text in enumerate(texts):
        document = Document(document_id(text, None), None, "2022-10-18", None, None, None, "en", None, text)
        yield NamedDocument(f"article {number}", document)


def setting(
    model: str = DEFAULT_MODEL, schema: str | None = None, seconds: float = 300, megabytes: int = 4096
) -> Setting:
    return Setting(model, None, schema, seconds, megabytes)


def outcomes(texts: list[str], workers: int, **options: Any) -> list[Outcome]:
    found = extract_outcomes(named(texts), workers, setting(**options))
    return sorted((one for one in found if one is not None), key=lambda one: one.number)


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which the workers import a module, at their start, that makes some texts end badly."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'kg.extraction.workers' in ' '.join(sys.orig_argv):\n"
        "    from kg.extraction.pipeline import Pipeline\n"
        "    plain = Pipeline.annotate\n"
        "    def annotate(self, document):\n"
        "        if 'die once' in document.text and not os.path.exists(os.environ['SIGN']):\n"
        "            open(os.environ['SIGN'], 'w').close(); os.kill(os.getpid(), 9)\n"
        "        if 'die always' in document.text: os.kill(os.getpid(), 9)\n"
        "        if 'never end' in document.text:\n"
        "            while True: pass\n"
        "        if 'eat' in document.text: bytearray(10 ** 9); raise SystemExit\n"
        "        if 'raise' in document.text: raise ValueError('a defect')\n"
        "        print('a library speaks')\n"
        "        return plain(self, document)\n"
        "    Pipeline.annotate = annotate\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setenv("SIGN", str(tmp_path / "died"))
    return tmp_path


def test_workers_give_what_this_process_gives() -> None:
    here, there = outcomes(TEXTS, 0), outcomes(TEXTS, 2)
    assert [one.number for one in here] == list(range(len(TEXTS)))
    assert [one.extracted for one in here] == [one.extracted for one in there]
    assert {one.extracted.statements for one in here if one.extracted is not None} == {1}


def test_workers_that_end_are_replaced_and_only_what_ended_them_is_skipped(sabotage: Path) -> None:
    texts = [
        *(f"{TEXTS[0]} Now {what}." for what in ("die once", "die always", "raise", "never end", "eat")),
        *TEXTS,
    ]
    found = outcomes(texts, 2, seconds=1.5, megabytes=500)
    assert (sabotage / "died").exists()
    problems = {one.number: one.problem for one in found if one.problem is not None}
    assert {number: str(problem) for number, problem in problems.items()} == {
        1: "article 1: the process that extracted it was killed by signal 9, twice",
        2: "article 2: parse failed: ValueError: a defect",
        3: "article 3: took more than 1.5 seconds of a processor and was stopped",
        4: "article 4: needs more than 500 MB of memory and was stopped",
    }
    assert isinstance(problems[1], LimitError)
    assert isinstance(problems[2], ExtractionError)
    assert isinstance(problems[2].__cause__, RemoteTraceback)
    assert "in annotate" in str(problems[2].__cause__)
    assert [one.extracted for one in found if one.number > 4] == [one.extracted for one in outcomes(TEXTS, 0)]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"model": "no_such_model"}, ModelError, "'no_such_model' is not installed"),
        ({"schema": __file__}, SchemaError, "test_workers.py"),
    ],
)
def test_workers_that_cannot_start_raise_what_this_process_raises(
    options: dict[str, str], error: type[KGError], message: str
) -> None:
    with pytest.raises(error, match=message):
        outcomes(TEXTS, 2, **options)


def test_workers_import_nothing_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg").mkdir()
    for name in ("kg/__init__.py", "queue.py", "spacy.py"):
        (tmp_path / name).write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert [one.problem for one in outcomes(TEXTS[:1], 1)] == [None]


def test_workers_closed_early_are_gone() -> None:
    before = set(children_of(os.getpid()))
    found = extract_outcomes(named(TEXTS * 50), 2, setting())
    assert next(one for one in found if one is not None).extracted is not None
    children = set(children_of(os.getpid())) - before
    assert len(children) == 2
    found.close()
    deadline = time.monotonic() + 10
    while children & set(children_of(os.getpid())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not children & set(children_of(os.getpid()))


def test_workers_end_with_the_command_that_is_interrupted(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of the terminal at once; the command ends, and what was extracted stays."""
    lines = [f'{{"text": "{text} Then {number}.", "language": "en"}}' for number in range(200) for text in TEXTS]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["build", "articles.jsonl", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    while not any(tmp_path.glob("kg-store/incoming/*/*.new")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=20)
    assert process.returncode == 130
    assert messages.decode().strip() == "kg: stopped; what was extracted is kept, and the same build goes on from there"
    assert any(tmp_path.glob("kg-store/incoming/*/*.json"))
    assert members_of(process.pid) == []


def test_workers_are_as_many_as_pay() -> None:
    assert (workers_for(3, None), workers_for(3, 2), workers_for(3, 8), workers_for(300, 0)) == (0, 2, 3, 0)
    assert workers_for(3, None, Limits()) == 0
    assert [workers_for(number, None, Limits(seconds=20)) for number in (0, 1, 3)] == [0, 1, 1]
    assert 1 <= workers_for(10_000, None) <= (os.cpu_count() or 1)


def children_of(process: int) -> list[int]:
    return [int(row[0]) for row in processes() if int(row[1]) == process]


def members_of(group: int) -> list[int]:
    return [int(row[0]) for row in processes() if int(row[2]) == group]


def processes() -> Iterator[tuple[str, str, str]]:
    """Number, parent and group of each process that has not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group = path.read_text("ascii", errors="replace").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if state != "Z":
            yield path.parent.name, parent, group
