from collections.abc import Callable

import pytest

from kg.lexicon.gazetteer import Gazetteer
from kg.model import EntityType
from kg.resolve import ChainSummary, Resolution, resolve_chains

MakeChain = Callable[..., ChainSummary]


def make_chain(
    document: str,
    chain: int,
    label: str,
    type_: EntityType = "Person",
    *,
    names: tuple[str, ...] = (),
    wikidata: str | None = None,
    roles: tuple[str, ...] = (),
    near: tuple[str, ...] = (),
    entity: str | None = None,
) -> ChainSummary:
    start = chain * 100
    return ChainSummary(
        document=document,
        chain=chain,
        entity=entity or f"{label}-{chain}",
        start=start,
        end=start + len(label),
        starts=(start, start + 50),
        label=label,
        type=type_,
        names=(label, *names),
        wikidata=wikidata,
        roles=roles,
        neighbours=near,
    )


def joined(resolution: Resolution) -> set[frozenset[str]]:
    """The groups of more than one chain, each chain written as document and number."""
    return {
        frozenset(f"{document}{chain}" for document, chain in entity.chains)
        for entity in resolution.entities
        if len(entity.chains) > 1
    }


@pytest.fixture(scope="session")
def chain() -> MakeChain:
    return make_chain


@pytest.fixture(scope="session")
def no_gazetteer() -> Gazetteer:
    return Gazetteer([])


@pytest.fixture(scope="session")
def groups_of(no_gazetteer: Gazetteer) -> Callable[..., set[frozenset[str]]]:
    def groups(*chains: ChainSummary) -> set[frozenset[str]]:
        return joined(resolve_chains(chains, gazetteer=no_gazetteer))

    return groups
