"""What a build left that ended between its commit and its own end: found and removed by the next build that has nothing to do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError
from kg.graph.staging import FOLDER, open_staging
from kg.graph.store import open_for_writing
from kg.graph.versions import Versions


def remove_leftovers(store: Path, known: frozenset[str]) -> None:
    """Remove staged documents that are in the store by now (`known`), and generations that nobody reads.

    Where another process writes, or the disk may not be written to, all is left as it is.
    """
    if not (store / FOLDER).exists() and len(_names(store / "generations")) < 2:
        return
    with suppress(StoreError):
        with open_for_writing(store, wait=0):  # which removes generations
            pass
        with open_staging(store, Versions("", "", "")) as staging:
            staging.clear(known)


def _names(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []
