"""What an annotated document says of its text, written onto spaCy's Doc of that text: entities, sentences, spans.

A mark that ends inside a token is widened to its end; one that would cover no token is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.model import AnnotatedDocument, Attribution, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SPANS = "kg"
"""The group of spans that tells who says what: subjects, predicates, objects, roles, sources, cues."""
MENTIONS = "kg_mentions"
"""The group of all mentions, whose labels are their types."""
RECORD = "kg"
"""Under which name the annotated document itself stands in `Doc.user_data`, as JSON: plain data, which Doc.to_bytes keeps."""


def mark(doc: Doc, annotated: AnnotatedDocument) -> None:
    """Write spans and record onto a Doc, whose text is the document's; entities and sentences stay as they are."""
    doc.user_data[RECORD] = annotated.to_json().decode("utf-8")
    doc.spans[SPANS] = _spans(doc, _told(annotated))
    mentions = ((mention.start, mention.end, mention.type) for mention in annotated.mentions)
    doc.spans[MENTIONS] = _spans(doc, mentions)


def mark_entities(doc: Doc, annotated: AnnotatedDocument, ids: Mapping[int, str] | None = None) -> None:
    """Make the names the Doc's entities, instead of those it has; `ids` gives chains the id that their names get as kb_id."""
    from spacy.util import filter_spans

    names = []
    for mention in annotated.mentions:
        if mention.kind == "name":
            known = "" if ids is None else ids.get(mention.chain, "")
            span = doc.char_span(mention.start, mention.end, mention.type, known, alignment_mode="expand")
            if span is not None:
                names.append(span)
    doc.set_ents(filter_spans(names))


def mark_sentences(doc: Doc, annotated: AnnotatedDocument) -> None:
    """Make sentences begin where ours do; white space between two belongs to the one before."""
    starts = {sentence.start for sentence in annotated.sentences}
    open_, first = sorted(starts, reverse=True), True
    for token in doc:
        begins = first
        while open_ and token.idx >= open_[-1] and not token.is_space:
            open_.pop()
            begins = True
        token.is_sent_start = begins
        first = False


def _spans(doc: Doc, places: Iterator[tuple[int, int, str]]) -> list[Span]:
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in places)
    return [span for span in spans if span is not None]


def _told(annotated: AnnotatedDocument) -> Iterator[tuple[int, int, str]]:
    """Yield the places that statements and those who are credited with them have in the text, each once."""
    credits = {one.id: one for one in annotated.attributions}
    found: dict[tuple[int, int, str], None] = {}
    for statement in annotated.statements:
        if statement.kind != "report":
            found |= dict.fromkeys(_of_statement(statement))
            number = statement.attribution
            while number is not None:
                found |= dict.fromkeys(_of_credit(credits[number]))
                number = credits[number].parent
    yield from sorted(found)


def _of_statement(statement: Statement) -> Iterator[tuple[int, int, str]]:
    predicate = statement.predicate
    yield statement.subject.start, statement.subject.end, "SUBJECT"
    if predicate.start is not None and predicate.end is not None:
        negated = "NOT " if statement.polarity == "negated" else ""
        yield predicate.start, predicate.end, f"{negated}PREDICATE"
    if statement.object is not None:
        yield statement.object.start, statement.object.end, "OBJECT"
    for argument in statement.arguments:
        yield argument.start, argument.end, argument.role.upper()


def _of_credit(credit: Attribution) -> Iterator[tuple[int, int, str]]:
    if credit.source is not None:
        yield credit.source.start, credit.source.end, "SAID BY"
    if credit.cue is not None:
        yield credit.cue.start, credit.cue.end, "CUE"
