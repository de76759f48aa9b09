"""What builds have extracted and not yet committed: on disk within seconds, and found again by the next build.

    kg-store/incoming/
      000001/                   a build's own folder; its lock is held while that build runs
        lock
        000001.staged           annotated documents as segments hold them, each before its share
        000001.json             the checkpoint: which documents these are, and the versions that made them

A segment gets its name when it is whole and on disk, and its checkpoint after it: what has no checkpoint does not count.
A build takes over the folders of those that ended early; its own goes when its documents are committed.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import StoreError
from kg.graph.catalogue import Entry
from kg.graph.kept_gazetteer import link_or_copy
from kg.graph.locks import FileLock
from kg.graph.manifest import sync_folder
from kg.graph.versions import Versions

FOLDER = "incoming"
SUFFIX = ".staged"
SECONDS = 10.0
"""What was extracted waits at most so long for its checkpoint."""
_BYTES = 32 << 20
_LOCK = "lock"
_UNDER_WAY = ".new"


class _Checkpoint(msgspec.Struct):
    """What stands in a checkpoint; `entries` name the segment that they lie in."""

    versions: Versions
    entries: tuple[Entry, ...]


class Staging:
    """The folder of one build, and those of earlier builds that it took over."""

    def __init__(self, folder: Path, lock: FileLock, taken: dict[Path, FileLock], versions: Versions) -> None:
        self._folder = folder
        self._versions = versions
        self._locks = {folder: lock, **taken}
        self._number = 0
        self._file: IO[bytes] | None = None
        self._open: list[Entry] = []
        self._since = 0.0
        self._found: dict[Path, tuple[str, ...]] = {}
        self._staged: dict[str, Entry] = {}
        for path in taken:
            self._read(path)
        self.entries: list[Entry] = []
        self.resumed = 0
        """How many of the documents that are wanted earlier builds had left here."""

    @property
    def size(self) -> int:
        """Return the bytes of the entries."""
        return sum(entry.length for entry in self.entries)

    @property
    def versions(self) -> Versions:
        """Return the versions that made the documents."""
        return self._versions

    def keep(self, path: Path) -> Path:
        """Have a file that this build needs while it runs in its folder, and return where."""
        try:
            link_or_copy(path, self._folder / path.name)
            return self._folder / path.name
        except OSError as problem:
            raise _cannot_be_kept(self._folder, problem) from problem

    def find(self, document: str, digest: str) -> bool:
        """Tell whether an earlier build left this document, extracted as it would be now."""
        entry = self._staged.get(document)
        return entry is not None and entry.digest == digest

    def add(self, entry: Entry, member: bytes, share: bytes = b"") -> None:
        """Take in one document and its share; `entry` need not say where they lie. A full disk raises StoreError."""
        try:
            if self._file is None:
                self._number += 1
                self._file = self._path(_UNDER_WAY).open("wb")
                self._since = time.monotonic()
            here, behind = self._file.tell(), self._file.tell() + len(member)
            placed = replace(entry, segment=str(self._path(SUFFIX)), offset=here, length=len(member))
            self._file.write(member + share)
            self._open.append(replace(placed, share_offset=behind, share_length=len(share)))
            self.tick()
        except OSError as problem:
            raise _cannot_be_kept(self._folder, problem) from problem

    def tick(self) -> None:
        """Make a checkpoint where the last one is long ago; to be called now and then."""
        if self._file is not None and (
            time.monotonic() - self._since >= SECONDS or self._open[-1].share_offset >= _BYTES
        ):
            self.checkpoint()

    def checkpoint(self) -> None:
        """Have all that was added on disk, so that whatever happens it need not be extracted again."""
        if self._file is None:
            return
        try:
            _finish(self._file, self._path(SUFFIX))
            self._file = None
            content = msgspec.json.encode(_Checkpoint(self._versions, tuple(self._open)))
            with self._path(f".json{_UNDER_WAY}").open("wb") as file:
                file.write(content)
                _finish(file, self._path(".json"))
            sync_folder(self._folder)
        except OSError as problem:
            raise _cannot_be_kept(self._folder, problem) from problem
        self._staged.update((entry.id, entry) for entry in self._open)
        self._open.clear()

    def choose(self, ids: Iterable[str], added: str) -> None:
        """Choose what `entries` are from now on: those of these documents that are here, in the order of `ids`."""
        self.checkpoint()
        self.entries = [replace(self._staged[id], added=added) for id in ids if id in self._staged]

    def member(self, entry: Entry) -> bytes:
        """Return the bytes of one of the entries."""
        staged = self._staged[entry.id]
        return _bytes(staged, staged.offset, staged.length)

    def share(self, entry: Entry) -> bytes:
        """Return the share of one of the entries."""
        staged = self._staged[entry.id]
        return _bytes(staged, staged.share_offset, staged.share_length)

    def clear(self, known: frozenset[str]) -> None:
        """Remove this build's folder, and the others of which every document is in the store by now (`known`)."""
        for folder, lock in self._locks.items():
            if folder == self._folder or known.issuperset(self._found.get(folder, ())):
                shutil.rmtree(folder, ignore_errors=True)
            lock.release()
        self._locks.clear()

    def close(self) -> None:
        """Let go of the folders; one without a checkpoint is removed, the others wait for the next build."""
        if self._locks:
            with suppress(StoreError):
                self.checkpoint()
        if self._file is not None:
            with suppress(OSError):  # the disk is full
                self._file.close()
        for folder, lock in self._locks.items():
            if not any(folder.glob("*.json")):
                shutil.rmtree(folder, ignore_errors=True)
            lock.release()
        self._locks.clear()

    def _path(self, suffix: str) -> Path:
        return self._folder / f"{self._number:06}{suffix}"

    def _read(self, folder: Path) -> None:
        """Take in the checkpoints of a folder; what is damaged, or was made by other versions, is not used."""
        found: list[str] = []
        for path in sorted(folder.glob("*.json")):
            try:
                checkpoint = msgspec.json.decode(path.read_bytes(), type=_Checkpoint)
            except (OSError, msgspec.MsgspecError):
                continue
            found += (entry.id for entry in checkpoint.entries)
            if checkpoint.versions != self._versions:
                continue
            segment = path.with_suffix(SUFFIX)
            size = segment.stat().st_size if segment.exists() else 0
            for entry in checkpoint.entries:
                if max(entry.offset + entry.length, entry.share_offset + entry.share_length) <= size:
                    self._staged[entry.id] = replace(entry, segment=str(segment))
        self._found[folder] = tuple(found)


