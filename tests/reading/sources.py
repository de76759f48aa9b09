"""Sources made of bytes, and what is read of them, for the tests of the readers."""

import io
from collections.abc import Iterable, Mapping

from kg.errors import ReadError
from kg.model import Document
from kg.reading.context import Context, Reader, Result
from kg.reading.formats import read_source
from kg.reading.options import Reading
from kg.reading.source import Source


def source(data: bytes, name: str = "a.bin", suffix: str | None = None) -> Source:
    """A source of bytes, whose suffix is that of its name."""
    return Source(name, suffix if suffix is not None else "." + name.rpartition(".")[2], io.BytesIO(data))


def context(**options: object) -> Context:
    """What a reader is given, with these options."""
    return Context(Reading(**options), read_source)


def results(read: Reader, data: bytes, name: str, **options: object) -> list[Result]:
    """What a reader yields of bytes; an error that it raises stands at the end."""
    found: list[Result] = []
    try:
        found.extend(read(source(data, name), context(**options)))  # extend keeps what came before an error
    except ReadError as problem:
        found.append(problem)
    return found


def read_bytes(
    data: bytes, name: str, columns: Mapping[str, str] | None = None, date: str | None = None
) -> tuple[list[Document], list[str]]:
    """The documents of bytes whatever their format, and the messages of what is skipped."""
    documents, messages = [], []
    try:
        for result in read_source(source(data, name), Reading(date=date, columns=columns or {})):
            if isinstance(result, ReadError):
                messages.append(str(result))
            else:
                documents.append(result.document)
    except ReadError as problem:
        messages.append(str(problem))
    assert all(message.isprintable() for message in messages)
    return documents, messages


def lines(found: Iterable[Result]) -> list[str]:
    """Each result as its text or its message."""
    return [str(one) if isinstance(one, ReadError) else one.document.text for one in found]
