"""Annotated documents as open information extraction writes them: one tab-separated line a statement.

In goes an annotated document, out come lines `sentence⇥confidence⇥predicate⇥argument 1⇥argument 2⇥…` with the words as they
stand in the sentence and no coreference applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import load_table
from kg.model import AnnotatedDocument, Argument, Statement

NOUN_INTERNAL = 0.3


def write_openie(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each statement; statements inside noun phrases get a low confidence, as no clause states them."""
    text = annotated.document.text
    for statement in annotated.statements:
        sentence = annotated.sentences[statement.sentence]
        if statement.predicate.text is None:
            continue
        confidence = statement.confidence
        if statement.kind in ("noun", "name"):
            confidence = round(confidence * NOUN_INTERNAL, 2)
        fields = [_flat(text[sentence.start : sentence.end]), f"{confidence:.2f}", _predicate(text, statement)]
        fields += _arguments(text, statement)
        if len(fields) > 3:
            yield "\t".join(fields)


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
    before = text[: argument.start].rstrip().rpartition(" ")[2]
    at = len(text[: argument.start].rstrip()) - len(before)
    prepositions = load_table("prepositions")["default"]
    if before.lower() in prepositions and not any(s is not None and e is not None and s <= at < e for s, e in taken):
        return _flat(f"{before} {argument.text}")
    return _flat(argument.text)
