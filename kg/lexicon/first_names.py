"""The gender of given names, from `first_names.csv`; in goes a name, out comes male, female, or None."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def first_name_gender(name: str) -> str | None:
    """Return the gender that a reader takes from the given name of a full name; None for an unknown one and one of both.

    A name that is an ordinary word as well ("Mark", "Chelsea") tells a gender once it is known to be a name.
    """
    gender = _table().get(_spelled(name), ("", False))[0]
    return gender if gender in ("male", "female") else None


def is_first_name(name: str) -> bool:
    """Tell whether a word is a given name and hardly anything else; "PAUL" is Paul."""
    row = _table().get(_spelled(name))
    return row is not None and not row[1]


def is_given_name(name: str) -> bool:
    """Return True for a word that can be a given name, be it an ordinary word as well ("Mark")."""
    return _spelled(name) in _table()


def _spelled(name: str) -> str:
    return name.title() if len(name) > 2 and name.isupper() else name


@cache
def _table() -> dict[str, tuple[str, bool]]:
    text = (files(__package__) / "first_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["name"]: (row["gender"], row["weak"] == "true") for row in rows}
