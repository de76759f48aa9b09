"""Which sentences of the articles gave nothing to the graph, and why.

In go annotated documents, out comes how much of each was covered; and for one document, which is read once more with a trace,
the sentences that gave no statement, each with what the stages say of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.cells import Shown
from kg.extraction import explain
from kg.extraction.explaining.explanation import ExplainedSentence
from kg.model import AnnotatedDocument, Document

VERBS = frozenset({"VERB", "AUX"})
NO_VERB = "no verb: nothing is stated"
NOTHING_FOUND = "no rule found subject and predicate"
ONLY_REPORT = "only that somebody said something; of what was said nothing was found"


@dataclass(frozen=True, slots=True)
class Coverage(Shown):
    """How many sentences a document has, and how many of them gave a statement; reports ("Kirby said …") do not count."""

    document: str
    label: str
    date: str | None
    sentences: int
    covered: int


@dataclass(frozen=True, slots=True)
class ReadSentence(Shown):
    """A sentence of a document, what it gave (lines, as `kg explain` writes them), and, where that is nothing, why."""

    number: int
    kind: str
    text: str
    statements: tuple[str, ...]
    reasons: tuple[str, ...]


def coverage_of(documents: Iterable[AnnotatedDocument]) -> Iterator[Coverage]:
    """Yield the coverage of each document, in their order."""
    for annotated in documents:
        document = annotated.document
        covered = {one.sentence for one in annotated.statements if one.kind != "report"}
        yield Coverage(document.id, document.label, document.date, len(annotated.sentences), len(covered))


def read_again(
    document: Document, *, model: str | None = None, gazetteer: Path | None = None, schema: Path | None = None
) -> tuple[ReadSentence, ...]:
    """Return the sentences of a document, which is extracted once more with a trace; the errors are those of `kg.explain`."""
    found = explain(replace(document, generator=None), model=model, gazetteer=gazetteer, schema=schema)
    return tuple(map(_read, found.sentences))


def _read(sentence: ExplainedSentence) -> ReadSentence:
    told = tuple(one.line for one in sentence.statements if one.kind != "report")
    reasons = () if told else _reasons(sentence)
    return ReadSentence(sentence.number, sentence.kind, sentence.text, told, reasons)


def _reasons(sentence: ExplainedSentence) -> tuple[str, ...]:
    reasons = tuple(dict.fromkeys(f"{one.word}: {one.why} ({one.stage})" for one in sentence.dropped))
    if reasons:
        return reasons
    if sentence.statements:
        return (ONLY_REPORT,)
    return (NOTHING_FOUND if any(word.pos in VERBS for word in sentence.tree) else NO_VERB,)
