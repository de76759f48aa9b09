"""How alike two texts are, from the runs of five words that both have, and which texts of many are worth a look.

In goes a text, out comes its print: the hashes of its runs, and of these a MinHash signature (Broder, 1997), by which pairs
that are alike are found without comparing all. It is a few lines of numpy, which spaCy brings; datasketch would bring scipy.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

RUN = 5
"""Words of a run."""
FEWEST = 20
"""A text of fewer runs is like another one only if both have the same ones."""
ALIKE = 0.5
"""So large a part of all runs of two texts is in both: two prints of one story."""
CONTAINED, AT_LEAST = 0.8, 0.4
"""So large a part of the shorter one's runs is in the longer one, if that is a fair part of all: a story cut or added to."""

_HASHES = 126
_ROWS = 3
"""Signatures that agree in so many places in a row are compared; of pairs that are half alike, 99 in 100 do."""
_WORD = re.compile(r"\w+")


class Print(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of a text: the sorted hashes of its runs (32 bits each), and their signature."""

    runs: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: the part of all runs that both have, and the part of the shorter one's; 1.0 is all."""

    shared: float
    contained: float

    @property
    def is_copy(self) -> bool:
        """Tell whether one is a print of the other."""
        return self.shared >= ALIKE or (self.contained >= CONTAINED and self.shared >= AT_LEAST)


def print_of(text: str) -> Print:
    """Return the print of a text; case, punctuation and white space do not matter."""
    import numpy as np

    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    count = max(len(words) - RUN + 1, min(len(words), 1))
    runs = np.array(sorted({zlib.crc32(b" ".join(words[at : at + RUN])) for at in range(count)}), dtype="<u4")
    return Print(runs.tobytes(), _signature(runs).tobytes())


def likeness(one: Print, other: Print) -> Likeness:
    """Return how alike two texts are, exactly."""
    import numpy as np

    first, second = (np.frombuffer(each.runs, dtype="<u4") for each in (one, other))
    both = len(np.intersect1d(first, second, assume_unique=True))
    fewer, every = min(len(first), len(second)), len(first) + len(second) - both
    if fewer == 0 or (fewer < FEWEST and both < every):
        return Likeness(0.0, 0.0)
    return Likeness(both / every, both / fewer)


def bands(signature: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the places of a signature that are compared, each as one: texts that have none in common are not alike."""
    width = 4 * _ROWS
    return ((start, signature[start : start + width]) for start in range(0, len(signature), width))


def is_met(signature: bytes, others: Sequence[bytes]) -> bool:
    """Tell whether a signature has one of its bands in common with any of the others."""
    import numpy as np

    if not others:
        return False
    table = np.frombuffer(b"".join(others), dtype="<u4").reshape(len(others), -1, _ROWS)
    own = np.frombuffer(signature, dtype="<u4").reshape(-1, _ROWS)
    return bool((table == own).all(axis=2).any())


def _signature(runs: Any) -> Any:
    """Return the smallest hash of the runs under each of the hash functions."""
    import numpy as np

    factors, terms = _functions()
    if len(runs) == 0:
        return np.zeros(_HASHES, dtype="<u4")
    spread = (runs[:, None].astype(np.uint64) * factors + terms) >> np.uint64(32)
    return spread.min(axis=0).astype("<u4")


@lru_cache(maxsize=1)
def _functions() -> tuple[Any, Any]:
    """Return the factors (odd) and terms of the hash functions x -> (a x + b) mod 2**64 >> 32, the same everywhere."""
    import numpy as np

    drawn = hashlib.shake_256(b"kg prints").digest(16 * _HASHES)
    numbers = np.frombuffer(drawn, dtype="<u8").reshape(2, _HASHES)
    return numbers[0] | np.uint64(1), numbers[1]
