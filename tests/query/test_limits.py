"""The limit of a table: so many statements as were asked for, and none of them a fragment."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.face import open_graph
from tests.articles import ArticleWriter
from tests.conftest import Run, store_documents


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two articles of four denials each; every second one is of somebody whom nobody knows, and some have two themes."""
    folder = tmp_path / "kg-store"
    documents = []
    for number in (1, 2):
        writer = ArticleWriter(f"f{number}", date=f"2024-03-0{number}")
        for place in range(4):
            subject = "They" if place % 2 == 0 else "Iran"
            content = f"{subject} never supplied Russia with drones and tanks {number}{place}"
            writer.sentence(f"Kirby said that {content}.").thing("drones").thing("tanks")
            said = writer.credit("Kirby", "said", content)
            themes = (("theme", "drones", None), ("theme", "tanks", None))
            writer.state(
                *(subject, "never supplied", "Russia", *themes),
                **{"lemma": "supply", "relation": "supply", "attribution": said, "polarity": "negated"},  # type: ignore[arg-type]
            )
        documents.append(writer.finish())
    store_documents(folder, documents)
    return folder


@pytest.mark.parametrize("question", ["who-said-what", "denied"])
@pytest.mark.parametrize("limit", [1, 3, 4, 9])
def test_limit_counts_what_a_table_shows(store: Path, run: Run, question: str, limit: int) -> None:
    code, out, _ = run("query", question, "--limit", str(limit), "--format", "table")
    shown = min(limit, 4)
    assert code == 0
    assert out.split("\n")[-2].strip() == f"{shown} row{'s' if shown > 1 else ''}"
    out = run("query", question, "--limit", str(limit), "--format", "table", "--fragments")[1]
    assert out.split("\n")[-2].strip().startswith(f"{min(limit, 8)} row")


def test_limit_of_rows_that_are_no_statements(store: Path, run: Run) -> None:
    out = run("query", "most-mentioned", "--limit", "2", "--format", "table")[1]
    assert out.split("\n")[-2].strip() == "2 rows"


def test_limit_without_fragments_tells_each_statement_in_full(store: Path) -> None:
    with open_graph(store) as graph:
        every = graph.ask("denied").rows()
        few = graph.ask("denied", limit=3, fragments=False)
        same = graph.ask("denied", limit=3, fragments=False, timeout=60)
        assert len(graph.ask("denied", limit=3).rows()) == 3
    names = [str(name) for name in few.columns]
    statement, fragment, theme = (names.index(name) for name in ("statement", "fragment", "theme"))
    rows = few.rows()
    assert len({row[statement] for row in rows}) == 3
    assert {(str(row[theme]), row[fragment]) for row in rows} == {("drones", None), ("tanks", None)}
    assert rows == same.rows()
    assert {row[fragment] is None for row in every} == {True, False}
