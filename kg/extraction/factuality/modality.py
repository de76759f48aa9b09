"""Modality inside a clause: modals, hedges and conditions; in goes a trigger, and its `Factuality` is weakened in place."""

from __future__ import annotations

from kg.extraction.factuality.facts import Factuality
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token, token_before
from kg.extraction.syntax.verbs import subject_child
from kg.lexicon.words import function_words_of, modifiers_of, verbs_of

PERFECT = frozenset({"have", "'ve", "’ve"})
UNREAL_MOODS = frozenset({"had", "were", "should"})


@rule("The dam may burst.", "The dam | burst | - | - | affirmed possible")
def own_modality(facts: Factuality, trigger: Token, *, reported: bool) -> None:
    """Weaken by modals and hedges: "may", "will", "would have", "allegedly"; *would* in a report is the past of will."""
    auxiliaries = [c for c in trigger.children if c.dep in ("aux", "auxpass")]
    auxiliaries += [c for helper in auxiliaries for c in helper.kids("aux")]
    if not auxiliaries and trigger.dep == "conj" and subject_child(trigger) is None:
        auxiliaries = [
            c for c in trigger.head.children if c.dep in ("aux", "auxpass") and trigger.tag in ("VB", trigger.head.tag)
        ]
    for token in auxiliaries:
        word = token.lower
        perfect = any(c.lower in PERFECT and c.i > token.i for c in auxiliaries)
        if word in function_words_of("modal-possible"):
            facts.weaken("conditional" if word == "could" and perfect and not reported else "possible", token, "modal")
        elif word in function_words_of("modal-would") or (word in ("should", "could", "might") and perfect):
            facts.weaken("conditional" if perfect else "intended", token, "modal")
        elif word in function_words_of("modal-intended"):
            facts.weaken("intended", token, "modal")
    if is_either(trigger) or is_one_of_verbs(trigger):
        facts.weaken("possible", trigger, "one of two verbs")
    if trigger.dep == "ROOT" and any(c.lower == "to" for c in auxiliaries):
        facts.weaken("intended", trigger, "main infinitive")
    if _is_subjunctive(trigger, auxiliaries):
        facts.weaken("intended", trigger, "subjunctive")
    if any(c.dep == "advmod" and c.lower in ("almost", "nearly") for c in trigger.children):
        facts.leave_open(trigger, "almost")
    if any(c.dep == "advmod" and c.lower in modifiers_of("hedging-adverb") for c in trigger.children):
        facts.weaken("possible", trigger, "hedging adverb")


@rule(
    "The union insisted that the agreement be binding.",
    "the agreement | be | binding | - | affirmed intended | The union",
    off=False,
)
def _is_subjunctive(trigger: Token, auxiliaries: list[Token]) -> bool:
    """Read "insisted that the agreement be binding", "demanded that he be freed": a demand, no fact."""
    mark, subject = trigger.child("mark"), subject_child(trigger)
    if trigger.dep != "ccomp" or mark is None or mark.lower != "that" or subject is None:
        return False
    return all(c.tag == "VB" for c in auxiliaries) if auxiliaries else trigger.tag == "VB"


@rule(
    "The page was either not loading, or loading slowly.",
    "The page | load | - | manner:-:slowly | affirmed possible",
    off=False,
)
def is_either(verb: Token) -> bool:
    """Read "was either not loading, or loading slowly": of two verbs one is true."""
    return verb.child("conj") is not None and any(c.lower == "either" for c in verb.kids("preconj", "cc", "advmod"))


@rule("The hostages were freed or escaped.", "The hostages | escape | - | - | affirmed possible", off=False)
def is_one_of_verbs(verb: Token) -> bool:
    """Read "were freed or escaped": nobody tells which; not "did not sign or approve", where both are denied."""
    first = verb.head if verb.dep == "conj" and verb.head.pos in ("VERB", "AUX") else verb
    joined = [c for c in first.kids("conj") if c.pos in ("VERB", "AUX")]
    return bool(joined) and any(c.lower == "or" for c in first.kids("cc")) and first.child("neg") is None


