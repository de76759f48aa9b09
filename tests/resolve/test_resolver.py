import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.gazetteer import Gazetteer
from kg.model import EntityType
from kg.resolve import NO_DECISIONS, ChainSummary, Resolution, resolve_chains
from kg.resolve.decisions import EntityRef, MentionRef, Merge, Split

Chain = Callable[..., ChainSummary]

NAMES: list[tuple[str, EntityType]] = [
    ("John Kirby", "Person"),
    ("John F. Kirby", "Person"),
    ("Kirby", "Person"),
    ("Jack Kirby", "Person"),
    ("Kim Jong Un", "Person"),
    ("Kim Jong-un", "Person"),
    ("Kim", "Person"),
    ("Sergei Ryabkov", "Person"),
    ("Sergey Ryabkov", "Person"),
    ("Harbour Safety Board", "Organization"),
    ("Harbor Safety Board", "Organization"),
    ("HSB", "Organization"),
    ("Yonhap News Agency", "Organization"),
    ("Yonhap", "Organization"),
    ("Foreign Ministry", "Organization"),
    ("Georgia", "Country"),
    ("Georgia", "Place"),
    ("Springfield", "Place"),
]
NEAR = ["Q159", "Q30", "Q423", "naftogaz", "dynamo"]


@st.composite
def corpora(draw: st.DrawFn, chain: Chain) -> list[list[ChainSummary]]:
    """Documents of a few chains with names that meet one another in every step of the cascade."""
    documents = []
    for number in range(draw(st.integers(1, 6))):
        chains = []
        for place in range(draw(st.integers(0, 4))):
            label, type_ = draw(st.sampled_from(NAMES))
            chains.append(
                chain(
                    f"d{number}",
                    place,
                    label,
                    type_,
                    names=tuple(draw(st.lists(st.sampled_from([name for name, _ in NAMES]), max_size=2))),
                    wikidata=draw(st.sampled_from([None, None, None, "Q1", "Q2"])),
                    roles=tuple(draw(st.lists(st.sampled_from(["spokesman", "minister"]), max_size=1))),
                    near=tuple(draw(st.lists(st.sampled_from(NEAR), max_size=3, unique=True))),
                )
            )
        documents.append(chains)
    return documents


def flat(documents: list[list[ChainSummary]]) -> list[ChainSummary]:
    return [chain for document in documents for chain in document]


def without_redirects(resolution: Resolution) -> tuple[object, ...]:
    return resolution.entities, resolution.entity_of, resolution.evidence_of, resolution.review


@given(data=st.data())
def test_resolver_order_of_documents_changes_nothing(data: st.DataObject, chain: Chain) -> None:
    documents = data.draw(corpora(chain))
    at_once = resolve_chains(flat(documents), gazetteer=Gazetteer([]))
    shuffled = data.draw(st.permutations(documents))
    assert resolve_chains(flat(shuffled), gazetteer=Gazetteer([])) == at_once
    step: Resolution | None = None
    for number in range(1, len(shuffled) + 1):
        step = resolve_chains(flat(shuffled[:number]), gazetteer=Gazetteer([]), previous=step)
    assert step is not None
    assert without_redirects(step) == without_redirects(at_once)
    assert set(step.redirects.values()) <= set(step.by_id)
    assert not set(step.redirects) & set(step.by_id)


@given(data=st.data())
def test_resolver_entities_are_a_partition_with_one_link_each(data: st.DataObject, chain: Chain) -> None:
    chains = flat(data.draw(corpora(chain)))
    resolution = resolve_chains(chains, gazetteer=Gazetteer([]))
    held = [key for entity in resolution.entities for key in entity.chains]
    assert sorted(held) == sorted(chain.key for chain in chains)
    assert len({entity.id for entity in resolution.entities}) == len(resolution.entities)
    for entity in resolution.entities:
        assert {resolution.entity_of[key] for key in entity.chains} == {entity.id}
        links = {resolution.summaries[key].wikidata for key in entity.chains} - {None}
        assert links <= {entity.wikidata}
        assert bool(entity.evidence) == (len(entity.chains) > 1)
    for doubt in resolution.review:
        assert {doubt.first, doubt.second} <= set(resolution.by_id)
        assert doubt.first != doubt.second


