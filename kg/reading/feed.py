"""Read a feed, RSS or Atom: a document an entry, with what the entry and its feed say of it.

This needs the extra `feeds` (feedparser). An entry that holds its article's whole text is an article; one with a
description alone is marked as a summary, for its sentences are not the article's and often end in the middle.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.reading.blocks import joined
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_MARKED_UP
from kg.reading.markup import text_of_markup
from kg.reading.metadata import Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.source import Source, printable

GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:Read|Continue|Keep) (?:more|on|reading|the full \w+)\b[^.\n]{0,80})\W*\Z",
    re.IGNORECASE,
)
"""How a text ends of which there is more elsewhere."""
ENTRY_AT_END = re.compile(
    rb"</(?:item|(?:atom:)?entry)\s*>(?:(?!<(?:item|(?:atom:)?entry)[\s>]).)*\Z", re.IGNORECASE | re.DOTALL
)
NOTICE = re.compile(
    r"\n*(?:The post .{1,300} (?:first )?appeared first on .{1,100}|(?:Read|Continue) (?:more|reading)\W*)\Z"
)
"""What programs write below the text of an entry."""


def read_feed(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of each entry in the feed's order, or its error.

    A feed that is cut off yields the entries before that, and then an error. Without feedparser, ReadError is raised.
    """
    try:
        import feedparser
    except ImportError as problem:
        raise ReadError(source.name, "feeds need feedparser; run: pip install 'kgwire[feeds]'") from problem
    data = source.read(MAX_MARKED_UP, "one feed")
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=_headers(source))
    except (RecursionError, ValueError, AssertionError) as problem:
        raise ReadError(source.name, f"no feed that can be read: {type(problem).__name__}") from problem
    whole = _is_whole(data)
    entries = parsed.entries if whole or ENTRY_AT_END.search(data) else parsed.entries[:-1]
    for number, entry in enumerate(entries, start=1):
        yield _read_entry(entry, parsed.feed, f"{source.name}, entry {number}", context)
    if not whole:
        yield ReadError(source.name, "cut off: the feed has no end")
    elif not parsed.entries:
        yield ReadError(source.name, "a feed without an entry")


def _headers(source: Source) -> dict[str, str]:
    """Return the headers by which feedparser resolves addresses and tells the charset."""
    headers = {"content-type": "application/xml"}
    if source.about.charset is not None:
        headers["content-type"] += f"; charset={source.about.charset}"
    if source.about.address is not None:
        headers["content-location"] = source.about.address
    return headers


def _is_whole(data: bytes) -> bool:
    """Tell whether the root of the feed is closed; after it stands nothing, or nearly so."""
    return (
        re.search(rb"</(?:rss|(?:atom:)?feed|rdf:RDF)\s*>", data[-4096:].replace(b"\0", b""), re.IGNORECASE) is not None
    )


def _read_entry(entry: Any, feed: Any, name: str, context: Context) -> Result:
    title = _line(entry.get("title"))
    text, summary = _text_of(entry)
    origin = entry.get("source") or {}
    metadata = Metadata.from_found(
        title=title,
        date=entry.get("published") or entry.get("created") or entry.get("updated"),
        publisher=_line(entry.get("publisher") or origin.get("title") or feed.get("publisher") or feed.get("title")),
        author=_authors(entry),
        url=entry.get("link") or entry.get("id"),
    )
    label = name if metadata.url is None else f"{name} ({printable(metadata.url)})"
    try:
        return NamedDocument(label, to_document(text, metadata, label, context.fallback, summary=summary))
    except ReadError as problem:
        return problem


def _text_of(entry: Any) -> tuple[str, bool]:
    """Return the text of an entry, and whether it only sums up the article.

    A content beside which no longer description stands is the article, unless it breaks off.
    """
    description = _plain(entry["summary_detail"]) if "summary_detail" in entry else ""
    content = joined(_plain(part) for part in entry.get("content", ()))
    whole = NOTICE.sub("", content).rstrip()
    if whole and len(content) >= len(description) and content != description:
        return whole, GOES_ON.search(whole) is not None
    return NOTICE.sub("", description or content).rstrip(), True


def _plain(detail: Any) -> str:
    """Return the text of what feedparser calls a detail: a value with its media type."""
    value, kind = str(detail.get("value") or ""), str(detail.get("type") or "text/plain")
    if "html" in kind or "xml" in kind:
        return text_of_markup(value)
    return value if kind.startswith("text/") else ""


def _line(markup: str | None) -> str | None:
    """Return a name or title on one line, without its markup."""
    return " ".join(text_of_markup(markup or "").split()) or None


def _authors(entry: Any) -> str | None:
    names = [_line(one.get("name")) for one in entry.get("authors", ()) if one.get("name")]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _line(entry.get("author"))
