"""Wikidata: in go lines of a JSON dump or of a part of one, out come its people, bodies, places and the like.

A dump names a class, an office and a country by their Q-ids, and what these are called may stand before or behind. So what is
kept of each item waits on disk till the end; in memory are the tree of classes (P279) and where their labels lie. An item is of
the type of the nearest class above its own that `CLASSES` has. A part of a dump need not hold the classes: those
that most things are instances of are known by themselves.
"""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from kg.lexicon.authority.importing import Importing, country_of, names_of
from kg.lexicon.authority.lines import numbered_lines
from kg.lexicon.authority.record import Record
from kg.lexicon.authority.wikidata_items import Item, read_item
from kg.lexicon.entry import Gender
from kg.model import EntityType

CLASSES: dict[int, EntityType | None] = {
    5: "Person",  # human
    6256: "Country",  # country
    3624078: "Country",  # sovereign state
    43229: "Organization",  # organization
    4830453: "Organization",  # business
    783794: "Organization",  # company
    7210356: "Organization",  # political organization
    2659904: "Organization",  # government agency
    5341295: "Organization",  # educational organization
    4438121: "Organization",  # sports organization
    15265344: "Organization",  # broadcaster
    484652: "Organization",  # international organization
    11032: "Organization",  # newspaper
    41710: "Group",  # ethnic group
    515: "Place",  # city
    486972: "Place",  # human settlement
    15642541: "Place",  # human-geographic territorial entity
    82794: "Place",  # geographic region
    2221906: "Place",  # geographic location
    35145263: "Place",  # natural geographic object
    13226383: "Facility",  # facility
    41176: "Facility",  # building
    1656682: "Event",  # event
    1485500: "Product",  # tangible good
    838948: "Work",  # work of art
    732577: "Work",  # publication
    820655: "Law",  # legislative act
    95074: None,  # fictional character: no name of news
}
"""Classes with the types of their instances, by the numbers of their Q-ids."""
_ID = re.compile(rb'"id"\s*:\s*"[QP]\d')
_SIGN = re.compile(rb'"type"\s*:\s*"(?:item|property)"|"labels"\s*:')
_GENDERS: dict[int, Gender] = {6581097: "m", 6581072: "f"}
_HUMAN = 5
_DEEPEST = 30
_MOST_ROLES = 12
_ITEMS = msgspec.msgpack.Decoder(Item)


def is_wikidata(start: bytes) -> bool:
    """Tell whether a file begins as a dump does: an array with one item a line, or items in lines."""
    line = start.removeprefix(b"[").lstrip()
    return line.startswith(b"{") and _ID.search(line[:400]) is not None and _SIGN.search(line) is not None


def read_wikidata(path: Path, file: IO[bytes], importing: Importing) -> Iterator[Record]:
    """Yield a record for each item with a label and the sitelinks that are asked for; a line that is none is skipped and told."""
    with tempfile.TemporaryFile() as waiting, tempfile.TemporaryFile() as labels:
        seen = _Seen(waiting, labels)
        for number, line in numbered_lines(path, file, importing.skip):
            body = line.strip().rstrip(b",")
            if body in (b"", b"[", b"]"):
                continue
            try:
                item = read_item(body.removeprefix(b"["), importing.filters.languages)
            except (msgspec.MsgspecError, ValueError) as problem:
                importing.bad(f"{path.name}, line {number}", f"not an item of Wikidata: {problem}")
                continue
            if item is not None:
                seen.take(item, importing.filters.sitelinks)
        yield from seen.records(importing)


