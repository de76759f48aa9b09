"""The commands that give the whole graph away: as a page, as a file, in numbers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import PageForm, SchemaOption, StoreOption, TableForm, TableFormOption, as_text, chosen, open_store
from kg.exporting.forms import EXPORTS

STANDARD_OUTPUT = "-"


def known_form(form: str) -> str:
    """Return the name of a form of export; another one is a wrong call."""
    if form not in EXPORTS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(EXPORTS)}")
    return form


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
    notes: Annotated[
        str | None,
        typer.Option("--notes", metavar="FILE", help="A page's saved notes and guided story, to be in this one too."),
    ] = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Write the graph as one interactive page, or as a still picture."""
    from kg.graph.target import is_stream

    with open_store(store, schema) as graph:
        picture = graph.view(documents or None, title=title, notes=notes)
        if output == STANDARD_OUTPUT:
            sys.stdout.buffer.write(picture.html.encode("utf-8"))
            return
        picture.write(output)
    if not is_stream(Path(output)):
        typer.echo(output)


def export(
    form: Annotated[
        str,
        typer.Option("--format", callback=known_form, metavar="NAME", help="How the graph is written; see --list."),
    ] = "nquads",
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="PATH", help="A file, - for standard output; for several files a folder or .zip."
        ),
    ] = STANDARD_OUTPUT,
    list_forms: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    store: StoreOption = None,
) -> None:
    """Write the whole graph to a file, in a format of other programs."""
    if list_forms:
        from kg.terminal.console import out
        from kg.terminal.lists import forms_table

        out.print(forms_table((name, bool(one.files), one.about) for name, one in EXPORTS.items()))
        return
    if output == STANDARD_OUTPUT and not EXPORTS[form].is_for_terminals and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is nothing for a terminal; name a path for it", param_hint="-o")
    with open_store(store) as graph:
        if output == STANDARD_OUTPUT:
            graph.write(sys.stdout.buffer, form)
        else:
            graph.export(output, form)


def docs(
    copies: Annotated[
        bool, typer.Option("--copies", help="List those that print what an earlier one had, below that one.")
    ] = False,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """List the documents of the store."""
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records
    from kg.terminal.lists import copy_table, document_table

    with open_store(store) as graph:
        entries, found = graph.catalogue, graph.copies
    columns = ("id", "date", "title", "publisher", "url", "statements", "label")
    match chosen(form):
        case TableForm.json | TableForm.jsonl as asked:
            write_records(found if copies else entries, lines=asked is TableForm.jsonl)
        case TableForm.csv if copies:
            write_csv(("document", "origin", "shared"), ((copy.document, copy.origin, copy.shared) for copy in found))
        case TableForm.csv:
            write_csv(columns, ([getattr(entry, name) for name in columns] for entry in entries))
        case _:
            out.print(copy_table(found, entries) if copies else document_table(entries))


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
