"""Locks between processes: many readers of a generation, one writer of a store. A lock ends with its process.

These are advisory `flock` locks, which Linux and macOS have, on local disks.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError

_PAUSE = 0.05


class FileLock:
    """A lock on a file that is held until `release`, or until the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def shared(cls, path: Path) -> FileLock | None:
        """Lock a file that is there, beside other readers; None if the file was replaced or removed meanwhile."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        lock = cls(descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return lock
        lock.release()
        return None

    @classmethod
    def exclusive(cls, path: Path, wait: float = 0.0) -> FileLock | None:
        """Lock a file alone, making it if need be; None if another holds it still after `wait` seconds."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    return None
                time.sleep(_PAUSE)
            else:
                return cls(descriptor)

    def release(self) -> None:
        """Let go of the lock; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lock_for_writing(path: Path, wait: float) -> FileLock:
    """Lock a store for one writer; StoreError if another process writes for longer than `wait` seconds."""
    lock = FileLock.exclusive(path, wait)
    if lock is None:
        holder = path.read_text("ascii", errors="replace").strip()
        raise StoreError(
            f"{path.parent}: another process{f' (pid {holder})' if holder else ''} is writing to this store, "
            f"and did not end within {wait:g} seconds; try again when it is done"
        )
    path.write_text(f"{os.getpid()}\n", "ascii")
    return lock
