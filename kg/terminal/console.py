"""The terminal itself: where things are printed, and what is done to any text before it is."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.errors import KGError
from kg.query.sparql import QuerySyntaxError
from kg.terminal.encoding import decoded

if TYPE_CHECKING:
    from kg.graph.extracting import OnProgress

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

_SECONDS_BETWEEN_LINES = 30.0
_MINUTE = 60

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text without the characters that would steer a terminal or turn the direction of what follows."""
    return _CONTROL.sub("\ufffd", decoded(text))


def one_line(value: object) -> str:
    """Return a value as clean text in one line, nothing for None."""
    return "" if value is None else " ".join(clean(str(value)).split())


def counted(number: int, word: str, several: str | None = None) -> str:
    """Return a number with its word: 1 row, 2 rows, 1 entity, 2 entities."""
    return f"{number:,} {word if number == 1 else several or f'{word}s'}"


def heads(expand: bool = False, edge: bool = True) -> Table:
    """Return an empty table with a line below the names of its columns, and empty lines around it unless not `edge`."""
    return Table(box=box.SIMPLE_HEAD, expand=expand, show_edge=edge)


def pairs() -> Table:
    """Return an empty table of names and values."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def show_error(problem: Exception, *, traced: bool = False) -> None:
    """Print an error in one line, and for a query the place where it goes wrong; `traced` prints its traceback before."""
    if traced:
        _show_trace(problem)
    if not isinstance(problem, KGError):
        problem = _unforeseen(problem)
    err.print(Text.assemble(("kg: ", "bold red"), clean(str(problem))), soft_wrap=True)
    if isinstance(problem, QuerySyntaxError):
        row = clean(problem.text.split("\n")[problem.line - 1]) if problem.text else ""
        err.print(Text(f"  {row}"), soft_wrap=True)
        err.print(Text(f"  {' ' * (problem.column - 1)}^", "bold red"), soft_wrap=True)


def _unforeseen(problem: Exception) -> KGError:
    """Return an error that nobody foresaw as one line: what it is, and where in the program it arose."""
    last = traceback.extract_tb(problem.__traceback__)[-1:]
    place = "".join(f" in {Path(frame.filename).name}, line {frame.lineno}" for frame in last)
    text = " ".join(str(problem).split())
    return KGError(
        f"{type(problem).__name__}{place}{text and f': {text}'}; a defect of kg: `kg --debug` with the same command shows more"
    )


def _show_trace(problem: BaseException) -> None:
    err.print(Text(clean("".join(traceback.format_exception(problem)))), soft_wrap=True, end="")


def show_note(text: str) -> None:
    """Print something that a user should know, though nothing is wrong with the command."""
    err.print(Text.assemble(("note ", "yellow"), clean(text)), soft_wrap=True)


def show_skipped(reasons: Iterable[KGError], *, traced: bool = False) -> None:
    """Print why inputs were skipped, one a line; `traced` prints before it the traceback of what a stage raised."""
    for reason in reasons:
        if traced and reason.__cause__ is not None:
            _show_trace(reason.__cause__)
        err.print(Text.assemble(("skipped ", "yellow"), clean(str(reason))), soft_wrap=True)


class _Rate(TextColumn):
    """How many are done in a second, of late."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """Return the rate, nothing where it is not known yet."""
        return Text("" if not task.speed else f"{task.speed:.1f} a second", "dim")


@contextmanager
def progress(what: str) -> Iterator[OnProgress]:
    """Tell how far something is: a bar with its rate on a terminal, elsewhere a plain line every half a minute.

    Gives the function that is told how many of how many are done.
    """
    if not err.is_terminal:
        yield _Lines(what).tell
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Lines:
    """Progress for a log: lines that say how many are done, how fast, and how long the rest takes."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = self._told = time.monotonic()
        self._first: int | None = None

    def tell(self, done: int, total: int) -> None:
        """Write a line where the last one is long ago; what was done before the first call does not count as fast."""
        now = time.monotonic()
        if self._first is None:
            self._first = done - 1
        if now - self._told < _SECONDS_BETWEEN_LINES or done == total:
            return
        self._told = now
        rate = (done - self._first) / (now - self._began)
        left = (total - done) / rate
        err.print(f"{self._what}: {done:,} of {total:,}, {rate:.1f} a second, about {span(left)} left", soft_wrap=True)


def span(seconds: float) -> str:
    """Return a length of time as one reads it: 40 s, 12 min, 3 h 20 min."""
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    minutes = round(seconds / _MINUTE)
    return f"{minutes} min" if minutes < 2 * _MINUTE else f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
