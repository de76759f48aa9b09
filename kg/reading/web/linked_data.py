"""What a page says of its article in JSON-LD (schema.org): a tree goes in, the fields of the metadata come out.

This is what the publisher's own program wrote, so it stands above what is guessed from the rest of the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import ReadError
from kg.reading.metadata import Metadata

ARTICLES = re.compile(
    r"(?:schema:|https?://schema\.org/)?(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting|Review|ClaimReview)"
)
MAX_SCRIPT = 2_000_000
MOST_DEPTH = 12
CONTROL = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")

Node = Mapping[str, Any]


def metadata_of(tree: Any) -> Metadata:
    """Return what the JSON-LD of a page says of its article; all None where it says nothing, or of several articles.

    Broken JSON is read where its control characters and commas are all that is wrong with it.
    """
    nodes = [node for script in _scripts(tree) for node in _nodes(script, 0)]
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return Metadata()
    article = articles[0] if len(articles) == 1 else _main(articles)
    if article is None:
        return Metadata()
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return Metadata.from_found(
        title=_text(article.get("headline")) or _text(article.get("name")),
        date=_text(article.get("datePublished")),
        author=", ".join(dict.fromkeys(_names(article.get("author") or article.get("creator"), named))) or None,
        publisher=next(_names(article.get("publisher"), named), None),
        url=_text(article.get("url")) or _address(article.get("mainEntityOfPage")),
    )


def _scripts(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold() and script.text and len(script.text) <= MAX_SCRIPT:
            text = (
                script.text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").strip(" ;\n")
            )
            for written in (text, TRAILING_COMMA.sub("", CONTROL.sub(" ", text))):
                try:
                    yield json.loads(written, strict=False)
                except (ValueError, RecursionError):
                    continue
                break


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    """Yield the objects that stand at the top, in a graph, or as what a page is about; not those that it only lists."""
    if depth > MOST_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author"):
            yield from _nodes(value.get(name), depth + 1)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    told = any(node.get(name) for name in ("headline", "datePublished", "author", "name"))
    return told and any(isinstance(kind, str) and ARTICLES.fullmatch(kind) for kind in listed)


def _main(articles: list[Node]) -> Node | None:
    """Return the article that tells most of itself, if all that tell a day tell the same one."""
    days = {day[:10] for node in articles if (day := _text(node.get("datePublished")))}
    return (
        None
        if len(days) > 1
        else max(articles, key=lambda node: sum(value not in (None, "") for value in node.values()))
    )


def _names(value: Any, named: Mapping[str, Node]) -> Iterator[str]:
    """Yield the names of persons or bodies, which may be texts, objects, or the ids of objects elsewhere in the page."""
    for one in value if isinstance(value, list) else [value]:
        node = named.get(one.get("@id", ""), one) if isinstance(one, dict) and "name" not in one else one
        found = node.get("name") if isinstance(node, dict) else node
        for name in found if isinstance(found, list) else [found]:
            text = _text(name)
            if text and not text.startswith(("http://", "https://")):
                yield text


def _address(value: Any) -> str | None:
    return _text(value.get("@id") or value.get("url")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    """Return a text without the characters of HTML that some programs leave in it; what is too long or no text is None."""
    if not isinstance(value, str) or len(value) > 2000:
        return None
    text = " ".join(html.unescape(value).split())
    try:
        Metadata.from_fields({"title": text}, "")
    except ReadError:
        return None
    return text or None
