"""What happened when: in go claims with a time, out come events, one a claim, with all who tell it.

An event stands where the text puts it, at the text's own precision; what has only a day by which it had happened says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.cells import Shown
from kg.claims.draft import ClaimDraft
from kg.claims.said import When
from kg.claims.voices import Stance

EventKind = Literal["happened", "planned", "announced", "possible", "denied"]
KINDS: tuple[EventKind, ...] = ("happened", "planned", "announced", "possible", "denied")


@dataclass(frozen=True, slots=True)
class Event(Shown):
    """Something that happened at a time, or that somebody plans, thinks possible or denies.

    What is planned is "announced" where somebody is credited with it. `says`, `denies` and `leaves_open` name who takes which
    stance, sources first, then the publishers of the articles that say so in their own voice. `id` is that of the claim,
    `statement` the one that says it best, and `sentence` where it stands.
    """

    id: str
    kind: EventKind
    when: When
    wording: str
    says: tuple[str, ...]
    denies: tuple[str, ...]
    leaves_open: tuple[str, ...]
    independent_sources: int
    published: tuple[str | None, str | None]
    documents: tuple[str, ...]
    statement: str
    sentence: str

    def to_record(self) -> dict[str, object]:
        """Return the event as plain values."""
        first, last = self.published
        return {
            "claim": self.id,
            "kind": self.kind,
            "when": self.when.value,
            "mod": self.when.mod,
            "earliest": self.when.earliest,
            "latest": self.when.latest,
            "wording": self.wording,
            "says": list(self.says),
            "denies": list(self.denies),
            "leaves_open": list(self.leaves_open),
            "independent_sources": self.independent_sources,
            "first_published": first,
            "last_published": last,
            "documents": list(self.documents),
            "statement": self.statement,
            "sentence": self.sentence,
        }


RECORD_COLUMNS = (
    *("claim", "kind", "when", "mod", "earliest", "latest", "wording", "says", "denies", "leaves_open"),
    *("independent_sources", "first_published", "last_published", "documents", "statement", "sentence"),
)
"""What stands in the record of an event, in this order."""


def events_of(
    drafts: Iterable[ClaimDraft],
    *,
    about: Collection[str] = (),
    since: str | None = None,
    until: str | None = None,
    words: Collection[str] = (),
) -> Iterator[Event]:
    """Yield the events among claims, in their order.

    With `about`, ids of entities, those in which all of these take part or a stance; between the days `since` and `until`,
    those that may have happened then; with `words`, those whose wording or sentence has all of these.
    """
    ids = frozenset(about)
    for draft in drafts:
        when = draft.when
        if when is None or not ids <= draft.entities or draft.background or not _is_within(when, since, until):
            continue
        text = f"{draft.wording}\n{draft.sentence}".casefold()
        if all(word.casefold() in text for word in words):
            yield _event(draft, when)


def _event(draft: ClaimDraft, when: When) -> Event:
    says, denies, leaves_open = (_who(draft, stance) for stance in ("says", "denies", "leaves open"))
    return Event(
        draft.id,
        _kind(draft),
        when,
        draft.wording,
        says,
        denies,
        leaves_open,
        draft.independent_sources,
        draft.published,
        draft.documents,
        draft.best,
        draft.sentence,
    )


def _kind(draft: ClaimDraft) -> EventKind:
    if draft.polarity == "negated":
        return "denied"
    if draft.modality == "intended":
        credited = any(voice.stance == "says" and not voice.own for voice in draft.voices)
        return "announced" if credited else "planned"
    return "happened" if draft.modality == "actual" and draft.polarity == "affirmed" else "possible"


def _who(draft: ClaimDraft, stance: Stance) -> tuple[str, ...]:
    return tuple(voice.label for voice in draft.voices if voice.stance == stance)


def _is_within(when: When, since: str | None, until: str | None) -> bool:
    first = when.earliest or when.latest or ""
    last = when.latest or when.earliest or ""
    return (since is None or last >= since) and (until is None or first <= until)
