"""The command line: each command reads its options, calls the library once, and prints what comes back.

Exit codes: 0 all went well, 1 some input was skipped, 2 the call or the query is wrong, 3 the store cannot be used or the
output not written, 4 the program itself is wrong, and as the shell tells of other programs, 130 the user stopped it,
141 nobody reads the output to its end.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli import (
    asking,
    building,
    deciding,
    explaining,
    giving,
    keeping,
    naming,
    networking,
    questioning,
    serving,
    watching,
)
from kg.cli.options import CLOSED_PIPE, SKIPPED, WRONG_CALL, WRONG_PROGRAM, WRONG_STORE, debugging
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
    *(building.build, questioning.ask, asking.query, asking.show, asking.claims, asking.timeline, asking.conflicts),
    *(networking.path, networking.neighbours, networking.top, networking.communities, networking.compare),
    *(giving.view, giving.export, giving.docs, giving.stats),
    *(deciding.entities, deciding.merge, deciding.split, deciding.keep_apart, deciding.rename, deciding.reject),
    *(deciding.undo, deciding.decide, deciding.decisions),
    *(building.remove, building.rebuild, building.extract, explaining.explain, explaining.coverage),
    *(keeping.verify, keeping.diff, keeping.backup, keeping.restore, keeping.publish, watching.watch),
    *(serving.serve, serving.mcp),
):
    app.command()(command)
app.add_typer(naming.gazetteer, name="gazetteer")


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
    """Run the command and end with its exit code; where nobody reads the output any longer, end quietly."""
    from kg.terminal.encoding import prepare_output

    prepare_output()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        code = CLOSED_PIPE
        _give_up_output()
    except OSError as problem:
        code = WRONG_STORE
        _give_up_output()
        sys.stderr.write(f"kg: the output cannot be written: {problem.strerror or problem}\n")
    sys.exit(code)


def _run() -> int:
    """Run the command and return its exit code; whatever it raises becomes one line. A closed pipe raises BrokenPipeError."""
    try:
        app()
    except MemoryError:
        raise
    except Exception as problem:
        from kg.terminal.console import show_error

        if isinstance(problem, OSError) and problem.filename is None:
            raise
        show_error(problem, traced=debugging.get())
        return _exit_code(problem)
    except SystemExit as end:  # of which typer and rich make one where a pipe is closed
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        return end.code if isinstance(end.code, int) else 0
    return 0


def _exit_code(problem: Exception) -> int:
    if isinstance(problem, StoreError):
        return WRONG_STORE
    if isinstance(problem, ExtractionError):
        return SKIPPED
    return WRONG_CALL if isinstance(problem, KGError) else WRONG_PROGRAM


def _give_up_output() -> None:
    """Let what is not yet written go nowhere, so that Python's end does not try again."""
    if sys.__stdout__ is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.__stdout__.fileno())
        os.close(nowhere)
