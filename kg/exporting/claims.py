"""schema.org Claims: what somebody is credited with, by whom and where, as JSON-LD.

They are no ClaimReviews: nothing here is rated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from kg.exporting.contents import Article, Contents
from kg.exporting.json_stream import write_with_array
from kg.model import EntityType
from kg.schema.vocabulary import SCHEMA, WIKIDATA
from kg.statements.stated import Stated, Thing

TYPES: dict[EntityType, str] = {
    "Person": "Person",
    "Organization": "Organization",
    "Country": "Country",
    "Place": "Place",
    "Facility": "Place",
    "Event": "Event",
    "Product": "Product",
    "Work": "CreativeWork",
    "Law": "Legislation",
    "Group": "Thing",
    "Thing": "Thing",
}
MAKERS = {"Person", "Organization"}
"""What schema.org takes as the author of a claim; another source stands under `kg:source` alone."""


def write_claims(contents: Contents, file: IO[bytes]) -> None:
    """Write a Claim for each statement that a source is credited with and did make, or that somebody unnamed did.

    `text` is the sentence, `name` the statement in a few words, where a denial says so; `kg:polarity` and
    `kg:modality` say it for programs. `appearance` is the article. What the article says in its own voice is no claim.
    The context stands in the document, so that reading it asks no server.
    """
    context = {"@vocab": str(SCHEMA), "kg": str(contents.vocabulary.kg), "kg:polarity": {"@type": "@id"}}
    context["kg:modality"] = {"@type": "@id"}
    wikidata = {entity.id: entity.wikidata for entity in contents.entities}
    write_with_array(file, {"@context": context}, "@graph", _claims(contents, wikidata))


def _claims(contents: Contents, wikidata: dict[str, str | None]) -> Iterator[dict[str, Any]]:
    for article in contents.articles():
        appearance = _article(article)
        for stated in article.statements:
            if stated.credited and stated.said:
                yield _claim(contents, stated, appearance, wikidata)


def _claim(
    contents: Contents, stated: Stated, appearance: dict[str, Any], wikidata: dict[str, str | None]
) -> dict[str, Any]:
    about = [stated.subject, *([] if stated.object is None else [stated.object])]
    claim: dict[str, Any] = {
        "@id": str(contents.statement_iri(stated.id)),
        "@type": "Claim",
        "identifier": stated.id,
        "name": stated.wording.text,
        "text": stated.sentence,
        "inLanguage": stated.document.language,
        "about": [_thing(thing, wikidata) for thing in about],
        "appearance": appearance,
        "kg:polarity": f"kg:{stated.polarity}",
        "kg:modality": f"kg:{stated.modality}",
        "kg:confidence": stated.confidence,
    }
    if stated.document.date is not None:
        claim["datePublished"] = stated.document.date
    if stated.time is not None:
        claim["temporalCoverage"] = stated.time
    if stated.source is not None:
        source = _thing(stated.source, wikidata)
        claim["kg:source"] = source
        if source["@type"] in MAKERS:
            claim["author"] = source
    if stated.via:
        claim["kg:via"] = [_thing(thing, wikidata) for thing in stated.via]
    return claim


def _thing(thing: Thing, wikidata: dict[str, str | None]) -> dict[str, Any]:
    told: dict[str, Any] = {"@id": thing.iri, "@type": TYPES[thing.type], "name": thing.label}
    number = None if thing.entity is None else wikidata.get(thing.entity)
    return {**told, "sameAs": {"@id": str(WIKIDATA[number])}} if number else told


def _article(article: Article) -> dict[str, Any]:
    document = article.annotated.document
    told = {
        "headline": document.label,
        "datePublished": document.date,
        "url": document.url,
        "inLanguage": document.language,
        "author": None if document.author is None else {"@type": "Person", "name": document.author},
        "publisher": None if document.publisher is None else {"@type": "Organization", "name": document.publisher},
    }
    known = {name: value for name, value in told.items() if value is not None}
    return {"@id": str(article.iri), "@type": "NewsArticle", **known}
