"""Many documents on all cores: in goes an iterable of documents, out comes what became of each, as it is done.

Each worker is a fresh interpreter that loads the pipeline once (nothing is forked, so that neither a script without a
main guard nor the locks of a library stand in the way), and has one document at a time. A thread of this process talks
with it. A worker that dies is replaced, and its document tried once more: only what kills two is skipped.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

import kg.errors
from kg.errors import DocumentError, ExtractionError, KGError, LimitError
from kg.extraction.workers.messages import Extracted, Ready, Reply, Setting, Task, receive, send
from kg.reading.named import NamedDocument

_HEARTBEAT = 2.0
_PATIENCE = 4.0
"""So many times its seconds of a processor a document may take by the clock, for others use the machine too."""
_GRACE = 60.0
_ATTEMPTS = 2
_PROGRAM = """
import sys
from importlib.util import find_spec
from pathlib import Path
found = find_spec("kg")
if found is None or found.origin is None or str(Path(found.origin).parents[1]) != sys.argv[1]:
    sys.path.insert(0, sys.argv[1])
from kg.extraction.workers.worker import main
main()
"""
"""What a worker runs: the package of this process, whatever else is called kg, and nothing from the working folder."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class RemoteTraceback(Exception):  # noqa: N818 - a traceback, shown as the cause of an error
    """The traceback of what was raised in another process."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the document with this number, counted from 0 in the order given: one of the two is set."""

    number: int
    extracted: Extracted | None = None
    problem: DocumentError | None = None


