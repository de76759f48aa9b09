"""What the commands have in common: settings, exit codes, and the options of more than one."""

from __future__ import annotations

from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import KGError

if TYPE_CHECKING:
    from kg.face import Graph
    from kg.graph.remote.publishing import Published
    from kg.graph.remote.server import Server
    from kg.reading.options import Reading
    from kg.settings import Settings

SKIPPED = 1
WRONG_CALL = 2
WRONG_STORE = 3
WRONG_PROGRAM = 4
STOPPED = 130
CLOSED_PIPE = 141

debugging: ContextVar[bool] = ContextVar("debugging", default=False)
"""True under `kg --debug`: an error shows where in the program it arose."""


class TableForm(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


class TimelineForm(StrEnum):
    """How events are written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    timelinejs = "timelinejs"
    ical = "ical"


class PageForm(StrEnum):
    """How what is no table is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def as_text(value: Any) -> Any:
    """Return the words of an option that are text, not paths, as they were typed, whatever the locale made of them."""
    from kg.terminal.encoding import decoded

    if isinstance(value, str):
        return decoded(value)
    return [decoded(one) for one in value] if isinstance(value, list) else value


def as_day(value: str | None) -> str | None:
    """Return a day that an option names, as 2024-01-05; what is none ends the call with its reason."""
    from datetime import date

    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{as_text(value)!r} is no day such as 2024-01-05") from None


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, patterns such as '*.pdf', http(s) addresses, or - for standard input.", metavar="PATH"
    ),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="PATH", help="The store: a folder, or a server's address (http://...).  [default: kg-store]"
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", callback=as_text, help="The date of articles that nothing else dates."
    ),
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=NAME", callback=as_text, help="The column of a table that holds a field: text=body."
    ),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses of this machine and of private networks too.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another English spaCy pipeline: its name or path.")
]
ExtractorOption = Annotated[
    str | None,
    typer.Option("--extractor", metavar="NAME[:ARGUMENT]", help="Another extractor, as openai:URL#MODEL."),
]
GazetteerOption = Annotated[
    Path | None, typer.Option("--gazetteer", metavar="FILE", help="A table of further names, imported or your own.")
]
SchemaOption = Annotated[Path | None, typer.Option("--schema", metavar="FILE", help="A file of further relations.")]
ReportsOption = Annotated[
    bool | None, typer.Option("--reports/--no-reports", help='Whether "X said ..." itself is in the graph.')
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=0, metavar="N", help="Processes that extract at once.  [default: the cores]"),
]
TableFormOption = Annotated[TableForm | None, typer.Option("--format", help="Default: table on a terminal, else csv.")]
FragmentsOption = Annotated[
    bool,
    typer.Option("--fragments", help="Show also what says nothing without its sentence; of no use in CSV or JSON."),
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]
IdsOption = Annotated[bool, typer.Option("--ids", help="Show the statements' ids, as `kg reject` takes them.")]


def model_of(model: str | None, extractor: str | None) -> str | None:
    """Return what extraction calls its model: a spaCy pipeline, or an extractor with its argument; None for the usual one."""
    if extractor is None:
        return model or settings().model
    from kg.errors import KGError
    from kg.extraction.extractors.registry import extractor_spec

    if model is not None:
        raise KGError("--extractor and --model exclude each other; give one of them")
    return extractor_spec(extractor)


def names_a_path(words: str) -> bool:
    """Return True where a file or folder is called so; False for other words, such as a text too long for a name."""
    try:
        return Path(words).exists()
    except (OSError, ValueError):
        return False


def reading_of(columns: list[str] | None = None, *, allow_private: bool = False) -> Reading:
    """Return how things are read, from the options that say so."""
    from kg.reading.options import Reading

    pairs = [column.partition("=") for column in columns or []]
    for field, _, name in pairs:
        if not name:
            raise KGError(f"--column {field}: give the field and its column, as in --column text=body")
    named = {field: name for field, _, name in pairs}
    return Reading(columns=named, allow_private=allow_private)


@cache
def settings() -> Settings:
    """Return the settings, read when a command first asks for them."""
    from kg.settings import load_settings

    return load_settings()


def store_place(store: str | Path | None) -> Path | Server:
    """Return what calls the store that a command is about: its folder, or a server with the folder that works for it."""
    from kg.graph.remote.server import server_of

    place = store or settings().store
    return server_of(place, settings().folder) or Path(place)


def store_folder(store: str | Path | None) -> Path:
    """Return the folder of the store that a command is about, also where it works for a server."""
    from kg.graph.remote.server import folder_of

    return folder_of(store_place(store))


def open_store(store: str | Path | None, schema: Path | None = None) -> Graph:
    """Open the store that a command is about, with the file of further relations that it was built with."""
    from kg.face import open_graph
    from kg.terminal.console import show_note

    graph = open_graph(store_place(store), schema=schema)
    if graph.behind:
        show_note("the server was not sent all of the store yet; `kg publish` sends what is missing")
    return graph


def tell_published(published: Published | None) -> None:
    """Say what a server was sent, where the store is on one."""
    from kg.terminal.lists import publication

    if published is not None:
        typer.echo(publication(published))


def chosen(form: TableForm | None) -> TableForm:
    """Return the form that was asked for, or the one that fits where the output goes."""
    from kg.terminal.console import out

    return form or (TableForm.table if out.is_terminal else TableForm.csv)