@contextmanager
def open_staging(store: Path, versions: Versions) -> Iterator[Staging]:
    """Give a build its folder in a store, which is made where there is none, with what earlier ones left there.

    `versions` are those that extract now. What cannot be written raises StoreError.
    """
    incoming = store / FOLDER
    try:
        incoming.mkdir(parents=True, exist_ok=True)
        taken = dict(_left_alone(incoming))
        folder, lock = _new_folder(incoming)
    except OSError as problem:
        raise _cannot_be_kept(incoming, problem) from problem
    staging = Staging(folder, lock, taken, versions)
    try:
        yield staging
    finally:
        staging.close()
        _remove_empty(incoming)


def _left_alone(incoming: Path) -> Iterator[tuple[Path, FileLock]]:
    """Yield the folders of builds that are no more, locked."""
    for folder in sorted(incoming.iterdir()):
        with suppress(FileNotFoundError, NotADirectoryError):  # another build has just ended
            lock = FileLock.exclusive(folder / _LOCK)
            if lock is not None:
                yield folder, lock


def _new_folder(incoming: Path) -> tuple[Path, FileLock]:
    while True:
        numbers = [int(path.name) for path in incoming.iterdir() if path.name.isdecimal()]
        folder = incoming / f"{max(numbers, default=0) + 1:06}"
        try:
            folder.mkdir()
        except FileExistsError:  # another build was quicker
            continue
        with suppress(FileNotFoundError):  # another build took the folder for one that was left alone, and removed it
            lock = FileLock.exclusive(folder / _LOCK)
            if lock is not None:
                return folder, lock


def _remove_empty(incoming: Path) -> None:
    with suppress(OSError):  # another build is there, or left something
        incoming.rmdir()
        incoming.parent.rmdir()


def _bytes(entry: Entry, offset: int, length: int) -> bytes:
    with Path(entry.segment).open("rb") as file:
        file.seek(offset)
        return file.read(length)


def _finish(file: IO[bytes], path: Path) -> None:
    """Have a file on disk and give it its name."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    os.replace(file.name, path)  # noqa: PTH105 - a file's name is no Path


def _cannot_be_kept(folder: Path, problem: OSError) -> StoreError:
    return StoreError(
        f"{folder}: what was extracted cannot be kept: {problem.strerror or problem}; what has its checkpoint is kept, "
        "and the same build goes on from there"
    )
