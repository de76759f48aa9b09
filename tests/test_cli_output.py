"""What commands write: JSON that is one document, JSON Lines, output for any terminal, into any file, to whoever listens."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.face import open_graph
from tests.articles import plain_article
from tests.conftest import Run, store_documents

SELECT = "SELECT ?s ?label { ?s rdfs:label ?label } ORDER BY ?s ?label"
TITLE = "“Talks” in Zürich – Erdoğan’s … 北京 🕊"
ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
LISTS = [
    ["timeline"],
    ["conflicts"],
    ["docs"],
    ["entities"],
    ["entities", "--review"],
    ["entities", "--type", "Place"],
    ["decisions"],
]
RECORDS = [["show", "Russia"], ["stats"]]
QUERIES = [
    ["query", "denied"],
    ["query", "most-mentioned"],
    ["query", SELECT],
    ["query", "SELECT ?s { ?s kg:nothing ?o }"],
    ["query", "DESCRIBE ent:Iran"],
    ["query", "ASK {}"],
]


def name_of(command: list[str]) -> str:
    return " ".join(command)[:40]


def kg(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `kg` in a process of its own, where the environment decides how it reads and writes."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], input=stdin, capture_output=True, env={**os.environ, **environment}
    )


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with an article whose title no ASCII terminal can print."""
    path = tmp_path_factory.mktemp("foreign") / "kg-store"
    article = plain_article()
    store_documents(path, [replace(article, document=replace(article.document, title=TITLE))])
    return path


@pytest.mark.parametrize("command", LISTS, ids=name_of)
def test_cli_json_of_a_list_is_one_array_and_jsonl_its_lines(run: Run, store: Path, command: list[str]) -> None:
    code, out, err = run(*command, "--format", "json", "--store", store)
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert isinstance(document, list)
    assert out.endswith("\n")
    lines = run(*command, "--format", "jsonl", "--store", store)[1]
    assert [json.loads(line) for line in lines.splitlines()] == document


@pytest.mark.parametrize("command", RECORDS, ids=name_of)
def test_cli_json_of_one_thing_is_one_object_and_one_line(run: Run, store: Path, command: list[str]) -> None:
    out = run(*command, "--format", "json", "--store", store)[1]
    assert isinstance(json.loads(out), dict)
    assert run(*command, "--format", "jsonl", "--store", store)[1] == out
    assert out.count("\n") == 1


@pytest.mark.parametrize("command", QUERIES, ids=name_of)
def test_cli_json_of_an_answer_is_one_document_and_jsonl_its_parts(run: Run, store: Path, command: list[str]) -> None:
    document = json.loads(run(*command, "--format", "json", "--store", store)[1])
    lines = run(*command, "--format", "jsonl", "--store", store)[1].splitlines()
    parts = document["results"]["bindings"] if "results" in document else document
    assert [json.loads(line) for line in lines] == (parts if isinstance(parts, list) else [parts])


@pytest.mark.model
def test_cli_extract_gives_lines_or_one_array(run: Run) -> None:
    Path("a.txt").write_text("Penny Wong visited Japan.\n")
    Path("b.txt").write_text("Japan buys coal.\n")
    lines = run("extract", "a.txt", "b.txt")[1]
    assert run("extract", "a.txt", "b.txt", "--format", "jsonl")[1] == lines
    documents = json.loads(run("extract", "a.txt", "b.txt", "--format", "json")[1])
    assert documents == [json.loads(line) for line in lines.splitlines()]
    assert json.loads(run("extract", "missing.txt", "--format", "json")[1]) == []


COMMANDS = [
    *([*command, "--format", form] for command in LISTS for form in ("table", "csv", "json", "jsonl")),
    *([*command, "--format", form] for command in RECORDS for form in ("table", "json")),
    *([*command, "--format", form] for command in QUERIES for form in ("table", "csv", "json", "jsonl")),
    ["query", "DESCRIBE doc:c3", "--format", "turtle"],
    *(["query", "--list"], ["--help"], ["entities", "--help"], ["build", "--help"], ["show", "Erdoğan"]),
    *(["query", "ASK { ?d dcterms:title 'é' }"], ["rename", "Nobody", "Zürich"], ["reject", "é"], ["query", "é"]),
    *(["entities", "--type", "Dög"], ["remove", "é"], ["view", "-o", "/dev/null", "--title", "é"]),
]
ALONE = (["query", "--list"], ["--help"])


@pytest.mark.slow
def test_cli_every_command_prints_in_an_ascii_locale(foreign: Path) -> None:
    """One process runs them all, so that spaCy and rdflib are loaded once."""
    program = (
        "import json, sys\nfrom kg.cli import main\nfor command in json.loads(sys.argv[1]):\n"
        " sys.argv = ['kg', *(word.encode().decode('ascii', 'surrogateescape') for word in command)]\n"
        " try: main()\n except SystemExit as end: print('== ended', end.code)\n"
    )
    commands = [command if command in ALONE else [*command, "--store", str(foreign)] for command in COMMANDS]
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(commands)], capture_output=True, env={**os.environ, **ASCII}
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert done.stderr.isascii()
    assert done.stdout.count(b"== ended ") == len(commands)


