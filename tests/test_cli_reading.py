"""The options that say how things are read, and what a build tells of documents that lack something."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.reading.made_pdf import column, pdf

pytestmark = pytest.mark.model

FEED = "<rss version='2.0'><channel><title>S</title><item><description>{}</description></item></channel></rss>"


def test_cli_build_tells_what_new_documents_lack(run: Run) -> None:
    Path("a.rss").write_text(FEED.format("Iran sold drones to Russia."))
    Path("b.txt").write_text("Iran sold tanks to Russia.")
    code, out, _ = run("build", "a.rss", "b.txt", "--store", "s")
    assert code == 0
    assert "2 without a date, 1 without a publisher, 1 only a summary of an article" in " ".join(out.split())
    assert "without" not in run("build", "b.txt", "--store", "s")[1]


def test_cli_columns(run: Run) -> None:
    Path("a.csv").write_text("body,day\nIran sold drones to Russia.,2024-01-04\n")
    code, out, _ = run("extract", "a.csv", "--column", "text=body", "--column", "date=day")
    assert code == 0
    assert '"date":"2024-01-04"' in out and '"summary":false' in out
    for wrong, message in (("text", "give the field and its column"), ("body=text", "'body' is no field")):
        code, _, err = run("build", "a.csv", "--column", wrong, "--store", "s")
        assert code == 2 and message in err


def test_cli_bad_inputs_are_a_line_each_and_the_rest_goes_on(run: Run) -> None:
    folder = Path("in")
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf([column(60, 700, "Iran sold drones to Russia.")]))
    (folder / "b.pdf").write_bytes(pdf([column(60, 700, "Iran sold drones to Russia.")], "secret"))
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"Iran sold tanks to Russia.")[:-9])
    (folder / "d.docx").write_bytes(b"Iran sold tanks to Russia.")
    (folder / "e.jsonl").write_bytes(b'{"text": "' + b"x" * 9_000_000 + b'"}\n{"text": "Iran sold tanks to Russia."}\n')
    code, out, err = run("build", folder, "--store", "s")
    assert code == 1
    assert "2 read, 2 new, 4 skipped" in out
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        f"skipped in/{name}" for name in ("b.pdf", "c.txt.gz", "d.docx", "e.jsonl, line 1")
    ]
