"""Read a saved web page: the bytes of an HTML file go in, the `Document` of its article comes out.

This needs the extra `html` (trafilatura). What stands around the article (menus, notices, comments, scripts) is left
out, and each block becomes a paragraph. Quotations stay quotations: `q` gets marks, each paragraph of a `blockquote` a ">".
"""

from __future__ import annotations

from typing import Any

from kg.errors import ReadError
from kg.model import Document
from kg.reading.metadata import Metadata, to_document
from kg.reading.plain import MAX_BYTES

QUOTE_MARKS = ("“", '"', "«", "‘", "'")
# The date of publication that the page itself states, never one that is guessed from its text or its copyright line.
STATED_DATE_ONLY = {"extensive_search": False, "original_date": True}


def read_web_page(data: bytes, name: str, fallback: str | None) -> Document:
    """Return the article of a page, with the title, date, site, authors and address that the page states.

    A page without an article, or trafilatura not being installed, raises ReadError.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as problem:
        raise ReadError(name, "HTML needs trafilatura; run: pip install 'kgwire[html]'") from problem
    if len(data) > MAX_BYTES:
        raise ReadError(name, f"more than {MAX_BYTES:,} bytes, too long for one page")
    page = bare_extraction(data, with_metadata=True, include_comments=False, date_extraction_params=STATED_DATE_ONLY)
    if page is None or isinstance(page, dict) or not page.text:
        raise ReadError(name, "no article found in this page")
    fields = {
        "title": page.title,
        "date": page.date,
        "publisher": page.sitename,
        "author": page.author,
        "url": page.url,
    }
    text = "\n\n".join(line for line in _text_of(page.body).split("\n") if line.strip())
    return to_document(text, Metadata.from_fields(fields, name), name, fallback)


def _text_of(body: Any) -> str:
    """Return the text of an article's tree, as trafilatura writes it, with its quotations marked.

    trafilatura calls both `blockquote` and `q` a quote; the one stands among paragraphs, the other in one.
    """
    from trafilatura.xml import xmltotxt

    for quote in body.iter("quote"):
        if any(above.tag in ("p", "item", "head") for above in quote.iterancestors()):
            quote.tag = "hi"
            if "".join(quote.itertext()).strip()[:1] not in QUOTE_MARKS:
                quote.text = f"“{quote.text or ''}"
                last = quote[-1] if len(quote) else None
                if last is None:
                    quote.text += "”"
                else:
                    last.tail = f"{last.tail or ''}”"
        else:
            for block in quote.findall(".//p") or [quote]:
                block.text = f"> {block.text or ''}"
    return str(xmltotxt(body, include_formatting=False))
