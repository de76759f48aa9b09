"""The commands that answer others: a server for browsers and programs, and tools for agents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import SchemaOption, StoreOption, as_text, settings, store_folder
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.serving.options import Options

TOKEN = "KG_TOKEN"  # noqa: S105 (the name of the variable)


def serve(
    host: Annotated[
        str, typer.Option("--host", callback=as_text, help="Where to listen; beyond this machine with a secret only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    edit: Annotated[bool, typer.Option("--edit", help="Allow decisions and further articles.")] = False,
    token: Annotated[
        str | None,
        typer.Option("--token", callback=as_text, help=f"What each request must bring; better as {TOKEN}."),
    ] = None,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="A file whose first line is that secret.")
    ] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name", callback=as_text, help="A host name that the server goes by.")
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", callback=as_text, help="A site whose pages may read; * is all."),
    ] = None,
    root_path: Annotated[
        str, typer.Option("--root-path", metavar="PATH", callback=as_text, help="Its path behind a proxy.")
    ] = "",
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.1, metavar="S", help="A query may take S seconds.  [default: 20]")
    ] = None,
    rows: Annotated[int, typer.Option("--max-rows", min=1, metavar="N", help="An answer may have N rows.")] = 100_000,
    megabytes: Annotated[
        int, typer.Option("--max-memory", min=1024, metavar="MB", help="A query may take MB megabytes.")
    ] = 4096,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N", help="Processes that answer.")] = 3,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Serve the graph to browsers and programs, on this machine."""
    try:
        from kg.serving.server import serve as run
    except ModuleNotFoundError as problem:
        raise _missing(problem, "serve", "serve") from problem
    from kg.calls.limits import Limits
    from kg.serving.options import Options

    options = Options(
        store_folder(store),
        host=host,
        port=port,
        root_path=root_path,
        names=tuple(names or ()),
        cors=tuple(cors or ()),
        secret=secret_of(token, password_file),
        edit=edit,
        schema=schema,
        limits=Limits(timeout or settings().timeout or Limits().seconds, rows, megabytes=megabytes, workers=workers),
        wait=settings().wait,
    )
    run(options, _tell)


def secret_of(token: str | None, password_file: Path | None) -> str | None:
    """Return the secret that was given: as an option, in a file, or in the environment; None for none."""
    if token is not None and password_file is not None:
        raise KGError("--token and --password-file exclude each other; give one of them")
    if password_file is None:
        return token or os.environ.get(TOKEN) or None
    try:
        lines = password_file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise KGError(f"{password_file}: cannot be read as text") from problem
    if not lines or not lines[0].strip():
        raise KGError(f"{password_file}: its first line is empty; it should be the password")
    return lines[0].strip()


def _missing(problem: ModuleNotFoundError, command: str, extra: str) -> Exception:
    """Return the error for a library that is not installed; another module that is missing is a defect of ours."""
    if problem.name is None or problem.name.split(".")[0] == "kg":
        return problem
    return KGError(f"kg {command} needs {problem.name}: pip install 'kgwire[{extra}]'")


def _tell(options: Options) -> None:
    typer.echo(f"{options.store} at {options.address}  (Ctrl-C ends it)")


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Over streamable HTTP, at /mcp, and not on standard input.")
    ] = False,
    host: Annotated[str, typer.Option("--host", callback=as_text, help="Where to listen, with --http.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port, with --http.")] = 8766,
    token: Annotated[
        str | None,
        typer.Option("--token", callback=as_text, help=f"What each request must bring; better as {TOKEN}."),
    ] = None,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="A file whose first line is that secret.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.1, metavar="S", help="A call may take S seconds.  [default: 20]")
    ] = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Offer the graph to agents as tools (Model Context Protocol)."""
    import asyncio

    try:
        from kg.agents.server import run_http, run_stdio
    except ModuleNotFoundError as problem:
        raise _missing(problem, "mcp", "mcp") from problem
    from kg.calls.limits import Limits
    from kg.serving.options import Options

    options = Options(
        store_folder(store),
        host=host,
        port=port,
        secret=secret_of(token, password_file),
        schema=schema,
        limits=Limits(timeout or settings().timeout or Limits().seconds, workers=2),
    )
    if http:
        typer.echo(f"{options.store} at {options.address}mcp  (Ctrl-C ends it)")
    asyncio.run(run_http(options) if http else run_stdio(options))
