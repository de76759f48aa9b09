"""Which candidates are given: in go the ranked ones, out come the first and those that answer for the same reason.

Iran and North Korea supplied drones.    who supplied drones: Iran, North Korea
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.asking.asked import Asked, Known
from kg.asking.candidates import NUMBER, Candidate
from kg.asking.conditions import Condition, all_met, days_of
from kg.asking.matching import credited_to
from kg.asking.ranking import Ranked
from kg.asking.words import stem, stems_of
from kg.lexicon.words import verbs_of
from kg.model import Statement

MOST_ANSWERS = 10
_NEAR = 0.05
_FURTHER = 0.2
"""A further answer has at least this part of the probability of the first one."""
_ALONE = frozenset({"when", "how many", "how much"})
"""What has one answer."""


def grounds(candidate: Candidate) -> list[Statement]:
    """Return the statements that a candidate rests on: of a report what is reported, where that is stated."""
    statement, page = candidate.statement, candidate.place.page
    if statement.kind != "report":
        return [statement]
    inside = [
        one
        for one in page.statements.get(candidate.place.sentence.id, ())
        if one.kind != "report"
        and any(
            credit.cue is not None and statement.predicate.start is not None and credit.cue.start >= statement.predicate.start
            and credit.cue.end <= (statement.predicate.end or 0)
            for credit in page.credits_of(one)
        )
    ]  # fmt: skip
    return inside or [statement]


def answers_of(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the first candidate and those that stand as it does in their statements."""
    first = ranked[0]
    found = [first]
    if asked.wh in _ALONE or asked.does or first.candidate.kind not in ("argument", "source"):
        return found
    for one in ranked[1:]:
        if len(found) == MOST_ANSWERS:
            break
        told = any(says_same(one, other) or _overlaps(one, other) for other in found)
        if not told and stands_alike(one, first) and one.probability >= _FURTHER * first.probability:
            found.append(one)
    return found


def stands_alike(one: Ranked, first: Ranked) -> bool:
    """Tell whether a candidate answers for the same reason as another: same slot, a close predicate, the same known places."""
    if one is first:
        return True
    if one.candidate.kind not in ("argument", "source") or not one.features.get("slot, predicate"):
        return False
    known = first.features.get("known all", 0.0)
    names = first.features.get("names", 0.0)
    return (
        bool(first.features.get("slot, predicate"))
        and one.features.get("known all", 0.0) >= known - _NEAR
        and one.features.get("names", 0.0) >= names - _NEAR
        and one.features.get("repeated all", 0.0) == 0.0
    )


def says_same(one: Ranked, other: Ranked) -> bool:
    """Tell whether two candidates name one thing, or have the same telling words."""
    first, second = one.candidate, other.candidate
    if first.entity is not None and first.entity == second.entity:
        return True
    return first.label.casefold() == second.label.casefold() or stems_of(first.label) == stems_of(second.label)


def fitting(asked: Asked, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the candidates that can be what is asked for at all: a time for when, a number for how many, who for who said."""
    match asked.wh:
        case "how many" | "how much":
            return [one for one in ranked if _has_number(one.candidate)]
        case "when":
            return [one for one in ranked if one.candidate.is_time or _has_number(one.candidate)]
        case "where":
            return [one for one in ranked if one.candidate.type != "Person" and not one.candidate.is_time]
    if asked.slot == "speaker" and asked.verbs & _saying():
        return [one for one in ranked if _is_speaker(one.candidate)]
    return list(ranked)


@cache
def _saying() -> frozenset[str]:
    return frozenset(stem(verb) for verb in verbs_of("reporting"))


def _has_number(candidate: Candidate) -> bool:
    return any(character.isdigit() for character in candidate.text) or NUMBER.search(candidate.text) is not None


def _is_speaker(candidate: Candidate) -> bool:
    return candidate.kind == "source" or (candidate.statement.kind == "report" and candidate.slot == "subject")


def _overlaps(one: Ranked, other: Ranked) -> bool:
    first, second = one.candidate, other.candidate
    same = first.place.page is second.place.page
    return same and first.start < second.end and second.start < first.end


def is_credited(who: Known, one: Ranked) -> bool:
    """Tell whether a candidate's statement is credited to somebody."""
    return credited_to(who, one.candidate.place, one.candidate.statement)


def reasons_first(ranked: list[Ranked]) -> list[Ranked]:
    """Return the reason that the first candidate's statement gives before the others."""
    statement = ranked[0].candidate.statement
    reason = next(
        (r for r in ranked if r.candidate.statement is statement and r.candidate.slot in ("cause", "purpose")), None
    )
    if reason is None:
        return ranked
    lead = replace(reason, score=ranked[0].score, probability=ranked[0].probability, features=ranked[0].features)
    return [lead, *(one for one in ranked if one is not reason)]


def dated(ranked: Sequence[Ranked], conditions: Sequence[Condition]) -> list[Ranked]:
    """Return the candidates whose statements meet the conditions; where no day is known at all, those stay, too."""
    kept = [one for one in ranked if all_met(conditions, one.candidate.statement, one.candidate.place.page)]
    if kept or any(condition.relation != "in" for condition in conditions):
        return kept
    return [one for one in ranked if days_of(one.candidate.statement, one.candidate.place.page)[0] is None]
