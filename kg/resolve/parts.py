"""Parts of a corpus: chains that meet in blocks, with the entities that they are, and the ledger of where everything is.

In go parts, out comes who is who in all of them. No rule looks from one part into another, so that each can be kept by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.blocks import Filing, Key, split_off
from kg.resolve.decisions import Decisions
from kg.resolve.joining import in_review
from kg.resolve.model import ChainKey, ChainSummary, Doubt, Evidence, Resolution, ResolvedEntity
from kg.resolve.support import neighbours_by_document

_K = TypeVar("_K")


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Chains in their order, and what they are: the place in `entities` of each, and the reason.

    `review` are the doubts among them. `first_names` counts the chains of people by first names, `asked` are the surnames
    that must be nobody's first name, with how many of the part's own chains have it as one.
    """

    chains: tuple[ChainSummary, ...]
    entities: tuple[ResolvedEntity, ...]
    entity_of: tuple[int, ...]
    evidence_of: tuple[Evidence | None, ...]
    review: tuple[Doubt, ...]
    first_names: dict[str, int]
    asked: dict[str, int]

    def ids(self) -> Iterator[tuple[ChainKey, str]]:
        """Yield each chain's key with the id of its entity."""
        for chain, place in zip(self.chains, self.entity_of, strict=True):
            yield chain.key, self.entities[place].id


class Ledger(msgspec.Struct):
    """Where everything is: the parts by the keys of their blocks and by their documents, and the counts of the corpus.

    `keys` are joint keys, which one part has; `offers` those of the parts that offer it. `asked` gives for a surname the
    parts that ask for it as a first name, with the count of their own.
    """

    keys: dict[Key, int] = {}
    offers: dict[Key, list[int]] = {}
    documents: dict[str, list[int]] = {}
    neighbours: dict[str, int] = {}
    first_names: dict[str, int] = {}
    asked: dict[str, dict[int, int]] = {}
    redirects: dict[str, str] = {}
    unused: list[int] = []
    next: int = 0

    def parts(self) -> set[int]:
        """Return the numbers of all parts."""
        return {part for parts in self.documents.values() for part in parts}

    def is_of(self, chains: Collection[ChainSummary], decisions: Decisions, gazetteer: Gazetteer) -> bool:
        """Tell whether this is the ledger of these chains, however they are numbered as parts."""
        filing = Filing(gazetteer)
        blocks = filing.distinct(chains)
        joint, offers = ({key for one in blocks for key in one.joint}, {key for one in blocks for key in one.offers})
        often = Counter(one for neighbours in neighbours_by_document(chains).values() for one in neighbours)
        return (
            self.keys.keys() == joint
            and self.offers.keys() == offers
            and self.documents.keys() == {chain.document for chain in chains}
            and self.neighbours == often
            and self.first_names == filing.first_names(chains, split_off(decisions))
            and self.asked.keys() == {one.asked for one in blocks} - {None}
        )

    def enter(self, number: int, part: Part, filing: Filing) -> None:
        """Take a part in, under its number."""
        for blocks in filing.distinct(part.chains):
            self.keys.update(dict.fromkeys(blocks.joint, number))
            for key in blocks.offers:
                _enter(self.offers, key, number)
        for document in {chain.document for chain in part.chains}:
            _enter(self.documents, document, number)
        for name, count in part.asked.items():
            self.asked.setdefault(name, {})[number] = count
        self.next = max(self.next, number + 1)

    def strike(self, number: int, part: Part, filing: Filing) -> None:
        """Take a part out."""
        for blocks in filing.distinct(part.chains):
            for key in blocks.joint:
                self.keys.pop(key, None)
            for key in blocks.offers:
                _strike(self.offers, key, number)
        for document in {chain.document for chain in part.chains}:
            _strike(self.documents, document, number)
        for name in part.asked:
            del self.asked[name][number]
            if not self.asked[name]:
                del self.asked[name]


def assemble(ledger: Ledger, parts: Iterable[Part]) -> Resolution:
    """Return who is who in all parts of a ledger."""
    parts = tuple(parts)
    chains = sorted((chain for part in parts for chain in part.chains), key=lambda chain: chain.key)
    entity_of = {key: id for part in parts for key, id in part.ids()}
    evidence = {
        chain.key: reason
        for part in parts
        for chain, reason in zip(part.chains, part.evidence_of, strict=True)
        if reason is not None
    }
    return Resolution(
        entities=tuple(sorted((entity for part in parts for entity in part.entities), key=lambda entity: entity.id)),
        entity_of={chain.key: entity_of[chain.key] for chain in chains},
        evidence_of={chain.key: evidence[chain.key] for chain in chains if chain.key in evidence},
        redirects=ledger.redirects,
        review=in_review(doubt for part in parts for doubt in part.review),
        unused=tuple(ledger.unused),
        summaries={chain.key: chain for chain in chains},
    )


def _enter(lists: dict[_K, list[int]], key: _K, part: int) -> None:
    parts = lists.setdefault(key, [])
    if part not in parts:
        parts.append(part)


def _strike(lists: dict[_K, list[int]], key: _K, part: int) -> None:
    parts = lists.get(key, [])
    if part in parts:
        parts.remove(part)
    if not parts:
        lists.pop(key, None)
