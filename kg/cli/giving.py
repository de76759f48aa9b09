"""The commands that give the whole graph away: as a page, as a file, in numbers."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import PageForm, SchemaOption, StoreOption, TableForm, TableFormOption, chosen, open_store


class ExportForm(StrEnum):
    """How a whole graph is written."""

    nquads = "nquads"
    turtle = "turtle"
    jsonld = "jsonld"
    graphml = "graphml"


def view(
    documents: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Documents; without any, all.")] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The page; .svg, .png or .pdf: a picture.")
    ] = Path("graph.html"),
    title: Annotated[str | None, typer.Option("--title", help="The page's title.")] = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Write the graph as one interactive page, or as a still picture."""
    with open_store(store, schema) as graph:
        graph.view(documents or None, title=title).write(output)
    typer.echo(output)


def export(
    form: Annotated[ExportForm, typer.Option("--format", help="How the graph is written.")] = ExportForm.nquads,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="A file, or - for standard output.")
    ] = "-",
    store: StoreOption = None,
) -> None:
    """Write the whole graph to a file."""
    with open_store(store) as graph:
        if output == "-":
            graph.write(sys.stdout.buffer, form.value)
        else:
            graph.export(output, form.value)


def docs(form: TableFormOption = None, store: StoreOption = None) -> None:
    """List the documents of the store."""
    import msgspec

    from kg.terminal.console import out, write_csv
    from kg.terminal.lists import document_table

    columns = ("id", "date", "title", "publisher", "url", "statements")
    with open_store(store) as graph:
        match chosen(form):
            case TableForm.json:
                for entry in graph.catalogue:
                    typer.echo(msgspec.json.encode(entry).decode())
            case TableForm.csv:
                write_csv(columns, ([getattr(entry, name) for name in columns] for entry in graph.catalogue))
            case _:
                out.print(document_table(graph.catalogue))


def stats(form: Annotated[PageForm, typer.Option("--format")] = PageForm.table, store: StoreOption = None) -> None:
    """Count what is in the graph."""
    import msgspec

    from kg.terminal.console import out
    from kg.terminal.lists import stats_table

    with open_store(store) as graph:
        found = graph.stats()
        if form is PageForm.json:
            typer.echo(msgspec.json.encode(found).decode())
        else:
            out.print(stats_table(found))
