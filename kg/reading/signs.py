"""What the first bytes of a file tell of its format: bytes go in, True or False comes out, or what to do with the file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

NOT_CONTENT = ((b"<?", b"?>"), (b"<!--", b"-->"))
"""What may stand in markup before its first tag: where it begins and ends."""
DOCTYPE = re.compile(rb"<!doctype\s+(?!html)[^>\[]*", re.IGNORECASE)
WEB_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|(?:atom:)?feed|rdf:RDF)[\s>]", re.IGNORECASE)
HEADER = re.compile(rb"(?P<name>[!-9;-~]{1,76}):(?:[ \t]|\Z)")
OF_MAIL = frozenset(
    b"received return-path delivered-to mime-version message-id content-transfer-encoding dkim-signature x-mailer".split()
)
"""Headers that programs write, and that no article begins with."""
FEWEST_HEADERS = 3
MAILBOX = re.compile(rb"From \S+[^\n]*\n[!-9;-~]{1,76}:")
OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|word/|docProps/)", re.DOTALL)

FOREIGN = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it, or pack it as ZIP"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it, or pack it as ZIP"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it, or pack it with gzip"),
    (b"BZh", "a bzip2 file; unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file; unpack it, or pack it with gzip"),
    (b"{\\rtf", "a Rich Text document; save it as DOCX"),
    (b"SQLite format 3\x00", "an SQLite database; export its table as CSV"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or an encrypted Office document; save it as DOCX without a password"),
    (b"%!PS", "a PostScript document; make it a PDF"),
)


PACKED = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file; save it as DOCX, a table as CSV"),
    (b"mimetypeapplication/epub", "an e-book; save its text as web pages or plain text"),
)
"""ZIP archives that say first what they are."""


def starts_with(*signs: bytes) -> Callable[[bytes], bool]:
    """Return a test for files that begin with one of these bytes."""
    return lambda head: head.startswith(signs)


def is_web_page(head: bytes) -> bool:
    """Tell whether a file begins as a web page does."""
    return WEB_PAGE.match(_first_tag(head)) is not None


def is_feed(head: bytes) -> bool:
    """Tell whether a file begins as RSS or Atom do."""
    tag = _first_tag(head)
    doctype = DOCTYPE.match(tag)
    if doctype is not None:
        inside = tag[doctype.end() : doctype.end() + 1] == b"["
        tag = _first_tag(tag[doctype.end() :].partition(b"]>" if inside else b">")[2])
    return FEED.match(tag) is not None


def is_message(head: bytes) -> bool:
    """Tell whether a file begins with several headers of a message, among them one that programs write."""
    names: list[bytes] = []
    for line in head.removeprefix(codecs.BOM_UTF8).split(b"\n"):
        if line[:1] in b" \t" and names and line.strip():
            continue
        match = HEADER.match(line.rstrip(b"\r"))
        if match is None:
            break
        names.append(match["name"].lower())
    return len(names) >= FEWEST_HEADERS and not OF_MAIL.isdisjoint(names)


def is_mailbox(head: bytes) -> bool:
    """Tell whether a file begins with the line that parts messages in a mailbox, and a message's header."""
    return MAILBOX.match(head) is not None


def is_pdf(head: bytes) -> bool:
    """Tell whether a file is a PDF, which may have some bytes before its first line."""
    return b"%PDF-" in head[:1024] and not head.startswith((b"PK", b"\x1f\x8b"))


def is_docx(head: bytes) -> bool:
    """Tell whether a ZIP archive is a document of an Office program: its parts have names of their own."""
    return OFFICE.match(head) is not None


def foreign(head: bytes) -> str | None:
    """Return what to do with a file of a known format that is not read, None for any other."""
    for sign, advice in FOREIGN:
        if head.startswith(sign):
            return advice
    for sign, advice in PACKED:
        if head[30:].startswith(sign):
            return advice
    if head[257:262] == b"ustar":
        return "a tar archive; unpack it, or pack it as ZIP"
    return None


def _first_tag(head: bytes) -> bytes:
    """Return the start of a text from its first tag on, without the marks before it; of UTF-16 only the Latin letters."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for _ in range(len(head)):
        ends = next((end for start, end in NOT_CONTENT if head.startswith(start)), None)
        if ends is None:
            break
        head = head.partition(ends)[2].lstrip()
    return head
