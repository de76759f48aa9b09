"""A JSON document with one long array in it, written as its members come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec


def write_with_array(file: IO[bytes], head: Mapping[str, Any], name: str, members: Iterable[Mapping[str, Any]]) -> None:
    """Write an object: the fields of `head`, and under `name` the array of the members, one a line."""
    begun = msgspec.json.encode(head)
    file.write(begun[:-1] + (b"," if head else b"") + msgspec.json.encode(name) + b":[")
    before = b"\n"
    for member in members:
        file.write(before + msgspec.json.encode(member))
        before = b",\n"
    file.write(b"\n]}\n")
