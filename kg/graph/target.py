"""Where output goes: a file is written whole or not at all and keeps its mode; a device, pipe or descriptor is written to.

In goes a path, out comes an open file. What is at the path changes only when all has been written without an error.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import StoreError

DESCRIPTORS = ("/dev/fd", "/proc", "/dev/stdout", "/dev/stderr", "/dev/stdin")
"""Where a path names an open file, which may not be replaced by another under its name."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to; only when all is written does it come to `path`.

    There it takes the place of a regular file, with the mode and owner that this had, also behind symbolic links. A
    device, a pipe or a descriptor (/dev/stdout) stays what it is and gets the bytes. What cannot be written raises
    StoreError.
    """
    try:
        with _poured_into(path) if is_stream(path) else _replacing(path) as file:
            yield file
    except OSError as problem:
        raise StoreError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def is_stream(path: Path) -> bool:
    """Return True for a device, a pipe and a descriptor; False for a file, a folder, and where nothing is."""
    named = Path(os.path.abspath(path))  # noqa: PTH100 (absolute() keeps "..", resolve() follows links)
    if any(named.is_relative_to(place) for place in DESCRIPTORS):
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@contextmanager
def _poured_into(path: Path) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        with path.open("ab") as stream:  # what a descriptor's file holds already stays
            shutil.copyfileobj(file, stream)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    target = Path(os.path.realpath(path))
    before = target.stat() if target.exists() else None
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(0, "it may not be written to")
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:100]}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            yield file
            file.flush()
            if before is None:
                temporary.chmod(0o666 & ~_umask())
            else:
                _take_over(temporary, before)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _take_over(file: Path, before: os.stat_result) -> None:
    """Give a file the owner, as far as that is allowed, and the mode of the one whose place it takes."""
    with suppress(PermissionError):
        os.chown(file, before.st_uid, before.st_gid)
    file.chmod(stat.S_IMODE(before.st_mode))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
