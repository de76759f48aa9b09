"""The reply to a question: in go statements that answer it, out come records that a terminal, JSON and a notebook show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kg.cells import Shown, render_table
from kg.statements.stated import Stated

FailureKind = Literal["name", "relation", "grammar", "empty"]
"""A name that the graph does not know; nothing of the kind between these; not a question that is understood; nothing found."""


@dataclass(frozen=True, slots=True)
class Given(Shown):
    """One answer: its best name, its words where it stands, the statements it rests on, how sure it is (0 to 1), its claim."""

    label: str
    text: str
    statements: tuple[Stated, ...]
    certainty: float
    claim: str | None = None

    def to_record(self) -> dict[str, Any]:
        """Return it as plain values; `claim` is the claim that its statements are of, None where none is known."""
        first = self.statements[0] if self.statements else None
        return {
            "label": self.label,
            "text": self.text,
            "statements": [stated.id for stated in self.statements],
            "claim": self.claim,
            "certainty": round(self.certainty, 2),
            "standing": None if first is None else standing(first),
            "wording": None if first is None else first.wording.text,
            "sentence": None if first is None else first.sentence,
            "source": None if first is None or first.source is None else first.source.label,
            "when": None if first is None else first.time,
            "document": None if first is None else first.document.id,
            "title": None if first is None else first.document.label,
            "publisher": None if first is None else first.document.publisher,
            "published": None if first is None else first.document.date,
        }


@dataclass(frozen=True, slots=True)
class Failure(Shown):
    """Why there is no answer: the kind, one sentence that says so, what there is instead, and questions that work."""

    kind: FailureKind
    message: str
    instead: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "kind": self.kind,
            "message": self.message,
            "instead": list(self.instead),
            "questions": list(self.questions),
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """A question with how it was understood, the SPARQL that finds what it rests on, and its answers, the best first.

    `reading` is the question as a statement with its hole, empty where it was not understood; `notes` tell what was
    relaxed or taken for something. Where there are no answers, `failure` tells why.
    """

    question: str
    reading: str
    sparql: str
    answers: tuple[Given, ...]
    notes: tuple[str, ...] = ()
    failure: Failure | None = None

    def __bool__(self) -> bool:
        return bool(self.answers)

    def to_record(self) -> dict[str, Any]:
        """Return the whole as plain values."""
        return {
            "question": self.question,
            "reading": self.reading,
            "sparql": self.sparql,
            "answers": [given.to_record() for given in self.answers],
            "notes": list(self.notes),
            "failure": None if self.failure is None else self.failure.to_record(),
        }

    def _repr_html_(self) -> str:
        columns = ("answer", "certainty", "standing", "sentence", "published")
        rows = [
            (given.label, f"{given.certainty:.2f}", record["standing"], record["sentence"], record["published"])
            for given in self.answers
            for record in (given.to_record(),)
        ]
        caption = self.question if self.failure is None else f"{self.question} {self.failure.message}"
        return render_table(caption, columns, rows, len(rows))


def standing(stated: Stated) -> str:
    """Return in words who says so and how sure that is: "claimed by John Kirby", "planned", "denied by Russia"."""
    who = None
    if stated.credited:
        who = "a source that is not named" if stated.source is None else stated.source.label
    if not stated.said:
        return f"not said by {who}"
    if stated.polarity == "negated":
        return "said not to be so" if who is None else f"denied by {who}"
    if stated.polarity == "unknown" or stated.modality == "unknown":
        return "left open"
    mood = {"possible": "possible", "intended": "planned", "conditional": "on a condition"}.get(stated.modality)
    if who is None:
        return mood or "told as a fact"
    return f"claimed by {who}" if mood is None else f"{mood}, by {who}"
