"""Whether a proposition is presented as so: in go a proposition and who states it, out comes its factuality."""

from __future__ import annotations

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.factuality.facts import Factuality
from kg.extraction.factuality.negation import is_denied
from kg.extraction.factuality.profile import read_factuality
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import merged_complement, subject_child
from kg.lexicon.words import function_words_of, modifiers_of, nouns_of, verbs_of

DENIABLE_ROLES = frozenset({"theme", "recipient", "co-agent"})
"""Roles whose argument can deny its clause: "reached agreement with neither side"."""


def factuality_of(parse: Parse, proposition: Proposition, attribution: AttributionDraft | None) -> Factuality:
    """Return polarity, modality and condition of a proposition that `attribution` is credited with, the article if None."""
    if proposition.kind == "name":
        return Factuality()
    facts = _of_noun(parse, proposition) if proposition.kind == "noun" else _of_clause(parse, proposition, attribution)
    if proposition.choice and facts.polarity == "affirmed" and facts.modality in ("actual", "intended"):
        facts.reset("possible", proposition.trigger, "one of several")
    return facts


def _of_clause(parse: Parse, proposition: Proposition, attribution: AttributionDraft | None) -> Factuality:
    """Read the clause around the trigger; what somebody "did not say" is left open."""
    own = subject_child(proposition.trigger)
    spoken_of = own is not None or proposition.trigger.dep in ("acl", "relcl")
    heads = [proposition.subject] if spoken_of else []
    heads += [proposition.object] if proposition.object is not None else []
    heads += [slot.head for slot in proposition.slots if slot.role in DENIABLE_ROLES]
    facts = read_factuality(parse, proposition.trigger, heads, reported=attribution is not None)
    if attribution is not None and attribution.leaves_open:
        facts.leave_open(attribution.cue[0] if attribution.cue else proposition.trigger, "did not say that")
    return facts


def _of_noun(parse: Parse, proposition: Proposition) -> Factuality:
    """Take an owned event as presupposed, unless what governs it plans, doubts or denies it."""
    noun = proposition.trigger
    facts = Factuality(steps=[] if parse.trace is not None else None)
    questioning = verbs_of("questioning") | nouns_of("questioning") | function_words_of("questioning")
    if proposition.rule == "deed-noun":
        questioning |= verbs_of("leaves-deed-open", "charging") | function_words_of("leaves-deed-open")
    adjectives = {c.lower for c in noun.kids("amod")}
    if adjectives & modifiers_of("hedging"):
        facts.weaken("possible", noun, "a hedged deed")
    if adjectives & modifiers_of("not-yet"):
        facts.leave_open(noun, "a deed that is not done")
    if proposition.rule == "deed-noun" and _is_any(noun):
        facts.leave_open(noun, "a deed in general")
    for token in noun.ancestors():
        if token.pos == "NOUN" and is_denied(token):
            facts.doubt(token, "denied noun above")
        if token.pos in ("VERB", "AUX"):
            upper = read_factuality(parse, _merged(token), [noun], reported=False)
            if upper.negated or upper.unknown:
                facts.doubt(token, "its governor is denied")
            if token.lemma in questioning or upper.modality != "actual":
                facts.leave_open(token, "its governor is no fact")
            break
        if token.lemma.lower() in questioning:
            facts.leave_open(token, "questioned")
            break
    return facts


def _merged(verb: Token) -> Token:
    """Read "the trial is due to start": start tells whether there has been one."""
    while (below := merged_complement(verb)) is not None:
        verb = below
    return verb


def _is_any(noun: Token) -> bool:
    """Return True for "an obstacle to a takeover of the firm", which may never come; "during a visit to Peru" is one."""
    article = noun.child("det", "poss")
    bare = article is None or article.lower in ("a", "an")
    return bare and noun.dep == "pobj" and noun.head.head.pos in ("NOUN", "PROPN")
