"""The formats that are read: suffixes go in, out comes the reader that makes `Document` records of such a file.

A new format is a line in `FORMATS` and a module with its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.errors import ReadError
from kg.model import Document
from kg.reading.jsonlines import read_json_lines
from kg.reading.named import NamedDocument
from kg.reading.plain import MAX_BYTES, read_plain
from kg.reading.webpage import read_web_page

ReadArticle = Callable[[bytes, str, str | None], Document]
"""Makes one document of a file's bytes, its name in messages, and the date of a document that says none itself."""
ReadLines = Callable[[Iterable[bytes], str, str | None], Iterator[NamedDocument | ReadError]]
"""Makes any number of documents of a file's lines; one longer than `MAX_BYTES` arrives in pieces."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffixes in lower case, the one that messages name first, and what reads it."""

    suffixes: tuple[str, ...]
    read: ReadLines


def one_article(read_article: ReadArticle) -> ReadLines:
    """Return a reader of files that hold one article each, of which no more is read than an article may be long.

    A longer file raises ReadError before its reader is asked.
    """

    def read(lines: Iterable[bytes], name: str, fallback: str | None) -> Iterator[NamedDocument | ReadError]:
        data = bytearray()
        for line in lines:
            data += line
            if len(data) > MAX_BYTES:
                raise ReadError(
                    name, f"more than {MAX_BYTES:,} bytes, too long for one article; split it into articles"
                )
        yield NamedDocument(name, read_article(bytes(data), name, fallback))

    return read


PLAIN = Format((".txt", ".text"), one_article(read_plain))
MARKDOWN = Format((".md", ".markdown"), one_article(read_plain))
JSON_LINES = Format((".jsonl", ".ndjson"), read_json_lines)
WEB_PAGE = Format((".html", ".htm"), one_article(read_web_page))

FORMATS = (PLAIN, MARKDOWN, JSON_LINES, WEB_PAGE)

BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
WHAT_IS_READ = f"{', '.join(form.suffixes[0] for form in FORMATS[:-1])} and {FORMATS[-1].suffixes[0]} files"
