"""One run over some chains: in go chains, decisions and what must be known of all others, out come their entities.

The result is a function of the set of chains and the decisions: the order in which documents came changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.lexicon.gazetteer import Entry, Gazetteer
from kg.resolve.cascade import Cascade
from kg.resolve.decisions import Decisions
from kg.resolve.groups import Groups
from kg.resolve.identifiers import Naming, all_names, give_ids, name_group
from kg.resolve.model import ChainSummary, Doubt, Evidence, ResolvedEntity
from kg.resolve.replay import Replay
from kg.resolve.support import Corpus


class Joining:
    """Chains, sorted by their keys, that were joined.

    `entities` are sorted by their ids; `entity_of` and `evidence_of` give of each chain, by its number in `chains`, the id
    and the reason. `moved` are ids that a merge ended with those that took them over, `unused` the numbers of decisions
    that found nothing.
    """

    def __init__(
        self, chains: Iterable[ChainSummary], decisions: Decisions, gazetteer: Gazetteer, corpus: Corpus
    ) -> None:
        by_key = {chain.key: chain for chain in chains}
        self.chains = [by_key[key] for key in sorted(by_key)]
        self._groups = groups = Groups(self.chains)
        replay = Replay(self.chains, groups, decisions)
        replay.before_rules()
        active = [number for number in range(len(self.chains)) if number not in replay.own]
        self._rules = Cascade(self.chains, active, groups, gazetteer, corpus)
        self._rules.run()
        if decisions.active:
            namings = _namings(self.chains, groups, self._rules.entries, replay)
            replay.after_rules({id: root for root, id in give_ids(namings).items() if namings[root].strong})
        namings = _namings(self.chains, groups, self._rules.entries, replay)
        self._ids = ids = give_ids(namings)
        self.entity_of: tuple[str, ...] = tuple(ids[groups.find(number)] for number in range(len(self.chains)))
        self.evidence_of: Sequence[Evidence | None] = groups.evidence
        entities = (_entity(ids[root], naming, root, self.chains, groups) for root, naming in namings.items())
        self.entities = tuple(sorted(entities, key=lambda entity: entity.id))
        self.moved = {id: ids[groups.find(number)] for id, number in replay.moved.items()}
        self.unused = tuple(replay.unused)

    def review(self) -> tuple[Doubt, ...]:
        """Return the pairs that are two entities in the end and were not decided on, the likeliest first."""
        groups, ids = self._groups, self._ids
        doubts: dict[tuple[str, str], Doubt] = {}
        for pair, (score, evidence) in self._rules.doubts.items():
            one, other = sorted(groups.find(number) for number in pair)
            if one == other or not groups.may_join(one, other):
                continue
            first, second = sorted((ids[one], ids[other]))
            doubt = Doubt(first, second, score, evidence)
            known = doubts.get((first, second))
            if known is None or (-known.score, known.evidence.rule) > (-score, evidence.rule):
                doubts[first, second] = doubt
        return in_review(doubts.values())


def in_review(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return doubts with the likeliest first."""
    return tuple(sorted(doubts, key=lambda doubt: (-doubt.score, doubt.first, doubt.second)))


def _namings(
    chains: Sequence[ChainSummary], groups: Groups, entries: Mapping[int, Entry], replay: Replay
) -> dict[int, Naming]:
    """Return what each group is called, by its root: a merged one as that which was kept, a split one by itself."""
    of_root: dict[int, list[Entry]] = defaultdict(list)
    for number, listed in sorted(entries.items()):
        of_root[groups.find(number)].append(listed)
    namings: dict[int, Naming] = {}
    for root in groups.roots():
        members = replay.naming.get(root) or groups.members(root)
        of_kept = [entries[number] for number in sorted(members) if number in entries]
        entry = next(iter(of_kept or of_root.get(root, [])), None)
        own = all(number in replay.own for number in members)
        naming = name_group([chains[number] for number in members], entry, own=own)
        namings[root] = naming.renamed(replay.labels[root]) if root in replay.labels else naming
    return namings


def _entity(id: str, naming: Naming, root: int, chains: Sequence[ChainSummary], groups: Groups) -> ResolvedEntity:
    members = [chains[number] for number in sorted(groups.members(root))]
    return ResolvedEntity(
        id=id,
        label=naming.label,
        type=naming.type,
        names=all_names(members, naming.label),
        wikidata=groups.wikidata(root),
        evidence=tuple(
            sorted(groups.reasons(root), key=lambda evidence: (evidence.rule, evidence.value, evidence.shared))
        ),
        chains=tuple(chain.key for chain in members),
        mentions=sum(len(chain.starts) for chain in members),
        documents=len({chain.document for chain in members}),
    )
