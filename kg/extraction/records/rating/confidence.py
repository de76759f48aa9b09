"""How sure a statement is: in goes a proposition with its place in the parse, out comes a number from 0 to 1.

Signs (`kg.extraction.records.rating.signs`) add up as log-odds, a logistic regression. The weights of clauses stand in
`weights.json`: `python -m tests.quality.confidence` fits them to statements of open text that gold trees and annotators judge,
and `tests/quality/confidence.md` has the figures. What nothing there judges has the weights that readers' judgements gave: titles
and nouns, pronouns without a name, and rules that say themselves that they say too little.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.extraction.factuality.facts import Factuality
from kg.extraction.propositions.relations import Framed
from kg.extraction.records.naming import Naming
from kg.extraction.records.rating.signs import UNRESOLVED, signs_of
from kg.extraction.syntax.parse import Parse

LOWEST, HIGHEST = 0.05, 0.98
USUAL_TRUST, LITTLE_TRUST = 0.9, 0.5
"""What a rule trusts in its construction as a rule, and below what it says that the statement says too little."""
UNJUDGED = {UNRESOLVED: -1.8, "its rule hardly trusts it": -1.6}
BESIDE_CLAUSES = {
    "any statement": 0.8,
    "name": 1.0,
    "headline": -1.4,
    "subject has a name": 0.2,
    "object has a name": 0.1,
    "relation of the schema": 0.2,
    "half a quotation": -1.8,
    "it": -1.0,
    "they": -0.6,
    "speaker's own pronoun": -0.4,
}
"""The weights of titles and nouns, as they were fitted to 1,064 statements that readers judged."""
TRUST_BESIDE_CLAUSES = 2.5


@dataclass(frozen=True, slots=True)
class Weights:
    """The log-odds of any clause, what its rule's trust adds to them, and what each sign does."""

    base: float
    trust: float
    signs: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """Return the fitted weights of clauses."""
    return Weights(
        **json.loads(resources.files("kg.extraction.records.rating").joinpath("weights.json").read_text("utf-8"))
    )


def rate(parse: Parse, framed: Framed, naming: Naming, facts: Factuality) -> float:
    """Return the confidence of a proposition, rounded to two decimals."""
    odds = sum(weight for _, weight in reasons_of(parse, framed, naming, facts))
    return round(max(LOWEST, min(HIGHEST, 1 / (1 + math.exp(-odds)))), 2)


def reasons_of(parse: Parse, framed: Framed, naming: Naming, facts: Factuality) -> Iterator[tuple[str, float]]:
    """Yield what makes the confidence, each with the log-odds that it adds; the base and the rule's own trust come first."""
    trust = framed.proposition.confidence
    signs = dict.fromkeys(signs_of(parse, framed, naming, facts))
    if framed.proposition.kind == "clause":
        weights = load_weights()
    else:
        weights = Weights(BESIDE_CLAUSES["any statement"], TRUST_BESIDE_CLAUSES, BESIDE_CLAUSES)
    if trust < LITTLE_TRUST:
        signs["its rule hardly trusts it"] = None
        trust = USUAL_TRUST
    yield "any statement", weights.base
    yield "trust in subject and construction", weights.trust * (trust - USUAL_TRUST)
    for sign in signs:
        weight = UNJUDGED.get(sign, weights.signs.get(sign, 0.0))
        if weight:
            yield sign, weight
