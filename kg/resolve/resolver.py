"""Entities across documents: in go annotated documents, or summaries of their chains, and out comes who is who.

The result is a function of the set of chains and the decisions: the order in which documents came changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.lexicon.gazetteer import Entry, Gazetteer, load_gazetteer
from kg.model import AnnotatedDocument
from kg.resolve.cascade import Cascade
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.resolve.groups import Groups
from kg.resolve.identifiers import Naming, all_names, give_ids, name_group
from kg.resolve.model import ChainKey, ChainSummary, Doubt, Resolution, ResolvedEntity
from kg.resolve.replay import Replay
from kg.resolve.summary import summarise


def resolve(
    documents: Iterable[AnnotatedDocument],
    decisions: Decisions = NO_DECISIONS,
    gazetteer: Gazetteer | None = None,
    previous: Resolution | None = None,
) -> Resolution:
    """Return the entities of these documents; ids that `previous` has and that are no more leave redirects."""
    chains = (chain for document in documents for chain in summarise(document))
    return resolve_chains(chains, decisions, gazetteer, previous)


def resolve_chains(
    chains: Iterable[ChainSummary],
    decisions: Decisions = NO_DECISIONS,
    gazetteer: Gazetteer | None = None,
    previous: Resolution | None = None,
) -> Resolution:
    """Return the entities of these chains, which a store keeps so that it need not read whole documents again."""
    by_key = {chain.key: chain for chain in chains}
    ordered = [by_key[key] for key in sorted(by_key)]
    groups = Groups(ordered)
    replay = Replay(ordered, groups, decisions)
    replay.before_rules()
    rules = Cascade(
        ordered, [n for n in range(len(ordered)) if n not in replay.own], groups, gazetteer or load_gazetteer()
    )
    rules.run()
    if decisions.active:
        namings = _namings(ordered, groups, rules.entries, replay)
        replay.after_rules({id: root for root, id in give_ids(namings).items() if namings[root].strong})
    namings = _namings(ordered, groups, rules.entries, replay)
    ids = give_ids(namings)
    entity_of = {chain.key: ids[groups.find(number)] for number, chain in enumerate(ordered)}
    entities = (_entity(ids[root], naming, root, ordered, groups) for root, naming in namings.items())
    moved = {id: ids[groups.find(number)] for id, number in replay.moved.items()}
    return Resolution(
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        entity_of=entity_of,
        evidence_of={ordered[n].key: evidence for n, evidence in enumerate(groups.evidence) if evidence is not None},
        redirects=_redirects(moved, frozenset(ids.values()), entity_of, previous),
        review=_review(rules, groups, ids),
        unused=tuple(replay.unused),
        summaries=by_key,
    )


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


def _redirects(
    moved: Mapping[str, str], live: frozenset[str], entity_of: Mapping[ChainKey, str], previous: Resolution | None
) -> dict[str, str]:
    """Return where ids of before lead: to the entity that has most of their chains now, or where a merge put them."""
    redirects = dict(moved)
    if previous is not None:
        for entity in previous.entities:
            if entity.id not in live:
                now = Counter(entity_of[chain] for chain in entity.chains if chain in entity_of)
                if now:
                    redirects[entity.id] = min(now, key=lambda id: (-now[id], id))
        for old, target in previous.redirects.items():
            redirects.setdefault(old, redirects.get(target, target))
    return {old: target for old, target in sorted(redirects.items()) if old not in live and target in live}


def _review(rules: Cascade, groups: Groups, ids: Mapping[int, str]) -> tuple[Doubt, ...]:
    """Return the pairs that are two entities in the end and were not decided on, the likeliest first."""
    doubts: dict[tuple[str, str], Doubt] = {}
    for pair, (score, evidence) in rules.doubts.items():
        one, other = sorted(groups.find(number) for number in pair)
        if one == other or not groups.may_join(one, other):
            continue
        first, second = sorted((ids[one], ids[other]))
        doubt = Doubt(first, second, score, evidence)
        known = doubts.get((first, second))
        if known is None or (-known.score, known.evidence.rule) > (-score, evidence.rule):
            doubts[first, second] = doubt
    return tuple(sorted(doubts.values(), key=lambda doubt: (-doubt.score, doubt.first, doubt.second)))
