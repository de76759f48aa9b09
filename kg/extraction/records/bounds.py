"""The day by which an event had happened: in goes a proposition without a date, out comes a bound or nothing.

News leaves out the date of what it is about. Whatever an article of 4 January tells as done was done by then; that is a bound
and no date. States have none, nor what is planned, possible, denied or usual, nor what went before the story ("had sold").
"""

from __future__ import annotations

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.factuality.facts import Factuality
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import merged_complement
from kg.lexicon.words import modifiers_of, verbs_of
from kg.model import Time

FOLLOWING = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "prep"})
"""Where a verb without a tense of its own has that of the verb above it: "managed to sell", "leaving", "by selling"."""
DEEPEST = 4


def happened_by(
    parse: Parse,
    proposition: Proposition,
    facts: Factuality,
    report: AttributionDraft | None,
    published: str | None,
    time: Time | None,
) -> str | None:
    """Return the day of publication for what had happened by then, None for all else.

    `report` is what the proposition itself reports ("Kirby said …"), `time` the time expression that goes with it.
    """
    if published is None or facts.polarity != "affirmed" or facts.modality != "actual" or proposition.choice:
        return None
    if time is not None and (time.type == "SET" or not _may_be_over(time, published)):
        return None
    if proposition.kind == "noun":
        happened = proposition.rule == "deed-noun" and _is_behind(parse, proposition.trigger)
    elif proposition.kind == "clause" and not _is_state(proposition):
        happened = not _is_usual(proposition.trigger) and is_done(parse, proposition.trigger, report)
    else:
        return None
    return published if happened else None


def _may_be_over(time: Time, published: str) -> bool:
    """Return False for a time that lies ahead of the article: who tells it as done has been read wrongly."""
    return time.value != "FUTURE_REF" and (time.earliest is None or time.earliest <= published)


@rule("The firm owned the port.", "not: by: The firm | own | 2024-05-08", off=False)
def _is_state(proposition: Proposition) -> bool:
    """Tell what is so, or is had or thought, from what happens: "was ill", "owned the port", "believed her"."""
    stative = verbs_of("copula", "stative")
    merged = merged_complement(proposition.trigger)
    bare = proposition.trigger.lemma in stative and not proposition.light_noun
    return (
        bare
        or proposition.rule.startswith(("copula", "existential"))
        or (merged is not None and merged.lemma in stative)
    )


@rule("The firm always paid its debts.", "not: by: The firm | pay | 2024-05-08", off=False)
def _is_usual(verb: Token) -> bool:
    """Tell what happens again and again: "often met", "used to meet"."""
    return any(c.lower in modifiers_of("habitual") for c in verb.kids("advmod")) or (
        verb.dep == "xcomp" and verb.head.lemma == "use"
    )


@rule("The firm sold the port.", "by: The firm | sell | 2024-05-08", off=False)
def is_done(parse: Parse, verb: Token, report: AttributionDraft | None) -> bool:
    """Tell by tense whether a clause tells a deed as done: "sold", "has sold", "was sold", "says", and headlines."""
    if verb.dep in ("acl", "relcl") and not _is_told_as_news(parse, verb):
        return False
    for above in (verb, *verb.ancestors()):
        tense = _tense(above)
        if tense is not None or above.dep not in FOLLOWING or _hops(verb, above) > DEEPEST:
            break
    else:
        return False
    if tense == "present":
        headline = parse.sentences[verb.sent].kind == "headline"
        return headline or (above is verb and report is not None and report.type == "speech")
    return tense == "past"


def _is_told_as_news(parse: Parse, clause: Token) -> bool:
    """Tell a participle that is all that a headline has ("Boeing allowed to bid"); else the clause of a noun is background."""
    return clause.dep == "acl" and parse.sentences[clause.sent].kind == "headline" and clause.head.dep == "ROOT"


def _tense(verb: Token) -> str | None:
    """Return "past", "present", "before" for "had sold", "open" for what may be or goes on; None for a verb without a tense."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass") and c.lower != "to"]
    going_on = verb.tag == "VBG" and any(c.lemma == "be" for c in helpers)
    if going_on or any(c.tag == "MD" for c in helpers):
        return "open"
    perfect = next((c for c in helpers if c.lemma == "have"), None)
    if perfect is not None and perfect.tag != "VBG":
        return "before" if perfect.tag == "VBD" else "past"
    if any(c.tag == "VBD" for c in helpers):
        return "past"
    if any(c.tag in ("VBZ", "VBP") for c in helpers):
        return "open"
    if verb.tag == "VBD":
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        return "present"
    if verb.tag == "VBN" and verb.dep in ("ROOT", "acl"):
        return "past"
    return None


def _hops(verb: Token, above: Token) -> int:
    return next((n for n, one in enumerate((verb, *verb.ancestors())) if one is above), 0)


@rule("The delivery of the jets was praised.", "by: the jets | be delivered | 2024-05-08", off=False)
def _is_behind(parse: Parse, noun: Token) -> bool:
    """Tell whether the clause around a noun of a deed is done and says that the deed was: "praised the delivery of the jets"."""
    verb = next((t for t in noun.ancestors() if t.pos in ("VERB", "AUX")), None)
    definite = noun.child("det", "poss")
    if verb is None or definite is None or (definite.dep == "det" and definite.lower not in ("the", "this", "that")):
        return False
    return is_done(parse, verb, None)
