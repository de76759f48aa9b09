"""Read a saved web page: the bytes of an HTML file go in, the `Document` of its article comes out.

This needs the extra `html` (trafilatura). What stands around the article (menus, notices, comments, scripts) is left
out, and each block becomes a paragraph. Quotations stay quotations: `q` gets marks, each paragraph of a `blockquote` a ">";
a caption says that it is one.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.model import Document
from kg.reading.limits import MAX_MARKED_UP
from kg.reading.metadata import Metadata, to_document
from kg.reading.source import About, as_utf_8

# The date of publication that the page itself states, never one that is guessed from its text or its copyright line.
STATED_DATE_ONLY = {"extensive_search": False, "original_date": True}
NO_ARTICLE = "no article found in this page"


def read_web_page(data: bytes, name: str, fallback: str | None, about: About | None = None) -> Document:
    """Return the article of a page, with the title, date, publisher, authors and address that the page states.

    What its JSON-LD says stands above what is found elsewhere in it. `about` is what a server said of the page. A page
    without an article, or trafilatura not being installed, raises ReadError.
    """
    try:
        from lxml.etree import LxmlError
        from trafilatura import bare_extraction, load_html
    except ImportError as problem:
        raise ReadError(name, "HTML needs trafilatura; run: pip install 'kgwire[html]'") from problem
    from kg.reading.web.article import keep_captions, text_of
    from kg.reading.web.linked_data import metadata_of

    if len(data) > MAX_MARKED_UP:
        raise ReadError(name, f"more than {MAX_MARKED_UP:,} bytes, too long for one page")
    about = about or About()
    try:
        tree = load_html(as_utf_8(data, about.charset))
        if tree is None:
            raise ReadError(name, NO_ARTICLE)
        stated = metadata_of(tree)
        keep_captions(tree)
        page = bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=STATED_DATE_ONLY
        )
    except (LxmlError, RecursionError, ValueError) as problem:
        raise ReadError(name, NO_ARTICLE) from problem
    if page is None or isinstance(page, dict) or not page.text:
        raise ReadError(name, NO_ARTICLE)
    metadata = Metadata.from_found(
        title=page.title or stated.title,
        date=stated.date or page.date,
        publisher=stated.publisher or page.sitename,
        author=stated.author or page.author,
        url=_address(page.url or stated.url, about.address),
    )
    return to_document(text_of(page.body), metadata, name, fallback)


def _address(stated: str | None, fetched: str | None) -> str | None:
    """Return the address that a page states, where it is one of the host from which it came, else that one."""
    if fetched is None or (stated is not None and _host(stated) == _host(fetched)):
        return stated
    return fetched


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
