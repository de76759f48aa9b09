"""One article for the page: in goes an annotated document, out come its segments and what is marked in them.

All places are half-open ranges of segment numbers. The page reads an article only when somebody opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import AnnotatedDocument, Argument, Attribution, Mention, Sentence, Statement, Time
from kg.view.segments import SegmentedText
from kg.view.things import Things


def article_of(annotated: AnnotatedDocument, things: Things, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the article as plain lists; `numbers` gives the page's number of each of its statements."""
    text = SegmentedText(annotated.document.text, offsets_of(annotated))
    document = annotated.document.id
    return {
        "segments": text.segments,
        "paragraphs": paragraphs_of(annotated, text),
        "sentences": [text.span(sentence.start, sentence.end) for sentence in annotated.sentences],
        "mentions": [
            (
                *text.span(mention.start, mention.end),
                things.of_mention(document, mention.id),
                int(mention.kind == "name"),
            )
            for mention in annotated.mentions
        ],
        "times": [(*text.span(time.start, time.end), time.value) for time in annotated.times],
        "attributions": [attribution_of(attribution, text) for attribution in annotated.attributions],
        "statements": {
            numbers[statement.id]: statement_of(annotated, statement, text, things)
            for statement in annotated.statements
        },
    }


def offsets_of(annotated: AnnotatedDocument) -> Iterator[int]:
    """Yield every offset at which something begins or ends."""
    records: list[Sentence | Mention | Time] = [*annotated.sentences, *annotated.mentions, *annotated.times]
    for record in records:
        yield from (record.start, record.end)
    for attribution in annotated.attributions:
        for start, end in (*spans_of(attribution.source), *spans_of(attribution.cue), *content_spans(attribution)):
            yield from (start, end)
    for statement in annotated.statements:
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


def attribution_of(attribution: Attribution, text: SegmentedText) -> list[Any]:
    """Return source, cue and content of an attribution as segments, its polarity and the attribution around it."""
    return [
        [text.span(*span) for span in spans_of(attribution.source)],
        [text.span(*span) for span in spans_of(attribution.cue)],
        [text.span(*span) for span in content_spans(attribution)],
        attribution.polarity,
        attribution.parent if attribution.parent is not None else -1,
        attribution.id,
    ]


def statement_of(annotated: AnnotatedDocument, statement: Statement, text: SegmentedText, things: Things) -> list[Any]:
    """Return predicate, subject, arguments, attribution and rule of a statement, its phrases as segments."""
    document = annotated.document.id

    def phrase(role: str, argument: Argument, marker: str | None, value: str | None) -> list[Any]:
        thing = things.of_argument(document, argument)
        return [
            role,
            *text.span(argument.start, argument.end),
            -1 if thing is None else thing,
            None if argument.label == argument.text else argument.label,
            marker,
            value,
        ]

    arguments = [phrase("subject", statement.subject, None, None)]
    if statement.object is not None:
        arguments.append(phrase("object", statement.object, None, None))
    arguments += [phrase(item.role, item, item.marker, item.value) for item in statement.arguments]
    return [
        [text.span(*span) for span in predicate_spans(statement)],
        arguments,
        -1 if statement.attribution is None else statement.attribution,
        statement.rule,
        statement.condition,
    ]
