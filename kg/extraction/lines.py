"""What was found in a document as short lines, one a finding: the notation of the sentence tables, of rules and of `kg explain`.

A statement is `subject | lemma/relation | object | role:marker:phrase; … | polarity modality | source`. What is missing at its
end is nothing, nothing, nothing, "affirmed actual" and the article's own voice; "-" is an empty place. `/-relation` runs the
other way, `phrase = name` gives the best name, `if` behind the modality says that there is a condition; a content is named by
its head word, and a source that no words name is "?".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.model import AnnotatedDocument, Argument, Attribution, RoleArgument, Statement, Time

NOTHING = "-"
DEFAULTS = (NOTHING, NOTHING, NOTHING, NOTHING, "affirmed actual", NOTHING)


class Line(NamedTuple):
    """A statement in the notation of the tables."""

    subject: str
    lemma: str
    object: str
    roles: str
    facts: str
    source: str

    def __str__(self) -> str:
        """Return the shortest way to write it."""
        fields = list(self)
        while fields[-1] == DEFAULTS[len(fields) - 1]:
            fields.pop()
        return " | ".join(fields)


def write_lines(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield all lines of a document: `name:`, `time:` and `credit:` lines, then the statements and when they were."""
    yield from (f"name: {line}" for line in name_lines(annotated))
    yield from (f"time: {time_line(time)}" for time in annotated.times)
    yield from (f"credit: {attribution_line(attribution, annotated)}" for attribution in annotated.attributions)
    yield from (str(statement_line(statement, annotated)) for statement in annotated.statements)
    yield from (line for statement in annotated.statements if (line := when_line(statement)) is not None)


def when_line(statement: Statement) -> str | None:
    """Return `when: subject | lemma | value`, `by: subject | lemma | day` for a mere bound, None where there is neither."""
    word, day = ("when", statement.time.value) if statement.time.value else ("by", statement.time.latest)
    return None if day is None else f"{word}: {statement.subject.text} | {statement.predicate.lemma} | {day}"


def statement_line(statement: Statement, annotated: AnnotatedDocument) -> Line:
    """Return a statement as a line, with its relation and best names written out."""
    predicate = statement.predicate
    relation = f"/{'-' if predicate.inverse else ''}{predicate.relation}" if predicate.relation is not None else ""
    source = NOTHING
    if statement.attribution is not None:
        credited = annotated.attributions[statement.attribution].source
        source = _phrase(credited) if credited is not None else "?"
    return Line(
        _phrase(statement.subject),
        predicate.lemma + relation,
        _phrase(statement.object),
        "; ".join(map(_role, statement.arguments)) or NOTHING,
        f"{statement.polarity} {statement.modality}{' if' if statement.condition is not None else ''}",
        source,
    )


def attribution_line(attribution: Attribution, annotated: AnnotatedDocument) -> str:
    """Return `source | cue | content | kind type polarity`, and the source of the one around it, if there is one."""
    content, cue = attribution.content, attribution.cue
    parts = content.parts or ((content.start, content.end),)
    fields = [
        attribution.source.text if attribution.source is not None else "?",
        cue.text if cue is not None else NOTHING,
        " … ".join(annotated.document.text[start:end] for start, end in parts),
        f"{attribution.kind} {attribution.type} {attribution.polarity}",
    ]
    if attribution.parent is not None:
        around = annotated.attributions[attribution.parent].source
        fields.append(around.text if around is not None else "?")
    return " | ".join(fields)


def name_lines(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield `text: type` for each name, `text = label: type` where its entity is called otherwise."""
    labels = {entity.id: entity.label for entity in annotated.entities}
    entity_of = {chain.id: chain.entity for chain in annotated.chains}
    for mention in annotated.mentions:
        entity = entity_of[mention.chain]
        if mention.kind == "name" and entity is not None:
            same = labels[entity] == mention.text
            yield f"{mention.text}: {mention.type}" if same else f"{mention.text} = {labels[entity]}: {mention.type}"


def time_line(time: Time) -> str:
    """Return `text = type value mod`."""
    return " ".join(filter(None, (f"{time.text} =", time.type, time.value or "?", time.mod)))


def _phrase(argument: Argument | None) -> str:
    if argument is None:
        return NOTHING
    return argument.text if argument.label == argument.text else f"{argument.text} = {argument.label}"


def _role(argument: RoleArgument) -> str:
    phrase = argument.head if argument.role == "content" else argument.text
    return f"{argument.role}:{argument.marker or NOTHING}:{phrase}"
