"""Read an e-mail: its text becomes a `Document`, its subject, day and sender the metadata; what is attached is read too.

Of a message with several forms the plain text is taken, unless it only says that there is another one. Signatures are cut
off; what is quoted from an earlier message stays behind its ">".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from kg.errors import ReadError
from kg.model import Document
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_FILE
from kg.reading.mail.body import text_of
from kg.reading.metadata import ABSOLUTE_URL, Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.source import Source, suffix_of

MAX_MESSAGE = min(100_000_000, MAX_FILE)
ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
NOT_READ = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/calendar",
    "text/vcard",
    "application/pgp",
    "application/pkcs7-",
)
SURROGATES = re.compile("[\ud800-\udfff]")
"""How Python keeps bytes of a header that are no text."""
CUT_OFF = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def read_message(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of a message, and then those of what is attached to it."""
    yield from message_documents(source.read(MAX_MESSAGE, "one message"), source, "", context)


def message_documents(data: bytes, source: Source, label: str, context: Context) -> Iterator[Result]:
    """Yield the documents of a message that stands in a source, where `label` tells which one it is.

    One that is encrypted, cut off or without text is an error; what is attached is read all the same.
    """
    name = source.label(label)
    try:
        message = message_from_bytes(data)
        parts = list(_leaves(message))
    except (MessageError, RecursionError) as problem:
        yield ReadError(name, f"no message that can be read: {problem}")
        return
    attached = [part for part in parts if _is_attached(part)]
    if message.get_content_type() in ENCRYPTED and not _is_signed_only(message):
        yield ReadError(name, "an encrypted message; save it decrypted")
        return
    if any(isinstance(defect, CUT_OFF) for part in message.walk() for defect in part.defects):
        yield ReadError(name, "cut off: its last part has no end")
        return
    try:
        yield NamedDocument(name, _document(message, name, context))
    except ReadError as problem:
        if not attached:
            yield problem
    for number, part in enumerate(attached, start=1):
        yield from _attachment(part, number, source, label, context)


def _document(message: Message, name: str, context: Context) -> Document:
    text = text_of(message, name)
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise ReadError(name, "an encrypted message; save it decrypted")
    sender, address = parseaddr(_header(message, "From") or "")
    metadata = Metadata.from_found(
        title=_header(message, "Subject"),
        date=_header(message, "Date"),
        author=sender or address or None,
        url=_archived_at(message),
    )
    return to_document(text, metadata, name, context.fallback)


def _attachment(part: Message, number: int, source: Source, label: str, context: Context) -> Iterator[Result]:
    called = _decoded(part.get_filename() or "") or f"part {number}"
    inside = f"{label}, {called}" if label else called
    name = source.label(inside)
    payload = part.get_payload(decode=True)
    data = part.get_payload(0).as_bytes() if part.get_content_type() == "message/rfc822" else payload  # type: ignore[union-attr]
    try:
        if not isinstance(data, bytes) or not data.strip():
            raise ReadError(name, "an empty file")
        suffix = ".eml" if part.get_content_type() == "message/rfc822" else suffix_of(called)
        yield from context.read(source.inner(inside, io.BytesIO(data), suffix=suffix), strict=True)
    except ReadError as problem:
        yield problem


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold no further ones, a message inside this one as one part."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return True
    if kind.startswith(NOT_READ):
        return False
    inline = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
    return not inline and (part.get_filename() is not None or part.get_content_disposition() == "attachment")


def _is_signed_only(message: Message) -> bool:
    return "signed" in str(message.get_param("smime-type") or "")


def _header(message: Message, field: str) -> str | None:
    value = message.get(field)
    return None if value is None else _decoded(str(value)) or None


def _decoded(value: str) -> str:
    """Return a header as text on one line; one that is wrongly encoded as it stands."""
    try:
        text = str(make_header(decode_header(value)))
    except (LookupError, ValueError, MessageError):
        text = value
    return " ".join(SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _archived_at(message: Message) -> str | None:
    value = (_header(message, "Archived-At") or "").strip("<> ")
    return value if ABSOLUTE_URL.fullmatch(value) else None
