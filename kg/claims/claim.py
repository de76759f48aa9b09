"""A claim: what statements of different sentences and documents tell, who says so, who denies it, who will not confirm it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.cells import Shown, render_table
from kg.claims.voices import Stance
from kg.statements.stated import Stated, Thing


@dataclass(frozen=True, slots=True)
class Voice(Shown):
    """Somebody who takes a stance on a claim, or the articles' own voice, and the statements in which they do.

    `source` is None for articles in their own voice (`label` then names their publishers) and for somebody whom no article
    names.
    """

    label: str
    stance: Stance
    source: Thing | None
    own: bool
    statements: tuple[Stated, ...]

    @property
    def first(self) -> str | None:
        """Return the day of the first article in which this is said, None where none is dated."""
        return min((stated.document.date for stated in self.statements if stated.document.date), default=None)

    @property
    def hedged(self) -> bool:
        """Tell whether it is only held to be possible."""
        return all(stated.modality == "possible" for stated in self.statements)


@dataclass(frozen=True, slots=True)
class Claim(Shown):
    """What several statements tell, or one alone; `best` is the statement that says it best.

    `id` hashes the place of the earliest statement, so that further articles do not change it. `denials` are statements of
    other claims that deny this one too ("supplied no arms" that of missiles). `independent_sources` counts who says so, copies
    of one text and repetitions of one sentence once.
    """

    id: str
    best: Stated
    statements: tuple[Stated, ...]
    voices: tuple[Voice, ...]
    denials: tuple[Stated, ...]
    independent_sources: int

    @property
    def wording(self) -> str:
        """Return the claim as one plain sentence."""
        return self.best.wording.text

    @property
    def disputed(self) -> bool:
        """Tell whether some say so and others deny it."""
        return {"says", "denies"} <= {voice.stance for voice in self.voices}

    @property
    def background(self) -> bool:
        """Tell whether it says no more than who holds which post, or what lies where."""
        return all(stated.record.kind == "name" for stated in self.statements)

    @property
    def documents(self) -> int:
        """Return in how many articles it stands."""
        return len({stated.document.id for stated in self.statements})

    @property
    def published(self) -> tuple[str | None, str | None]:
        """Return the days of the first and the last article that tell it, None where none is dated."""
        days = sorted(stated.document.date for stated in self.statements if stated.document.date)
        return (days[0], days[-1]) if days else (None, None)

    @property
    def when(self) -> str | None:
        """Return the most exact time that a statement gives for it, as a TIMEX3 value."""
        return max(
            (stated.time for stated in self.statements if stated.time), key=lambda time: (len(time), time), default=None
        )

    def by(self, stance: Stance) -> tuple[Voice, ...]:
        """Return those who take a stance, named sources first, each in the order of what they said first."""
        return tuple(voice for voice in self.voices if voice.stance == stance)

    def speaks_of(self, entity: str) -> bool:
        """Tell whether an entity takes part in it, or takes a stance on it."""
        return any(speaks_of(stated, entity) for stated in (*self.statements, *self.denials))

    def _repr_html_(self) -> str:
        rows = [
            [voice.label, voice.stance, voice.first, stated.sentence]
            for voice in self.voices
            for stated in voice.statements
        ]
        return render_table(self.wording, ("who", "stance", "first said", "sentence"), rows, len(rows))

    def to_record(self) -> dict[str, object]:
        """Return the claim as plain values, with its voices and their statements inside."""
        first, last = self.published
        return {
            "claim": self.id,
            "wording": self.wording,
            "when": self.when,
            "first_published": first,
            "last_published": last,
            "independent_sources": self.independent_sources,
            "documents": self.documents,
            "disputed": self.disputed,
            "voices": [
                {
                    "who": voice.label,
                    "entity": None if voice.source is None else voice.source.entity,
                    "stance": voice.stance,
                    "own_voice": voice.own,
                    "hedged": voice.hedged,
                    "first": voice.first,
                    "statements": [
                        {
                            "statement": stated.id,
                            "said": stated.wording.told,
                            "document": stated.document.id,
                            "published": stated.document.date,
                            "sentence": stated.sentence,
                        }
                        for stated in voice.statements
                    ],
                }
                for voice in self.voices
            ],
        }


def speaks_of(stated: Stated, entity: str) -> bool:
    """Tell whether an entity stands at an end of a statement, in the words of one, or is its source."""
    things = (stated.subject, stated.object, stated.source, *(filler for _, filler in stated.arguments))
    return any(thing is not None and (thing.entity == entity or entity in thing.involves) for thing in things)


RECORD_COLUMNS = (
    *(
        "claim",
        "wording",
        "stance",
        "who",
        "own_voice",
        "hedged",
        "independent_sources",
        "disputed",
        "when",
        "published",
    ),
    *("document", "statement", "said", "sentence"),
)
"""What stands in `claim_records`, in this order."""


def claim_records(claims: Iterable[Claim]) -> Iterator[dict[str, str | int | bool | None]]:
    """Yield each statement of each claim as plain values."""
    for claim in claims:
        for voice in claim.voices:
            for stated in voice.statements:
                yield {
                    "claim": claim.id,
                    "wording": claim.wording,
                    "stance": voice.stance,
                    "who": voice.label,
                    "own_voice": voice.own,
                    "hedged": stated.modality == "possible",
                    "independent_sources": claim.independent_sources,
                    "disputed": claim.disputed,
                    "when": stated.time,
                    "published": stated.document.date,
                    "document": stated.document.id,
                    "statement": stated.id,
                    "said": stated.wording.told,
                    "sentence": stated.sentence,
                }
