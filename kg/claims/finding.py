"""The claims of a graph: in go its statements, out come its claims, those with most independent sources first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256

from kg.claims.answers import Answer, Answers
from kg.claims.claim import Claim, speaks_of
from kg.claims.conflicts import may_dispute
from kg.claims.grouping import group_tellings, order_of
from kg.claims.telling import Telling, contradictions, tellings
from kg.claims.voices import independent, voices_of
from kg.schema.relations import Relations
from kg.statements.stated import Stated

NO_CLAIM = frozenset({"pronoun", "vague", "empty", "tautology", "bare title", "cut off"})
"""Fragments that say too little to be a claim; what is only left open ("open") may be part of one."""


def find_claims(
    statements: Iterable[Stated],
    relations: Relations,
    origin_of: Mapping[str, str],
    *,
    about: Collection[str] = (),
    single: bool = True,
) -> tuple[Claim, ...]:
    """Return the claims among statements; `origin_of` leads from a copied document to its origin.

    With `about`, ids of entities, those in which all of these take part or a stance. Without `single`, those that one sentence
    alone tells and nothing denies are left out, which saves the time to word them.
    """
    told: list[Telling] = []
    answered = Answers()
    for stated in statements:
        answered.learn(stated)
        told.extend(tellings([stated], relations))
    denied = denials_of(told)
    claims = []
    for group in group_tellings(told):
        denials = [no for one in group for no in denied.get(one.stated.id, ())]
        answers = [answer for one in group for answer in answered.to(one.stated.id)]
        if not single and _sentences(group) == 1 and not denials and not answers:
            continue
        everyone = [*(one.stated for one in group), *denials, *(answer.stated for answer in answers)]
        if all(any(speaks_of(stated, id) for stated in everyone) for id in about):
            claims.append(_claim(group, denials, answers, origin_of))
    return tuple(sorted((claim for claim in claims if claim is not None), key=_weight))


def _sentences(group: Sequence[Telling]) -> int:
    return len({(telling.stated.document.id, telling.stated.record.sentence) for telling in group})


def denials_of(told: Iterable[Telling]) -> Mapping[str, tuple[Stated, ...]]:
    """Return for the id of each statement those that deny it, be they of the same claim or of a more general one."""
    said = [telling for telling in told if telling.stated.said]
    found: dict[str, list[Stated]] = defaultdict(list)
    denied = (telling for telling in said if telling.stated.polarity == "negated")
    for no, yes in contradictions(denied, (telling for telling in said if telling.stated.polarity == "affirmed")):
        if may_dispute(no, yes):
            found[yes.stated.id].append(no.stated)
    return {id: tuple(sorted(nos, key=order_of)) for id, nos in found.items()}


def _claim(
    group: Sequence[Telling], denials: Iterable[Stated], answers: Iterable[Answer], origin_of: Mapping[str, str]
) -> Claim | None:
    """Return the claim that a group of tellings is, None where only fragments tell it, or nobody says that it is so or not."""
    statements = tuple(telling.stated for telling in group if telling.stated.wording.fragment not in NO_CLAIM)
    if not statements or all(stated.polarity == "unknown" for stated in statements):
        return None
    best = min(statements, key=_plainness)
    own = {stated.id for stated in statements}
    others = {no.id: no for no in denials if no.id not in own and no.wording.fragment not in NO_CLAIM}
    others_in_order = tuple(sorted(others.values(), key=order_of))
    voices = voices_of((*statements, *others_in_order), best.polarity, answers)
    sources = independent((voice for voice in voices if voice.stance == "says"), origin_of)
    return Claim(claim_id(group), best, statements, voices, others_in_order, sources)


def claim_id(group: Sequence[Telling]) -> str:
    """Return the id of a claim: a hash of the id of its earliest statement."""
    return sha256(f"claim {group[0].stated.id}".encode()).hexdigest()[:16]


def _plainness(stated: Stated) -> tuple[bool, bool, bool, int, bool, bool, int, tuple[str, str, int, int, str]]:
    """Return what the best wording of a claim is chosen by: affirmed, a fact, whole, with most ends, in a plain tense, short."""
    return (
        stated.polarity != "affirmed",
        stated.modality == "possible",
        stated.wording.fragment is not None,
        -len([role for role, _ in stated.arguments if role != "time"]) - (stated.object is not None),
        " had " in stated.wording.text,
        len(stated.wording.text) > 140,
        len(stated.wording.text),
        order_of(stated),
    )


def _weight(claim: Claim) -> tuple[bool, bool, int, int, tuple[str, str, int, int, str]]:
    return (
        claim.background,
        not claim.disputed,
        -claim.independent_sources,
        -len(claim.statements),
        order_of(claim.best),
    )
