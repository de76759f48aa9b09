"""Read a crawl (WARC): each page that a server gave becomes a `Document`, under the address at which it was fetched.

This needs the extra `warc` (warcio). When a page was fetched tells nothing of when it was published: that date is never
taken. Pictures, styles and scripts, requests, and pages that were the same at an earlier visit are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any, cast

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_FILE
from kg.reading.media import ARTICLES, charset_of, media_type
from kg.reading.source import DAMAGED, About, Source, printable

WITH_CONTENT = frozenset(("response", "resource", "conversion"))


def read_warc(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of each page, or its error. A crawl that is cut off yields what stands before that."""
    for found in _pages(source):
        if isinstance(found, ReadError):
            yield found
            continue
        try:
            yield from context.read(found)
        except ReadError as problem:
            yield problem


def _pages(source: Source) -> Iterator[Source | ReadError]:
    """Yield a source for each page of a crawl; an error that ends the crawl is raised."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    except ImportError as problem:
        raise ReadError(source.name, "crawls need warcio; run: pip install 'kgwire[warc]'") from problem
    # What warcio makes of records that lack a header is an AttributeError or a TypeError.
    broken = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError, TypeError, *DAMAGED)
    records = iter(ArchiveIterator(cast("IO[bytes]", _Pieces(source))))
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            suffix = _suffix_of(record)
            if suffix is None:
                continue
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
            data = record.content_stream().read(MAX_FILE + 1)
            whole = record.raw_stream.limit <= 0
            about = About(address=address or None, charset=charset_of(_content_type(record)))
        except broken as problem:
            reason = f"a crawl that is cut off or damaged: {printable(' '.join(str(problem).split())[:120])}"
            raise ReadError(source.name, reason) from problem
        label = address or "a record without address"
        if whole:
            yield source.inner(label, io.BytesIO(data), suffix=suffix, about=about)
        else:
            yield ReadError(source.label(label), "cut off: the crawl ends inside this page")


class _Pieces:
    """The bytes of a source as they come: where it breaks off, what stands before that is still given."""

    def __init__(self, source: Source) -> None:
        self._stream = source.stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read1(size)


def _suffix_of(record: Any) -> str | None:
    """Return the suffix of what a record holds, None where it is no article: an error, a redirection, a picture."""
    if record.rec_type not in WITH_CONTENT:
        return None
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    return ARTICLES.get(media_type(_content_type(record)))


def _content_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return headers.get_header("Content-Type") or ""
