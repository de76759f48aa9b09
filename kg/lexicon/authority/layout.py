"""How a table of names lies in its file: a head, then arrays in which a name is found by bisection, then the records.

    8 bytes     kgnames1
    4 bytes     the length of the head
    head        JSON: how much there is, where each part begins, what it was made from, a hash of all parts
    keys        the hash of each name, ascending (8 bytes each)
    checks      32 further bits of that hash, so that no other word passes for the name
    holders     the number of the record that has the name
    starts      the hash of each first piece of a name, ascending (8 bytes)
    reach       how many pieces the longest name has that starts so (1 byte)
    links       the numbers of the Q-ids, ascending (4 bytes), and
    linked      their records
    ids         the hashes of the entries' ids, ascending (8 bytes), and
    named       their records
    offsets     where each record begins in the last part (8 bytes), and where that ends
    records     MessagePack

Numbers are little-endian, every part begins at a multiple of 8. Nothing is read when a table is opened but its head: the
system maps the rest and brings in the pages that are looked into, and processes share them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

import msgspec

MAGIC = b"kgnames1"
SUFFIX = ".kgnames"
ALIGNED = 8
WIDTHS: dict[str, Literal["B", "I", "Q"]] = {
    "keys": "Q",
    "checks": "I",
    "holders": "I",
    "starts": "Q",
    "reach": "B",
    "links": "I",
    "linked": "I",
    "ids": "Q",
    "named": "I",
    "offsets": "Q",
    "records": "B",
}
"""The parts in their order, with the codes of their numbers as `array` and `memoryview` name them."""
_BETWEEN = "\x1f"


class Imported(msgspec.Struct, frozen=True):
    """One file that a table was made from: its name, its format, how many things it gave."""

    file: str
    format: str
    records: int


class Head(msgspec.Struct, frozen=True):
    """The head of a table: `parts` gives the offset and length of each in bytes, counted from the end of the head."""

    records: int
    names: int
    types: dict[str, int]
    sources: tuple[Imported, ...]
    parts: dict[str, tuple[int, int]]
    digest: str


def fingerprint(pieces: Sequence[str]) -> tuple[int, int]:
    """Return the 64 and the 32 bits by which a name is found, from its pieces."""
    digest = hashlib.blake2b(_BETWEEN.join(pieces).encode(), digest_size=12).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def short_fingerprint(text: str) -> int:
    """Return the 64 bits by which the first piece of a name, or the id of an entry, is found."""
    return fingerprint((text,))[0]