def test_cli_ascii_tables_show_the_nearest_and_data_lose_nothing(foreign: Path) -> None:
    table = kg("docs", "--format", "table", "--store", str(foreign), **ASCII, COLUMNS="200").stdout
    assert b'"Talks" in Zurich - Erdogan\'s ... ?? ?' in table
    (entry,) = json.loads(kg("docs", "--format", "json", "--store", str(foreign), **ASCII).stdout)
    assert entry["title"] == TITLE
    turtle = kg("query", "CONSTRUCT WHERE { ?d dcterms:title ?t }", "--store", str(foreign), **ASCII).stdout
    from rdflib import Graph

    assert [str(title) for _, _, title in Graph().parse(data=turtle, format="turtle")] == [TITLE]
    assert TITLE.encode("ascii", "backslashreplace").split()[-1] in kg("docs", "--store", str(foreign), **ASCII).stdout


def test_cli_ascii_input_is_read_as_utf_8(foreign: Path) -> None:
    query = f"ASK {{ ?d dcterms:title '{TITLE}' }}"
    for done in (
        kg("query", query, "--store", str(foreign), **ASCII),
        kg("query", "-", "--store", str(foreign), stdin=query.encode(), **ASCII),
    ):
        assert (done.stdout, done.stderr) == (b"answer\r\ntrue\r\n", b"")
    done = kg("query", "-", "--store", str(foreign), stdin="ASK { 'é' }".encode("latin-1"))
    assert (done.returncode, done.stderr) == (2, b"kg: the query on standard input is not UTF-8 text\n")


@pytest.mark.model
def test_cli_explain_of_a_long_sentence_in_an_ascii_locale() -> None:
    sentence = "The mayor of Zürich said that the town had no money, " * 6 + "and went home."
    done = kg("explain", sentence, **ASCII)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Zurich" in done.stdout
    assert json.loads(kg("explain", sentence, "--format", "json", **ASCII).stdout)


def test_cli_query_longer_than_any_name_of_a_file(run: Run, store: Path) -> None:
    query = "DESCRIBE " + " ".join(["ent:Iran"] * 60)
    assert "ent:Iran a kg:Country" in run("query", query, "--store", store)[1]


@pytest.mark.parametrize(
    "command",
    [
        ["export"],
        ["view", "-o", "-"],
        ["query", "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"],
        ["query", "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", "--format", "table"],
        ["query", "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", "--format", "json"],
        ["docs"],
        ["query", "--list"],
        ["--help"],
    ],
    ids=name_of,
)
def test_cli_closed_pipe_ends_quietly(store: Path, command: list[str]) -> None:
    place = [] if command in ALONE else ["--store", str(store)]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *command, *place], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


@pytest.mark.parametrize("command", [["docs"], ["export"], ["stats"], ["view", "-o", "-"]], ids=name_of)
def test_cli_full_disk_is_one_line(store: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *command, "--store", str(store)], stdout=full, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr) == (3, b"kg: the output cannot be written: No space left on device\n")


def test_cli_view_and_export_to_standard_output_are_the_bytes_alone(run: Run, store: Path) -> None:
    with open_graph(store) as graph:
        page = graph.view(title="Wires").html
        graph.export("graph.nq", "nquads")
    assert run("view", "-o", "-", "--title", "Wires", "--store", store) == (0, page, "")
    assert run("export", "-o", "-", "--store", store) == (0, Path("graph.nq").read_text("utf-8"), "")
    assert not Path("-").exists()


def test_cli_output_through_links_pipes_and_devices(run: Run, store: Path) -> None:
    for command, name in ((["view"], "page.html"), (["export"], "graph.nq")):
        Path(name).write_text("old")
        Path(name).chmod(0o640)
        Path("link").symlink_to(name)
        said = "link\n" if command == ["view"] else ""
        assert run(*command, "-o", "link", "--store", store) == (0, said, "")
        assert Path("link").is_symlink()
        assert Path(name).stat().st_size > 1000
        assert stat.S_IMODE(Path(name).stat().st_mode) == 0o640
        assert run(*command, "-o", "/dev/null", "--store", store) == (0, "", "")
        assert Path("/dev/null").is_char_device()
        written = run(*command, "-o", "/dev/stdout", "--store", store)[1]
        assert written == Path(name).read_text("utf-8")
        Path("link").unlink()


def test_cli_docs_show_a_label_where_there_is_no_title(run: Run, tmp_path: Path) -> None:
    article = plain_article()
    store_documents(tmp_path / "kg-store", [article])
    assert article.document.title is None
    assert article.document.label in run("docs", "--format", "table")[1]
    (entry,) = json.loads(run("docs", "--format", "json")[1])
    assert (entry["title"], entry["label"]) == (None, article.document.label)
    assert "The council condemned" in run("show", "North_Korea")[1].partition("Who says so")[0]
