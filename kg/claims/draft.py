"""A claim in plain values, as a store keeps it: in goes a group of tellings with what was said, out comes its draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

import msgspec

from kg.claims.said import Said, When
from kg.claims.telling import Order, Telling
from kg.claims.voices import VoiceDraft, independent, voices_of
from kg.model import Modality, Polarity

NO_CLAIM = frozenset({"pronoun", "vague", "empty", "tautology", "bare title", "cut off"})
"""Fragments that say too little to be a claim; what is only left open ("open") may be part of one."""

Weight = tuple[bool, bool, int, int, Order]


class ClaimDraft(msgspec.Struct, frozen=True, array_like=True):
    """A claim whose statements are told by their ids; `best` is the one that says it best, in the words `wording`.

    `sentence` is that of `best`, `when` the most exact time that a statement gives. `denials` are those of other claims that
    deny this one too, `answers` those that deny it without saying it again, and `entities` all that take part or a stance.
    `published` are the days of the first and last article that tell it.
    """

    id: str
    best: str
    wording: str
    polarity: Polarity
    modality: Modality
    sentence: str
    when: When | None
    statements: tuple[str, ...]
    denials: tuple[str, ...]
    answers: tuple[str, ...]
    voices: tuple[VoiceDraft, ...]
    independent_sources: int
    background: bool
    published: tuple[str | None, str | None]
    documents: tuple[str, ...]
    entities: frozenset[str]
    order: Order

    @property
    def disputed(self) -> bool:
        """Tell whether some say so and others deny it."""
        return {"says", "denies"} <= {voice.stance for voice in self.voices}

    @property
    def weight(self) -> Weight:
        """Return what claims are sorted by: disputed ones before all, then those with most independent sources."""
        return (
            self.background,
            not self.disputed,
            -self.independent_sources,
            -len(self.statements),
            self.order,
        )


def draft_claim(
    group: Sequence[Telling],
    denials: Iterable[str],
    answers: Iterable[Said],
    said: Callable[[str], Said],
    origin_of: Mapping[str, str],
) -> ClaimDraft | None:
    """Return the claim that a group of tellings is, None where only fragments tell it, or nobody says that it is so or not.

    `denials` are the ids of statements that deny one of them, `said` gives a statement by its id, and `origin_of` leads from a
    copied document to its origin.
    """
    told = [one for one in (said(telling.id) for telling in group) if one.fragment not in NO_CLAIM]
    if not told or all(one.polarity == "unknown" for one in told):
        return None
    best = min(told, key=_plainness)
    own = {one.id for one in told}
    others = sorted(
        (one for one in map(said, sorted(set(denials) - own)) if one.fragment not in NO_CLAIM),
        key=lambda one: one.order,
    )
    answering = sorted({one.id: one for one in answers}.values(), key=lambda one: one.order)
    everyone = [*told, *others, *answering]
    days = sorted(one.day for one in told if one.day)
    return ClaimDraft(
        id=claim_id(group),
        best=best.id,
        wording=best.wording,
        polarity=best.polarity,
        modality=best.modality,
        sentence=best.sentence,
        when=min((one.when for one in told if one.when), key=lambda when: (when.exactness, when.begins), default=None),
        statements=tuple(one.id for one in told),
        denials=tuple(one.id for one in others),
        answers=tuple(one.id for one in answering),
        voices=voices_of(everyone, best.polarity),
        independent_sources=independent(everyone, best.polarity, origin_of),
        background=all(one.naming for one in told),
        published=(days[0], days[-1]) if days else (None, None),
        documents=tuple(sorted({one.document for one in everyone})),
        entities=frozenset(entity for one in everyone for entity in one.entities),
        order=best.order,
    )


def claim_id(group: Sequence[Telling]) -> str:
    """Return the id of a claim: a hash of the id of its earliest statement."""
    return sha256(f"claim {group[0].id}".encode()).hexdigest()[:16]


def are_several(group: Sequence[Telling]) -> bool:
    """Tell whether tellings are of several sentences."""
    return len({(telling.document, telling.place[0]) for telling in group}) > 1


def _plainness(said: Said) -> tuple[bool, bool, bool, int, bool, bool, int, Order]:
    """Return what the best wording of a claim is chosen by: affirmed, a fact, whole, with most ends, in a plain tense, short."""
    return (
        said.polarity != "affirmed",
        said.modality == "possible",
        said.fragment is not None,
        -said.fullness,
        " had " in said.wording,
        len(said.wording) > 140,
        len(said.wording),
        said.order,
    )
