"""One article for the page: in go a document and its statements, out come its segments and what is marked in them.

All places are half-open ranges of segment numbers. The page reads an article only when somebody opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.model import AnnotatedDocument, Argument, Attribution, Mention, Sentence, Statement
from kg.statements.core import core_of
from kg.statements.stated import Stated, Thing
from kg.view.segmented_text import SegmentedText
from kg.view.strings import NONE, Strings
from kg.view.thing_numbers import ThingNumbers


def article_of(
    annotated: AnnotatedDocument, statements: Sequence[Stated], numbers: ThingNumbers, strings: Strings, first: int
) -> dict[str, Any]:
    """Return the article as plain lists; `first` is the page's number of its first statement, the others follow it."""
    text = SegmentedText(annotated.document.text, offsets_of(annotated, statements))
    document = annotated.document.id
    places = {attribution.id: place for place, attribution in enumerate(annotated.attributions)}
    return {
        "segments": text.segments,
        "paragraphs": paragraphs_of(annotated, text),
        "sentences": [text.span(sentence.start, sentence.end) for sentence in annotated.sentences],
        "mentions": [
            (
                *text.span(mention.start, mention.end),
                numbers.of_chain(document, mention.chain),
                int(mention.kind == "name"),
            )
            for mention in annotated.mentions
        ],
        "attributions": [attribution_of(attribution, text) for attribution in annotated.attributions],
        "first": first,
        "statements": [statement_of(stated, text, numbers, strings, places) for stated in statements],
    }


def offsets_of(annotated: AnnotatedDocument, statements: Iterable[Stated]) -> Iterator[int]:
    """Yield every offset at which something begins or ends."""
    records: list[Sentence | Mention] = [*annotated.sentences, *annotated.mentions]
    for record in records:
        yield from (record.start, record.end)
    for attribution in annotated.attributions:
        for start, end in (*spans_of(attribution.source), *spans_of(attribution.cue), *content_spans(attribution)):
            yield from (start, end)
    for statement in (stated.record for stated in statements):
        for start, end in predicate_spans(statement):
            yield from (start, end)
        for argument in (statement.subject, statement.object, *statement.arguments):
            for start, end in spans_of(argument):
                yield from (start, end)


def spans_of(phrase: Any) -> list[tuple[int, int]]:
    """Return the one span of a phrase, none for None."""
    return [] if phrase is None else [(phrase.start, phrase.end)]


def content_spans(attribution: Attribution) -> list[tuple[int, int]]:
    """Return the pieces of a content."""
    return list(attribution.content.parts or spans_of(attribution.content))


def predicate_spans(statement: Statement) -> list[tuple[int, int]]:
    """Return the pieces of a predicate, none where no word carries it."""
    predicate = statement.predicate
    if predicate.start is None or predicate.end is None:
        return []
    return list(predicate.parts or [(predicate.start, predicate.end)])


def paragraphs_of(annotated: AnnotatedDocument, text: SegmentedText) -> list[tuple[int, int, str]]:
    """Return the paragraphs, which together hold the whole text: each reaches to the next one's first sentence."""
    starts = [
        sentence
        for before, sentence in zip((None, *annotated.sentences), annotated.sentences, strict=False)
        if before is None or before.paragraph != sentence.paragraph
    ]
    if not starts:
        return [(*text.span(0, len(annotated.document.text)), "body")]
    begins = [0, *(sentence.start for sentence in starts[1:])]
    ends = [*begins[1:], len(annotated.document.text)]
    return [(*text.span(begin, end), sentence.kind) for begin, end, sentence in zip(begins, ends, starts, strict=True)]


def flat(text: SegmentedText, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return pieces of the text as segments, in one list: start, end, start, end."""
    return [number for span in spans for number in text.span(*span)]


def attribution_of(attribution: Attribution, text: SegmentedText) -> list[list[int]]:
    """Return source, cue and content of an attribution as segments."""
    spans = (spans_of(attribution.source), spans_of(attribution.cue), content_spans(attribution))
    return [flat(text, pieces) for pieces in spans]


def statement_of(
    stated: Stated, text: SegmentedText, numbers: ThingNumbers, strings: Strings, places: Mapping[int, int]
) -> list[Any]:
    """Return a statement's predicate as segments, its attributions from the inner to the outer one, rule and phrases."""

    def phrase(role: str, thing: Thing, argument: Argument, *words: str | None) -> list[Any]:
        number = numbers.of_thing(stated.document.id, thing)
        label = None if argument.label == argument.text else argument.label
        fields = [NONE if number is None else number, *(strings.number(field) for field in (label, *words))]
        while fields and fields[-1] == NONE:
            fields.pop()
        return [strings.number(role), *text.span(argument.start, argument.end), *fields]

    core = core_of(stated.record)
    phrases = [phrase("subject", stated.subject, core.subject)]
    if stated.object is not None and core.object is not None:
        phrases.append(phrase("object", stated.object, core.object))
    for (role, thing), argument in zip(stated.arguments, stated.record.arguments, strict=True):
        phrases.append(phrase(role, thing, argument, argument.marker, argument.value))
    return [
        flat(text, predicate_spans(stated.record)),
        [places[attribution] for attribution in stated.credits],
        strings.number(stated.record.rule),
        *phrases,
    ]
