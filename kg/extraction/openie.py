"""Annotated documents as open information extraction writes them: one tab-separated line a statement.

In goes an annotated document, out come lines `sentence⇥confidence⇥predicate⇥argument 1⇥argument 2⇥…` with the words as they
stand in the sentence and no coreference applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import load_table
from kg.model import AnnotatedDocument, Argument, RoleArgument, Statement

NOUN_INTERNAL = 0.3
UNDECIDED = 0.5
WORDED = 0.6
"""What a tuple has for standing in the sentence at all: this view names no antecedents, so doubts about them matter less."""
FULL_TUPLE = 3
NO_IDENTITY = frozenset({"owner", "body-of", "place-in", "affiliation"})


def write_openie(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each statement.

    Statements inside noun phrases get a low confidence, as no clause states them, and so do those with one argument, which
    are no tuples in the usual sense.
    """
    text = annotated.document.text
    for statement in annotated.statements:
        sentence = annotated.sentences[statement.sentence]
        fields = _identity(text, statement) if statement.kind == "name" else _clause(text, statement)
        if fields is None:
            continue
        confidence = WORDED + (1 - WORDED) * statement.confidence
        if statement.polarity == "unknown":
            confidence = round(confidence * UNDECIDED, 2)
        if statement.kind == "noun" or len(fields) < FULL_TUPLE:
            confidence = round(confidence * NOUN_INTERNAL, 2)
        yield "\t".join([_flat(text[sentence.start : sentence.end]), f"{confidence:.2f}", *fields])


def _clause(text: str, statement: Statement) -> list[str] | None:
    if statement.predicate.text is None:
        return None
    return [_predicate(text, statement), *_arguments(text, statement)]


def _identity(text: str, statement: Statement) -> list[str] | None:
    """Write what a title or an apposition says as "is": "is | John Kirby | National Security Council spokesman"."""
    thing, predicate = statement.object, statement.predicate
    if thing is None or statement.rule in NO_IDENTITY:
        return None
    start = min(thing.start, predicate.start if predicate.start is not None else thing.start)
    end = max(thing.end, predicate.end if predicate.end is not None else thing.end)
    if start < statement.subject.end and statement.subject.start < end:
        return None
    return ["is", _flat(statement.subject.text), _flat(text[start:end])]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _predicate(text: str, statement: Statement) -> str:
    predicate = statement.predicate
    spans = predicate.parts or ((predicate.start, predicate.end),)
    return _flat(" ".join(text[start:end] for start, end in spans))


def _arguments(text: str, statement: Statement) -> list[str]:
    """Return the arguments, the surface subject first: the object of an active that was a passive stands before its verb."""
    subject, thing = statement.subject, statement.object
    others: list[Argument] = [a for a in (thing, *statement.arguments) if a is not None]
    start = statement.predicate.start
    if thing is not None and start is not None and statement.rule == "passive-agent":
        subject, others[0] = thing, statement.subject
    others.sort(key=lambda argument: argument.start)
    taken = {span for span in statement.predicate.parts or ()} | {(start, statement.predicate.end)}
    return [_flat(subject.text), *(_with_marker(text, argument, taken) for argument in others)]


def _with_marker(text: str, argument: Argument, taken: set[tuple[int | None, int | None]]) -> str:
    """Put the preposition before its argument, unless it is part of the predicate already."""
    if isinstance(argument, RoleArgument):
        apart = (
            argument.marker is not None and argument.role != "content" and not argument.text.startswith(argument.marker)
        )
        return _flat(f"{argument.marker} {argument.text}" if apart else argument.text)
    if any(end is not None and argument.start < end for _, end in taken):
        return _flat(argument.text)
    before = text[: argument.start].rstrip().rpartition(" ")[2]
    at = len(text[: argument.start].rstrip()) - len(before)
    prepositions = load_table("prepositions")["roles"]
    if before.lower() in prepositions and not any(s is not None and e is not None and s <= at < e for s, e in taken):
        return _flat(f"{before} {argument.text}")
    return _flat(argument.text)
