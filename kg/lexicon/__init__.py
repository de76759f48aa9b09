"""Word lists and the gazetteer as data: in goes the name of a table, out come its words; each file says where they come from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table of `kg/lexicon/NAME.toml` as a dict; it is read once and must not be changed."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
