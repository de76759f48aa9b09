"""Calls about documents: which there are, and one of them as it is read, with what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.calls.entities import document_head
from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.paging import page_of
from kg.model import AnnotatedDocument, Mention, Sentence
from kg.statements.stated import Stated, stated_in

MOST_DRAWN = 12
"""Documents that one page draws, for a reader who waits for it."""


def documents(opened: Opened, q: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return the documents, the newest first; with a search, those whose title or publisher holds its words."""
    words = (q or "").casefold().split()
    found = [
        entry
        for entry in reversed(opened.graph.catalogue)
        if all(word in f"{entry.label} {entry.publisher or ''}".casefold() for word in words)
    ]
    rows, more = page_of(found, limit, offset)
    return {"documents": [document_head(entry) for entry in rows], "total": len(found), "next": more}


def document(opened: Opened, id: str) -> dict[str, Any]:
    """Return a document: what is known of it, its paragraphs with their sentences, and its statements."""
    annotated = next(opened.graph.documents({id}), None)
    if annotated is None:
        raise CallError("missing", f"there is no document {id!r}")
    resolution = opened.snapshot.resolution
    stated = list(
        stated_in(
            annotated, resolution, resolution.labels, opened.snapshot.vocabulary, rejected=opened.snapshot.rejected
        )
    )
    copies = [copy for copy in opened.graph.copies if id in (copy.document, copy.origin)]
    own = annotated.document
    return {
        "document": {
            **document_head(opened.entries[id]),
            "author": own.author,
            "summary": own.summary,
            "length": len(own.text),
            "copy_of": next((copy.origin for copy in copies if copy.document == id), None),
            "copied_by": [copy.document for copy in copies if copy.origin == id],
        },
        "paragraphs": list(_paragraphs(opened, annotated)),
        "statements": [_told(one) for one in stated],
    }


def drawn(opened: Opened, ids: Sequence[str], entity: str | None) -> bytes:
    """Return the interactive page of some documents, or of the newest ones that speak of an entity."""
    title = None
    if entity is not None:
        found = opened.entity(entity)
        title = found.label
        ids = sorted({document for document, _ in found.chains}, key=lambda id: opened.entries[id].order)[-MOST_DRAWN:]
    if not ids or len(ids) > MOST_DRAWN:
        raise CallError("wrong", f"name from 1 to {MOST_DRAWN} documents, or an entity")
    for id in ids:
        if id not in opened.entries:
            raise CallError("missing", f"there is no document {id[:80]!r}")
    return opened.graph.view(ids, title=title).html.encode("utf-8")


def _told(stated: Stated) -> dict[str, Any]:
    record = stated.to_record()
    del record["document"], record["published"]
    return {
        **record,
        "source_id": None if stated.source is None else stated.source.entity,
        "sentence_id": stated.record.sentence,
        "confidence": round(stated.confidence, 3),
    }


def _paragraphs(opened: Opened, annotated: AnnotatedDocument) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs; a sentence's `parts` are its text in pieces, those that name an entity with its id."""
    text = annotated.document.text
    mentions = _outermost(mention for mention in annotated.mentions if mention.kind == "name")
    number = -1
    group: list[Sentence] = []
    for sentence in annotated.sentences:
        if sentence.paragraph != number and group:
            yield {
                "kind": group[0].kind,
                "sentences": [_sentence(opened, annotated, one, mentions, text) for one in group],
            }
            group = []
        number = sentence.paragraph
        group.append(sentence)
    if group:
        yield {"kind": group[0].kind, "sentences": [_sentence(opened, annotated, one, mentions, text) for one in group]}


def _sentence(
    opened: Opened, annotated: AnnotatedDocument, sentence: Sentence, mentions: list[Mention], text: str
) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    place = sentence.start
    for mention in mentions:
        entity = opened.snapshot.resolution.entity_of.get((annotated.document.id, mention.chain))
        if not sentence.start <= mention.start < mention.end <= sentence.end or entity is None:
            continue
        if mention.start > place:
            parts.append({"text": text[place : mention.start]})
        parts.append({"text": text[mention.start : mention.end], "entity": entity, "type": mention.type})
        place = mention.end
    if place < sentence.end:
        parts.append({"text": text[place : sentence.end]})
    return {"id": sentence.id, "start": sentence.start, "end": sentence.end, "parts": parts}


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that stand in no other one, in the order of the text."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
