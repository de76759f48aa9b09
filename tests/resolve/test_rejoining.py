"""Whatever comes, goes and is decided, joining what a change concerns gives what joining all chains at once gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DecisionError
from kg.lexicon.gazetteer import Gazetteer, load_gazetteer
from kg.model import EntityType
from kg.resolve import NO_DECISIONS, ChainSummary, Decisions, Resolution, resolve_chains
from kg.resolve.actions import keep_apart, merge, rename, split
from kg.resolve.decisions import MentionRef
from kg.resolve.parts import Ledger, Part, assemble
from kg.resolve.rejoining import Rejoining
from tests.resolve.conftest import make_chain

NAMES: tuple[tuple[str, EntityType], ...] = (
    ("John Kirby", "Person"),
    ("John F. Kirby", "Person"),
    ("J. Kirby", "Person"),
    ("Kirby", "Person"),
    ("Jack Kirby", "Person"),
    ("Fault John Kirby", "Person"),
    ("John", "Person"),
    ("Mary John", "Person"),
    ("John Mill", "Person"),
    ("Kim Jong Un", "Person"),
    ("Kim Jong-un", "Person"),
    ("Kim", "Person"),
    ("Kim Kardashian", "Person"),
    ("Sergei Ryabkov", "Person"),
    ("Sergey Ryabkov", "Person"),
    ("Harbour Safety Board", "Organization"),
    ("Harbor Safety Board", "Organization"),
    ("HSB", "Organization"),
    ("hsb", "Organization"),
    ("Yonhap News Agency", "Organization"),
    ("Yonhap", "Organization"),
    ("Foreign Ministry", "Organization"),
    ("Hewlett Packard", "Person"),
    ("Hewlett Packard", "Organization"),
    ("Georgia", "Country"),
    ("Georgia", "Place"),
    ("Russia", "Country"),
    ("Russian Federation", "Country"),
    ("the", "Organization"),
    ("…", "Organization"),
)
NEAR = ("Q159", "Q30", "Q423", "naftogaz", "dynamo", "moscow")


class Corpus:
    """A corpus that changes, its parts kept in memory."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.ledger = Ledger()
        self.parts: dict[int, Part] = {}
        self.chains: dict[str, list[ChainSummary]] = {}
        self.decisions = NO_DECISIONS
        self.loaded: list[int] = []

    def load(self, numbers: Iterable[int]) -> Mapping[int, Part]:
        numbers = list(numbers)
        self.loaded += numbers
        return {number: self.parts[number] for number in numbers}

    def change(self, gone: Iterable[str], new: Mapping[str, list[ChainSummary]], decisions: Decisions) -> None:
        gone = {*gone, *new} & self.chains.keys()
        for document in gone:
            del self.chains[document]
        self.chains.update(new)
        self.loaded = []
        rejoining = Rejoining(self.ledger, self.load, self.gazetteer)
        coming = [chain for chains in new.values() for chain in chains]
        made = rejoining.change(gone, coming, decisions, self.decisions)
        self.decisions = decisions
        for number in made.gone:
            del self.parts[number]
        self.parts.update(made.made)

    def who(self) -> Resolution:
        return assemble(self.ledger, self.parts.values())

    def all_at_once(self, previous: Resolution | None) -> Resolution:
        flat = [chain for chains in self.chains.values() for chain in chains]
        return resolve_chains(flat, self.decisions, self.gazetteer, previous)


def document(number: int, version: int) -> list[ChainSummary]:
    """A document of up to six chains, its names, roles and neighbours drawn by its numbers."""
    dice = Random(f"{number} {version}")
    chains = []
    for place in range(dice.randrange(7)):
        label, type_ = dice.choice(NAMES)
        chains.append(
            make_chain(
                f"d{number:02}",
                place,
                label,
                type_,
                names=tuple(dice.choice(NAMES)[0] for _ in range(dice.randrange(3))),
                wikidata=dice.choice([None, None, None, None, "Q159", "Q230"]),
                roles=tuple(dice.sample(["minister", "spokesman"], dice.randrange(2))),
                near=tuple(dice.sample(NEAR, dice.randrange(4))),
            )
        )
    return chains


STEPS = st.one_of(
    st.tuples(st.just("come"), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 3)), min_size=1, max_size=9)),
    st.tuples(st.just("go"), st.lists(st.integers(0, 29), min_size=1, max_size=4)),
    st.tuples(st.sampled_from(["merge", "apart", "rename", "split"]), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.just("undo"), st.integers(1, 5)),
)


def take(corpus: Corpus, step: tuple[object, ...]) -> None:
    kind, *values = step
    who, decisions = corpus.who(), corpus.decisions
    ids = [entity.id for entity in who.entities]
    starts = [MentionRef(chain.document, chain.starts[0]) for chain in who.summaries.values()]
    match kind, values:
        case "come", [drawn]:
            corpus.change((), {f"d{number:02}": document(number, version) for number, version in drawn}, decisions)  # type: ignore[attr-defined]
            return
        case "go", [numbers]:
            corpus.change([f"d{number:02}" for number in numbers], {}, decisions)  # type: ignore[attr-defined]
            return
    try:
        match kind, values:
            case "undo", [number]:
                line = decisions.undo(number)  # type: ignore[arg-type]
            case "merge", [one, other] if ids:
                line = merge(who, decisions, ids[one % len(ids)], ids[other % len(ids)])  # type: ignore[operator]
            case "apart", [one, other] if ids:
                line = keep_apart(who, decisions, ids[one % len(ids)], ids[other % len(ids)])  # type: ignore[operator]
            case "rename", [one, other] if ids:
                line = rename(who, decisions, ids[one % len(ids)], f"Name {other}")  # type: ignore[operator]
            case "split", [one, other] if ids:
                line = split(who, decisions, ids[one % len(ids)], [starts[other % len(starts)]])  # type: ignore[operator]
            case _:
                return
    except DecisionError:
        return
    corpus.change((), {}, decisions.with_line(line))


@pytest.mark.parametrize("large", [False, True])
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=3, max_size=14))
def test_rejoining_is_joining_all_at_once(large: bool, steps: list[tuple[object, ...]]) -> None:
    corpus = Corpus(load_gazetteer())
    if large:  # so that some neighbours are everywhere, and a fifth of the documents is a number that moves
        corpus.change((), {f"d{number:02}": document(number, 9) for number in range(22)}, NO_DECISIONS)
    for step in steps:
        before = corpus.who()
        take(corpus, step)
        assert corpus.who() == corpus.all_at_once(before)
