"""Writes a table of names: in go records one by one, out comes a file; the same records give the same bytes.

While records come, only numbers are held in memory, some 30 bytes a name; the records themselves wait on disk.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kg.errors import SchemaError
from kg.lexicon.authority.layout import ALIGNED, MAGIC, WIDTHS, Head, Imported, fingerprint, short_fingerprint
from kg.lexicon.authority.record import Record
from kg.lexicon.gazetteer import spellings
from kg.lexicon.names import slug

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.unsignedinteger[Any]]

_MOST_PIECES = 15
"""Longer names are titles of works and laws that no text repeats in full."""
_CHUNK = 1 << 20
_MOST = 2**32 - 1


class TableWriter:
    """Gathers records, and writes them with `finish`.

    Of records with one Q-id the first is kept, and takes the names of the others: authority files overlap.
    """

    def __init__(self, path: Path) -> None:
        """Take the path of the table to be; what waits on disk waits beside it."""
        self.path = path
        try:
            self._waiting = tempfile.TemporaryFile(dir=path.absolute().parent)  # noqa: SIM115 - closed in `close`
        except OSError as problem:
            raise SchemaError(f"{path}: cannot be written: {problem.strerror or problem}") from problem
        self._offsets = array("Q", [0])
        self._notes = array("I")
        self._ids = array("Q")
        self._links = array("I")
        self._linked = array("I")
        self._number_of: dict[int, int] = {}
        self._keys = array("Q")
        self._checks = array("I")
        self._holders = array("I")
        self._starts: dict[str, int] = {}
        self._types: Counter[str] = Counter()

    def add(self, record: Record) -> bool:
        """Take in a record; return False where its Q-id was there already, or none of its names can be looked for."""
        keys = {pieces for name in (record.label, *record.aliases) for pieces in spellings(name)}
        keys = {pieces for pieces in keys if len(pieces) <= _MOST_PIECES}
        if not keys:
            return False
        number = self._number_of.get(record.wikidata) if record.wikidata is not None else None
        new = number is None
        if number is None:
            number = self._append(record)
        for pieces in sorted(keys):
            key, check = fingerprint(pieces)
            self._keys.append(key)
            self._checks.append(check)
            self._holders.append(number)
            if len(pieces) > self._starts.get(pieces[0], 0):
                self._starts[pieces[0]] = len(pieces)
        return new

    def _append(self, record: Record) -> int:
        number = len(self._notes)
        body = msgspec.msgpack.encode(record)
        self._waiting.write(body)
        self._offsets.append(self._offsets[-1] + len(body))
        self._notes.append(min(record.note, _MOST))
        self._ids.append(short_fingerprint(slug(record.label)))
        if record.wikidata is not None:
            self._number_of[record.wikidata] = number
            self._links.append(record.wikidata)
            self._linked.append(number)
        self._types[record.type] += 1
        return number

    def finish(self, sources: Sequence[Imported]) -> Head:
        """Write the table, whole or not at all, and return its head."""
        import numpy as np

        order = np.argsort(-np.asarray(self._notes, dtype=np.int64), kind="stable")
        place = np.empty(len(order), dtype=np.uint32)
        place[order] = np.arange(len(order), dtype=np.uint32)
        parts = self._columns(order, place)
        lengths = {name: part.nbytes for name, part in parts.items()}
        lengths["records"] = self._offsets[-1]
        places = _placed(lengths)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            head = self._head(parts, places, order, sources)
            with temporary.open("wb") as file:
                content = msgspec.json.encode(head)
                start = MAGIC + len(content).to_bytes(4, "little") + content
                file.write(start + bytes(-len(start) % ALIGNED))
                for piece in self._body(parts, places, order):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except OSError as problem:
            temporary.unlink(missing_ok=True)
            raise SchemaError(f"{self.path}: cannot be written: {problem.strerror or problem}") from problem
        return head

    def close(self) -> None:
        """Let go of what waited on disk."""
        self._waiting.close()

    def _columns(self, order: NDArray[np.intp], place: NDArray[np.uint32]) -> dict[str, Numbers]:
        """Return all parts but the records, each sorted by what is looked for in it, then by the records' places."""
        import numpy as np

        keys, checks = np.asarray(self._keys), np.asarray(self._checks)
        holders = place[np.asarray(self._holders)] if len(self._holders) else np.zeros(0, dtype=np.uint32)
        names = np.lexsort((holders, keys))
        starts = sorted((short_fingerprint(first), reach) for first, reach in self._starts.items())
        links = np.asarray(self._links)
        linked = place[np.asarray(self._linked)] if len(self._linked) else np.zeros(0, dtype=np.uint32)
        by_link = np.argsort(links, kind="stable")
        ids = np.asarray(self._ids)[order]
        by_id = np.argsort(ids, kind="stable")
        own = np.ones(len(by_id), dtype=bool)
        own[1:] = ids[by_id][1:] != ids[by_id][:-1]
        offsets = np.asarray(self._offsets)
        lengths = (offsets[1:] - offsets[:-1])[order]
        return {
            "keys": keys[names],
            "checks": checks[names],
            "holders": holders[names],
            "starts": np.array([key for key, _ in starts], dtype=np.uint64),
            "reach": np.array([reach for _, reach in starts], dtype=np.uint8),
            "links": links[by_link],
            "linked": linked[by_link],
            "ids": ids[by_id][own],
            "named": by_id[own].astype(np.uint32),
            "offsets": np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(lengths, dtype=np.uint64))),
        }

    def _head(
        self,
        parts: dict[str, Numbers],
        places: dict[str, tuple[int, int]],
        order: NDArray[np.intp],
        sources: Sequence[Imported],
    ) -> Head:
        digest = hashlib.sha256()
        for piece in self._body(parts, places, order):
            digest.update(piece)
        types = dict(sorted(self._types.items()))
        return Head(len(self._notes), len(self._keys), types, tuple(sources), places, digest.hexdigest())

    def _body(
        self, parts: dict[str, Numbers], places: dict[str, tuple[int, int]], order: NDArray[np.intp]
    ) -> Iterator[bytes]:
        """Yield all parts in their order, each filled up to where the next one begins."""
        for name in WIDTHS:
            if name == "records":
                yield from self._records(order)
            else:
                yield parts[name].tobytes()
            yield bytes(-places[name][1] % ALIGNED)

    def _records(self, order: NDArray[np.intp]) -> Iterator[bytes]:
        """Yield the records in their final order; those that lie side by side are read at once."""
        run: list[tuple[int, int]] = []
        for number in map(int, order):
            start, end = self._offsets[number], self._offsets[number + 1]
            if run and (run[-1][1] != start or end - run[0][0] > _CHUNK):
                yield self._read(run[0][0], run[-1][1])
                run.clear()
            run.append((start, end))
        if run:
            yield self._read(run[0][0], run[-1][1])

    def _read(self, start: int, end: int) -> bytes:
        self._waiting.seek(start)
        return self._waiting.read(end - start)


def _placed(lengths: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return the offset and the length of each part."""
    ends = [0]
    for name in WIDTHS:
        ends.append(ends[-1] + lengths[name] + -lengths[name] % ALIGNED)
    return {name: (start, lengths[name]) for name, (start, _) in zip(WIDTHS, pairwise(ends), strict=True)}
