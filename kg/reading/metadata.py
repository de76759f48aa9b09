"""What is known of an article's publication: the fields of any format go in, and make a `Document` of a text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.errors import ReadError
from kg.model import Document
from kg.reading.dateline import find_dateline_date
from kg.reading.dates import iso_date, quoted
from kg.reading.language import identify_language
from kg.reading.limits import MAX_CHARACTERS
from kg.reading.options import FIELDS

YAML_NULLS = frozenset({"", "~", "null"})

ABSOLUTE_URL = re.compile(r"""(?:https?://|urn:|tag:)[^\s<>"{}|\\^`\x00-\x20]+""", re.IGNORECASE)
_KINDS = {dict: "a mapping", list: "a list", bool: "a truth value"}

LANGUAGE_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields that say where a text was published, each None where not given."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None

    @classmethod
    def from_fields(cls, fields: Mapping[str, object], name: str) -> Metadata:
        """Return the metadata among the fields of the article `name`; a value that cannot be right raises ReadError."""
        known = {key.casefold(): value for key, value in fields.items()}
        values = {field: _text(known.get(field), field, name) for field in FIELDS}
        for field, check in (("date", iso_date), ("url", absolute_url), ("language", language_code)):
            value = values[field]
            if value is not None:
                try:
                    values[field] = check(value)
                except ValueError as problem:
                    raise ReadError(name, f"{field}: {problem}") from problem
        return cls(**values)

    @classmethod
    def from_found(cls, **fields: object) -> Metadata:
        """Return the metadata that a program wrote or that were found in markup; a value that cannot be right counts as none.

        Nobody who reads such a file could mend it, and its text is worth having without its date.
        """
        kept: dict[str, object] = {}
        for field, value in fields.items():
            try:
                cls.from_fields({field: value}, "")
            except ReadError:
                continue
            kept[field] = value
        return cls.from_fields(kept, "")

    def at(self, address: str | None) -> Metadata:
        """Return the same with the address from which the text was fetched, where it names none itself."""
        return self if self.url is not None or address is None else replace(self, url=address)


def to_document(
    text: str,
    metadata: Metadata,
    name: str,
    fallback: str | None,
    *,
    pages: tuple[int, ...] | None = None,
    summary: bool = False,
) -> Document:
    """Return the document of a text; its date is that of the metadata, else of a dateline, else `fallback`.

    `pages` are the offsets at which its pages begin, `summary` tells that it only sums up an article.
    """
    if not text.strip():
        raise ReadError(name, "no text; an article needs some")
    if "\0" in text:
        raise ReadError(name, "holds a null character, which no text does")
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            name, f"{len(text):,} characters, {MAX_CHARACTERS:,} is the most for one article; split it into articles"
        )
    return Document(
        id=document_id(text, metadata.url),
        title=metadata.title,
        date=metadata.date or find_dateline_date(text) or fallback,
        publisher=metadata.publisher,
        author=metadata.author,
        url=metadata.url,
        language=metadata.language or identify_language(text),
        generator=None,
        text=text,
        pages=pages,
        summary=summary,
    )


def document_id(text: str, url: str | None) -> str:
    """Return the id of a document: 16 hexadecimal digits of a hash, the same on every machine."""
    # A null character, which neither holds, keeps apart what belongs to the url and what to the text.
    return hashlib.sha256(f"{url or ''}\0{text}".encode()).hexdigest()[:16]


def absolute_url(value: str) -> str:
    """Return an address that can name a document; one without a scheme, or with blanks, raises ValueError."""
    if not ABSOLUTE_URL.fullmatch(value):
        raise ValueError(f"{quoted(value)} is not an address such as https://news.example/article")
    return value


def language_code(value: str) -> str:
    """Return the language of a tag, "en" for "en-GB"; what is no tag raises ValueError."""
    match = LANGUAGE_TAG.fullmatch(value)
    if not match:
        raise ValueError(f"{quoted(value)} is not a language code such as en")
    code = match["language"].lower()
    return "en" if code == "eng" else code


def _text(value: object, field: str, name: str) -> str | None:
    """Return a field's text on one line, several authors joined by commas."""
    if value is None:
        return None
    if field == "author" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        raise ReadError(name, f"{field}: must be text, not {_KINDS.get(type(value), 'a number')}")
    line = " ".join(value.split())
    return None if line in YAML_NULLS else line
