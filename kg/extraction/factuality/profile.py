"""Whether a statement is presented as so: in goes its trigger in the tree, out come polarity, modality and condition.

The profile is FactBank's (Saurí and Pustejovsky 2009) with fewer values. It is read from the trigger upwards: negation and
modals of its own first, then what every predicate above says of the clause below it (its signature, see
classes `clause-…` of the lexicon). Where the signs contradict each other the value is `unknown`.
"""

from __future__ import annotations

from kg.extraction.factuality.facts import Factuality
from kg.extraction.factuality.modality import conditions, own_modality
from kg.extraction.factuality.negation import own_negation
from kg.extraction.factuality.signatures import climb
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token


def read_factuality(parse: Parse, trigger: Token, arguments: list[Token], *, reported: bool) -> Factuality:
    """Return what the sentence says of a predicate: so, not so, perhaps, planned, or under a condition.

    `arguments` are the head words of its arguments ("no agreement was reached" denies through its subject); `reported` says
    that the statement stands in a content, where *would* is the past of *will*.
    """
    facts = Factuality(steps=[] if parse.trace is not None else None)
    own_negation(facts, trigger, arguments)
    own_modality(facts, trigger, reported=reported)
    conditions(facts, trigger)
    climb(facts, trigger, reported=reported)
    return facts