@given(data=st.data())
def test_resolver_decisions_hold_whatever_the_rules_say(data: st.DataObject, chain: Chain) -> None:
    chains = flat(data.draw(corpora(chain)))
    if len(chains) < 2:
        return
    first, second = data.draw(st.permutations(chains))[:2]
    one, other = (MentionRef(chain.document, chain.start) for chain in (first, second))
    merged = NO_DECISIONS.with_line(Merge(1, EntityRef("", (one,)), EntityRef("", (other,))))
    after = resolve_chains(chains, merged, Gazetteer([]))
    assert after.entity_of[first.key] == after.entity_of[second.key]
    split = NO_DECISIONS.with_line(Split(1, EntityRef(""), (one,)))
    after = resolve_chains(chains, split, Gazetteer([]))
    assert after.by_id[after.entity_of[first.key]].chains == (first.key,)


def test_resolver_ids_of_contested_names(chain: Chain, no_gazetteer: Gazetteer) -> None:
    one = resolve_chains([chain("b", 0, "Kuleba")], gazetteer=no_gazetteer)
    assert one.entity_of["b", 0] == "Kuleba"
    two = resolve_chains([chain("a", 0, "Kuleba"), chain("b", 0, "Kuleba")], gazetteer=no_gazetteer, previous=one)
    first, second = two.entity_of["a", 0], two.entity_of["b", 0]
    assert first != second
    assert {id.partition(".")[0] for id in (first, second)} == {"Kuleba"}
    assert two.redirects == {"Kuleba": second}
    assert two.changed_since(one) == {"a", "b"}
    back = resolve_chains([chain("b", 0, "Kuleba")], gazetteer=no_gazetteer, previous=two)
    assert back.entity_of == one.entity_of
    assert back.redirects == {second: "Kuleba"}


def test_resolver_entry_of_the_gazetteer_has_the_plain_id(chain: Chain) -> None:
    gazetteer = Gazetteer.with_rows([])
    chains = [chain("a", 0, "Georgia", "Country", wikidata="Q230"), chain("b", 0, "Georgia", "Place")]
    resolution = resolve_chains(chains, gazetteer=gazetteer)
    assert resolution.entity_of["a", 0] == "Georgia"
    assert resolution.entity_of["b", 0].startswith("Georgia.")


def test_resolver_label_type_and_names_of_an_entity(chain: Chain, no_gazetteer: Gazetteer) -> None:
    chains = [
        chain("a", 0, "Yonhap News Agency", "Organization", names=("Yonhap",)),
        chain("b", 0, "YONHAP NEWS AGENCY", "Work"),
        chain("c", 0, "Yonhap", "Organization"),
        chain("d", 0, "Yonhap", "Organization"),
    ]
    (entity,) = resolve_chains(chains, gazetteer=no_gazetteer).entities
    assert (entity.id, entity.label, entity.type) == ("Yonhap_News_Agency", "Yonhap News Agency", "Organization")
    assert entity.names == ("Yonhap News Agency", "Yonhap", "YONHAP NEWS AGENCY")
    assert (entity.mentions, entity.documents) == (8, 4)


def test_resolver_of_nothing(no_gazetteer: Gazetteer) -> None:
    assert resolve_chains([], gazetteer=no_gazetteer).entities == ()


@pytest.mark.slow
def test_resolver_order_in_a_larger_corpus(chain: Chain, no_gazetteer: Gazetteer) -> None:
    dice = random.Random(7)
    documents = []
    for number in range(400):
        labels = dice.sample(NAMES, 5)
        near = tuple(dice.sample(NEAR, 2))
        documents.append([chain(f"d{number}", place, *label, near=near) for place, label in enumerate(labels)])
    at_once = resolve_chains(flat(documents), gazetteer=no_gazetteer)
    dice.shuffle(documents)
    assert resolve_chains(flat(documents), gazetteer=no_gazetteer) == at_once
