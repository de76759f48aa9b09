"""`kg diff`: documents, statements and entities that came, went or changed, told in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.face import compare_graphs
from kg.graph.build import remove
from kg.graph.decide import merge, reject, rename
from kg.graph.difference import Difference
from tests.articles import ARTICLES, american_article
from tests.claims.test_conflicts import supplies
from tests.conftest import Run, store_documents


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    store_documents(tmp_path / "a", ARTICLES)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    return tmp_path / "a", tmp_path / "b"


def told(difference: Difference) -> list[tuple[str, str, str]]:
    return [
        *(("document", what, entry.id) for what, entry in difference.documents),
        *(("entity", change.what, (change.after or change.before).id) for change in difference.entities),  # type: ignore[union-attr]
        *(("statement", change.what, (change.after or change.before).id) for change in difference.statements),  # type: ignore[union-attr]
    ]


def test_difference_of_a_store_and_itself_is_none(two: tuple[Path, Path]) -> None:
    assert compare_graphs(*two).is_empty


def test_difference_of_a_document_that_went_and_both_ways(two: tuple[Path, Path]) -> None:
    remove(two[1], ["b2"])
    went, came = told(compare_graphs(*two)), told(compare_graphs(*two[::-1]))
    assert went == [
        ("document", "went", "b2"),
        ("entity", "went", "Dmitry_Peskov"),
        ("entity", "changed", "John_Kirby"),
        ("entity", "changed", "North_Korea"),
        ("entity", "changed", "Russia"),
        ("statement", "went", "b20000"),
    ]
    assert [(kind, {"went": "came"}.get(what, what), id) for kind, what, id in went] == came


def test_difference_of_claims(tmp_path: Path, run: Run) -> None:
    one, other = supplies("a", "theme missiles"), supplies("b", "theme missiles", date="2024-01-06")
    store_documents(tmp_path / "a", [one])
    store_documents(tmp_path / "b", [one, other])
    store_documents(tmp_path / "c", [one, other, supplies("c", "theme missiles", claimed=True)])
    assert [(change.what, change.before) for change in compare_graphs(tmp_path / "a", tmp_path / "b").claims] == [
        ("came", None)
    ]
    (changed,) = compare_graphs(tmp_path / "b", tmp_path / "c").claims
    assert changed.what == "changed"
    assert {"statements", "voices"} <= set(changed.fields)
    printed = run("diff", str(tmp_path / "b"), str(tmp_path / "c"), "--format", "table")[1]
    assert "statements: 2 → 3" in printed
    assert "claims: 1 changed" in printed
    records = json.loads(run("diff", str(tmp_path / "b"), str(tmp_path / "c"), "--format", "json")[1])
    (record,) = [record for record in records if record["kind"] == "claim"]
    assert record["after"]["voices"] == ["John Kirby says", "the article says"]


def test_difference_of_a_name_is_in_each_statement_that_it_stands_in(two: tuple[Path, Path]) -> None:
    rename(two[1], "Iran", "Islamic Republic of Iran")
    found = compare_graphs(*two)
    assert [(change.what, change.fields) for change in found.entities] == [("changed", ("label", "names"))]
    assert {change.fields for change in found.statements} == {("wording",)}  # "buy drones from Iran" names the seller
    rename(two[1], "Russia", "Russian Federation")
    changed = {change.after.id: change.fields for change in compare_graphs(*two).statements if change.after is not None}
    assert changed["a10002"] == ("subject", "wording")
    assert changed["c30001"] == ("object", "wording")


def test_difference_tells_where_an_entity_went_and_what_was_rejected(two: tuple[Path, Path]) -> None:
    merge(two[1], "Russia", "Ukraine")
    reject(two[1], "a10002")
    found = compare_graphs(*two)
    assert [(c.before.label, c.other) for c in found.entities if c.what == "went" and c.before] == [
        ("Ukraine", "Russia")
    ]
    assert [c.before.id for c in found.statements if c.what == "went" and c.before] == ["a10002"]
    back = compare_graphs(*two[::-1])
    assert [(c.after.label, c.other) for c in back.entities if c.what == "came" and c.after] == [("Ukraine", "Russia")]


def test_difference_of_a_document_that_was_extracted_otherwise(two: tuple[Path, Path]) -> None:
    article = american_article()
    changed = json.loads(article.to_json())
    changed["statements"][1]["polarity"] = "negated"
    store_documents(two[1], [type(article).from_json(json.dumps(changed))])
    assert told(compare_graphs(*two)) == [("document", "changed", "a1"), ("statement", "changed", "a10001")]


def test_difference_on_the_command_line(run: Run, two: tuple[Path, Path]) -> None:
    merge(two[1], "Russia", "Ukraine")
    _, out, _ = run("diff", *two, "--format", "table")
    lines = [line.strip() for line in out.splitlines()]
    assert "- Ukraine  Country  is part of Russia now" in lines
    (line,) = (line for line in lines if line.endswith("a10002"))
    assert line.startswith(
        "~ Russia attacked Russia in early January 2024  the article  object: Ukraine → Russia; wording: "
    )
    assert lines[-1] == "entities: 1 went, 1 changed, statements: 1 changed"
    assert run("diff", two[0], two[0], "--format", "table")[1].strip() == "nothing differs"
    assert run("diff", *two)[1].splitlines()[0] == "kind,what,id,label"
    records = [json.loads(line) for line in run("diff", *two, "--format", "jsonl")[1].splitlines()]
    (statement,) = (record for record in records if record["kind"] == "statement")
    assert (statement["before"]["object"], statement["after"]["object"]) == ("Ukraine", "Russia")
    assert run("diff", two[0], "nowhere")[0] == 3
