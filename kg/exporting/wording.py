"""A statement in a few words, in which a denial, a plan and a doubt stay what they are."""

from __future__ import annotations

from kg.graph.stated import Stated


def predicate_words(stated: Stated) -> str:
    """Return the predicate with what would else be lost: "supply", "denied: supply", "intended: buy"."""
    marks = []
    if stated.polarity != "affirmed":
        marks.append("denied" if stated.polarity == "negated" else "unclear")
    if stated.modality != "actual":
        marks.append(stated.modality)
    if not stated.said:
        marks.append("not said")
    return f"{', '.join(marks)}: {stated.predicate}" if marks else stated.predicate


def statement_words(stated: Stated) -> str:
    """Return the whole in one line: "North Korea · denied: supply · Russia · theme: missiles"."""
    parts = [stated.subject.label, predicate_words(stated)]
    if stated.object is not None:
        parts.append(stated.object.label)
    parts += [f"{role}: {thing.label}" for role, thing in stated.arguments]
    return " · ".join(" ".join(part.split()) for part in parts)


def source_words(stated: Stated) -> str:
    """Return who says so: "Dmitry Peskov, quoted by John Kirby", "somebody unnamed", "the article"."""
    if not stated.credited:
        return "the article"
    source = "somebody unnamed" if stated.source is None else stated.source.label
    return ", quoted by ".join((source, *(thing.label for thing in stated.via)))
