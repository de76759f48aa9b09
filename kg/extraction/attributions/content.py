"""What belongs to an indirect content beside its clause, and what does not; in go a report's verb and parts, out come its parts.

"The plant was safe, she said, and no one had been hurt": she said both. "Kyiv said it had lost two jets, a day after Moscow
announced a raid": the raid is the article's own word; so is what a report only mentions, or explains.
"""

from __future__ import annotations

import re

from kg.extraction.attributions.draft import AttributionDraft, Span
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token, is_set_off
from kg.extraction.syntax.verbs import subject_child

QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})
LONGEST_PARENTHESIS = 16
OWN_WORD = re.compile(
    r",\s+(?:(?:just|only|barely|less than|more than|about|almost|nearly)\s+)*(?:(?:an?|one|two|three|four|five|six|seven|ten"
    r"|several|a few|\d+)\s+)?(?:hour|day|night|week|month|year)s?\s+(?:after|before)\s"
    r"|,\s+(?:although|though|even though)\s",
    re.I,
)


def around_parenthesis(parse: Parse, verb: Token) -> list[Span]:
    """Return what stands before and behind ", Kirby said," in its sentence; nothing where that is no parenthesis.

    "If prices fall, he argued, shops will close": both clauses. "On Monday, he said, shops closed": the second alone.
    """
    subject = subject_child(verb)
    if subject is None or subject.i > verb.i + 3 or verb.dep not in ("ROOT", "parataxis", "ccomp", "conj"):
        return []
    first, end = parse.bounds[verb.sent]
    sentence = parse.tokens[first:end]
    if any(token.text in QUOTES for token in sentence):
        return []
    opening = _comma_before(parse, min(subject.subtree()[0].i, verb.i), first)
    closing = next((t.i for t in parse.tokens[verb.i + 1 : end] if t.text in (",", ";")), None)
    if opening is None or closing is None or closing - opening > LONGEST_PARENTHESIS:
        return []
    inside = parse.tokens[opening + 1 : closing]
    own = [verb, *verb.kids("aux", "auxpass")]
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") and t not in own for t in inside):
        return []
    begin = next((t.i + 1 for t in reversed(parse.tokens[first:opening]) if _joins_clauses(parse, t)), first)
    before = [t for t in parse.tokens[begin:opening] if t.text != ","]
    behind = [t for t in parse.tokens[closing + 1 : end] if t.dep != "punct"]
    if not before or not behind or before[-1].dep in ("cc", "mark") or any(t.text == ";" for t in sentence):
        return []
    spans = [(behind[0].start, parse.tokens[end - 1].end)]
    if any(t.pos in ("VERB", "AUX", "NOUN", "PROPN", "PRON") and t.time is None for t in before) and not _is_time(
        before
    ):
        spans.insert(0, (before[0].start, before[-1].end))
    return spans


def without_own_word(parse: Parse, parts: list[Span], verb: Token) -> list[Span]:
    """Cut off what the article adds behind a reported clause: ", a day after …", ", although analysts doubt it"."""
    start, end = parts[-1]
    text = parse.text[start:end]
    if start < verb.start or any(mark in text for mark in QUOTES):
        return parts
    for found in OWN_WORD.finditer(text):
        follows = parse.token_at(start + found.end())
        if follows is not None and follows.pos != "PRON":
            return [*parts[:-1], (start, start + found.start())]
    return parts


def _joins_clauses(parse: Parse, token: Token) -> bool:
    """Tell the and of "He left, and had he stayed, she said, …": what stands before it is nobody's word."""
    return (
        token.dep == "cc"
        and token.i > 0
        and parse.tokens[token.i - 1].text == ","
        and token.head.pos in ("VERB", "AUX")
    )


def _comma_before(parse: Parse, at: int, first: int) -> int | None:
    before = at - 1
    return before if before > first and parse.tokens[before].text == "," else None


def _is_time(tokens: list[Token]) -> bool:
    """Tell "On Monday", "Earlier this week"."""
    return all(t.time is not None or t.pos in ("ADP", "DET", "ADV", "SCONJ") for t in tokens)


@rule(
    "Venezuela agreed not to fight over land that Guyana claims.",
    "Guyana | claim | land",
    off=False,
)
def is_aside(token: Token, attribution: AttributionDraft) -> bool:
    """Tell what an intention only mentions: who agrees not to fight over land that Guyana claims has not planned the claim.

    Nor has who agrees to a takeover brokered by a government.
    """
    while token not in attribution.heads and token.head is not token:
        to_come = attribution.thing and any(c.lower == "to" for c in token.kids("aux"))  # "an event to be held in May"
        if (token.dep == "relcl" and not to_come) or (token.dep == "acl" and token.tag in ("VBN", "VBD")):
            return True
        token = token.head
    return False


@rule(
    "The envoy said nobody should go to the Games, which open on 5 August.",
    "the Games = Games | open | - | time:on:5 August",
    off=False,
)
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


@rule(
    "The bank said it had lent money to Aldon, a firm accused of fraud.",
    "a firm = Aldon | be accused of | fraud",
    off=False,
    rare="a description inside what is said is rare",
)
def _describes_name(noun: Token) -> bool:
    """Tell "DarkSide, the group blamed for the intrusion" inside a report: who DarkSide is, the article explains."""
    name = noun.head
    return noun.dep == "appos" and noun.i > name.i and name.pos == "PROPN" and noun.child("det") is not None
