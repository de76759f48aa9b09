"""A user's own names as a store keeps them: JSON Lines, whatever the format that they came in, or an imported table as it is.

A table may be large, so each generation shares it with the one before it by a hard link, and two are compared by the hashes in
their heads.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from kg.lexicon.authority.layout import SUFFIX
from kg.lexicon.authority.table import NameTable, is_table, table_digest
from kg.lexicon.gazetteer import Gazetteer, load_gazetteer
from kg.lexicon.rows import read_rows

Names = bytes | Path
"""Names to keep: lines of JSON, or where an imported table is; no lines to keep none."""
LINES, TABLE = "gazetteer.jsonl", f"gazetteer{SUFFIX}"


def names_to_keep(path: Path) -> Names:
    """Return a user's table as the store is to keep it; one that is not right raises SchemaError."""
    if is_table(path):
        NameTable(path)
        return path
    return gazetteer_lines(path)


def gazetteer_lines(path: Path) -> bytes:
    """Return a user's own rows as the store keeps them; those that are not right raise SchemaError."""
    rows = list(read_rows(path))
    Gazetteer.with_rows(rows)
    return b"".join(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n" for _, row in rows)


def load_kept(path: Path) -> Gazetteer:
    """Return the gazetteer of a store: the package's, with what the store keeps, if it keeps any."""
    return Gazetteer.load(path) if path.exists() else load_gazetteer()


def kept_in(generation: Path) -> Path:
    """Return where a generation keeps names, or would keep lines of them."""
    table = generation / TABLE
    return table if table.exists() else generation / LINES


def keep_names(names: Names, generation: Path, former: Path | None) -> None:
    """Put names into the folder of a generation; those of the generation before it (`former`) are shared, a user's copied."""
    if not isinstance(names, Path):
        if names:
            (generation / LINES).write_bytes(names)
        return
    target = generation / (TABLE if is_table(names) else LINES)
    if names == former:
        link_or_copy(names, target)
    else:
        shutil.copyfile(names, target)


def same_names(one: Names, other: Path | None) -> bool:
    """Tell whether names to keep are those that a store keeps already at a path; None for a store that keeps none."""
    return content_of(one) == (b"" if other is None or not other.exists() else content_of(other))


def content_of(names: Names) -> bytes:
    """Return the bytes that names are known by: those of the file, or the hash of a table."""
    if not isinstance(names, Path):
        return names
    return table_digest(names) if is_table(names) else names.read_bytes()


def link_or_copy(source: Path, target: Path) -> None:
    """Have a file that is never written again in a second place: by a hard link where the disk is one, else as a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
