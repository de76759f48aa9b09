"""The commands that give the whole graph away: as a page, as a file, in numbers."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import PageForm, SchemaOption, StoreOption, TableForm, TableFormOption, as_text, chosen, open_store

STANDARD_OUTPUT = "-"


class ExportForm(StrEnum):
    """How a whole graph is written."""

    nquads = "nquads"
    turtle = "turtle"
    jsonld = "jsonld"
    graphml = "graphml"


def view(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="ID", callback=as_text, help="Documents; without any, all.")
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The page, - for standard output; .svg, .png, .pdf: a picture."
        ),
    ] = "graph.html",
    title: Annotated[str | None, typer.Option("--title", callback=as_text, help="The page's title.")] = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Write the graph as one interactive page, or as a still picture."""
    from kg.graph.target import is_stream

    with open_store(store, schema) as graph:
        picture = graph.view(documents or None, title=title)
        if output == STANDARD_OUTPUT:
            sys.stdout.buffer.write(picture.html.encode("utf-8"))
            return
        picture.write(output)
    if not is_stream(Path(output)):
        typer.echo(output)


def export(
    form: Annotated[ExportForm, typer.Option("--format", help="How the graph is written.")] = ExportForm.nquads,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="A file, or - for standard output.")
    ] = STANDARD_OUTPUT,
    store: StoreOption = None,
) -> None:
    """Write the whole graph to a file."""
    with open_store(store) as graph:
        if output == STANDARD_OUTPUT:
            graph.write(sys.stdout.buffer, form.value)
        else:
            graph.export(output, form.value)


def docs(form: TableFormOption = None, store: StoreOption = None) -> None:
    """List the documents of the store."""
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records
    from kg.terminal.lists import document_table

    columns = ("id", "date", "title", "publisher", "url", "statements", "label")
    with open_store(store) as graph:
        match chosen(form):
            case TableForm.json | TableForm.jsonl as asked:
                write_records(graph.catalogue, lines=asked is TableForm.jsonl)
            case TableForm.csv:
                write_csv(columns, ([getattr(entry, name) for name in columns] for entry in graph.catalogue))
            case _:
                out.print(document_table(graph.catalogue))


def stats(form: Annotated[PageForm, typer.Option("--format")] = PageForm.table, store: StoreOption = None) -> None:
    """Count what is in the graph."""
    from kg.terminal.console import out
    from kg.terminal.data import write_record
    from kg.terminal.lists import stats_table

    with open_store(store) as graph:
        found = graph.stats()
        if form is PageForm.table:
            out.print(stats_table(found))
        else:
            write_record(found)