@rule("If prices fall, the bank will close.", "the bank | close | - | other:If:prices fall | affirmed conditional if")
def conditions(facts: Factuality, trigger: Token) -> None:
    """Read "if no pact was reached", "unless sanctions are lifted", "had it happened earlier": both ends are conditional."""
    mark = trigger.child("mark")
    if trigger.dep == "ccomp" and _is_provided(trigger):
        facts.weaken("conditional", trigger, "provided that")
    if (
        trigger.dep in ("advcl", "ccomp")
        and mark is not None
        and mark.lower in function_words_of("conditional")
        and not _whether(trigger, mark)
    ):
        facts.weaken("conditional", mark, "is a condition")
    for clause in trigger.kids("advcl", "ccomp"):
        if clause.dep == "ccomp" and clause.i > trigger.i:
            continue
        if is_condition(clause):
            facts.weaken("conditional", clause, "has a condition")
            facts.condition = clause
    provided = next((c for c in trigger.kids("ccomp") if _is_provided(c)), None)
    if provided is not None:
        facts.weaken("conditional", provided, "has a condition")
        facts.condition = provided
    for noun in (p.child("pobj") for p in trigger.kids("prep")):
        if noun is not None and noun.lower == "condition" and noun.child("acl", "ccomp") is not None:
            facts.weaken("conditional", noun, "on condition")
            facts.condition = noun.child("acl", "ccomp")
    for preposition in trigger.kids("prep"):
        if preposition.lower == "without" and facts.modality in ("intended", "possible"):
            facts.weaken("conditional", preposition, "without")
    if _inverted(trigger):
        facts.weaken("conditional", trigger, "inverted condition")


def _is_provided(clause: Token) -> bool:
    """Read "will pay provided that it is repaired"."""
    mark = clause.child("mark")
    if mark is None or clause.i < clause.head.i:
        return False
    return any(t.lower in ("provided", "providing") and t.i == mark.i - 1 for t in clause.head.subtree())


def _whether(clause: Token, mark: Token) -> bool:
    return clause.dep == "ccomp" and mark.lower == "if" and clause.head.lemma in verbs_of("if-for-whether")


@rule(
    "Unless prices fall, the bank will close.",
    "the bank | close | - | other:Unless:prices fall | affirmed conditional if",
    off=False,
)
def is_condition(clause: Token) -> bool:
    """Tell a clause that says under which condition: "if", "unless", "only once", "had it happened"."""
    mark = clause.child("mark")
    if mark is not None and mark.lower in function_words_of("conditional"):
        even = any(c.lower == "even" for c in clause.children)
        return not even
    once = clause.child("advmod", "mark")
    if once is not None and once.lower in ("only",) and mark is not None:
        return True
    return _inverted(clause)


@rule("Had prices fallen, the bank would have closed.", "the bank | close | - | - | affirmed conditional if", off=False)
def _inverted(clause: Token) -> bool:
    """Read "Had it happened an hour later", "…, and had he not promised it"; not "nor had he promised it"."""
    subject = subject_child(clause)
    if subject is None or clause.dep not in ("advcl", "ccomp", "ROOT", "conj"):
        return False
    if clause.lower == "were" and clause.i < subject.i and clause.dep == "advcl":
        return True
    helper = next((c for c in clause.children if c.dep in ("aux", "auxpass") and c.i < subject.i), None)
    if clause.dep == "conj" and (helper is None or not _follows_and(helper)):
        return False
    return helper is not None and helper.lower in UNREAL_MOODS and not any(c.text == "?" for c in clause.children)


def _follows_and(token: Token) -> bool:
    before = token_before(token)
    return before is not None and before.lower in ("and", "but")


@rule("The bank could begin to sell gold.", "The bank | sell | gold | - | affirmed possible")
def inherit_modality(facts: Factuality, above: Token) -> None:
    """Weaken by the modality that a predicate above has itself: "may try to", "will begin to"."""
    upper = Factuality()
    own_modality(upper, above, reported=False)
    conditions(upper, above)
    facts.weaken(upper.modality, above, "as sure as its governor")
    facts.condition = facts.condition or upper.condition
