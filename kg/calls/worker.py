"""A process that answers requests, one after the other, on its standard input and output; whoever started it may kill it.

`python -m kg.calls.worker STORE SCHEMA LIMITS NICENESS` alone holds the index open, ends with its input or with the process
that started it, and answers each request from the generation that is valid when it begins.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

import msgspec

from kg.calls.documents import drawn
from kg.calls.errors import CallError
from kg.calls.generation import Generations
from kg.calls.limits import Limits
from kg.calls.messages import (
    LENGTH,
    CallRequest,
    GraphRequest,
    Head,
    OpenRequest,
    PageRequest,
    QueryRequest,
    Request,
    decode_request,
    encode_reply,
)
from kg.calls.opened import Opened
from kg.calls.rdf import answer_graph, answer_query, answer_thing
from kg.calls.table import CALLS
from kg.errors import KGError, QueryError

JSON = "application/json"
IDLE = 3.0
"""Seconds without a request after which a process gets ready for questions in plain words."""


class Answering:
    """The store as a worker has it: the valid generation is open, and opened anew when it is another one."""

    def __init__(self, store: Path, limits: Limits, schema: Path | None = None) -> None:
        self._store = store
        self._limits = limits
        self._schema = schema
        self._generations = Generations(store)
        self._key = ""
        self._opened: Opened | None = None

    def answer(self, request: Request) -> tuple[Head, bytes]:
        """Answer a request; whatever is wrong with it stands in the head."""
        try:
            opened = self._current()
            media_type, body = self._run(opened, request)
        except CallError as problem:
            return Head(self._key, reason=problem.reason, text=str(problem)), b""
        except QueryError as problem:
            return Head(self._key, reason="wrong", text=str(problem)), b""
        except KGError as problem:
            return Head(self._key, reason="broken", text=str(problem)), b""
        except MemoryError:
            return Head(self._key, reason="too large", text="the answer takes more memory than is allowed"), b""
        return Head(self._key, media_type), body

    def warm(self) -> None:
        """Make ready what takes seconds: the pipeline that reads questions, where the valid generation has none yet."""
        with contextlib.suppress(KGError, MemoryError):
            self._current().graph.asker()

    def _current(self) -> Opened:
        key = self._generations.current()
        if self._opened is None or key != self._key:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            self._opened, self._key = Opened.at(self._store, self._schema), key
        return self._opened

    def _run(self, opened: Opened, request: Request) -> tuple[str, bytes]:
        if isinstance(request, QueryRequest):
            return answer_query(opened, request, self._limits)
        if isinstance(request, GraphRequest):
            return answer_graph(opened, request, self._limits)
        if isinstance(request, CallRequest):
            call = CALLS.get(request.name)
            if call is None:
                raise CallError("missing", f"there is no call {request.name[:80]!r}; there are {', '.join(CALLS)}")
            return JSON, msgspec.json.encode(call.answer(opened, request.given))
        if isinstance(request, PageRequest):
            return "text/html", drawn(opened, request.documents, request.entity)
        if isinstance(request, OpenRequest):
            return JSON, b"{}"
        return answer_thing(opened, request, self._limits)


def main() -> None:
    """Answer requests until there are no more; the first thing written is an empty reply, which says that all is ready."""
    store, schema, limits = sys.argv[1], sys.argv[2], msgspec.json.decode(sys.argv[3], type=Limits)
    os.nice(int(sys.argv[4]))
    _bound_memory(limits.megabytes)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    answering = Answering(Path(store), limits, Path(schema) if schema else None)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    head, _ = answering.answer(OpenRequest())
    sink.write(encode_reply(head))
    sink.flush()
    for_questions = limits.workers == 1 or not int(sys.argv[4])
    while length := _begin(source, answering, IDLE if for_questions else None):
        request = decode_request(source.read(int.from_bytes(length, "big")))
        sink.write(encode_reply(*answering.answer(request)))
        sink.flush()


def _begin(source: BinaryIO, answering: Answering, idle: float | None) -> bytes:
    """Wait for the beginning of the next request; when none comes within seconds, make ready what a question needs."""
    if idle is not None and not select.select([source], [], [], idle)[0]:
        answering.warm()
    return source.read(LENGTH)


def _bound_memory(megabytes: int) -> None:
    """Have the kernel refuse memory beyond a bound, so that a query ends its own process and no other."""
    most = megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with(parent: int) -> None:
    """End this process, whatever it is at, soon after its parent has ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # nobody waits for an answer any longer
        main()
