"""A worker process, as `kg.extraction.workers.pool` starts it: documents come on standard input, records go to standard output.

The limits are the kernel's, so that they also stop what never returns to Python: a document that takes too many seconds ends
the process by a signal, one that takes too much memory fails to get more. Either way nothing of the document is left
behind in a process that goes on.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from kg.errors import ExtractionError, KGError
from kg.extraction.workers.messages import AlsoMaker, Extracted, Failure, Ready, Reply, Setting, Task, receive, send
from kg.reading.named import NamedDocument

if TYPE_CHECKING:
    from kg.extraction.extractors.registry import Extractor

MOST_DOCUMENTS = 1000
"""A worker ends after so many, and a fresh one takes over: what libraries keep does not grow without end."""
MOST_MEGABYTES = 1000
"""A worker that was ever this large ends behind its document."""


def main() -> None:
    """Serve tasks until standard input ends, or until a fresh worker should take over."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one is told, and closes it
    tasks, replies = _own_streams()
    body = receive(tasks)
    if body is None:
        return
    setting = msgspec.msgpack.decode(body, type=Setting)
    try:
        pipeline, also = _load(setting), setting.also_maker()
    except KGError as problem:
        send(replies, Ready(type(problem).__name__, str(problem)))
        return
    gc.freeze()  # the pipeline stays: the collector of cycles need not look at it again and again
    send(replies, Ready())
    _limit_memory(setting.megabytes)
    done = 0
    while (body := receive(tasks)) is not None:
        task = msgspec.msgpack.decode(body, type=Task)
        done += 1
        signal.setitimer(signal.ITIMER_PROF, setting.seconds)  # unhandled, its signal ends the process
        reply = _serve(pipeline, also, task, done)
        signal.setitimer(signal.ITIMER_PROF, 0)
        send(replies, reply)
        if reply.last:
            return


def _serve(pipeline: Extractor, also: AlsoMaker | None, task: Task, done: int) -> Reply:
    from kg.extraction.failures import named_failures

    try:
        with named_failures(NamedDocument(task.name, task.document)):
            extracted = Extracted.of(pipeline.annotate(task.document), also)
    except MemoryError:
        return Reply(None, Failure(None, None, "", ""), last=True)
    except ExtractionError as problem:
        trace = "".join(traceback.format_exception(problem.__cause__ or problem))
        return Reply(None, Failure(problem.stage, problem.sentence, problem.reason, trace), last=False)
    return Reply(extracted, None, last=done >= MOST_DOCUMENTS or _was_large())


def _load(setting: Setting) -> Extractor:
    from kg.extraction.extractors.registry import load_extractor

    return load_extractor(*setting.options)


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return the two pipes, and let whatever a library prints go to standard error instead."""
    tasks, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    os.dup2(2, 1)
    return tasks, replies


def _limit_memory(megabytes: int) -> None:
    """Let this process get so much more address space than it has now, where the system can tell and keep to that."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * 2**20
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _was_large() -> bool:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10) > MOST_MEGABYTES
