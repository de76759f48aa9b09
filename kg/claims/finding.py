"""The claims of a graph: in go its statements, out come its claims, those with most independent sources first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from kg.claims.answers import Answers
from kg.claims.claim import Claim, Voice, speaks_of
from kg.claims.conflicts import may_dispute
from kg.claims.draft import ClaimDraft, are_several, draft_claim
from kg.claims.grouping import group_tellings
from kg.claims.said import Said, said_of
from kg.claims.telling import Telling, contradictions, tellings
from kg.schema.relations import Relations
from kg.statements.stated import Stated


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
    by_id = {stated.id: stated for stated in statements}
    drafts = find_drafts(by_id, relations, origin_of, about=about, single=single)
    return tuple(to_claim(draft, by_id) for draft in drafts)


def find_drafts(
    by_id: Mapping[str, Stated],
    relations: Relations,
    origin_of: Mapping[str, str],
    *,
    about: Collection[str] = (),
    single: bool = True,
) -> list[ClaimDraft]:
    """Return the drafts of the claims among statements, which are given by their ids, in the order of their documents."""
    answered = Answers()
    for stated in by_id.values():
        answered.learn(stated)
    told = list(tellings(by_id.values(), relations))
    denied = denials_of(told)

    @cache
    def said(id: str) -> Said:
        return said_of(by_id[id])

    drafts = []
    for group in group_tellings(told):
        denials = {no for one in group for no in denied.get(one.id, ())}
        answers = [answer for one in group for answer in answered.to(one.id)]
        if not single and not are_several(group) and not denials and not answers:
            continue
        everyone = [
            by_id[id] for id in (*(one.id for one in group), *denials, *(answer.stated.id for answer in answers))
        ]
        if all(any(speaks_of(stated, id) for stated in everyone) for id in about):
            answering = (said_of(answer.stated, answer.by) for answer in answers)
            drafts.append(draft_claim(group, denials, answering, said, origin_of))
    return sorted((draft for draft in drafts if draft is not None), key=lambda draft: draft.weight)


def to_claim(draft: ClaimDraft, by_id: Mapping[str, Stated]) -> Claim:
    """Return a claim with its statements, which are given by their ids."""
    voices = []
    for voice in draft.voices:
        statements = tuple(by_id[id] for id in voice.statements)
        first = statements[0]
        source = first.subject if first.id in draft.answers else first.source
        voices.append(Voice(voice.label, voice.stance, None if voice.own else source, voice.own, statements))
    return Claim(
        draft.id,
        by_id[draft.best],
        tuple(by_id[id] for id in draft.statements),
        tuple(voices),
        tuple(by_id[id] for id in draft.denials),
        draft.independent_sources,
    )


def denials_of(told: Iterable[Telling]) -> Mapping[str, frozenset[str]]:
    """Return for the id of each statement those that deny it, be they of the same claim or of a more general one."""
    said = [telling for telling in told if telling.said]
    found: dict[str, set[str]] = defaultdict(set)
    denied = (telling for telling in said if telling.polarity == "negated")
    for no, yes in contradictions(denied, (telling for telling in said if telling.polarity == "affirmed")):
        if may_dispute(no, yes):
            found[yes.id].add(no.id)
    return {id: frozenset(nos) for id, nos in found.items()}
