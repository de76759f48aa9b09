"""What a claim is told with: in goes a statement, out come plain values that can be kept: its words, who says so, where."""

from __future__ import annotations

import msgspec

from kg.claims.telling import Order
from kg.model import Modality, Polarity
from kg.statements.stated import Stated, Thing


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A statement as a claim tells it.

    `voice` tells its source from others: its entity, or else its words in its article; the articles are one voice (`own`).
    `fullness` counts its ends. `answers` is true where it denies what was said before without saying it again ("Moscow denies
    the allegation"). `entities` are those that take part or are its source. `time` is a TIMEX3 value.
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
    time: str | None
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
        time=stated.time,
        answers=answerer is not None,
    )


def _voice(source: Thing | None, stated: Stated, *, own: bool) -> str:
    if source is None:
        return "" if own else f"somebody {stated.document.id} {stated.cue}"
    if source.entity is not None:
        return f"entity {source.entity}"
    return f"phrase {stated.document.id} {source.label.casefold()}"
