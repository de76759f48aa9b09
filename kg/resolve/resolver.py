"""Entities across documents: in go annotated documents, or summaries of their chains, and out comes who is who.

All chains are joined in one run here; `kg.resolve.rejoining` joins those that a change concerns, with the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.lexicon.gazetteer import Gazetteer, load_gazetteer
from kg.model import AnnotatedDocument
from kg.resolve.decisions import NO_DECISIONS, Decisions
from kg.resolve.joining import Joining
from kg.resolve.model import ChainKey, ChainSummary, Resolution
from kg.resolve.summary import summarise
from kg.resolve.support import Corpus, find_everywhere, neighbours_by_document


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
    chains = tuple(chains)
    documents = neighbours_by_document(chains)
    often = Counter(neighbour for neighbours in documents.values() for neighbour in neighbours)
    corpus = Corpus(find_everywhere(often, len(documents)))
    joining = Joining(chains, decisions, gazetteer or load_gazetteer(), corpus)
    entity_of = {chain.key: id for chain, id in zip(joining.chains, joining.entity_of, strict=True)}
    evidence = zip(joining.chains, joining.evidence_of, strict=True)
    return Resolution(
        entities=joining.entities,
        entity_of=entity_of,
        evidence_of={chain.key: reason for chain, reason in evidence if reason is not None},
        redirects=_redirects(joining.moved, frozenset(joining.entity_of), entity_of, previous),
        review=joining.review(),
        unused=joining.unused,
        summaries={chain.key: chain for chain in joining.chains},
    )


def _redirects(
    moved: Mapping[str, str], live: frozenset[str], entity_of: Mapping[ChainKey, str], previous: Resolution | None
) -> dict[str, str]:
    """Return where ids of before lead: to the entity that has most of their chains now, or where a merge put them."""
    redirects = dict(moved)
    if previous is not None:
        for entity in previous.entities:
            if entity.id not in live:
                target = heir(entity.chains, entity_of)
                if target is not None:
                    redirects[entity.id] = target
        for old, target in previous.redirects.items():
            redirects.setdefault(old, redirects.get(target, target))
    return {old: target for old, target in sorted(redirects.items()) if old not in live and target in live}


def heir(chains: Iterable[ChainKey], entity_of: Mapping[ChainKey, str]) -> str | None:
    """Return the entity that most of these chains have now; None where none of them is there."""
    now = Counter(entity_of[chain] for chain in chains if chain in entity_of)
    return min(now, key=lambda id: (-now[id], id)) if now else None
