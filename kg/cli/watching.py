"""The command that keeps a store up to date until it is ended."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    ColumnsOption,
    DateOption,
    GazetteerOption,
    ModelOption,
    Paths,
    PrivateOption,
    SchemaOption,
    StoreOption,
    as_text,
    debugging,
    reading_of,
    settings,
    store_place,
)
from kg.errors import KGError, StoreError

if TYPE_CHECKING:
    from kg.graph.build import BuildSummary

SPAN = re.compile(r"(?P<number>[0-9]{1,6})(?P<unit>[smhd]?)")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    paths: Paths,
    every: Annotated[
        str, typer.Option("--every", metavar="SPAN", callback=as_text, help="How often: 30s, 10m, 2h, 1d.")
    ] = "10m",
    rounds: Annotated[int | None, typer.Option("--rounds", metavar="N", min=1, help="End after N rounds.")] = None,
    store: StoreOption = None,
    date: DateOption = None,
    columns: ColumnsOption = None,
    allow_private: PrivateOption = False,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
    keep_versions: Annotated[
        bool, typer.Option("--keep-versions", help="Keep what changed files held before.")
    ] = False,
) -> None:
    """Keep a store up to date with folders and feeds, until Ctrl-C."""
    from kg.graph.watching import StoppedError, open_watch
    from kg.terminal.console import err, show_error

    pause = seconds_of(every)
    if "-" in paths:
        raise KGError("standard input cannot be watched; name folders, files or addresses")
    stop = threading.Event()
    with (
        _stopped_by_signals(stop),
        open_watch(
            paths,
            store_place(store),
            reading=reading_of(columns, allow_private=allow_private),
            stop=stop,
            date=date,
            model=model or settings().model,
            gazetteer=gazetteer,
            schema=schema,
            keep_versions=keep_versions or settings().keep_versions,
            base=settings().base,
            reports=settings().reports,
            wait=settings().wait,
        ) as watched,
    ):
        if err.is_terminal:
            err.print(f"every {every} until Ctrl-C", style="dim")
        told: list[str] = []
        done = 0
        while not stop.is_set():
            start = time.monotonic()
            try:
                told = _show(watched.round(), told)
            except StoppedError:
                break
            except StoreError as problem:  # another process writes, or the disk is full: the next round tries again
                show_error(problem, traced=debugging.get())
            done += 1
            if done == rounds:
                break
            stop.wait(max(0.0, start + pause - time.monotonic()))


def seconds_of(span: str) -> int:
    """Return how many seconds a span such as 90, 30s, 10m, 2h or 1d is; another form, or none at all, is a KGError."""
    match = SPAN.fullmatch(span.strip())
    seconds = int(match["number"]) * SECONDS[match["unit"]] if match else 0
    if seconds < 1:
        raise KGError(f"--every {span}: give a span such as 30s, 10m, 2h or 1d")
    return seconds


def _show(summary: BuildSummary, told: list[str]) -> list[str]:
    """Print what a round did, if it did anything, and what it skipped, unless the round before told that already."""
    from kg.terminal.console import out, show_skipped
    from kg.terminal.lists import build_summary

    show_skipped([problem for problem in summary.skipped if str(problem) not in told], traced=debugging.get())
    change = summary.change
    if change.added or change.changed or change.removed:
        out.print(build_summary(summary))
    return [str(problem) for problem in summary.skipped]


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let SIGINT and SIGTERM set `stop`, once; a second one ends the program at once."""

    def handle(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
