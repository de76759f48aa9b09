"""What a claim is told with: in goes a statement, out come plain values that can be kept: its words, who says so, where."""

from __future__ import annotations

from datetime import date

import msgspec

from kg.claims.telling import Order
from kg.model import Modality, Polarity
from kg.statements.stated import Stated, Thing


class When(msgspec.Struct, frozen=True, array_like=True):
    """When something happened: a TIMEX3 value with its modifier and the ISO days that bound it.

    Without a value, `latest` alone is the day by which it had happened, a bound and no date.
    """

    value: str | None
    mod: str | None
    earliest: str | None
    latest: str | None

    @property
    def is_bound(self) -> bool:
        """Tell whether it only says by when."""
        return self.value is None

    @property
    def begins(self) -> str:
        """Return the day that events are sorted by."""
        return self.earliest or self.latest or ""

    @property
    def exactness(self) -> tuple[bool, int]:
        """Return what is less, the more exact it is: a date before a bound, few days before many."""
        if self.earliest is None or self.latest is None:
            return self.is_bound, _UNKNOWN
        return self.is_bound, (date.fromisoformat(self.latest) - date.fromisoformat(self.earliest)).days


_UNKNOWN = 1_000_000
"""Days of a time that is open at an end."""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A statement as a claim tells it.

    `voice` tells its source from others: its entity, or else its words in its article; the articles are one voice (`own`).
    `fullness` counts its ends. `answers` is true where it denies what was said before without saying it again ("Moscow denies
    the allegation"). `entities` are those that take part or are its source.
    """

    id: str
    document: str
    day: str | None
    place: tuple[int, int]
    polarity: Polarity
    modality: Modality
    said: bool
    own: bool
    voice: str
    source: str | None
    publisher: str | None
    sentence: str
    wording: str
    fragment: str | None
    fullness: int
    naming: bool
    entities: tuple[str, ...]
    when: When | None
    answers: bool = False

    @property
    def order(self) -> Order:
        """Return what statements are sorted by: the day of the article, the article, the place in it."""
        return (self.day or "", self.document, *self.place, self.id)


def said_of(stated: Stated, answerer: Thing | None = None) -> Said:
    """Return a statement as a claim tells it; `answerer` is who denies by it what was said before."""
    document, record, wording = stated.document, stated.record, stated.wording
    source = answerer or stated.source
    things = (stated.subject, stated.object, stated.source, *(filler for _, filler in stated.arguments))
    entities = {id for thing in things if thing is not None for id in (thing.entity, *thing.involves) if id is not None}
    own = answerer is None and not stated.credited
    return Said(
        id=stated.id,
        document=document.id,
        day=document.date,
        place=(record.sentence, record.subject.start),
        polarity=stated.polarity,
        modality=stated.modality,
        said=stated.said,
        own=own,
        voice=_voice(source, stated, own=own),
        source=None if source is None else source.label,
        publisher=document.publisher,
        sentence=stated.sentence,
        wording=wording.text,
        fragment=wording.fragment,
        fullness=len([role for role, _ in stated.arguments if role != "time"]) + (stated.object is not None),
        naming=record.kind == "name",
        entities=tuple(sorted(entities)),
        when=when_of(stated),
        answers=answerer is not None,
    )


def when_of(stated: Stated) -> When | None:
    """Return when a statement says that it happened, None where it does not say."""
    if stated.time is not None and (stated.earliest or stated.latest):
        return When(stated.time, stated.mod, stated.earliest, stated.latest)
    return None if stated.happened_by is None else When(None, None, None, stated.happened_by)


def _voice(source: Thing | None, stated: Stated, *, own: bool) -> str:
    if source is None:
        return "" if own else f"somebody {stated.document.id} {stated.cue}"
    if source.entity is not None:
        return f"entity {source.entity}"
    return f"phrase {stated.document.id} {source.label.casefold()}"
