"""The store folder, as its writers see it: a commit makes a new generation beside the valid one, then swaps.

    kg-store/
      store.json                       the manifest: format, base IRI, the valid generation
      lock                             held by the process that writes
      decisions.jsonl                  what users decided about entities and statements
      incoming/                        what builds extracted and have not committed yet (`kg.graph.staging`)
      remote/                          which servers hold the graph, and what they were sent (`kg.graph.remote.journal`)
      generations/000007/
        documents/*.jsonl.gz           the annotated documents: the source of truth
        shares/*.jsonl.gz              what each gives to entities and index (`kg.graph.share`): derived
        root.json                      one hash over all documents, and what extracted them (`kg.graph.root`)
        copies.msgpack                 which documents are alike (`kg.graph.copies`): derived
        claims.sqlite                  what several statements tell (`kg.graph.claim_table`): derived
        counts.json                    how much there is (`kg.graph.counts`): derived
        catalogue.json                 what they are, where they lie, when they came in
        entities/                      who is who in them (`kg.graph.resolution_table`): derived
        index/                         Oxigraph: derived
        decisions.jsonl                the decisions that it follows
        gazetteer.jsonl                the user's own names that it follows, if there are any, or an imported table of them,
        gazetteer.kgnames              which all generations that follow it share
        lock                           shared by those who read this generation

What a generation has in common with the one before it is shared by hard links. A process that dies in the middle leaves
the valid generation as it was; the next writer removes what it left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DecisionError, StoreError
from kg.graph.catalogue import Entry, load_catalogue
from kg.graph.collector import paused_collector
from kg.graph.generation import Making
from kg.graph.kept_gazetteer import Names, keep_names, same_names
from kg.graph.locks import FileLock, lock_for_writing
from kg.graph.manifest import FORMAT, Manifest, load_manifest, save_manifest, sync_folder
from kg.graph.resolution_table import load_resolution
from kg.graph.root import Root, load_root
from kg.graph.segments import Arriving, read_documents, scan_segments, write_segments
from kg.graph.snapshot import GenerationFolder
from kg.graph.versions import Versions
from kg.model import AnnotatedDocument
from kg.resolve.decisions import Decisions, Line, read_decisions, write_decisions
from kg.resolve.model import Resolution
from kg.schema.vocabulary import DEFAULT_BASE, Vocabulary

if TYPE_CHECKING:
    from kg.graph.remote.publishing import Published

DECISIONS = "decisions.jsonl"

Choice = Callable[[Resolution, Decisions], Line]

WAIT = 30.0
"""Seconds that a writer waits for another one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to the documents of a store: their ids, and how many graphs of others it wrote anew.

    Where the store is on a server, `published` tells what was sent there.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rewritten: int = 0
    published: Published | None = None