class _Seen:
    """What was seen of a dump: items that wait for their types, the tree of classes, the labels of classes."""

    def __init__(self, waiting: IO[bytes], labels: IO[bytes]) -> None:
        self._waiting = waiting
        self._ends = array("Q", [0])
        self._labels = labels
        self._labelled = array("I")
        self._label_ends = array("Q", [0])
        self._children = array("I")
        self._parents = array("I")

    def take(self, item: Item, sitelinks: int) -> None:
        """Keep an item if it is taken note of enough, and what it tells of classes."""
        if item.above:
            self._keep_label(item.number, item.label)
            for parent in item.above:
                self._children.append(item.number)
                self._parents.append(parent)
        if item.classes and item.note >= sitelinks:
            body = msgspec.msgpack.encode(item)
            self._waiting.write(body)
            self._ends.append(self._ends[-1] + len(body))

    def records(self, importing: Importing) -> Iterator[Record]:
        """Yield the records of the items that have a type, in the order of the dump."""
        types = self._types({**CLASSES, **importing.classes})
        names = self._names()
        for item in self._items():
            type_ = types.get(item.classes, None)
            if type_ is None:
                importing.untyped += 1
                continue
            yield _record(item, type_, names)

    def _items(self) -> Iterator[Item]:
        self._waiting.seek(0)
        for start, end in zip(self._ends, self._ends[1:], strict=False):
            yield _ITEMS.decode(self._waiting.read(end - start))

    def _keep_label(self, number: int, label: str) -> None:
        body = label.encode()
        self._labels.write(body)
        self._labelled.append(number)
        self._label_ends.append(self._label_ends[-1] + len(body))

    def _names(self) -> dict[int, str]:
        """Return the labels of all that items refer to: classes, offices, occupations, places."""
        wanted = {number for item in self._items() for number in (*item.classes, *item.roles, *item.places)}
        found = {item.number: item.label for item in self._items() if item.number in wanted}
        for at, number in enumerate(self._labelled):
            if number in wanted and number not in found:
                start, end = self._label_ends[at], self._label_ends[at + 1]
                self._labels.seek(start)
                found[number] = self._labels.read(end - start).decode()
        return found

    def _types(self, known: dict[int, EntityType | None]) -> dict[tuple[int, ...], EntityType]:
        """Return the type of each set of classes that items have, where they have one."""
        import numpy as np

        children, parents = np.asarray(self._children), np.asarray(self._parents)
        order = np.lexsort((parents, children))
        children, parents = children[order], parents[order]

        def above(number: int) -> list[int]:
            first, end = np.searchsorted(children, number, "left"), np.searchsorted(children, number, "right")
            return [int(parent) for parent in parents[first:end]]

        nearest: dict[int, tuple[int, EntityType | None] | None] = {}
        found: dict[tuple[int, ...], EntityType] = {}
        for classes in sorted({item.classes for item in self._items()}):
            for number in classes:
                if number not in nearest:
                    nearest[number] = _nearest(number, known, above)
            told = [hit for number in classes if (hit := nearest[number]) is not None]
            if told and (type_ := min(told, key=lambda hit: hit[0])[1]) is not None:
                found[classes] = type_
        return found


def _nearest(
    number: int, known: dict[int, EntityType | None], above: Callable[[int], list[int]]
) -> tuple[int, EntityType | None] | None:
    """Return how far above a class the nearest known one is, and its type; of equally near ones that which `known` has first."""
    order = list(known)
    level, seen = [number], {number}
    for depth in range(_DEEPEST):
        hits = [one for one in level if one in known]
        if hits:
            return depth, known[min(hits, key=order.index)]
        level = [parent for one in level for parent in above(one) if parent not in seen]
        seen.update(level)
        if not level:
            return None
    return None


def _record(item: Item, type_: EntityType, names: dict[int, str]) -> Record:
    roles = _called(item.roles, names)[:_MOST_ROLES]
    kinds = () if type_ == "Person" else _called(item.classes, names)
    countries = [country for number in item.countries if (country := country_of(f"Q{number}"))]
    return Record(
        label=item.label,
        type=type_,
        aliases=names_of(item.label, item.aliases),
        wikidata=item.number,
        kind=next(iter((*roles, *kinds)), None),
        country=countries[0] if countries and type_ != "Country" else None,
        gender=next((_GENDERS[number] for number in item.genders if number in _GENDERS), None),
        description=item.description or None,
        born=item.born,
        died=item.died,
        roles=roles,
        places=names_of(item.label, _called(item.places, names)),
        source=f"Q{item.number}",
        note=item.note,
    )


def _called(numbers: Sequence[int] | Iterable[int], names: dict[int, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[number] for number in numbers if number in names))
