"""What stands inside a report and is no part of what is said: in go a trigger and its report, out comes whether it is."""

from __future__ import annotations

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.syntax.token import Token, is_set_off


def is_aside(token: Token, attribution: AttributionDraft) -> bool:
    """Tell what an intention only mentions: who agrees not to fight over land that Guyana claims has not planned the claim.

    Nor has who agrees to a takeover brokered by a government.
    """
    while token not in attribution.heads and token.head is not token:
        if token.dep == "relcl" or (token.dep == "acl" and token.tag in ("VBN", "VBD")):
            return True
        token = token.head
    return False


def is_gloss(trigger: Token, attribution: AttributionDraft) -> bool:
    """Read "said nobody should go to the Games, which open on 5 August": the present tells that the article explains.

    Only in indirect speech of the past, where what was said stands in the past itself. So does a description of a name:
    "said it had seized money of DarkSide, the group blamed for the attack".
    """
    if attribution.kind != "indirect" or not attribution.cue or not attribution.heads:
        return False
    participle = trigger.dep == "acl" and trigger.tag in ("VBN", "VBD")
    named = trigger.lower in ("named", "called")
    if participle and (named or is_set_off(trigger) or _describes_name(trigger.head)):
        return True
    if trigger.dep == "relcl" and attribution.lemma in ("doubt", "deny") and is_set_off(trigger):
        return True
    if attribution.cue[0].tag != "VBD":
        return False
    said = {t.tag for head in attribution.heads for t in (head, *head.kids("aux", "auxpass"))}
    if said & {"VBZ", "VBP"} or any(
        t.lower in ("will", "can", "may", "has", "have") for h in attribution.heads for t in h.kids("aux")
    ):
        return False
    clause = next((t for t in (trigger, *trigger.ancestors()) if t.dep == "relcl" or t in attribution.heads), None)
    if clause is None or clause.dep != "relcl":
        return False
    tense = next((t for t in (*clause.kids("aux", "auxpass"), clause) if t.tag in ("VBZ", "VBP", "VBD", "MD")), clause)
    return is_set_off(clause) and tense.tag in ("VBZ", "VBP")


def _describes_name(noun: Token) -> bool:
    """Tell "DarkSide, the group blamed for the intrusion" inside a report: who DarkSide is, the article explains."""
    name = noun.head
    return noun.dep == "appos" and noun.i > name.i and name.pos == "PROPN" and noun.child("det") is not None
