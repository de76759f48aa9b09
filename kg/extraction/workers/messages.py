"""What a worker and the process that started it say to each other: records as MessagePack, each behind its length.

In go documents, out come annotated documents as a store keeps them: text in, compressed records out, nothing of spaCy.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

import msgspec

from kg.model import AnnotatedDocument, Document
from kg.reading.named import NamedDocument

AlsoMaker = Callable[[AnnotatedDocument, str], bytes]
"""Makes what is wanted beside the records of a document: from these, and the hash of their line."""

_HEAD = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost a worker: seconds of a processor, and megabytes beyond what the worker has when idle."""

    seconds: float = 300.0
    megabytes: int = 4096


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """The first thing a worker hears: which pipeline to load, the limits for each document, and what else to make of it.

    `also` names that as "module:function"; the function gets `given` and returns what makes bytes of an annotated
    document and the hash of its line. Nothing is made where it is None.
    """

    model: str
    gazetteer: str | None
    schema: str | None
    seconds: float
    megabytes: int
    also: str | None = None
    given: str = ""

    @property
    def options(self) -> tuple[str, Path | None, Path | None]:
        """Return what the pipeline is loaded with: model, gazetteer, schema."""
        gazetteer, schema = (None if path is None else Path(path) for path in (self.gazetteer, self.schema))
        return self.model, gazetteer, schema

    def also_maker(self) -> AlsoMaker | None:
        """Return what makes of a document what is wanted beside its records."""
        if self.also is None:
            return None
        module, _, name = self.also.partition(":")
        maker: AlsoMaker = getattr(import_module(module), name)(self.given)
        return maker


class Task(msgspec.Struct, frozen=True, array_like=True):
    """One document to extract, under the name that messages call it by."""

    name: str
    document: Document

    @classmethod
    def of(cls, named: NamedDocument) -> Task:
        """Return the task of a named document."""
        return cls(named.name, named.document)


class Extracted(msgspec.Struct, frozen=True, array_like=True):
    """An annotated document as a store keeps it: one gzip member of one JSON line, the hash of that line, and its counts.

    `statements` leaves reports out, as the graph does. `also` is what was wanted beside it, see `Setting`.
    """

    member: bytes
    hash: str
    generator: str | None
    sentences: int
    mentions: int
    statements: int
    also: bytes = b""

    @classmethod
    def of(cls, annotated: AnnotatedDocument, also: AlsoMaker | None = None) -> Extracted:
        """Return an annotated document in its compact form, the same bytes on every machine."""
        line = annotated.to_json() + b"\n"
        hash = hash_of(line)
        return cls(
            gzip.compress(line, compresslevel=6, mtime=0),
            hash,
            annotated.document.generator,
            len(annotated.sentences),
            len(annotated.mentions),
            sum(statement.kind != "report" for statement in annotated.statements),
            b"" if also is None else also(annotated, hash),
        )


class Failure(msgspec.Struct, frozen=True, array_like=True):
    """Why a document was not extracted: a stage raised (`stage` is set), or the memory was not enough."""

    stage: str | None
    sentence: int | None
    reason: str
    trace: str


class Ready(msgspec.Struct, frozen=True, array_like=True):
    """A worker has loaded its pipeline, or could not: `error` names the class of the KGError, `reason` is its text."""

    error: str | None = None
    reason: str = ""


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What became of a task; `last` is true where the worker ends behind it, for a fresh one to take over."""

    extracted: Extracted | None
    failure: Failure | None
    last: bool


def hash_of(line: bytes) -> str:
    """Return the hash of a stored line, line end included: 64 hexadecimal digits."""
    return hashlib.sha256(line).hexdigest()


def send(file: IO[bytes], message: msgspec.Struct) -> None:
    """Write one message and flush it."""
    body = msgspec.msgpack.encode(message)
    file.write(_HEAD.pack(len(body)) + body)
    file.flush()


def receive(file: IO[bytes]) -> bytes | None:
    """Read the body of one message; None where the other side has closed, or died in the middle of one."""
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack(head)
    body = file.read(length)
    return body if len(body) == length else None
