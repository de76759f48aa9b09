"""Where segments lie: a folder, or what else fsspec can write to (S3, GCS, HDFS); a file is there whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

FILES = "files"


class Target:
    """A place for files, by its URL; whatever goes wrong there raises StoreError, which names it."""

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as problem:
            raise StoreError("a cluster needs an extra: pip install 'kgwire[dask]'") from problem
        self.url = url
        found: tuple[AbstractFileSystem, str] = self._try(lambda: url_to_fs(url))
        self._fs, self._root = found
        self._local = "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,))

    def write(self, name: str, content: bytes) -> None:
        """Write a file: an object store has it when all of it is there, a folder gets it by its last name."""
        path = self._path(name)
        self._try(lambda: self._fs.makedirs(str(PurePosixPath(path).parent), exist_ok=True))
        if not self._local:
            self._try(lambda: self._fs.pipe_file(path, content))
            return
        temporary = Path(f"{path}.{os.getpid()}.new")
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as problem:
            raise StoreError(f"{self.url}: cannot be written: {problem.strerror or problem}") from problem

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        content: bytes = self._try(lambda: self._fs.cat_file(self._path(name)))
        return content

    def has(self, name: str) -> bool:
        """Tell whether a file is there."""
        self._fs.invalidate_cache()
        found: bool = self._try(lambda: self._fs.exists(self._path(name)))
        return found

    def names(self, suffix: str) -> list[str]:
        """Return the names of the files that end so, in their order."""
        self._fs.invalidate_cache()
        if not self._try(lambda: self._fs.exists(self._root)):
            return []
        paths: list[str] = self._try(lambda: self._fs.ls(self._root, detail=False))
        return sorted(name for path in paths if (name := PurePosixPath(path).name).endswith(suffix))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        if self.has(name):
            self._try(lambda: self._fs.rm_file(self._path(name)))

    def put(self, path: Path) -> str:
        """Bring a file of this machine there, under a name that tells its content, and return that name."""
        name = f"{FILES}/{_hash_of(path)}{path.suffix}"
        if not self.has(name):
            self.write(name, path.read_bytes())
        return name

    def get(self, name: str, folder: Path) -> Path:
        """Return where a file can be opened on this machine: itself, or a copy that is put into a folder."""
        if self._local:
            return Path(self._path(name))
        path = folder / PurePosixPath(name).name
        if not path.exists():
            path.write_bytes(self.read(name))
        return path

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _try(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except FileNotFoundError as problem:
            raise StoreError(
                f"{self.url}: {problem.args[-1]} is not there; is it one place for all workers?"
            ) from problem
        except (OSError, ValueError, ImportError, RuntimeError) as problem:
            raise StoreError(f"{self.url}: {' '.join(str(problem).split()) or type(problem).__name__}") from problem


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]
