"""Keep a store up to date with folders and feeds: in each round what is new or changed is read, extracted and stored.

    kg-store/watch/
      lock          held by the process that watches: there is one
      seen.json     what was read, so that a round, also the first one after a pause, reads only what has changed

A file that has changed takes the place of what it held before. What is no longer there, and entries that a feed no longer
lists, stay in the store: an article does not become unsaid.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import KGError, StoreError
from kg.graph.build import BuildSummary, build, remove
from kg.graph.locks import FileLock
from kg.graph.manifest import load_manifest
from kg.graph.remote.server import Place, folder_of
from kg.graph.snapshot import open_snapshot
from kg.reading.memory import Memory
from kg.reading.named import NamedDocument
from kg.reading.options import Reading

FOLDER = "watch"


class StoppedError(KGError):
    """A round was ended before its time, because somebody asked for it."""


class Watch:
    """A store that is kept up to date by this process, in rounds."""

    def __init__(
        self,
        paths: Iterable[str | Path],
        place: Place,
        reading: Reading,
        stop: threading.Event,
        options: dict[str, Any],
    ) -> None:
        self._paths = list(paths)
        self._place = place
        self._store = store = folder_of(place)
        self._stop = stop
        self._options = options
        self._seen_file = store / FOLDER / "seen.json"
        self._memory = Memory.load(self._seen_file) if load_manifest(store) is not None else Memory()
        self._reading = replace(reading, memory=self._memory, on_read=self._read)

    def round(self) -> BuildSummary:
        """Take in what is new, and return what that did.

        Whatever is raised leaves the store as it was, or with whole documents more, and the next round does the rest;
        StoppedError is raised where the watch was stopped meanwhile.
        """
        try:
            summary = build(self._paths, self._place, reading=self._reading, on_progress=self._step, **self._options)
            if not self._options.get("keep_versions"):
                summary = self._without_outdated(summary)
        except BaseException:
            self._memory.forget()
            raise
        self._memory.keep()
        self._memory.save(self._seen_file)
        return summary

    def _without_outdated(self, summary: BuildSummary) -> BuildSummary:
        """Withdraw what a file held before it changed."""
        outdated = self._memory.outdated()
        if not outdated or load_manifest(self._store) is None:
            return summary
        with open_snapshot(self._store) as snapshot:
            kept = {entry.id for entry in snapshot.catalogue}
        gone = [document for document in outdated if document in kept]
        if not gone:
            return summary
        change = remove(self._place, gone, wait=self._options.get("wait", 30.0))
        with open_snapshot(self._store) as snapshot:
            return replace(
                summary,
                change=replace(summary.change, removed=(*summary.change.removed, *change.removed)),
                documents=len(snapshot.catalogue),
                sentences=sum(entry.sentences for entry in snapshot.catalogue),
                entities=snapshot.number_of_entities,
                statements=sum(entry.statements for entry in snapshot.catalogue),
            )

    def _read(self, _: NamedDocument) -> None:
        self._check()

    def _step(self, done: int, total: int) -> None:
        self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError("stopped; what was stored before is kept")


@contextmanager
def open_watch(
    paths: Iterable[str | Path],
    place: Place,
    *,
    reading: Reading | None = None,
    stop: threading.Event | None = None,
    **options: Any,
) -> Iterator[Watch]:
    """Give a watch of folders, files and addresses; `options` are those of `build`.

    When `stop` is set, a round ends behind the document that it is at. StoreError where another process watches for the
    same store already.
    """
    store = folder_of(place)
    load_manifest(store)
    try:
        (store / FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FileLock.exclusive(store / FOLDER / "lock")
    except OSError as problem:
        raise StoreError(f"{store}: the store cannot be written: {problem.strerror or problem}") from problem
    if lock is None:
        holder = (store / FOLDER / "lock").read_text("ascii", errors="replace").strip()
        raise StoreError(f"{store}: another kg watch (pid {holder}) keeps this store up to date; end that one first")
    with lock:
        (store / FOLDER / "lock").write_text(f"{os.getpid()}\n", "ascii")
        yield Watch(paths, place, reading or Reading(), stop or threading.Event(), options)
