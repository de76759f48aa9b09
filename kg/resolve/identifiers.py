"""What an entity is called: in go groups of chains, out come their labels and ids.

An entity of the gazetteer has the slug of its label there; others have the slug of their full name. Where several have
one slug, all but the gazetteer's carry a hash of their first mention as well.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from kg.lexicon.gazetteer import Entry
from kg.lexicon.names import slug
from kg.model import EntityType
from kg.resolve.model import ChainSummary
from kg.resolve.names import analyse, trimmed

_HASH_LETTERS = 8
_TYPE_ORDER = {type_: place for place, type_ in enumerate(get_args(EntityType))}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a group is called, and how it comes by that name.

    `table` tells that the gazetteer has it, `strong` that the name alone tells it from others in further documents,
    `own` that a user split it off, so that its id must carry a hash.
    """

    label: str
    type: EntityType
    slug: str
    hash: str
    table: bool
    strong: bool
    own: bool = False

    def renamed(self, label: str) -> Naming:
        """Return this naming with another label; the id stays."""
        return replace(self, label=label)


def name_group(chains: Sequence[ChainSummary], entry: Entry | None, *, own: bool = False) -> Naming:
    """Return the naming of a group: by the gazetteer, or else by its fullest label in its commonest spelling."""
    first = min(chains, key=lambda chain: (chain.document, chain.start))
    digest = hashlib.sha256(f"{first.document}:{first.start}".encode()).hexdigest()[:_HASH_LETTERS]
    if entry is not None:
        return Naming(entry.label, entry.type, entry.id, digest, table=True, strong=True, own=own)
    label, canonical = _labels(chains)
    type_ = commonest_type(chains)
    strong = analyse(label, type_).strong
    return Naming(label, type_, slug(canonical), digest, table=False, strong=strong, own=own)


def give_ids(namings: Mapping[int, Naming]) -> dict[int, str]:
    """Return an id for each group, by its root."""
    holders: dict[str, list[int]] = defaultdict(list)
    for root, naming in namings.items():
        holders[naming.slug].append(root)
    ids: dict[int, str] = {}
    for own_slug, roots in holders.items():
        plain = [root for root in roots if not namings[root].own]
        tables = [root for root in plain if namings[root].table]
        candidates = tables or plain
        for root in roots:
            ids[root] = own_slug if candidates == [root] else f"{own_slug}.{namings[root].hash}"
    return ids


def commonest_type(chains: Iterable[ChainSummary]) -> EntityType:
    """Return the type that most chains have; of equal ones that which the contract names first."""
    counted = Counter(chain.type for chain in chains)
    return min(counted, key=lambda type_: (-counted[type_], _TYPE_ORDER[type_]))


def all_names(chains: Iterable[ChainSummary], label: str) -> tuple[str, ...]:
    """Return the label and then all other names of a group, those of most documents first."""
    counted = Counter(name for chain in chains for name in {chain.label, *chain.names})
    ordered = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(dict.fromkeys((label, *ordered)))


def _labels(chains: Sequence[ChainSummary]) -> tuple[str, str]:
    """Return the label to show, and the spelling that the id is made from, which further documents do not change.

    Of labels the fullest counts, unless it took in a word before the name ("Fault Ted Cruz"); of its spellings the commonest is
    shown, and the first in the alphabet of those that are not all capitals makes the id.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    fullness: dict[str, tuple[bool, bool, int]] = {}
    for chain in chains:
        name = analyse(chain.label, chain.type)
        spellings[name.key][chain.label] += 1
        clean = trimmed(name) is None
        fullness[name.key] = max((name.strong, clean, len(name.tokens)), fullness.get(name.key, (False, False, 0)))
    key = min(spellings, key=lambda key: (tuple(-int(part) for part in fullness[key]), key))
    counted = spellings[key]
    label = min(counted, key=lambda text: (text.isupper(), -counted[text], text))
    return label, min(counted, key=lambda text: (text.isupper(), slug(text)))
