"""`kg coverage`: which sentences gave nothing, and why, in numbers, as text and as a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph.coverage import coverage_of
from tests.articles import ARTICLES
from tests.conftest import Run, store_documents

ARTICLE = """A day of <b>rain</b> in the north.

Iran has supplied Russia with drones, Dmytro Kuleba said. What a day! It is raining. If only.
"""


def test_coverage_counts_sentences_with_statements_but_no_reports() -> None:
    assert [(one.document, one.sentences, one.covered) for one in coverage_of(ARTICLES)] == [
        ("a1", 3, 3),
        ("b2", 1, 1),
        ("c3", 2, 2),
    ]


def test_coverage_of_all_documents_on_the_command_line(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", ARTICLES)
    code, out, _ = run("coverage")
    assert (code, out.splitlines()[-1].strip()) == (
        0, "0 sentences of 6 gave no statement; `kg coverage ID` tells why",
    )  # fmt: skip
    assert json.loads(run("coverage", "--format", "json")[1])[0]["document"] == "c3"
    assert run("coverage", "--format", "html")[0] == 2
    assert "there is no document" in run("coverage", "zz")[2]


@pytest.mark.model
def test_coverage_of_a_document_tells_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    run("build", "article.txt", "--date", "2024-01-02")
    (document,) = (row["id"] for row in json.loads(run("docs", "--format", "json")[1]))
    sentences = json.loads(run("coverage", document, "--format", "json")[1])
    silent = {one["text"].strip(): one["reasons"] for one in sentences if not one["statements"]}
    assert "Iran has supplied Russia with drones, Dmytro Kuleba said." not in silent
    assert silent["What a day!"] == ["no verb: nothing is stated"]
    assert all(silent.values())
    lines = run("coverage", document)[1].splitlines()
    assert lines[-1].strip() == f"{len(silent)} sentences of {len(sentences)} gave no statement"
    assert "   no verb: nothing is stated" in [line.rstrip() for line in lines]
    page = run("coverage", document, "--format", "html")[1]
    assert "&lt;b&gt;rain&lt;/b&gt;" in page and "<b>" not in page
    assert page.count('class="silent"') == len(silent)
