"""What a server answers as a source to read: an address goes in, a `Source` comes out, with the suffix of what it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from kg.errors import ReadError
from kg.reading.media import ARTICLES, NO_ARTICLES, TABLES, charset_of, media_type
from kg.reading.memory import Memory
from kg.reading.remote.fetching import Answer, fetch
from kg.reading.source import About, Source, printable, suffix_of


@contextmanager
def open_address(address: str, *, allow_private: bool, memory: Memory | None = None) -> Iterator[Source | None]:
    """Give the source of what stands at an address, for as long as it is read; ReadError where it cannot be fetched.

    It is None where the server says that nothing has changed since the `memory` was made.
    """
    answer = fetch(address, allow_private=allow_private, headers=None if memory is None else memory.asked(address))
    if answer is None:
        yield None
        return
    if memory is not None:
        memory.answered(address, answer.headers)
    with answer.stream:
        yield source_of(answer, printable(address))


def source_of(answer: Answer, name: str) -> Source:
    """Return the source of an answer; one of a picture or a script raises ReadError."""
    content_type = answer.headers.get("content-type", "")
    kind = media_type(content_type)
    if kind.startswith(NO_ARTICLES):
        raise ReadError(name, f"no article: the server says that it is {printable(kind)[:60]}")
    path = unquote(urlsplit(answer.address).path)
    if answer.unpacked:
        path = path.removesuffix(".gz")
    named = suffix_of(path)
    suffix = {**ARTICLES, **TABLES}.get(kind, named)
    if kind == "text/plain" and named:
        suffix = named
    return Source(name, suffix, answer.stream, about=About(answer.address, charset_of(content_type)))
