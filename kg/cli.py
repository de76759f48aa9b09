"""The command line: each command reads its options, calls the library once, and prints what comes back.

Exit codes: 0 all went well, 1 some input was skipped, 2 the call or the query is wrong, 3 the store cannot be used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import KGError, QueryError, ReadError, StoreError

if TYPE_CHECKING:
    from kg.face import Graph
    from kg.model import AnnotatedDocument
    from kg.query.answer import Answer, AnswerFormat
    from kg.settings import Settings

SKIPPED = 1
WRONG_CALL = 2
WRONG_STORE = 3

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AnswerForm(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    turtle = "turtle"


class ListForm(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"


class ExtractForm(StrEnum):
    """How what was extracted is written."""

    json = "json"
    openie = "openie"


class ExportForm(StrEnum):
    """How a whole graph is written."""

    nquads = "nquads"
    turtle = "turtle"
    jsonld = "jsonld"
    graphml = "graphml"


_TEXT_FORMS: dict[AnswerForm, AnswerFormat] = {
    AnswerForm.csv: "csv",
    AnswerForm.json: "json",
    AnswerForm.turtle: "turtle",
}

Paths = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")]
StoreOption = Annotated[Path | None, typer.Option("--store", help="The store's folder.  [default: kg-store]")]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date of articles that nothing else dates.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another English spaCy pipeline: its name or path.")
]
GazetteerOption = Annotated[Path | None, typer.Option("--gazetteer", metavar="FILE", help="A table of further names.")]
SchemaOption = Annotated[Path | None, typer.Option("--schema", metavar="FILE", help="A file of further relations.")]


@cache
def settings() -> Settings:
    """Return the settings, read when a command first asks for them."""
    from kg.settings import load_settings

    return load_settings()


def main() -> None:
    """Run the command; an error of ours becomes one line and an exit code."""
    try:
        app()
    except KGError as problem:
        from kg.terminal import show_error

        show_error(problem)
        sys.exit(WRONG_STORE if isinstance(problem, StoreError) else WRONG_CALL)


@app.callback(invoke_without_command=True)
def start(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """A knowledge graph from the news, with its sources: who said what about whom, when, and how sure."""  # noqa: D401
    if show_version:
        typer.echo(f"kgwire {version('kgwire')}")
        raise typer.Exit


@app.command()
def extract(
    paths: Paths,
    form: Annotated[
        ExtractForm, typer.Option("--format", help="JSON Lines, or one Open IE line a statement.")
    ] = ExtractForm.json,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Take one sentence a line, each analysed alone.")
    ] = False,
    date: DateOption = None,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
) -> None:
    """Write what is found in articles to standard output, one annotated document a line."""
    from kg.extract import extract as extract_documents
    from kg.extract import extract_sentences, write_openie
    from kg.graph.build import exclude_other_languages
    from kg.read import read
    from kg.terminal import show_skipped

    skipped: list[ReadError] = []

    def skip(reason: ReadError) -> None:
        skipped.append(reason)
        show_skipped([reason])

    options: dict[str, Any] = {"model": model or settings().model, "gazetteer": gazetteer, "schema": schema}
    found: Iterable[AnnotatedDocument]
    if sentences:
        found = extract_sentences(_lines(paths), **options)
    else:
        found = extract_documents(exclude_other_languages(read(paths, date=date, on_skip=skip), skip), **options)
    for annotated in found:
        if form is ExtractForm.openie:
            sys.stdout.buffer.writelines(f"{line}\n".encode() for line in write_openie(annotated))
        else:
            sys.stdout.buffer.write(annotated.to_json() + b"\n")
        sys.stdout.buffer.flush()
    raise typer.Exit(SKIPPED if skipped else 0)


@app.command()
def build(
    paths: Paths,
    store: StoreOption = None,
    date: DateOption = None,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
    keep_versions: Annotated[bool, typer.Option("--keep-versions", help="Keep what had the same url before.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Extract what is known already once more.")] = False,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="The base IRI of the graph.")] = None,
    reports: Annotated[
        bool | None, typer.Option("--reports/--no-reports", help='Whether "X said …" itself is in the graph.')
    ] = None,
) -> None:
    """Read articles, extract what they say, and put it into a store."""
    from kg.graph.build import build as build_store
    from kg.terminal import build_summary, out, progress, show_skipped

    with progress("Extracting") as on_progress:
        summary = build_store(
            paths,
            store or settings().store,
            date=date,
            model=model or settings().model,
            gazetteer=gazetteer,
            schema=schema,
            keep_versions=keep_versions or settings().keep_versions,
            again=again,
            base=base or settings().base,
            reports=settings().reports if reports is None else reports,
            wait=settings().wait,
            on_progress=on_progress,
        )
    show_skipped(summary.skipped)
    out.print(build_summary(summary))
    raise typer.Exit(SKIPPED if summary.skipped else 0)


@app.command()
def query(
    what: Annotated[str | None, typer.Argument(metavar="QUERY", help="SPARQL, a file of it, - or a question.")] = None,
    entity: Annotated[str | None, typer.Option("--entity", help="A question's entity: its name or id.")] = None,
    other: Annotated[str | None, typer.Option("--other", help="A question's other entity.")] = None,
    statement: Annotated[str | None, typer.Option("--statement", help="A question's statement: its id.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows of a question.")] = None,
    form: Annotated[AnswerForm | None, typer.Option("--format", help="Default: table on a terminal, else csv.")] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.001, metavar="S", help="At most S seconds.")
    ] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    store: StoreOption = None,
) -> None:
    """Ask the graph: by SPARQL, or by the name of a question (`kg query --list`)."""
    from kg.query.questions import load_questions
    from kg.terminal import out, question_list

    questions = load_questions()
    if list_questions:
        out.print(question_list(questions.values()))
        return
    given = {"entity": entity, "other": other, "statement": statement}
    values = {name: value for name, value in given.items() if value is not None}
    limited = timeout if timeout is not None else settings().timeout
    with _open(store) as graph:
        if what in questions:
            answer = graph.ask(str(what), limit=limit, timeout=limited, **values)
        elif values or limit is not None:
            raise QueryError("--entity, --other, --statement and --limit are for questions; see `kg query --list`")
        else:
            answer = graph.query(_query_text(what, questions), timeout=limited)
        _write(answer, form, graph.prefixes)


@app.command()
def show(
    entity: Annotated[str, typer.Argument(help="Its name or id.")],
    mentions: Annotated[bool, typer.Option("--mentions", help="List the mentions as well.")] = False,
    form: Annotated[ListForm, typer.Option("--format")] = ListForm.table,
    store: StoreOption = None,
) -> None:
    """Show what the graph knows of an entity, each line with its sentence."""
    import msgspec

    from kg.terminal import answer_table, entity_head, mention_table, out

    with _open(store) as graph:
        found = graph.entity(entity)
        answer, places = graph.ask("about-entity", entity=found.id), list(graph.mentions(found)) if mentions else []
        if form is ListForm.json:
            record = msgspec.to_builtins(found) | {
                "statements": json.loads(answer.to_text("json"))["results"]["bindings"],
                "mentioned": [dict(zip(("mention", "text", "sentence"), place, strict=True)) for place in places],
            }
            typer.echo(json.dumps(record, ensure_ascii=False))
            return
        out.print(entity_head(found))
        if mentions:
            out.print(mention_table(places))
        out.print(answer_table(answer, graph.prefixes))


@app.command()
def stats(form: Annotated[ListForm, typer.Option("--format")] = ListForm.table, store: StoreOption = None) -> None:
    """Count what is in the graph."""
    import msgspec

    from kg.terminal import out, stats_table

    with _open(store) as graph:
        found = graph.stats()
        if form is ListForm.json:
            typer.echo(msgspec.json.encode(found).decode())
        else:
            out.print(stats_table(found))


@app.command()
def docs(form: Annotated[ListForm, typer.Option("--format")] = ListForm.table, store: StoreOption = None) -> None:
    """List the documents of the store."""
    import msgspec

    from kg.terminal import document_table, out

    with _open(store) as graph:
        if form is ListForm.json:
            for entry in graph.catalogue:
                typer.echo(msgspec.json.encode(entry).decode())
        else:
            out.print(document_table(graph.catalogue))


@app.command()
def export(
    form: Annotated[ExportForm, typer.Option("--format", help="How the graph is written.")] = ExportForm.nquads,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="A file, or - for standard output.")
    ] = "-",
    store: StoreOption = None,
) -> None:
    """Write the whole graph to a file."""
    with _open(store) as graph:
        if output == "-":
            graph.write(sys.stdout.buffer, form.value)
        else:
            graph.export(output, form.value)


@app.command()
def view(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Documents; without any, all.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page.")] = Path("graph.html"),
    title: Annotated[str | None, typer.Option("--title", help="The page's title.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the graph as one interactive page."""
    with _open(store) as graph:
        graph.view(documents or None, title=title).write(output)
    typer.echo(output)


