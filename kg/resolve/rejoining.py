"""Joining what a change concerns: in go the chains that come and go, out come the parts of the corpus that change.

A *part* is a set of chains that meet in blocks (`kg.resolve.blocks`), with the entities that they are; no rule looks from one
part into another. When documents come or go, the parts in whose blocks their chains are are joined anew, and the others stay
as they are. The result is that of joining all chains at once. What rules must know of the whole corpus is counted:
neighbours that a fifth of all documents have, and first names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.blocks import Blocks, Filing, decision_keys, mentions_of, split_off
from kg.resolve.decisions import Decisions, MentionRef
from kg.resolve.joining import Joining
from kg.resolve.model import ChainSummary, Resolution
from kg.resolve.partition import Partition
from kg.resolve.parts import Ledger, Part
from kg.resolve.resolver import heir
from kg.resolve.support import Corpus, find_everywhere, neighbours_by_document

Load = Callable[[Iterable[int]], Mapping[int, Part]]
"""Gives parts by their numbers."""


@dataclass(frozen=True)
class Rejoined:
    """What changed: parts that are no more, and those in their place, by their numbers; the ledger is that of now."""

    ledger: Ledger
    gone: Mapping[int, Part]
    made: Mapping[int, Part]
    redirects_before: Mapping[str, str]


class Rejoining:
    """One change of a corpus, whose ledger it takes over and changes."""

    def __init__(self, ledger: Ledger, load: Load, gazetteer: Gazetteer) -> None:
        self._ledger = ledger
        self._load = load
        self._gazetteer = gazetteer
        self._filing = Filing(gazetteer)
        self._loaded: dict[int, Part] = {}

    def change(
        self,
        gone: Collection[str],
        new: Sequence[ChainSummary],
        decisions: Decisions,
        former: Decisions,
        previous: Resolution | None = None,
    ) -> Rejoined:
        """Return what changes when documents go, chains of others come, and other decisions hold than before.

        `previous` is who was who before where there is no ledger of it.
        """
        ledger, gone = self._ledger, frozenset(gone)
        redirects_before = dict(ledger.redirects if previous is None else previous.redirects)
        self._need(part for id in gone for part in ledger.documents.get(id, ()))
        self._need(part for chain in new for part in self._met(self._filing.blocks(chain)))
        self._need(self._decided_on(decisions), self._decided_on(former))
        everywhere = self._count_neighbours(gone, new)
        own = split_off(decisions)
        elsewhere = self._count_first_names(gone, new, own)
        joining = Joining((*self._kept(gone), *new), decisions, self._gazetteer, Corpus(everywhere, elsewhere))
        parts = Partition(joining, self._filing, decisions, own).parts()
        made = {ledger.next + place: part for place, part in enumerate(parts)}
        for number, part in self._loaded.items():
            ledger.strike(number, part, self._filing)
        for number, part in made.items():
            ledger.enter(number, part, self._filing)
        self._redirect(joining, previous)
        ledger.unused = list(joining.unused)
        return Rejoined(ledger, self._loaded, made, redirects_before)

    def _kept(self, gone: Collection[str]) -> Iterator[ChainSummary]:
        """Yield the chains of the loaded parts but those of documents that go."""
        return (chain for part in self._loaded.values() for chain in part.chains if chain.document not in gone)

    def _need(self, *parts: Iterable[int]) -> None:
        """Load parts that are not loaded yet."""
        wanted = sorted({part for some in parts for part in some} - self._loaded.keys())
        if wanted:
            self._loaded.update(self._load(wanted))

    def _met(self, blocks: Blocks) -> Iterator[int]:
        """Yield the parts that a chain meets."""
        ledger = self._ledger
        for key in (*blocks.joint, *blocks.offers):
            if key in ledger.keys:
                yield ledger.keys[key]
        for key in blocks.joint:
            yield from ledger.offers.get(key, ())

    def _decided_on(self, decisions: Decisions) -> Iterator[int]:
        """Yield the parts that decisions may be about: by ids and by mentions."""
        for decision in decisions.active:
            for key in decision_keys(decision):
                if key in self._ledger.keys:
                    yield self._ledger.keys[key]
            for mention in mentions_of(decision):
                yield from self._ledger.documents.get(mention.document, ())

    def _count_neighbours(self, gone: Collection[str], new: Iterable[ChainSummary]) -> frozenset[str]:
        """Count the neighbours anew, and return those that are everywhere; where these change, all parts are needed."""
        ledger = self._ledger
        before = find_everywhere(ledger.neighbours, len(ledger.documents))
        leaving = [chain for part in self._loaded.values() for chain in part.chains if chain.document in gone]
        for chains, step in ((leaving, -1), (new, 1)):
            for neighbours in neighbours_by_document(chains).values():
                for neighbour in neighbours:
                    ledger.neighbours[neighbour] = ledger.neighbours.get(neighbour, 0) + step
        for chain in leaving:
            for neighbour in chain.neighbours:
                if ledger.neighbours.get(neighbour) == 0:
                    del ledger.neighbours[neighbour]
        documents = (ledger.documents.keys() - gone) | {chain.document for chain in new}
        now = find_everywhere(ledger.neighbours, len(documents))
        if now != before:
            self._need(ledger.parts())
        return now

    def _count_first_names(
        self, gone: Collection[str], new: Iterable[ChainSummary], own: Collection[MentionRef]
    ) -> frozenset[str]:
        """Count first names anew, load the parts for which it matters, and return those that all other parts have."""
        ledger, before = self._ledger, self._ledger.first_names
        now = Counter(before)
        now.subtract(self._here())
        now.update(coming := self._filing.first_names((*self._kept(gone), *new), own))
        loaded = len(self._loaded)
        for name, asking in ledger.asked.items():
            if before.get(name, 0) != now[name]:
                self._need(one for one, own in asking.items() if (before.get(name, 0) > own) != (now[name] > own))
        late = list(self._loaded.values())[loaded:]
        here = coming + sum((Counter(part.first_names) for part in late), Counter[str]())
        ledger.first_names = {name: count for name, count in sorted(now.items()) if count > 0}
        return frozenset(name for name, count in ledger.first_names.items() if count > here[name])

    def _here(self) -> Counter[str]:
        """Count the first names in the parts that are loaded."""
        here = Counter[str]()
        for part in self._loaded.values():
            here.update(part.first_names)
        return here

    def _redirect(self, joining: Joining, previous: Resolution | None) -> None:
        """Note where ids of before lead: to the entity that has most of their chains now, or where a merge put them.

        An id that a loaded part had is in none of the other parts, which would have its key.
        """
        entity_of = {chain.key: id for chain, id in zip(joining.chains, joining.entity_of, strict=True)}
        live = frozenset(joining.entity_of)
        before = [entity for part in self._loaded.values() for entity in part.entities]
        before = before if previous is None else list(previous.entities)
        was_here = {entity.id for entity in before}
        redirects = dict(joining.moved)
        for entity in before:
            target = None if entity.id in live else heir(entity.chains, entity_of)
            if target is not None:
                redirects[entity.id] = target
        for old, target in (self._ledger.redirects if previous is None else previous.redirects).items():
            redirects.setdefault(old, redirects.get(target, target))
        self._ledger.redirects = {
            old: target
            for old, target in sorted(redirects.items())
            if old not in live and (target in live or (previous is None and target not in was_here))
        }