class Pool:
    """Workers and the threads that talk with them; `results` starts them, `close` ends them, whatever they do."""

    def __init__(self, setting: Setting, workers: int) -> None:
        self._setting = setting
        self._workers = workers
        self._results: queue.Queue[Outcome | BaseException | None] = queue.Queue(maxsize=2 * workers)
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
        self._tasks: Iterator[tuple[int, NamedDocument]] = iter(())

    def results(self, documents: Iterable[NamedDocument]) -> Generator[Outcome | None]:
        """Yield an outcome for each document, in the order in which they are done; None about every two seconds of silence."""
        self._tasks = enumerate(documents)
        threads = [threading.Thread(target=self._run, daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        running = len(threads)
        try:
            while running:
                try:
                    result = self._results.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    yield None
                    continue
                if isinstance(result, BaseException):
                    raise result
                if result is None:
                    running -= 1
                else:
                    yield result
        finally:
            self.close()

    def close(self) -> None:
        """End all workers at once."""
        with self._lock:
            self._stopped = True
            processes = list(self._processes)
        for process in processes:
            with contextlib.suppress(OSError):
                process.kill()

    def _run(self) -> None:
        """Feed one worker after the other until there are no more documents."""
        end: BaseException | None = None
        try:
            self._feed()
        except BaseException as problem:  # noqa: BLE001 - handed to the thread that waits, and raised there
            end = problem
        self._put(end)

    def _feed(self) -> None:
        seat = Seat(self._start, self._end)
        try:
            while (task := self._next()) is not None:
                self._put(seat.extract(*task))
        finally:
            seat.close()

    def _next(self) -> tuple[int, NamedDocument] | None:
        with self._lock:
            return None if self._stopped else next(self._tasks, None)

    def _start(self) -> Worker:
        with self._lock:
            if self._stopped:
                raise KGError("the extraction was stopped")
            worker = Worker(self._setting)
            self._processes.add(worker.process)
        worker.wait_until_ready()
        return worker

    def _end(self, worker: Worker) -> None:
        worker.close()
        with self._lock:
            self._processes.discard(worker.process)

    def _put(self, result: Outcome | BaseException | None) -> None:
        while not self._stopped:
            try:
                return self._results.put(result, timeout=_HEARTBEAT)
            except queue.Full:
                continue
        return None


class Seat:
    """A place where one process after the other extracts: one that dies is replaced, and its document tried once more."""

    def __init__(self, start: Callable[[], Worker], end: Callable[[Worker], None]) -> None:
        """Take what starts a process that is ready, and what ends one."""
        self._start = start
        self._end = end
        self._worker: Worker | None = None

    @classmethod
    def of(cls, setting: Setting) -> Seat:
        """Return a place of its own, in no pool; what is wrong with the setting is raised when a process starts."""

        def start() -> Worker:
            worker = Worker(setting)
            worker.wait_until_ready()
            return worker

        return cls(start, Worker.close)

    def warm(self) -> Worker:
        """Return the process, which has loaded its pipeline; it is started where there is none."""
        self._worker = self._worker or self._start()
        return self._worker

    def extract(self, number: int, named: NamedDocument) -> Outcome:
        """Return what became of a document."""
        for attempt in range(1, _ATTEMPTS + 1):
            outcome, ended = self.warm().extract(number, named, last_attempt=attempt == _ATTEMPTS)
            if ended:
                self.close()
            if outcome is not None:
                return outcome
        raise AssertionError("the last attempt has an outcome")

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._end(self._worker)
        self._worker = None


class Worker:
    """One process that extracts, as the thread sees it that talks with it."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._messages = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own program
            [sys.executable, "-P", "-c", _PROGRAM, str(Path(kg.errors.__file__).parents[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._messages,
            env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1")},
        )

    def wait_until_ready(self) -> None:
        """Have the pipeline loaded; what is wrong with it raises the same error as it does in this process."""
        body = None
        with contextlib.suppress(OSError):
            send(self._stdin, self._setting)
            body = receive(self._stdout)
        if body is None:
            raise KGError(f"a process that extracts could not start: {self._last_words() or self._exit()}")
        ready = msgspec.msgpack.decode(body, type=Ready)
        if ready.error is not None:
            raise getattr(kg.errors, ready.error, KGError)(ready.reason)

    def extract(self, number: int, named: NamedDocument, *, last_attempt: bool) -> tuple[Outcome | None, bool]:
        """Return what became of a document, None where it should be tried again; and whether the worker has ended."""
        body = None
        with contextlib.suppress(OSError):
            send(self._stdin, Task.of(named))
            body = self._reply()
        if body is None:
            return self._died(number, named, last_attempt), True
        reply = msgspec.msgpack.decode(body, type=Reply)
        if reply.extracted is not None:
            return Outcome(number, extracted=reply.extracted), reply.last
        failure = reply.failure
        if failure is None or failure.stage is None:
            return Outcome(number, problem=LimitError(named.name, self._out_of_memory())), True
        problem = ExtractionError.told(named.name, failure.stage, failure.sentence, failure.reason)
        problem.__cause__ = RemoteTraceback(f"\n{failure.trace}")
        return Outcome(number, problem=problem), reply.last

    def close(self) -> None:
        """Let the process end, or end it."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            self.process.wait(timeout=_HEARTBEAT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._messages.close()

    def _reply(self) -> bytes | None:
        """Read a reply; a worker that says nothing for far too long is ended."""
        deadline = time.monotonic() + _PATIENCE * self._setting.seconds + _GRACE
        readable, _, _ = select.select([self._stdout], [], [], max(deadline - time.monotonic(), 0.0))
        if not readable:
            self.process.send_signal(signal.SIGPROF)
            return None
        return receive(self._stdout)

    def _died(self, number: int, named: NamedDocument, last_attempt: bool) -> Outcome | None:
        code = self.process.wait()
        if code == -signal.SIGPROF:
            reason = f"took more than {self._setting.seconds:g} seconds of a processor and was stopped"
            return Outcome(number, problem=LimitError(named.name, reason))
        if code == -signal.SIGABRT:  # how C++ ends where it gets no memory
            return Outcome(number, problem=LimitError(named.name, self._out_of_memory()))
        if not last_attempt:
            return None
        return Outcome(number, problem=LimitError(named.name, f"the process that extracted it {self._exit()}, twice"))

    def _out_of_memory(self) -> str:
        return f"needs more than {self._setting.megabytes:,} MB of memory and was stopped"

    def _exit(self) -> str:
        code = self.process.wait()
        return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"

    def _last_words(self) -> str:
        self.process.wait()
        self._messages.seek(0)
        return self._messages.read().decode(errors="replace").strip().rpartition("\n")[2]

    @property
    def _stdin(self) -> IO[bytes]:
        return self.process.stdin  # type: ignore[return-value]

    @property
    def _stdout(self) -> IO[bytes]:
        return self.process.stdout  # type: ignore[return-value]
