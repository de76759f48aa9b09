"""Given names: in goes one, out comes its gender (`first_names.csv`), or what it is short for (`short_given_names.csv`)."""

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


@cache
def given_names_of(short: str) -> frozenset[str]:
    """Return the given names, in small letters, that a short one ("jim", in any case) may stand for: james."""
    return _short_names().get(short.lower(), frozenset())


def _spelled(name: str) -> str:
    return name.title() if len(name) > 2 and name.isupper() else name


@cache
def _short_names() -> dict[str, frozenset[str]]:
    rows = csv.DictReader(_lines("short_given_names.csv"))
    return {row["short"].lower(): frozenset(row["given"].lower().split()) for row in rows}


def _lines(name: str) -> list[str]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _table() -> dict[str, tuple[str, bool]]:
    rows = csv.DictReader(_lines("first_names.csv"))
    return {row["name"]: (row["gender"], row["weak"] == "true") for row in rows}
