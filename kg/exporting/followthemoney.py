"""FollowTheMoney entities, for Aleph, OpenAleph and the tools of OpenSanctions: one JSON object a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO, Any

import msgspec
from followthemoney import EntityProxy, model

from kg.exporting.contents import Article, Contents
from kg.exporting.words import arrow_words, source_words
from kg.model import EntityType
from kg.resolve.model import ResolvedEntity
from kg.statements.stated import Stated

SCHEMATA: dict[EntityType, str] = {
    "Person": "Person",
    "Organization": "Organization",
    "Country": "Territory",
    "Place": "Territory",
    "Facility": "Address",
    "Group": "LegalEntity",
    "Event": "Event",
    "Product": "Asset",
    "Work": "Document",
    "Law": "Document",
    "Thing": "LegalEntity",
}
"""The schema of each type; what has no schema of its own gets the nearest one that a link may lead to."""

LONGEST_TEXT = 60_000
"""Characters of a text that one property takes; a longer one comes in pieces."""


def write_ftm(contents: Contents, file: IO[bytes]) -> None:
    """Write entities, articles and, for each statement between two named things, an UnknownLink between them.

    The link's role says where something is denied, planned or only possible, and who says so ("denied: supply (said by
    Dmitry Peskov)"); its summary is the sentence, its proof the article, its recordId the statement's id. A statement about what
    has no name has no place in FollowTheMoney, and is left out. Ids hash our IRIs: the same graph, the same entities.
    """
    for entity in contents.entities:
        _write(file, _entity(contents, entity))
    for article in contents.articles():
        _write(file, _article(article))
        for link in _links(contents, article):
            _write(file, link)


def ftm_id(iri: str) -> str:
    """Return the id of what has this IRI in our graph."""
    return f"kg-{hashlib.sha1(iri.encode('utf-8', 'surrogatepass'), usedforsecurity=False).hexdigest()}"


def _entity(contents: Contents, entity: ResolvedEntity) -> EntityProxy:
    iri = str(contents.entity_iri(entity.id))
    proxy = _made(SCHEMATA[entity.type], iri)
    proxy.add("name", entity.label)
    proxy.add("alias", sorted(set(entity.names) - {entity.label}))
    if entity.wikidata is not None:
        proxy.add("wikidataId", entity.wikidata)
    if entity.type == "Country":
        proxy.add("country", entity.label)
    if entity.type == "Facility":
        proxy.add("full", entity.label)
    return proxy


def _article(article: Article) -> EntityProxy:
    document = article.annotated.document
    proxy = _made("Article", str(article.iri))
    proxy.add("title", document.label)
    proxy.add("author", document.author)
    proxy.add("publisher", document.publisher)
    proxy.add("publishedAt", document.date)
    proxy.add("sourceUrl", document.url)
    proxy.add("language", document.language)
    text = document.text
    proxy.add("bodyText", [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)])
    return proxy


def _links(contents: Contents, article: Article) -> Iterator[EntityProxy]:
    for stated in article.statements:
        if stated.object is None or None in (stated.subject.entity, stated.object.entity):
            continue
        proxy = _made("UnknownLink", str(contents.statement_iri(stated.id)))
        proxy.add("subject", ftm_id(stated.subject.iri))
        proxy.add("object", ftm_id(stated.object.iri))
        proxy.add("role", _role(stated))
        proxy.add("status", f"{stated.polarity}, {stated.modality}")
        proxy.add("description", _description(stated))
        proxy.add("summary", stated.sentence)
        proxy.add("startDate", stated.earliest)
        proxy.add("endDate", stated.latest)
        proxy.add("publisher", stated.document.publisher)
        proxy.add("sourceUrl", stated.document.url)
        proxy.add("proof", ftm_id(str(article.iri)))
        proxy.add("recordId", stated.id)
        yield proxy


def _role(stated: Stated) -> str:
    """Return what stands on the link: what one says is not shown as what is so."""
    said = f" (said by {source_words(stated)})" if stated.credited else ""
    return f"{arrow_words(stated)}{said}"


def _description(stated: Stated) -> str:
    published = "" if stated.document.date is None else f", published {stated.document.date}"
    return f"said by {source_words(stated)}{published}; confidence {stated.confidence}"


def _made(schema: str, iri: str) -> EntityProxy:
    proxy = model.make_entity(schema)
    proxy.id = ftm_id(iri)
    return proxy


def _write(file: IO[bytes], proxy: EntityProxy) -> None:
    told: dict[str, Any] = proxy.to_dict()
    told["properties"] = {name: sorted(values) for name, values in sorted(told["properties"].items())}
    file.write(msgspec.json.encode(told) + b"\n")
