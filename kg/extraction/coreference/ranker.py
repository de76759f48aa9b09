"""The learned choice between antecedents: in go options with their features, out comes the best one, and why.

A conditional logit over candidates and "none of them": an option scores the sum of its features' weights. The weights are fitted
on open corpora by `tools/fit_coreference.py` and stand in `weights.json`, one table a kind of mention.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.mentions.draft import Link, MentionDraft

Weights = Mapping[str, Mapping[str, float]]
MOST_SHOWN = 4
"""Features that a link keeps as its reason."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a mention can mean: a chain by one of its mentions, or None for a thing of its own, with what speaks for it."""

    chain: ChainDraft | None
    mention: MentionDraft | None
    features: tuple[str, ...]


class Ranker:
    """Chooses between options by the weights of their features."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def choose(self, group: str, mention: MentionDraft, options: Sequence[Option]) -> tuple[ChainDraft | None, Link]:
        """Return the chain of the best option, None where none is meant, and the link with its lead over the next chain.

        `group` names the table of weights; the first of `options` is "none". Of equals the earlier option wins.
        """
        weights = self.weights.get(group, {})
        scores = [sum(weights.get(feature, 0.0) for feature in option.features) for option in options]
        best = max(range(len(options)), key=scores.__getitem__)
        others = [score for n, score in enumerate(scores) if n not in (0, best)]
        lead = scores[best] - max(others) if others else None
        option = options[best]
        if option.chain is None:
            return None, Link("none is safe" if len(options) > 1 else "nothing fits", None, lead)
        telling = sorted(((weights.get(f, 0.0), f) for f in option.features), key=lambda one: (-abs(one[0]), one[1]))
        return option.chain, Link("likeliest", option.mention, lead, tuple(telling[:MOST_SHOWN]))


@cache
def load_ranker() -> Ranker:
    """Return the ranker with the weights that the package brings."""
    return Ranker(json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8")))
