"""The text of a message: its parts go in, plain text comes out, without signature and with its lines joined again."""

from __future__ import annotations

import re
from email.message import Message

from kg.errors import ReadError
from kg.reading.limits import MAX_MARKED_UP
from kg.reading.markup import text_of_markup
from kg.reading.plain import with_line_feeds

SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.DOTALL | re.MULTILINE)
FULL_SHARE = 0.5
"""A plain text that is shorter than this share of the other form only tells that there is one."""


def text_of(message: Message, name: str) -> str:
    """Return the text of a message; one without text raises ReadError."""
    text = _text(message, name).strip("\n")
    if not text.strip():
        raise ReadError(name, "no text; an article needs some")
    return f"{text}\n"


def _text(part: Message, name: str) -> str:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return ""
    if kind == "multipart/alternative":
        return _best([_text(one, name) for one in _parts(part)], [one.get_content_type() for one in _parts(part)])
    if part.is_multipart():
        return "\n\n".join(text for one in _parts(part) if (text := _text(one, name)).strip())
    if kind == "text/plain":
        return _without_signature(_flowed(part, decoded_part(part, name)))
    return text_of_markup(decoded_part(part, name)) if kind == "text/html" else ""


def _best(texts: list[str], kinds: list[str]) -> str:
    """Return the plain form of a text where it is whole, else the longest one."""
    longest = max(texts, key=len, default="")
    for text, kind in zip(texts, kinds, strict=True):
        if kind == "text/plain" and len(text) >= FULL_SHARE * len(longest):
            return text
    return longest


def decoded_part(part: Message, name: str) -> str:
    """Return the text of a part, by the charset that it names, where its bytes are not UTF-8 all the same."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > MAX_MARKED_UP:
        raise ReadError(name, f"a text of more than {MAX_MARKED_UP:,} bytes, too long for one message")
    for charset in ("utf-8", part.get_content_charset() or "utf-8", "windows-1252"):
        try:
            text = data.decode(charset)
        except (LookupError, UnicodeError):
            continue
        return with_line_feeds(text.removeprefix("\ufeff"))
    return with_line_feeds(data.decode("utf-8", errors="replace"))


def _flowed(part: Message, text: str) -> str:
    """Return a text whose lines were broken softly (RFC 3676) with those joined again."""
    if str(part.get_param("format") or "").casefold() != "flowed":
        return text
    without_space = str(part.get_param("delsp") or "").casefold() == "yes"
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        soft = line.endswith(" ") and line != "-- "
        if goes_on and lines and lines[-1].startswith(">" * depth) and not lines[-1].startswith(">" * (depth + 1)):
            lines[-1] += content
        else:
            lines.append(f"{'>' * depth}{' ' if depth else ''}{content}")
        if soft and without_space:
            lines[-1] = lines[-1][:-1]
        goes_on = soft
    return "\n".join(lines)


def _without_signature(text: str) -> str:
    return SIGNATURE.sub("", text)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
