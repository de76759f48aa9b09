"""Media types, as servers and crawls name them: a type goes in, the suffix of such a file comes out."""

from __future__ import annotations

import re

ARTICLES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The media types that articles have."""
TABLES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/vnd.apache.parquet": ".parquet",
    "application/mbox": ".mbox",
}
NO_ARTICLES = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
CHARSET = re.compile(r"charset\s*=\s*[\"']?(?P<charset>[\w.:-]+)", re.IGNORECASE)


def media_type(content_type: str) -> str:
    """Return the media type of a header "Content-Type"."""
    return content_type.partition(";")[0].strip().casefold()


def charset_of(content_type: str) -> str | None:
    """Return the charset of a header "Content-Type"."""
    match = CHARSET.search(content_type)
    return match["charset"] if match else None
