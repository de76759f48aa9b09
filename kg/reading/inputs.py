"""Find what there is to read: paths go in, one `Input` for each file comes out, with an error for each that is none."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.reading.formats import WHAT_IS_READ
from kg.reading.options import Reading
from kg.reading.packed.zipped import is_left_out
from kg.reading.remote.answers import open_address
from kg.reading.remote.fetching import is_address
from kg.reading.source import BUFFER, Source, printable, suffix_of

STANDARD_INPUT = "-"

_FileKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, what stands at an `address`, or standard input, which has neither; `name` is how messages call it.

    Of a file that was `found` in a folder, its bytes or its suffix have to say that it is an article.
    """

    name: str
    path: Path | None
    found: bool = False
    address: str | None = None


@contextmanager
def open_input(found: Input, reading: Reading) -> Iterator[Source | None]:
    """Give the source that reads an input, for as long as it is read; standard input is left open at the end.

    It is None where the memory of the call knows the input as it is.
    """
    memory = reading.memory
    if found.address is not None:
        with open_address(found.address, allow_private=reading.allow_private, memory=memory) as source:
            yield source
    elif found.path is None:
        yield Source(found.name, "", sys.stdin.buffer)
    elif memory is not None and not memory.is_new(found.path):
        yield None
    else:
        with found.path.open("rb", buffering=BUFFER) as stream:
            yield Source(found.name, suffix_of(found.path.name), stream)


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Input | ReadError]:
    """Yield the inputs that `paths` name: a file itself, whatever its suffix, an address, the articles of a folder or pattern.

    A folder is searched through its subfolders in sorted order, and so are the files that a pattern such as "2024/**/*.pdf"
    fits. Hidden files and README files are left out; a file of another kind, a broken link, a loop of links, a folder
    without any article and a pattern that fits none are each an error.
    """
    for given in paths:
        if os.fspath(given) == STANDARD_INPUT:
            yield Input("standard input", None)
            continue
        if is_address(os.fspath(given)):
            yield Input(printable(os.fspath(given)), None, address=os.fspath(given))
            continue
        path = Path(given)
        status = _status(path)
        if isinstance(status, ReadError):
            yield from _fitting(os.fspath(given)) if glob.has_magic(os.fspath(given)) else [status]
        elif stat.S_ISDIR(status.st_mode):
            yield from _search(path)
        else:
            yield Input(shown(path), path)


def shown(path: Path) -> str:
    """Return a path as one printable line, whatever bytes its name is made of."""
    return printable(str(path))


def _fitting(pattern: str) -> Iterator[Input | ReadError]:
    """Yield the files that a pattern fits, and the articles in its folders."""
    empty = True
    names = glob.glob(pattern, recursive=True)  # noqa: PTH207 -- Path.glob takes no absolute pattern
    for name in sorted(names):
        path = Path(name)
        if not path.is_dir():
            if not is_left_out(path.name):
                empty = False
                yield Input(shown(path), path)
        elif "**" not in pattern:
            empty = False
            yield from _search(path)
    if empty:
        yield ReadError(printable(pattern), "no file fits this pattern")


def _search(folder: Path) -> Iterator[Input | ReadError]:
    """Yield the articles under a folder; beside each waiting path stand the folders above it, to notice a loop."""
    waiting: list[tuple[Path, frozenset[_FileKey]]] = [(folder, frozenset())]
    empty = True
    while waiting:
        path, above = waiting.pop()
        found = _look_at(path, above)
        if isinstance(found, Input | ReadError):
            empty = False
            yield found
        else:
            inside, key = found
            waiting += [(child, above | {key}) for child in reversed(inside)]
    if empty:
        yield ReadError(shown(folder), f"no article in this folder; read are {WHAT_IS_READ}")


def _look_at(path: Path, above: frozenset[_FileKey]) -> Input | ReadError | tuple[list[Path], _FileKey]:
    """Return the input that a path in a folder is, or for a subfolder its sorted content and what identifies it."""
    status = _status(path)
    if isinstance(status, ReadError):
        return status
    if not stat.S_ISDIR(status.st_mode):
        if not stat.S_ISREG(status.st_mode):
            return ReadError(shown(path), "not a regular file")
        return Input(shown(path), path, found=True)
    key = (status.st_dev, status.st_ino)
    if key in above:
        return ReadError(shown(path), "a loop of links: this folder stands inside itself")
    try:
        inside = sorted(path.iterdir(), key=lambda child: child.name)
    except OSError as problem:
        return ReadError(shown(path), f"cannot be read: {problem.strerror}")
    return [child for child in inside if not is_left_out(child.name)], key


def _status(path: Path) -> os.stat_result | ReadError:
    try:
        return path.stat()
    except FileNotFoundError:
        reason = "a link to a file that is not there" if path.is_symlink() else "there is no such file or folder"
    except OSError as problem:
        loop = problem.errno == errno.ELOOP
        reason = "a loop of links" if loop else f"cannot be read: {problem.strerror}"
    except ValueError as problem:
        reason = f"is no path: {problem}"
    return ReadError(shown(path), reason)