@app.command()
def remove(
    documents: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Documents, by the ids that `kg docs` lists.")
    ],
    store: StoreOption = None,
) -> None:
    """Withdraw documents: what they say, their share of every entity, and their text."""
    from kg.graph.build import remove as remove_documents

    change = remove_documents(store or settings().store, documents, wait=settings().wait)
    typer.echo(f"{len(change.removed)} removed, {change.rewritten} of the others written anew")


@app.command()
def rebuild(
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="Another base IRI for the graph.")] = None,
    reports: Annotated[
        bool | None, typer.Option("--reports/--no-reports", help='Whether "X said …" itself is in the graph.')
    ] = None,
    store: StoreOption = None,
) -> None:
    """Make entities and index anew from the stored documents, without extracting again."""
    from kg.graph.build import rebuild as rebuild_store

    folder = store or settings().store
    rebuild_store(folder, base=base, reports=reports, wait=settings().wait)
    typer.echo(f"{folder}: rebuilt")


def _open(store: Path | None) -> Graph:
    from kg.face import open_graph

    return open_graph(store or settings().store)


def _lines(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        try:
            data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            yield from data.decode("utf-8-sig").splitlines()
        except OSError as problem:
            raise ReadError(path, problem.strerror or str(problem)) from problem
        except UnicodeDecodeError as problem:
            raise ReadError(path, "not UTF-8 text") from problem


def _query_text(what: str | None, questions: Iterable[str]) -> str:
    """Return the query that was given as an argument, as a file's name, or on standard input."""
    if what is None or what == "-":
        if what is None and sys.stdin.isatty():
            raise QueryError("no query; give SPARQL, a file of it, or the name of a question (`kg query --list`)")
        return sys.stdin.read()
    if any(sign in what for sign in "{\n"):
        return what
    try:
        if Path(what).is_file():
            return Path(what).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise QueryError(f"{what}: cannot be read: {problem}") from problem
    if " " in what.strip():
        return what
    raise QueryError(f"{what!r} is neither a file nor a question; the questions are {', '.join(questions)}")


def _write(answer: Answer, form: AnswerForm | None, prefixes: Any) -> None:
    from kg.terminal import answer_table, out

    chosen = form
    if chosen is None:
        rows = AnswerForm.turtle if answer.graph is not None else AnswerForm.csv
        chosen = AnswerForm.table if out.is_terminal else rows
    if chosen is AnswerForm.table:
        out.print(answer_table(answer, prefixes))
    else:
        sys.stdout.write(answer.to_text(_TEXT_FORMS[chosen]))
