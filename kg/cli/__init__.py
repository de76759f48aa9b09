"""The command line: each command reads its options, calls the library once, and prints what comes back.

Exit codes: 0 all went well, 1 some input was skipped, 2 the call or the query is wrong, 3 the store cannot be used.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli import asking, building, deciding, explaining, giving
from kg.cli.options import WRONG_CALL, WRONG_STORE
from kg.errors import KGError, StoreError

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
) -> None:
    """A knowledge graph from the news, with its sources: who said what about whom, when, and how sure."""
    if show_version:
        typer.echo(f"kgwire {version('kgwire')}")
        raise typer.Exit


def main() -> None:
    """Run the command; an error of ours becomes one line and an exit code."""
    try:
        app()
    except KGError as problem:
        from kg.terminal.console import show_error

        show_error(problem)
        sys.exit(WRONG_STORE if isinstance(problem, StoreError) else WRONG_CALL)
