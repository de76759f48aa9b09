"""An annotated document as readable lines, one a statement; no running text of the article is among them.

`3 | the parliament | ratify/approve | the treaty | time:on:Tuesday | negated actual | the speaker | 2024-01-02 | verb` reads:
sentence, subject, lemma and relation, object, roles, polarity and modality, source, time, rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.model import AnnotatedDocument, Argument, Attribution, RoleArgument, Statement

LONGEST_PHRASE = 5
NONE = "-"


def write_lines(annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield a line for each statement, then one for each entity with the number of its mentions."""
    for statement in annotated.statements:
        yield _statement(statement, annotated.attributions)
    yield ""
    counts: Counter[str] = Counter()
    for chain in annotated.chains:
        if chain.entity is not None:
            counts[chain.entity] += len(chain.mentions)
    for entity in sorted(annotated.entities, key=lambda entity: entity.id):
        yield f"{entity.label} | {entity.type} | {entity.wikidata or NONE} | {counts[entity.id]}"


def _statement(statement: Statement, attributions: tuple[Attribution, ...]) -> str:
    predicate = statement.predicate
    lemma = predicate.lemma
    if predicate.relation is not None:
        lemma += f"/{'-' if predicate.inverse else ''}{predicate.relation}"
    fields = [
        str(statement.sentence),
        phrase(statement.subject),
        lemma,
        phrase(statement.object),
        "; ".join(map(role, statement.arguments)) or NONE,
        f"{statement.polarity} {statement.modality}{' if' if statement.condition else ''}",
        _source(statement, attributions),
        statement.time.value or NONE,
        statement.rule,
    ]
    return " | ".join(fields)


def role(argument: RoleArgument) -> str:
    """Return an argument as `role:marker:phrase`; of a content, the head alone."""
    words = argument.head if argument.role == "content" else phrase(argument)
    return f"{argument.role}:{argument.marker or NONE}:{words}"


def phrase(argument: Argument | None) -> str:
    """Return a short phrase as it stands, of a long one the first words and the head; with its entity's name, if it has one."""
    if argument is None:
        return NONE
    words = argument.text.split()
    if len(words) > LONGEST_PHRASE:
        words = [
            *words[: LONGEST_PHRASE - 2],
            "…",
            *([] if argument.head in words[: LONGEST_PHRASE - 2] else [argument.head, "…"]),
        ]
    text = " ".join(words)
    return text if argument.entity is None or argument.label in text else f"{text} (= {argument.label})"


def _source(statement: Statement, attributions: tuple[Attribution, ...]) -> str:
    """Return who is credited, the innermost first."""
    sources = []
    number = statement.attribution
    while number is not None:
        attribution = attributions[number]
        sources.append(phrase(attribution.source) if attribution.source is not None else "?")
        number = attribution.parent
    return " < ".join(sources) or NONE
