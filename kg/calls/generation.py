"""Which generation of a store is the valid one now, as a key that no two states of a store share."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.graph.manifest import FILE, load_manifest


class Generations:
    """The valid generation of a store; its file is read again only when it has changed."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._seen: tuple[int, int] | None = None
        self._key = ""

    def current(self) -> str:
        """Return the key of the valid generation: its number, and when it became valid. No store: StoreError."""
        try:
            found = (self._store / FILE).stat()
        except FileNotFoundError:
            raise StoreError(
                f"{self._store}: there is no store here; `kg build PATH... --store {self._store}` makes one"
            ) from None
        except OSError as problem:
            raise StoreError(f"{self._store}: cannot be read: {problem.strerror}") from problem
        seen = (found.st_mtime_ns, found.st_ino)
        if seen != self._seen:
            manifest = load_manifest(self._store)
            if manifest is None:
                raise StoreError(f"{self._store}: there is no store here any longer")
            self._seen, self._key = seen, f"{manifest.generation}-{found.st_mtime_ns:x}"
        return self._key
