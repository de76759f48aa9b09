"""Read a ZIP archive: each article in it is read by its own reader, as in a folder; nothing is unpacked to the disk."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.source import DAMAGED, Source

MAX_MEMBERS = 1_000_000
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, *DAMAGED)
"""What reading a damaged archive raises, from zipfile and from the decompressors."""


def read_zip(source: Source, context: Context) -> Iterator[Result]:
    """Yield the documents of an archive's files in the order of their names, and an error for each that is none.

    Hidden files and README files are left out, as in a folder. An archive that unpacks to far more than it weighs is a
    bomb, of which no more is read.
    """
    with ExitStack() as stack:
        stream = source.seekable(stack)
        try:
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except BROKEN as problem:
            raise ReadError(source.name, "a ZIP archive that is cut off or damaged") from problem
        members = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
        if len(members) > MAX_MEMBERS:
            raise ReadError(source.name, f"more than {MAX_MEMBERS:,} files in one archive; unpack it first")
        if source.depth == 0:
            source.budget.packed += stream.seek(0, os.SEEK_END)
        wanted = [member for member in members if not is_left_out(member.filename)]
        if not wanted:
            yield ReadError(source.name, "no article in this archive")
        for member in wanted:
            yield from _read_member(archive, member, source, context)
            if source.budget.spent:
                return


def is_left_out(name: str) -> bool:
    """Tell whether a file is one that a folder is read without: hidden, or one that tells of the folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    return hidden or "__MACOSX" in path.parts or path.stem.casefold() == "readme"


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, context: Context
) -> Iterator[Result]:
    name = source.label(member.filename)
    if member.flag_bits & ENCRYPTED:
        yield ReadError(name, "encrypted; unpack it with its password first")
        return
    try:
        with archive.open(member) as stream:
            yield from context.read(source.inner(member.filename, stream), strict=True)
    except ReadError as problem:
        yield problem
    except BROKEN as problem:
        yield ReadError(name, f"cannot be unpacked: {problem}")
