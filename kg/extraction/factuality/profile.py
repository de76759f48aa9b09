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

NOMINAL_PLACES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "amod", "compound", "nmod", "poss", "appos", "oprd"}
)


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
    _lost_content(facts, trigger)
    return facts


def _lost_content(facts: Factuality, trigger: Token) -> None:
    """Leave open a that-clause that the parser has hung where no clause can hang: what governs it is not known.

    "There is no evidence that the drug cures malaria", with cures for the subject of malaria.
    """
    mark = trigger.child("mark")
    if mark is not None and mark.lower in ("that", "whether", "if") and trigger.dep in NOMINAL_PLACES:
        facts.leave_open(mark, "a clause in a noun's place")
