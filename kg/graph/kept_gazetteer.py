"""A user's own table of names as a store keeps it: JSON Lines, whatever the format that it came in."""

from __future__ import annotations

import json
from pathlib import Path

from kg.lexicon.gazetteer import Gazetteer, load_gazetteer, read_rows


def gazetteer_lines(path: Path) -> bytes:
    """Return a user's table as the store keeps it; one that is not right raises SchemaError."""
    rows = list(read_rows(path))
    Gazetteer.with_rows(rows)
    return b"".join(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n" for _, row in rows)


def load_kept(path: Path) -> Gazetteer:
    """Return the gazetteer of a store: the package's, under the table that the store keeps, if it keeps one."""
    return Gazetteer.load(path) if path.exists() else load_gazetteer()
