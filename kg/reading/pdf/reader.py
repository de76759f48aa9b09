"""Read a PDF: its pages become one `Document`, with the offsets at which they begin.

This needs the extra `pdf` (pypdfium2). The day on which a file was made is no date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_CHARACTERS
from kg.reading.metadata import Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.pdf.columns import lines_of
from kg.reading.pdf.furniture import Page, without_furniture
from kg.reading.pdf.paragraphs import text_of
from kg.reading.pdf.words import words_of
from kg.reading.source import Source
from kg.reading.titles import first_line_title

MAX_PAGES = 5_000
NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|layout \d|.*\.(?:docx?|pdf|indd|qxd|tex|rtf|dvi|html?)$|\(?unknown\)?$|https?:",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title."""


def read_pdf(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of a PDF; one that is damaged, encrypted or without text raises ReadError."""
    try:
        import pypdfium2 as pdfium
    except ImportError as problem:
        raise ReadError(source.name, "PDF needs pypdfium2; run: pip install 'kgwire[pdf]'") from problem
    with ExitStack() as stack:
        stream = source.seekable(stack)
        try:
            file = pdfium.PdfDocument(stream)
        except pdfium.PdfiumError as problem:
            raise ReadError(source.name, _reason(str(problem))) from problem
        stack.callback(file.close)
        if len(file) > MAX_PAGES:
            raise ReadError(source.name, f"{len(file):,} pages, {MAX_PAGES:,} is the most; split it into articles")
        pages: list[Page] = []
        characters = 0
        for number in range(len(file)):
            try:
                page = file[number]
                words = words_of(page)
            except pdfium.PdfiumError as problem:
                raise ReadError(source.name, f"page {number + 1} is damaged") from problem
            characters += sum(len(word.text) + 1 for word in words)
            if characters > 2 * MAX_CHARACTERS:
                raise ReadError(
                    source.name,
                    f"more than {MAX_CHARACTERS:,} characters, too long for one article; split it into articles",
                )
            pages.append(Page(tuple(lines_of(words)), page.get_height()))
            page.close()
        told = file.get_metadata_dict()
    if not any(page.lines for page in pages):
        raise ReadError(source.name, "no text in it: its pages are pictures; recognise their text (OCR) first")
    paged = text_of(without_furniture(pages))
    title = told.get("Title", "").strip("\0 ")
    metadata = Metadata.from_found(
        title=(None if NO_TITLE.match(title) else title) or first_line_title(paged.text),
        author=told.get("Author", "").strip("\0 ") or None,
    )
    document = to_document(
        paged.text, metadata.at(source.about.address), source.name, context.fallback, pages=paged.pages
    )
    yield NamedDocument(source.name, document)


def _reason(problem: str) -> str:
    """Return in words why pdfium does not open a file."""
    if "password" in problem.casefold():
        return "an encrypted PDF; save it without its password first"
    if "security" in problem.casefold():
        return "an encrypted PDF, in a way that is not known"
    return "a PDF that is cut off or damaged"
