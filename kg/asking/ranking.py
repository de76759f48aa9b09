"""The candidates for an answer in their order: in go a question and the sentences of a graph, out come scored candidates.

A conditional logit weighs what speaks for each candidate; its weights, and those of the certainty of the first one, were
fitted to questions that people asked on news (`tools/fit_asking.py`), and stand in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.asking.asked import Asked
from kg.asking.candidates import Candidate, candidates_in
from kg.asking.features import Features, Weigher, dot
from kg.asking.shelf import Shelf
from kg.schema.relations import Relations

PLACES = 10
"""How many sentences are looked at."""
_LEAST_LEAD = 0.4
"""A sentence with less than this part of the best one's score is not looked at."""
SHAPE = ("share", "share²", "names", "place", "statement", "close", "slot", "known all", "first", "page")
"""What the certainty of an answer is told from: its share of all probability, and these features of it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts; `certainty` those of the shape and `bias`; `line` is the certainty below which none is given."""

    ranking: Mapping[str, float]
    certainty: Mapping[str, float]
    bias: float
    line: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what speaks for it, its score, and its probability among all."""

    candidate: Candidate
    features: Features
    score: float
    probability: float


@cache
def load_weights() -> Weights:
    """Return the fitted weights."""
    table = json.loads((files("kg.asking") / "weights.json").read_text("utf-8"))
    return Weights(table["ranking"], table["certainty"], table["bias"], table["line"])


def weighed(asked: Asked, shelf: Shelf, relations: Relations) -> Iterator[tuple[Candidate, Features]]:
    """Yield the candidates of the sentences that have most of a question's words, with their features."""
    weigher = Weigher(asked, shelf, relations)
    places = shelf.find((word.stem for word in asked.words), PLACES)
    for rank, (score, number) in enumerate(places):
        lead = score / places[0][0]
        if lead < _LEAST_LEAD:
            break
        for candidate in candidates_in(shelf.places[number], asked):
            yield candidate, weigher.features(candidate, rank, lead)


def rank(asked: Asked, shelf: Shelf, relations: Relations, weights: Weights) -> list[Ranked]:
    """Return all candidates, the likeliest first."""
    found = [(one, features, dot(features, weights.ranking)) for one, features in weighed(asked, shelf, relations)]
    if not found:
        return []
    best = max(score for _, _, score in found)
    total = sum(math.exp(score - best) for _, _, score in found)
    ranked = [Ranked(one, features, score, math.exp(score - best) / total) for one, features, score in found]
    return sorted(ranked, key=lambda one: -one.score)


def shares(ranked: Sequence[Ranked]) -> dict[str, float]:
    """Return the probability of each label: several candidates may say the same."""
    found: dict[str, float] = {}
    for one in ranked:
        key = one.candidate.label.casefold()
        found[key] = found.get(key, 0.0) + one.probability
    return found


def shape_of(first: Ranked, share: float) -> dict[str, float]:
    """Return what the certainty of an answer is told from."""
    features = first.features
    close = sum(features.get(f"predicate {kin}", 0.0) for kin in ("same", "relation", "verb"))
    shape = {name: features.get(name, 0.0) for name in SHAPE}
    return shape | {"share": share, "share²": share * share, "close": close}


def certainty_of(first: Ranked, share: float, weights: Weights) -> float:
    """Return how sure an answer is, from 0 to 1: of answers of .7, some seven in ten are right."""
    return 1 / (1 + math.exp(-(weights.bias + dot(shape_of(first, share), weights.certainty))))
