"""W3C Web Annotations: each statement as an annotation of the sentence that it stands in, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from kg.exporting.contents import Article, Contents
from kg.exporting.json_stream import write_with_array
from kg.exporting.words import source_words
from kg.statements.stated import Stated, Thing

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
RFC5147 = "http://tools.ietf.org/rfc/rfc5147"
BESIDE = 64
"""Characters before and behind a quote: enough to find it again where the text has changed, and no lookalike."""
UNIT = "positions count Unicode code points of the text that was stored, half-open"


def write_annotations(contents: Contents, file: IO[bytes]) -> None:
    """Write an AnnotationPage with an annotation for each statement.

    The body tells the statement in a few words and names its things. The target is the sentence, by three selectors
    that say the same: positions (in code points of the stored text, as `label` says), a quote with what stands around
    it, and a fragment of RFC 5147, whose characters are code points as well. `via` is where the text came from.
    """
    head = {
        "@context": CONTEXT,
        "id": f"{contents.vocabulary.base}annotations",
        "type": "AnnotationPage",
        "label": f"Statements; {UNIT}",
    }
    write_with_array(file, head, "items", _annotations(contents))


def _annotations(contents: Contents) -> Iterator[dict[str, Any]]:
    for article in contents.articles():
        source = _source(article)
        for stated in article.statements:
            yield {
                "id": str(contents.statement_iri(stated.id)),
                "type": "Annotation",
                "motivation": "describing",
                "body": [_words(stated), *(_named(thing) for thing in _things(stated))],
                "target": {"type": "SpecificResource", "source": source, "selector": _selectors(article, stated)},
            }


def _words(stated: Stated) -> dict[str, Any]:
    value = f"{stated.wording.text} (said by {source_words(stated)}; {stated.polarity}, {stated.modality})"
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}


def _named(thing: Thing) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": "identifying", "source": {"id": thing.iri, "label": thing.label}}


def _things(stated: Stated) -> list[Thing]:
    """Return the named things of a statement, and who is credited, each once."""
    ends = [stated.subject, stated.object, *(thing for _, thing in stated.arguments), stated.source, *stated.via]
    return list({thing.iri: thing for thing in ends if thing is not None and thing.entity is not None}.values())


def _source(article: Article) -> dict[str, Any]:
    document = article.annotated.document
    source = {"id": str(article.iri), "type": "Text", "format": "text/plain", "language": document.language}
    return source if document.url is None else {**source, "via": document.url}


def _selectors(article: Article, stated: Stated) -> list[dict[str, Any]]:
    sentence, text = article.things.sentences[stated.record.sentence], article.annotated.document.text
    start, end = sentence.start, sentence.end
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {"prefix": text[max(0, start - BESIDE) : start], "suffix": text[end : end + BESIDE]}
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        quote,
        {"type": "FragmentSelector", "conformsTo": RFC5147, "value": f"char={start},{end}"},
    ]
