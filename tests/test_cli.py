"""The command line: each command's output and exit code, and what a wrong call or a bad input is told."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.exporting.forms import EXPORTS
from kg.face import open_graph
from tests.articles import ARTICLES, plain_article
from tests.conftest import Run, store_documents

ARTICLE = """---
title: Minister in the port
date: 2024-03-04
url: https://news.example/port
---
Foreign Minister Penny Wong visited Japan on Monday.

She said that Australia had sold coal to Japan.
"""


def test_cli_version_and_help(run: Run) -> None:
    assert run("--version")[1].startswith("kgwire ")
    code, out, _ = run("--help")
    assert code == 0
    for command in (
        "extract",
        "build",
        "query",
        "show",
        "stats",
        "docs",
        "export",
        "view",
        "remove",
        "rebuild",
        "watch",
    ):
        assert f"  {command} " in out
    for command in ("timeline", "conflicts", "entities", "merge", "split", "keep-apart", "rename", "reject", "undo"):
        assert f"  {command} " in out
    assert "..." not in out.partition("Commands:")[2]  # no description is cut


def test_cli_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kgwire ")


def test_cli_query_forms(run: Run, store: Path) -> None:
    select = "SELECT ?o { ent:Russia rel:attack ?o }"
    assert run("query", select, "--store", store)[:2] == (0, "o\r\nhttps://kg.example/entity/Ukraine\r\n")
    assert "ent:Ukraine" in run("query", select, "--format", "table", "--store", store)[1]
    assert json.loads(run("query", select, "--format", "json", "--store", store)[1])["head"]["vars"] == ["o"]
    assert "ent:Iran a kg:Country" in run("query", "DESCRIBE ent:Iran", "--store", store)[1]
    assert run("query", "ASK { ent:Russia rel:attack ent:Iran }", "--format", "table", "--store", store)[1] == "no\n"


def test_cli_query_from_file_and_standard_input(run: Run, store: Path) -> None:
    Path("mine.rq").write_text("SELECT ?o { ent:Russia rel:attack ?o }")
    expected = run("query", "mine.rq", "--store", store)
    assert expected[0] == 0
    assert run("query", "-", "--store", store, stdin=Path("mine.rq").read_bytes()) == expected
    assert run("query", "--store", store, stdin=Path("mine.rq").read_bytes()) == expected


def test_cli_query_syntax_error_shows_the_place(run: Run, store: Path) -> None:
    code, out, err = run("query", "SELECT ?o {\n ?s foaf:name ?o }", "--store", store)
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert lines[0] == "kg: the query goes wrong at line 2, column 14: the prefix 'foaf:' is not known"
    assert lines[1:] == ["   ?s foaf:name ?o }", " " * 15 + "^"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "INSERT DATA { <a:b> <a:c> <a:d> }"], "updates are refused"),
        (["query", "who-knows"], "neither a file nor a question; the questions are about-entity"),
        (["query", "about-entity"], "needs --entity"),
        (["query", "about-entity", "--entity", "Rusia"], "did you mean Russia"),
        (["query", "ASK {}", "--entity", "Russia"], "are for questions"),
        (["query", "SELECT ?s { ?s ?p ?o }", "--format", "turtle"], "CONSTRUCT"),
        (["show", "Nobody at all"], "no entity is called"),
    ],
)
def test_cli_wrong_call_is_one_line_and_2(run: Run, store: Path, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments, "--store", store)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_cli_unknown_option_is_2(run: Run) -> None:
    assert run("query", "--colour")[0] == 2
    assert run("query", "ASK {}", "--format", "xml")[0] == 2


def test_cli_question_as_a_table(run: Run, store: Path) -> None:
    code, out, _ = run("query", "who-said-what", "--entity", "Kirby", "--format", "table", "--store", store)
    assert code == 0
    assert "Dmitry Peskov," in out
    assert "Russia did not receive missiles from North Korea" in out
    assert "John Kirby said" in out
    assert "North Korea supplied Russia" in out
    assert "2023-12-30" in out
    assert "a10001" not in out
    assert "a10001" in run("query", "who-said-what", "--ids", "--format", "table", "--store", store)[1]
    assert "denied" in run("query", "denied", "--format", "table", "--store", store)[1]


def test_cli_question_as_csv_has_names_where_sparql_has_iris(run: Run, store: Path) -> None:
    code, out, _ = run("query", "denied", "--store", store)
    (row,) = csv.DictReader(out.splitlines())
    assert code == 0
    assert (row["predicate"], row["polarity"], row["modality"]) == ("supply", "negated", "actual")
    assert (row["source"], row["via"], row["document"], row["statement"]) == (
        *("Dmitry Peskov", "John Kirby"),
        *("b2", "b20000"),
    )
    (first, *_) = csv.DictReader(run("query", "most-mentioned", "--store", store)[1].splitlines())
    assert (first["type"], first["thing"]) == ("Country", "Russia")
    bindings = json.loads(run("query", "denied", "--format", "json", "--store", store)[1])["results"]["bindings"]
    assert bindings[0]["polarity"] == {"type": "uri", "value": "https://kg.example/ns#negated"}
    query = "SELECT ?polarity { st:b20000 kg:polarity ?polarity }"
    assert "https://kg.example/ns#negated" in run("query", query, "--store", store)[1]
    assert "kg:negated" in run("query", query, "--format", "table", "--store", store)[1]


def test_cli_conflicts_forms(run: Run, store: Path) -> None:
    code, out, _ = run("conflicts", "--store", store)
    rows = list(csv.DictReader(out.splitlines()))
    assert code == 0
    assert [(row["conflict"], row["side"], row["source"], row["via"]) for row in rows] == [
        ("1", "affirmed", "John Kirby", ""),
        ("1", "denied", "Dmitry Peskov", "John Kirby"),
    ]
    records = json.loads(run("conflicts", "Russia", "--format", "json", "--store", store)[1])
    assert [record["statement"] for record in records] == ["a10001", "b20000"]
    assert run("conflicts", "Iran", "--format", "json", "--store", store)[1] == "[]\n"
    table = run("conflicts", "--format", "table", "--store", store)[1]
    assert "It is so" in table
    assert re.search(r"John Kirby said  2024-01-04", table)
    assert "1 conflict\n" in table


def test_cli_entities_and_review(run: Run, store: Path) -> None:
    rows = list(csv.DictReader(run("entities", "--store", store)[1].splitlines()))
    assert rows[0] == {
        "id": "Russia",
        "label": "Russia",
        "type": "Country",
        "wikidata": "Q159",
        "mentions": "5",
        "documents": "3",
        "names": "Russia|Moscow",
    }
    people = json.loads(run("entities", "--type", "Person", "--format", "json", "--store", store)[1])
    assert {person["label"] for person in people} == {"John Kirby", "Dmitry Peskov"}
    assert "6 entities" in run("entities", "--format", "table", "--store", store)[1]
    assert run("entities", "--type", "Dog", "--store", store)[0] == 2
    assert run("entities", "--review", "--store", store)[1] == "first,second,score,rule,value,shared\r\n"
    assert "0 pairs" in run("entities", "--review", "--format", "table", "--store", store)[1]


def test_cli_decisions_one_by_one(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", ARTICLES)
    before = run("export")[1]
    out = run("merge", "Kirby", "Dmitry Peskov")
    assert out == (0, "1  Dmitry_Peskov is John_Kirby; 1 document written anew; `kg undo` takes it back\n", "")
    assert "dcterms/isReplacedBy>" not in before
    redirect = "entity/Dmitry_Peskov> <http://purl.org/dc/terms/isReplacedBy> <https://kg.example/entity/John_Kirby>"
    assert redirect in run("export")[1]
    assert run("show", "Dmitry_Peskov")[1].startswith("John Kirby  Person  ent:John_Kirby")
    assert "decided: merge 1" in run("show", "John_Kirby")[1]
    assert run("rename", "Iran", "Islamic Republic")[0] == 0
    assert run("reject", "a1000")[0] == 2
    assert run("reject", "a10001")[0] == 0
    place = run("show", "Ukraine", "--mentions")[1].split("a1:")[1].split()[0]
    assert run("split", "Ukraine", f"a1:{place}")[0] == 2  # nothing would be left
    assert run("keep-apart", "Iran", "Ukraine")[0] == 0
    assert run("rebuild")[0] == 0
    assert run("show", "Islamic Republic")[0] == 0
    listed = run("decisions", "--format", "table")[1]
    for part in ("Iran is called Islamic Republic", "statement a10001 is wrong", "Iran is not Ukraine", "4 decisions"):
        assert part in listed
    assert run("undo", "2")[1] == "decision 2 is undone; 1 document written anew\n"
    for _ in range(3):
        assert run("undo")[0] == 0
    assert run("undo")[0] == 2
    after = [line for line in run("export")[1].splitlines() if "isReplacedBy" not in line]
    assert after == before.splitlines()
    assert all(row["undone"] == "True" for row in csv.DictReader(run("decisions")[1].splitlines()))


def test_cli_question_list(run: Run) -> None:
    code, out, _ = run("query", "--list")
    assert code == 0
    assert "sources-of-a-statement" in out
    assert "--entity" in out


def test_cli_query_with_time_limit(run: Run, store: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(9)) + " }"
    code, _, err = run("query", slow, "--timeout", "2", "--store", store)
    assert (code, err) == (2, "kg: the query did not end within 2 seconds and was stopped\n")
    assert run("query", "ASK {}", "--timeout", "60", "--store", store)[:2] == (0, "answer\r\ntrue\r\n")


def test_cli_show(run: Run, store: Path) -> None:
    code, out, _ = run("show", "Moscow", "--mentions", "--store", store)
    assert code == 0
    for part in ("Russia  Country  ent:Russia", "Q159", "a1:", "Russia attacked Ukraine in early January."):
        assert part in out
    out = run("show", "Moscow", "--store", store)[1]
    assert "Missiles named" in out
    assert "Russia ×2, Moscow" in out
    assert "the same Wikidata id Q159" in out
    record = json.loads(run("show", "Moscow", "--mentions", "--format", "json", "--store", store)[1])
    assert (record["id"], len(record["statements"]), len(record["mentioned"])) == ("Russia", 5, 5)
    assert record["statements"][0]["predicate"] == "supply"
    assert {place["evidence"]["rule"] for place in record["mentioned"]} == {"wikidata"}


def test_cli_stats_and_docs(run: Run, store: Path) -> None:
    assert "triples a statement" in run("stats", "--store", store)[1]
    assert json.loads(run("stats", "--format", "json", "--store", store)[1])["statements"] == 6
    assert "Missiles named" in run("docs", "--store", store)[1]
    assert "Missiles named" in run("docs", "--format", "table", "--store", store)[1]
    entries = json.loads(run("docs", "--format", "json", "--store", store)[1])
    assert [entry["id"] for entry in entries] == ["c3", "a1", "b2"]


def test_cli_export_and_view(run: Run, store: Path) -> None:
    assert run("export", "--format", "turtle", "--store", store)[1].startswith("@prefix claim:")
    for form in EXPORTS:
        assert run("export", "--format", form, "-o", f"graph.{form}", "--store", store)[:2] == (0, "")
        assert Path(f"graph.{form}").stat().st_size > 100
    code, _, err = run("export", "--format", "pdf", "--store", store)
    assert code == 2 and all(form in err for form in EXPORTS)
    assert run("export", "-o", "nowhere/graph.nq", "--store", store)[0] == 3
    assert run("view", "-o", "page.html", "--store", store)[:2] == (0, "page.html\n")
    assert "<html" in Path("page.html").read_text("utf-8")


def test_cli_remove_and_rebuild(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", ARTICLES)
    assert run("remove", "a1") == (0, "1 removed, 0 of the others written anew\n", "")
    code, _, err = run("remove", "a1")
    assert code == 3
    assert "no document here has the id a1" in err
    assert run("rebuild", "--base", "http://g.example/")[:2] == (0, "kg-store: rebuilt\n")
    assert run("rebuild", "--base", "no base")[0] == 2
    assert "<http://g.example/document/b2>" in run("export")[1]


def test_cli_store_errors_are_3(run: Run, tmp_path: Path) -> None:
    code, _, err = run("stats")
    assert (code, err.count("\n")) == (3, 1)
    assert "there is no store here; `kg build PATH... --store kg-store` makes one" in err
    store_documents(tmp_path / "kg-store", [plain_article()])
    (tmp_path / "kg-store" / "store.json").write_text('{"format": 99}')
    for command in (["stats"], ["query", "ASK {}"], ["rebuild"], ["remove", "c3"]):
        code, out, err = run(*command)
        assert (code, out) == (3, "")
        assert "newer version of kg" in err


def test_cli_settings_give_the_store(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("kg.toml").write_text(f'store = "{store}"\n')
    assert run("stats")[0] == 0
    monkeypatch.setenv("KG_WAIT", "soon")
    code, _, err = run("stats")
    assert code == 2
    assert "'wait' does not fit" in err


def test_cli_text_of_articles_never_steers_the_terminal(run: Run, tmp_path: Path) -> None:
    from dataclasses import replace

    article = plain_article()
    hostile = replace(article, document=replace(article.document, title="\x1b[2J[bold]red[/bold]\u202eevil"))
    store_documents(tmp_path / "kg-store", [hostile])
    for form in ("table", "csv"):
        out = run("docs", "--format", form)[1]
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[bold]red[/bold]" in out


@pytest.mark.model
def test_cli_build_extract_and_again(run: Run) -> None:
    Path("article.md").write_text(ARTICLE)
    code, out, err = run("build", "article.md")
    assert (code, err) == (0, "")
    assert "1 read, 1 new" in out
    with open_graph("kg-store") as graph:
        quads = set(graph.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows())
        assert graph.entity("Penny Wong").type == "Person"
    assert "1 read, 1 known already" in run("build", "article.md")[1]
    with open_graph("kg-store") as graph:
        assert set(graph.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows()) == quads
    lines = run("extract", "article.md")[1].splitlines()
    with open_graph("kg-store") as graph:
        assert [annotated.to_json().decode() for annotated in graph.documents()] == lines
    assert "1 read, 1 changed" in run("build", "article.md", "--again")[1]


@pytest.mark.model
def test_cli_build_same_url_replaces_or_keeps(run: Run) -> None:
    Path("article.md").write_text(ARTICLE)
    run("build", "article.md")
    Path("article.md").write_text(ARTICLE.replace("coal", "iron"))
    assert "1 read, 1 new, 1 replaced" in run("build", "article.md")[1]
    Path("article.md").write_text(ARTICLE.replace("coal", "gas"))
    assert "1 read, 1 new" in run("build", "article.md", "--keep-versions")[1]
    assert len(json.loads(run("docs", "--format", "json")[1])) == 2


@pytest.mark.model
def test_cli_build_skips_what_cannot_be_read(run: Run) -> None:
    folder = Path("articles")
    folder.mkdir()
    (folder / "good.md").write_text(ARTICLE)
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "latin.txt").write_bytes("Präsident Müller sprach in Köln über Öl.".encode("latin-1"))
    (folder / "german.txt").write_text("Der Präsident sprach am Montag in Berlin über die Lage in der Ukraine. " * 5)
    code, out, err = run("build", "articles", "missing.txt")
    assert code == 1
    assert "1 read, 1 new, 5 skipped" in out
    assert [line.split()[0] for line in err.splitlines()] == ["skipped"] * 5
    for name in ("empty.txt", "binary.txt", "latin.txt", "missing.txt", "only English is read"):
        assert name in err


def test_cli_build_where_nothing_can_be_written(run: Run) -> None:
    Path("article.md").write_text(ARTICLE)
    code, _, err = run("build", "article.md", "--store", "/proc/kg-store")
    assert (code, err.count("\n")) == (3, 1)
    assert "/proc/kg-store: the store cannot be written" in err


@pytest.mark.model
def test_cli_build_of_nothing_makes_no_store(run: Run) -> None:
    code, out, _ = run("build", "missing.txt")
    assert code == 1
    assert "0 read, 1 skipped" in out
    assert not Path("kg-store").exists()


@pytest.mark.model
def test_cli_build_with_a_model_that_is_not_there(run: Run) -> None:
    Path("article.md").write_text(ARTICLE)
    code, _, err = run("build", "article.md", "--model", "en_no_such_model")
    assert (code, err.count("\n")) == (2, 1)
    assert "en_no_such_model" in err
    assert not Path("kg-store").exists()


@pytest.mark.model
def test_cli_extract_forms(run: Run) -> None:
    Path("article.md").write_text(ARTICLE)
    code, out, _ = run("extract", "article.md", "--format", "openie")
    assert code == 0
    assert all(line.count("\t") >= 3 for line in out.splitlines())
    code, out, _ = run("extract", "-", "--sentences", stdin=b"Penny Wong visited Japan.\n\nJapan buys coal.\n")
    assert [json.loads(line)["document"]["text"] for line in out.splitlines()] == [
        "Penny Wong visited Japan.",
        "Japan buys coal.",
    ]
    assert run("extract", "missing.txt")[0] == 1
    assert run("extract", "missing.txt", "--sentences")[0] == 2


def test_cli_explain_takes_a_text_a_file_and_standard_input(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("explain", "Kyiv has not sold the ship.")
    assert code == 0
    assert '"not": negation -> negated actual' in out
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    code, out, _ = run("explain", "article.md", "--sentence", "1", "--format", "json")
    (sentence,) = json.loads(out)["sentences"]
    assert (code, sentence["number"], sentence["text"]) == (0, 1, "She said that Australia had sold coal to Japan.")
    code, out, _ = run("explain", "-", "--format", "html", stdin=b"Kyiv sold <b>it</b>.")
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert "<b>it" not in out


def test_cli_explain_tells_what_is_wrong_with_a_call(run: Run) -> None:
    code, _, err = run("explain", "Kyiv sold it.", "--sentence", "4")
    assert (code, err.strip()) == (2, "kg: no sentence 4: the text has 1, counted from 0")
    code, _, err = run("explain", "Kyiv sold it.", "--date", "soon")
    assert code == 2
    assert "soon" in err
