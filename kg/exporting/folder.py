"""Exports of several files: a folder that is there whole or not at all, or the same files in one ZIP."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can name: the same files give the same bytes."""
_READABLE = 0o644 << 16


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards; what cannot be written in it raises StoreError."""
    try:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
    except OSError as problem:
        raise _unwritable(problem.filename or tempfile.gettempdir(), problem) from problem


@contextmanager
def whole_folder(path: Path, names: Collection[str]) -> Iterator[Path]:
    """Give a folder to write files of these names into; only when all are written does it come to `path`.

    There it takes the place of an earlier export; a folder that holds anything else, and what cannot be written, raises
    StoreError, and all stays as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_strangers(path, target, names)
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:100]}."))
        try:
            made = temporary / "new"
            made.mkdir()
            yield made
            if target.exists():
                target.rename(temporary / "old")
            made.rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as problem:
        raise _unwritable(path, problem) from problem


def _refuse_strangers(path: Path, target: Path, names: Collection[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise StoreError(f"{path}: this form is several files; name a folder for them, or a file that ends in .zip")
    strangers = sorted(child.name for child in target.iterdir() if child.name not in names or not child.is_file())
    if strangers:
        raise StoreError(
            f"{path}: holds {strangers[0]!r}, which is no part of such an export; name a new or an empty folder"
        )


def zip_folder(folder: Path, names: Collection[str], file: IO[bytes]) -> None:
    """Write files of a folder into one ZIP, in this order; the same files give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            with (folder / name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def _unwritable(path: Path | str, problem: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written: {problem.strerror or problem}")
