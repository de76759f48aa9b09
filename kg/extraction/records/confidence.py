"""How sure a statement is: in goes a proposition with its place in the parse, out comes a number from 0 to 1.

Signs add up as log-odds, as in a logistic regression. Their weights were fitted to 1,064 statements of 22 articles that readers
judged right or wrong, and rounded; the few that such statements do not show (headlines, halves of quotations) are set by hand.
The base was then lowered until statements of articles that nobody had tuned on were right about as often as they claim.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kg.extraction.propositions.proposition import Proposition
from kg.extraction.propositions.relations import Framed
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import noun_phrase
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import subject_child

LOWEST, HIGHEST = 0.05, 0.98
BASE, TRUST, USUAL_TRUST = 0.8, 2.5, 0.9
"""The log-odds of a plain clause, and what the rule's own trust in subject and construction adds to them."""
LONG_SENTENCE, LONG_PHRASE, DEEP = 28, 14, 4
WEIGHTS = {
    "inside a name": 1.0,
    "passive": 0.7,
    "subject has a name": 0.2,
    "object has a name": 0.1,
    "relation of the schema": 0.2,
    "unresolved pronoun": -1.8,
    "half a quotation": -1.8,
    "headline": -1.4,
    "it": -1.0,
    "they": -0.6,
    "speaker's own pronoun": -0.4,
    "close call": -0.9,
    "infinitive": -0.8,
    "other verb before its subject": -0.8,
    "clause of as": -0.7,
    "relative clause": -0.75,
    "other noun before its clause": -0.6,
    "after a preposition": -0.7,
    "gerund": -0.4,
    "several roles": -0.6,
    "number for an object": -0.5,
    "object with a clause": -0.3,
    "deep": -0.3,
    "long sentence": -0.2,
    "long argument": -0.3,
    "nothing beside the subject": -0.2,
}
PRONOUNS = {
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "we", "us", "our"), "speaker's own pronoun"),
}


def rate(parse: Parse, framed: Framed, naming: Naming) -> float:
    """Return the confidence of a proposition, rounded to two decimals."""
    odds = sum(weight for _, weight in reasons_of(parse, framed, naming))
    return round(max(LOWEST, min(HIGHEST, 1 / (1 + math.exp(-odds)))), 2)


def reasons_of(parse: Parse, framed: Framed, naming: Naming) -> Iterator[tuple[str, float]]:
    """Yield what makes the confidence, each with the log-odds that it adds; the base and the rule's own trust come first."""
    yield "any statement", BASE
    yield "trust in subject and construction", TRUST * (framed.proposition.confidence - USUAL_TRUST)
    yield from ((sign, WEIGHTS[sign]) for sign in signs_of(parse, framed, naming))


def signs_of(parse: Parse, framed: Framed, naming: Naming) -> Iterator[str]:
    """Yield what speaks for a proposition and against it, by the names of `WEIGHTS`."""
    proposition = framed.proposition
    if parse.sentences[proposition.trigger.sent].kind == "headline":
        yield "headline"
    if framed.relation is not None:
        yield "relation of the schema"
    yield from _signs_of_ends(parse, proposition, naming)
    first, end = parse.bounds[proposition.trigger.sent]
    if end - first > LONG_SENTENCE:
        yield "long sentence"
    if proposition.kind == "name":
        yield "inside a name"
    elif proposition.kind == "clause":
        yield from _signs_of_clause(proposition)
        yield from _signs_of_place(parse, proposition)


def _signs_of_ends(parse: Parse, proposition: Proposition, naming: Naming) -> Iterator[str]:
    ends = [head for head in (proposition.subject, proposition.object) if head is not None]
    for head in ends:
        if head.tag in ("PRP", "PRP$", "DT") and not naming.resolves(head):
            yield "unresolved pronoun"
        elif head.lower in PRONOUNS:
            yield PRONOUNS[head.lower]
        if naming.is_close_call(head):
            yield "close call"
        if _is_unbalanced(parse, head):
            yield "half a quotation"
    if naming.is_named(proposition.subject):
        yield "subject has a name"
    if proposition.object is not None and naming.is_named(proposition.object):
        yield "object has a name"


def _signs_of_clause(proposition: Proposition) -> Iterator[str]:
    trigger, thing = proposition.trigger, proposition.object
    if proposition.voice == "passive":
        yield "passive"
    if any(c.lower == "to" for c in trigger.kids("aux")):
        yield "infinitive"
    if trigger.tag == "VBG" and trigger.dep in ("advcl", "pcomp", "acl") and subject_child(trigger) is None:
        yield "gerund"
    if len(proposition.slots) > 1:
        yield "several roles"
    if any(c.lower == "as" for c in trigger.kids("mark")):
        yield "clause of as"
    if thing is None:
        if not proposition.slots:
            yield "nothing beside the subject"
        return
    if thing.pos == "NUM":
        yield "number for an object"
    if thing.child("relcl", "acl") is not None:
        yield "object with a clause"
    if thing.pos in ("NOUN", "PROPN"):
        phrase = noun_phrase(thing)
        if phrase.last.i - phrase.first.i > LONG_PHRASE:
            yield "long argument"


def _signs_of_place(parse: Parse, proposition: Proposition) -> Iterator[str]:
    """Yield what a clause's place in its sentence tells: what stands between it and what it is attached to is telling."""
    trigger, subject = proposition.trigger, proposition.subject
    low, high = sorted((subject.i, trigger.i))
    between = parse.tokens[low + 1 : high]
    if any(t.pos in ("VERB", "AUX") and t not in proposition.words for t in between):
        yield "other verb before its subject"
    if trigger.dep == "relcl":
        yield "relative clause"
    if trigger.dep in ("relcl", "acl", "appos") and _has_other_noun(parse, trigger):
        yield "other noun before its clause"
    if trigger.dep == "pcomp":
        yield "after a preposition"
    if sum(t.pos in ("VERB", "AUX") for t in (trigger, *trigger.ancestors())) >= DEEP:
        yield "deep"


def _has_other_noun(parse: Parse, clause: Token) -> bool:
    """Tell "the stands in a T-shirt that read": the clause may belong to the nearer noun."""
    noun = clause.head
    between = parse.tokens[noun.i + 1 : clause.i]
    nouns = (t for t in between if t.pos in ("NOUN", "PROPN") and t.time is None)
    return any(t.is_below(noun) and not t.is_below(clause) for t in nouns)


def _is_unbalanced(parse: Parse, head: Token) -> bool:
    """Tell a phrase with one mark of a quotation only: a sign of a wrong parse."""
    phrase = noun_phrase(head)
    text = parse.text[phrase.start : phrase.end]
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")
