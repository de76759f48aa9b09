"""The formats that are read: a source goes in, its first bytes tell the format, and the `Document` records come out.

A new format is a line in `FORMATS` and a module with its reader. What the bytes tell stands above what the name says;
where they tell nothing, as in plain text and Markdown, the suffix does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.errors import ReadError
from kg.model import Document
from kg.reading import signs
from kg.reading.context import Context, Reader, Result
from kg.reading.feed import read_feed
from kg.reading.jsonlines import is_json_line, read_json_lines
from kg.reading.limits import MAX_BYTES, MAX_MARKED_UP
from kg.reading.mail.mailbox import read_mailbox
from kg.reading.mail.message import read_message
from kg.reading.named import NamedDocument
from kg.reading.office import read_docx
from kg.reading.options import Reading
from kg.reading.packed.gzipped import read_gzip
from kg.reading.packed.zipped import read_zip
from kg.reading.pdf.reader import read_pdf
from kg.reading.plain import read_plain
from kg.reading.source import About, Source
from kg.reading.tables.parquet import read_parquet
from kg.reading.tables.separated import has_columns, read_separated
from kg.reading.warc import read_warc
from kg.reading.webpage import read_web_page


class ReadArticle(Protocol):
    """Makes one document of bytes.

    It is given their name in messages, the date of a document that says none itself, and what a server said of them.
    """

    def __call__(self, data: bytes, name: str, fallback: str | None, about: About | None = None) -> Document:
        """Return the document."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how messages call it, its suffixes in lower case with the one that messages name first, its reader.

    `holds` tells by the first bytes that something is of this kind; `by_name` that text which is of no other kind is
    taken for this one where the suffix says so.
    """

    noun: str
    suffixes: tuple[str, ...]
    read: Reader
    holds: Callable[[bytes], bool] | None = None
    by_name: bool = False


def one_article(read_article: ReadArticle, most: int = MAX_BYTES) -> Reader:
    """Return a reader of files that hold one article each, of which no more than `most` bytes are read.

    A longer file raises ReadError before its reader is asked.
    """

    def read(source: Source, context: Context) -> Iterator[Result]:
        data = source.read(most, "one article; split it into articles")
        yield NamedDocument(source.name, read_article(data, source.name, context.fallback, source.about))

    return read


PLAIN = Format("plain text", (".txt", ".text"), one_article(read_plain), by_name=True)
MARKDOWN = Format("Markdown", (".md", ".markdown"), one_article(read_plain), by_name=True)
JSON_LINES = Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, is_json_line, by_name=True)
WEB_PAGE = Format(
    "a web page",
    (".html", ".htm", ".xhtml"),
    one_article(read_web_page, MAX_MARKED_UP),
    signs.is_web_page,
    by_name=True,
)
FEED = Format("a feed", (".rss", ".atom", ".xml"), read_feed, signs.is_feed)
MESSAGE = Format("an e-mail", (".eml",), read_message, signs.is_message, by_name=True)
MAILBOX = Format("a mailbox", (".mbox",), read_mailbox, signs.is_mailbox)
SEPARATED = Format("a table", (".csv", ".tsv"), read_separated, by_name=True)
PARQUET = Format("a Parquet table", (".parquet",), read_parquet, signs.starts_with(b"PAR1"))
PDF = Format("a PDF", (".pdf",), read_pdf, signs.is_pdf)
DOCX = Format("a Word document", (".docx",), read_docx, signs.is_docx)
ZIP = Format("a ZIP archive", (".zip",), read_zip, signs.starts_with(b"PK\x03\x04", b"PK\x05\x06"))
GZIP = Format("a gzip file", (".gz",), read_gzip, signs.starts_with(b"\x1f\x8b"))
WARC = Format("a WARC crawl", (".warc",), read_warc, signs.starts_with(b"WARC/"))

FORMATS = (
    *(PLAIN, MARKDOWN, JSON_LINES, WEB_PAGE, FEED, MESSAGE, MAILBOX),
    *(SEPARATED, PARQUET, PDF, DOCX, ZIP, GZIP, WARC),
)

BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
TOLD_BY_BYTES = (GZIP, DOCX, ZIP, PDF, PARQUET, WARC, WEB_PAGE, FEED, JSON_LINES, MAILBOX, MESSAGE)
"""In the order in which they are asked: a DOCX file is a ZIP archive too."""
WHAT_IS_READ = f"{', '.join(form.suffixes[0] for form in FORMATS[:-1])} and {FORMATS[-1].suffixes[0]} files"


def read_source(source: Source, reading: Reading, *, strict: bool = False) -> Iterator[Result]:
    """Yield the documents of a source, whatever its format, and an error for each part that is none.

    An error that ends the source is raised. With `strict`, one whose format neither bytes nor suffix tell is an error;
    otherwise it is plain text.
    """
    form = format_of(source, reading, strict=strict)
    yield from form.read(source, Context(reading, read_source))


def format_of(source: Source, reading: Reading, *, strict: bool = False) -> Format:
    """Return the format of a source; ReadError where it is of another one, or not of the one that its name says."""
    head = source.head()
    foreign = signs.foreign(head)
    if foreign is not None:
        raise ReadError(source.name, foreign)
    for form in TOLD_BY_BYTES:
        if form.holds is not None and form.holds(head):
            return form
    if has_columns(head, reading):
        return SEPARATED
    named = BY_SUFFIX.get(source.suffix)
    if named is None:
        if strict:
            raise ReadError(source.name, f"not an article; in a folder, read are {WHAT_IS_READ}")
        return PLAIN
    if not named.by_name and head:
        raise ReadError(source.name, f"its name says that it is {named.noun}, but it does not begin as one does")
    if not named.by_name:
        raise ReadError(source.name, "an empty file")
    return named
