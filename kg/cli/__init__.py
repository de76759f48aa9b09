"""The command line: each command reads its options, calls the library once, and prints what comes back.

Exit codes: 0 all went well, 1 some input was skipped, 2 the call or the query is wrong, 3 the store cannot be used,
4 the program itself is wrong.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli import asking, building, deciding, explaining, giving
from kg.cli.options import SKIPPED, WRONG_CALL, WRONG_PROGRAM, WRONG_STORE, debugging
from kg.errors import ExtractionError, KGError, StoreError

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

for command in (
    *(building.build, asking.query, asking.show, asking.timeline, asking.conflicts),
    *(giving.view, giving.export, giving.docs, giving.stats),
    *(deciding.entities, deciding.merge, deciding.split, deciding.keep_apart, deciding.rename, deciding.reject),
    *(deciding.undo, deciding.decisions),
    *(building.remove, building.rebuild, building.extract, explaining.explain),
):
    app.command()(command)


@app.callback(invoke_without_command=True)
def start(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arises.")] = False,
) -> None:
    """A knowledge graph from the news, with its sources: who said what about whom, when, and how sure."""
    debugging.set(debug)
    if show_version:
        typer.echo(f"kgwire {version('kgwire')}")
        raise typer.Exit


def main() -> None:
    """Run the command line; whatever a command raises becomes one line and an exit code."""
    try:
        app()
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 -- nobody above this place could tell the user in a line what went wrong
        from kg.terminal.console import show_error

        show_error(problem, traced=debugging.get())
        sys.exit(_exit_code(problem))


def _exit_code(problem: Exception) -> int:
    if isinstance(problem, StoreError):
        return WRONG_STORE
    if isinstance(problem, ExtractionError):
        return SKIPPED
    return WRONG_CALL if isinstance(problem, KGError) else WRONG_PROGRAM
