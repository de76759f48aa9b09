"""A question read by the extractor that made the graph: in goes its text, out comes what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.asking.asked import Asked, Known, Name
from kg.asking.names import Names
from kg.asking.rewriting import Rewritten, rewrite
from kg.asking.words import stem, stems_of, words_in
from kg.extraction.pipeline import Pipeline
from kg.extraction.syntax.parse import Parse
from kg.model import AnnotatedDocument, Argument, Document, EntityType, Statement
from kg.schema.relations import Relations

LONGEST = 600
"""Characters of a question that are read; whatever is longer is text and no question."""
_NO_DOCUMENT = "0" * 12
_STANDING_FOR_HOLE = frozenset({"someone", "something", "somewhere", "sometime", "somehow", "some"})


def read_question(text: str, pipeline: Pipeline, names: Names) -> Asked:
    """Return what a question asks; it is never run, pasted or looked up as anything but text."""
    text = " ".join(text[:LONGEST].encode("utf-8", "replace").decode().split())
    parse = pipeline.prepare(_document(text)).parse
    rewritten = rewrite(parse)
    annotated = None if rewritten is None else pipeline.annotate(_document(rewritten.text))
    pattern, slot = (None, None) if rewritten is None or annotated is None else _pattern(rewritten, annotated)
    if pattern is not None and annotated is not None and pattern.predicate.relation is None:
        pattern = _related(pattern, slot, annotated, pipeline.relations)
    found = names.find(text)
    noun = "" if rewritten is None else rewritten.noun
    words = tuple(word for word in words_in(text) if not word.empty and word.stem not in _dropped(noun, rewritten))
    known = () if pattern is None else tuple(_known(pattern, slot, found, names))
    said_by = None
    if annotated is not None and pattern is not None and pattern.attribution is not None:
        source = annotated.attributions[pattern.attribution].source
        if source is not None and not _is_hole(source.text):
            said_by = _as_known("speaker", source, names)
    wh = "what" if rewritten is None else rewritten.wh
    return Asked(text, wh, rewritten, annotated, pattern, slot, words, found, known, _verbs(parse), said_by)


def _document(text: str) -> Document:
    return Document(_NO_DOCUMENT, None, None, None, None, None, "en", None, f"{text}\n")


def _dropped(noun: str, rewritten: Rewritten | None) -> frozenset[str]:
    quality = "" if rewritten is None else rewritten.quality
    return frozenset(stem(word) for word in (noun, quality) if word)


def _verbs(parse: Parse) -> frozenset[str]:
    return frozenset(stem(token.lower) for token in parse.tokens if token.tag.startswith("V") and len(token.lower) > 2)


def _pattern(rewritten: Rewritten, annotated: AnnotatedDocument) -> tuple[Statement | None, str | None]:
    """Return the statement in which the hole stands, and its slot; who is asked to have said so is the source."""
    statements = annotated.statements
    if rewritten.end > rewritten.start:
        for attribution in annotated.attributions:
            if attribution.source is not None and _covers(attribution.source, rewritten):
                inside = [one for one in statements if one.attribution == attribution.id and one.kind != "report"]
                if inside:
                    return inside[0], "speaker"
        holding = [
            (one, slot) for one in statements for slot, argument in slots_of(one) if _covers(argument, rewritten)
        ]
        exact = [pair for pair in holding if any(s == pair[1] and _is_just(a, rewritten) for s, a in slots_of(pair[0]))]
        if exact or holding:
            return (exact or holding)[0]
    if rewritten.wh == "yes":
        credited = [one for one in statements if one.attribution is not None and one.kind != "report"]
        if credited:
            return credited[0], None
    default = {"where": "location", "when": "time", "why": "cause", "how": "manner"}.get(rewritten.wh)
    told = [one for one in statements if one.kind in ("clause", "report")] or list(statements)
    return (told[0] if told else None), default


def _related(pattern: Statement, slot: str | None, annotated: AnnotatedDocument, relations: Relations) -> Statement:
    """Return a statement with the relation that its words have where the hole may be of any type: "someone supplied Russia"."""

    def type_of(place: str, argument: Argument | None) -> EntityType | None:
        if argument is None or place == slot or argument.mention is None or _is_hole(argument.text):
            return None
        return annotated.mentions[argument.mention].type

    ends = type_of("subject", pattern.subject), type_of("object", pattern.object)
    found = relations.match(pattern.predicate.lemma, *ends) or relations.match(pattern.predicate.lemma, None, None)
    if found is None:
        return pattern
    return replace(pattern, predicate=replace(pattern.predicate, relation=found.relation, inverse=found.inverse))


def slots_of(statement: Statement) -> Iterator[tuple[str, Argument]]:
    """Yield the arguments of a statement with their places: subject, object, and roles."""
    yield "subject", statement.subject
    if statement.object is not None:
        yield "object", statement.object
    for argument in statement.arguments:
        yield argument.role, argument


def _covers(argument: Argument, rewritten: Rewritten) -> bool:
    return argument.start <= rewritten.start and argument.end >= rewritten.end


def _is_just(argument: Argument, rewritten: Rewritten) -> bool:
    return argument.start == rewritten.start and argument.end == rewritten.end


def _is_hole(text: str) -> bool:
    return bool(text) and text.split()[0].lower() in _STANDING_FOR_HOLE


def _known(pattern: Statement, slot: str | None, found: tuple[Name, ...], names: Names) -> Iterator[Known]:
    for place, argument in slots_of(pattern):
        if (place == slot and slot != "speaker") or _is_hole(argument.text):
            continue
        known = _as_known(place, argument, names)
        if known.stems:
            yield known


def _as_known(slot: str, argument: Argument, names: Names) -> Known:
    return Known(slot, argument.text, stems_of(argument.text), names.of_phrase(argument.text))