class Writer:
    """A store that is locked for one writer."""

    def __init__(
        self,
        store: Path,
        manifest: Manifest | None,
        base: str | None,
        reports: bool | None,
        gazetteer: Names | None,
        recover: bool,
    ) -> None:
        self._store = store
        self._gazetteer = gazetteer
        self._decisions_file = store / DECISIONS
        self._old = manifest
        former = manifest or Manifest(FORMAT, DEFAULT_BASE, reports=False, generation="")
        self._manifest = replace(
            former,
            format=FORMAT,
            base=former.base if base is None else base,
            reports=former.reports if reports is None else reports,
            generation=f"{_newest(store) + 1:06}",
        )
        self.vocabulary = Vocabulary(self._manifest.base)
        self.catalogue: tuple[Entry, ...] = ()
        if manifest is not None:
            self.catalogue = _catalogue(GenerationFolder(store, manifest.generation), recover)

    def commit(self, incoming: Arriving | None = None, removed: Collection[str] = (), *, anew: bool = False) -> Change:
        """Make the next generation: without the removed documents, with the incoming ones; a known id is replaced.

        With `anew`, the index is made from the documents alone; else only the graphs that change are written.
        """
        arriving = frozenset(entry.id for entry in incoming.entries) if incoming is not None else frozenset()
        kept = [entry for entry in self.catalogue if entry.id not in arriving and entry.id not in removed]
        folder = GenerationFolder(self._store, self._manifest.generation)
        try:
            shutil.rmtree(folder.path, ignore_errors=True)
            folder.documents.mkdir(parents=True)
            folder.shares.mkdir()
            with paused_collector():
                rewritten = self._fill(folder, kept, incoming, arriving, anew)
            for path in (folder.documents, folder.shares, folder.path, folder.path.parent):
                sync_folder(path)
            save_manifest(self._store, self._manifest)
        except OSError as problem:
            shutil.rmtree(folder.path, ignore_errors=True)
            raise StoreError(f"{self._store}: the store cannot be written: {problem.strerror or problem}") from problem
        before = {entry.id for entry in self.catalogue}
        change = Change(
            added=tuple(sorted(arriving - before)),
            changed=tuple(sorted(arriving & before)),
            removed=tuple(sorted(before - arriving - {entry.id for entry in kept})),
            rewritten=rewritten,
        )
        self.catalogue = load_catalogue(folder.catalogue)
        remove_old_generations(self._store, self._manifest.generation)
        self._old = self._manifest
        self._manifest = replace(self._old, generation=f"{int(self._old.generation) + 1:06}")
        return change

    def decide(self, choose: Choice) -> tuple[Line, Change]:
        """Follow one more decision, which `choose` makes from who is who now and the decisions of before."""
        (line,), change = self.decide_each([choose])
        if isinstance(line, DecisionError):
            raise line
        return line, change

    def decide_each(self, choices: Iterable[Choice]) -> tuple[list[Line | DecisionError], Change]:
        """Follow several decisions at once, and return them; one that cannot be made is its error, and the others go on."""
        if self._old is None:
            raise StoreError(f"{self._store}: there is nothing here to decide on; `kg build` makes a store")
        before = _content(self._decisions_file)
        resolution = load_resolution(GenerationFolder(self._store, self._old.generation).entities)
        decisions = read_decisions(self._decisions_file)
        outcomes: list[Line | DecisionError] = []
        for choose in choices:
            try:
                line = choose(resolution, decisions)
            except DecisionError as problem:
                outcomes.append(problem)
            else:
                outcomes.append(line)
                decisions = decisions.with_line(line)
        made = [line for line in outcomes if not isinstance(line, DecisionError)]
        if not made:
            return outcomes, Change()
        write_decisions(self._decisions_file, made)
        try:
            return outcomes, self.commit()
        except BaseException:  # what did not come to its end is not decided
            self._decisions_file.write_bytes(before)
            raise

    def documents(self) -> Iterator[AnnotatedDocument]:
        """Yield the documents that the store holds."""
        if self._old is not None:
            yield from read_documents(GenerationFolder(self._store, self._old.generation).documents, self.catalogue)

    def _fill(
        self,
        folder: GenerationFolder,
        kept: Sequence[Entry],
        incoming: Arriving | None,
        arriving: frozenset[str],
        anew: bool,
    ) -> int:
        """Put all parts of a generation into its folder; return how many kept documents were written anew."""
        old = None if self._old is None else GenerationFolder(self._store, self._old.generation)
        entries = write_segments(old or folder, folder, kept, incoming, self._manifest.generation)
        if self._decisions_file.exists():
            shutil.copyfile(self._decisions_file, folder.decisions)
        former = old.gazetteer if old is not None and old.gazetteer.exists() else None
        names = (former or b"") if self._gazetteer is None else self._gazetteer
        keep_names(names, folder.path, former)
        making = Making(folder, self._manifest, entries, self._versions(old, incoming))
        same_form = (
            self._old is not None
            and replace(self._old, generation="") == replace(self._manifest, generation="")
            and same_names(names, former)
        )
        if old is None or anew or not same_form or not old.is_complete:
            making.make(None if old is None else _former(old), None if old is None else old.claims)
            return 0
        return making.make_from(old, self.catalogue, arriving)

    @staticmethod
    def _versions(old: GenerationFolder | None, incoming: Arriving | None) -> dict[str, Versions]:
        """Return the versions of all documents by their keys, as far as they are known."""
        known = None if old is None else _former_root(old)
        new = None if incoming is None else incoming.versions
        return {**({} if known is None else known.versions), **({} if new is None else {new.key: new})}


@contextmanager
def open_for_writing(
    store: Path,
    *,
    base: str | None = None,
    reports: bool | None = None,
    gazetteer: Names | None = None,
    wait: float = WAIT,
    recover: bool = False,
) -> Iterator[Writer]:
    """Lock a store, or make one, for a writer.

    `base`, `reports` and `gazetteer` (a user's own names; no lines to keep none) change those that it has, and
    make its graph anew. With `recover`, a catalogue that is damaged is made anew from the documents that are there.
    StoreError where another process writes for longer than `wait` seconds, or where something else is in that place.
    """
    manifest = load_manifest(store)
    try:
        (store / "generations").mkdir(parents=True, exist_ok=True)
        lock = lock_for_writing(store / "lock", wait)
    except OSError as problem:
        raise StoreError(f"{store}: the store cannot be written: {problem.strerror or problem}") from problem
    with lock:
        manifest = load_manifest(store)
        remove_old_generations(store, "" if manifest is None else manifest.generation)
        yield Writer(store, manifest, base, reports, gazetteer, recover)


def remove_old_generations(store: Path, valid: str) -> None:
    """Remove every generation but the valid one that nobody reads, and what a process left that died while writing."""
    for path in sorted((store / "generations").iterdir()):
        if path.name == valid:
            continue
        lock_file = path / "lock"
        lock = FileLock.exclusive(lock_file) if lock_file.exists() else None
        if lock is None and lock_file.exists():
            continue
        # Renamed first, so that a reader who just opened the lock finds that its generation is gone.
        doomed = path if path.suffix == ".old" else path.rename(path.with_name(f"{path.name}.{os.getpid()}.old"))
        shutil.rmtree(doomed, ignore_errors=True)
        if lock is not None:
            lock.release()


def _catalogue(folder: GenerationFolder, recover: bool) -> tuple[Entry, ...]:
    try:
        return load_catalogue(folder.catalogue)
    except StoreError:
        if not recover:
            raise
        return tuple(scan_segments(folder.documents))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _former(old: GenerationFolder) -> Resolution | None:
    try:
        return load_resolution(old.entities)
    except StoreError:  # it is derived, and about to be made anew
        return None


def _former_root(old: GenerationFolder) -> Root | None:
    try:
        return load_root(old.root)
    except StoreError:  # it is derived, and about to be made anew
        return None


def _newest(store: Path) -> int:
    numbers = (path.name.partition(".")[0] for path in (store / "generations").iterdir())
    return max((int(number) for number in numbers if number.isdigit()), default=0)
