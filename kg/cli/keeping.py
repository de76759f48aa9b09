"""The commands that keep a store: is it what it says, how do two differ, a copy of it in one file and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    SKIPPED,
    WRONG_STORE,
    ModelOption,
    PageForm,
    SchemaOption,
    StoreOption,
    TableForm,
    TableFormOption,
    WorkersOption,
    as_text,
    chosen,
    open_store,
    settings,
    store_folder,
    store_place,
    tell_published,
)
from kg.errors import KGError


def verify(
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="Extract N of its documents again, and compare.")
    ] = 0,
    model: ModelOption = None,
    schema: SchemaOption = None,
    workers: WorkersOption = None,
    form: Annotated[PageForm, typer.Option("--format")] = PageForm.table,
    store: StoreOption = None,
) -> None:
    """Derive again what a store holds, and compare."""
    from kg.terminal.changes import verification_list
    from kg.terminal.console import out
    from kg.terminal.data import write_record

    with open_store(store) as graph:
        found = graph.verify(
            sample=sample,
            model=model or settings().model,
            schema=schema,
            workers=settings().workers if workers is None else workers,
        )
    if form is PageForm.table:
        out.print(verification_list(found), soft_wrap=True)
    else:
        write_record(found)
    raise typer.Exit(WRONG_STORE if found.problems else SKIPPED if found.changes else 0)


def diff(
    before: Annotated[Path, typer.Argument(metavar="STORE-A", help="The earlier state: a store, or a backup of one.")],
    after: Annotated[Path, typer.Argument(metavar="STORE-B", help="The later state.")],
    form: TableFormOption = None,
) -> None:
    """Tell which statements, entities and claims came, went or changed."""
    from kg.face import compare_graphs
    from kg.terminal.changes import difference_list, difference_records
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records

    found = compare_graphs(before, after)
    match chosen(form):
        case TableForm.table:
            out.print(difference_list(found), soft_wrap=True)
        case TableForm.csv:
            columns = ("kind", "what", "id", "label")
            write_csv(columns, ([record[name] for name in columns] for record in difference_records(found)))
        case asked:
            write_records(list(difference_records(found)), lines=asked is TableForm.jsonl)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    store: StoreOption = None,
) -> None:
    """Write the store into one file, also while it is in use."""
    with open_store(store) as graph:
        graph.backup(file)
        documents = len(graph.catalogue)
    typer.echo(f"{file}: {documents:,} {'document' if documents == 1 else 'documents'}")


def publish(
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="ADDRESS", callback=as_text, help="A SPARQL server; without it, the one that --store is."
        ),
    ] = None,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Replace or remove what others put below the store's base IRI.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Have a SPARQL server hold the graph as the store has it."""
    from kg.graph.remote.publishing import publish as publish_store
    from kg.graph.remote.server import Server, server_of
    from kg.terminal.console import progress

    place = store_place(store)
    folder = place.folder if isinstance(place, Server) else place
    server = server_of(address, folder) if address is not None else place
    if not isinstance(server, Server):
        raise KGError("give the address of a SPARQL server, as http://localhost:7878")
    with progress("Sending") as on_progress:
        done = publish_store(server, take_over=take_over, wait=settings().wait, on_progress=on_progress)
    tell_published(done)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `kg backup` wrote.")],
    store: StoreOption = None,
) -> None:
    """Make a store of what `kg backup` wrote, checked."""
    from kg.graph.backup import restore as restore_store

    folder = store_folder(store)
    restore_store(file, folder)
    with open_store(folder) as graph:
        documents = len(graph.catalogue)
    typer.echo(f"{folder}: {documents:,} {'document' if documents == 1 else 'documents'}")
