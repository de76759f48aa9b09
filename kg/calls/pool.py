"""The processes that answer: a request goes to a free one; one that takes too long is killed, and another takes its place."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from kg.calls.errors import CallError, Reason
from kg.calls.generation import Generations
from kg.calls.limits import Limits
from kg.calls.messages import (
    LENGTH,
    CallRequest,
    Head,
    OpenRequest,
    QueryRequest,
    Request,
    decode_head,
    encode_request,
)

_STARTING = 60.0
"""Seconds that a process may take until it is ready."""
QUERY_NICENESS = 5
"""How far the processes for queries of users stand back, as `nice` counts it."""
_PAUSE = 0.5
_KEPT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its bytes, their media type, and the generation that it was read from."""

    generation: str
    media_type: str
    body: bytes


class Process:
    """One process that answers; queries of users go only to those that are `for_queries`, which stand back for others."""

    def __init__(self, process: asyncio.subprocess.Process, *, for_queries: bool) -> None:
        self._process = process
        self.for_queries = for_queries

    @classmethod
    async def start(cls, store: Path, limits: Limits, schema: Path | None, *, for_queries: bool) -> Process:
        """Start a process and wait until it is ready; one that does not get there raises CallError."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.calls.worker", str(store), str(schema or "")),
            *(msgspec.json.encode(limits).decode(), str(QUERY_NICENESS if for_queries else 0)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**20,
            start_new_session=True,  # Ctrl-C is for the one that started it, which ends it
        )
        found = cls(process, for_queries=for_queries)
        try:
            await asyncio.wait_for(found._read(), _STARTING)
        except (TimeoutError, asyncio.IncompleteReadError) as problem:
            await found.end()
            raise CallError("broken", "the process that answers did not start") from problem
        return found

    async def ask(self, request: Request) -> tuple[Head, bytes]:
        """Hand in a request and wait for its answer."""
        if self._process.stdin is None:
            raise ConnectionError("the process has no input")
        self._process.stdin.write(encode_request(request))
        await self._process.stdin.drain()
        return await self._read()

    async def _read(self) -> tuple[Head, bytes]:
        head = decode_head(await self._frame())
        return head, await self._frame()

    async def _frame(self) -> bytes:
        if self._process.stdout is None:
            raise ConnectionError("the process has no output")
        length = int.from_bytes(await self._process.stdout.readexactly(LENGTH), "big")
        return await self._process.stdout.readexactly(length)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Pool:
    """All processes that answer for one store; use it in an `async with`."""

    def __init__(self, store: Path, limits: Limits | None = None, schema: Path | None = None) -> None:
        self.store = store
        self.limits = limits or Limits()
        self._schema = schema
        self._generations = Generations(store)
        self._free: list[Process] = []
        self._change = asyncio.Condition()
        self._all: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._kept = _Kept(_KEPT_BYTES)

    @property
    def generation(self) -> str:
        """Return the key of the generation that is valid now."""
        return self._generations.current()

    async def __aenter__(self) -> Pool:
        self._generations.current()
        await self._add(for_queries=self.limits.workers == 1)
        for _ in range(self.limits.workers - 1):
            self._later(self._add(for_queries=True))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(process.end() for process in tuple(self._all)), return_exceptions=True)

    async def call(self, name: str, given: Mapping[str, Any]) -> Reply:
        """Answer a call of the table, in JSON; an answer of the valid generation that is known already is given again."""
        known = self.known(name, given)
        if known is not None:
            return known
        reply = await self.ask(CallRequest(name, dict(given)))
        self._kept.put(_key(reply.generation, name, given), reply)
        return reply

    def known(self, name: str, given: Mapping[str, Any]) -> Reply | None:
        """Return the answer to a call where that is known already."""
        return self._kept.get(_key(self.generation, name, given))

    async def ask(self, request: Request) -> Reply:
        """Answer a request within the limits; else CallError.

        Queries of users never take the last process, so that an endless one leaves all else as it was.
        """
        if self._waiting >= self.limits.waiting:
            raise CallError("busy", "too many requests are waiting; try again in a moment")
        self._waiting += 1
        try:
            async with self._process(request) as process:
                self._waiting -= 1
                try:
                    return await self._answer(process, request)
                finally:
                    self._waiting += 1
        finally:
            self._waiting -= 1

    def refresh(self) -> None:
        """Have the free processes open the valid generation, so that the one before can be removed."""
        for _ in range(len(self._free)):
            self._later(self._reopen())

    @asynccontextmanager
    async def _process(self, request: Request) -> AsyncIterator[Process]:
        """Give a free process; behind this it is free again, unless it was ended."""
        is_query = isinstance(request, QueryRequest)

        def fitting() -> list[Process]:
            return [process for process in self._free if process.for_queries or not is_query]

        try:
            async with asyncio.timeout(self.limits.seconds), self._change:
                await self._change.wait_for(fitting)
                process = min(reversed(fitting()), key=lambda process: process.for_queries != is_query)
                self._free.remove(process)
        except TimeoutError:
            raise CallError("busy", "other queries take all the time; try again in a moment") from None
        try:
            yield process
        finally:
            await self._give_back(process)

    async def _give_back(self, process: Process) -> None:
        async with self._change:
            if process in self._all:
                self._free.append(process)
            self._change.notify_all()

    async def _answer(self, process: Process, request: Request) -> Reply:
        try:
            head, body = await asyncio.wait_for(process.ask(request), self.limits.seconds)
        except TimeoutError:
            await self._replace(process)
            raise CallError(
                "overtime", f"the query did not end within {self.limits.seconds:g} seconds and was stopped"
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            await self._replace(process)
            raise CallError(
                "broken", f"the query ended its process; it may need more than {self.limits.megabytes} MB of memory"
            ) from None
        except asyncio.CancelledError:
            await self._replace(process)
            raise
        if head.reason:
            raise CallError(cast(Reason, head.reason), head.text)
        return Reply(head.generation, head.media_type, body)

    async def _replace(self, process: Process) -> None:
        self._all.discard(process)
        self._later(self._add(for_queries=process.for_queries))
        await process.end()

    async def _add(self, *, for_queries: bool) -> None:
        process = None
        while process is None:
            try:
                process = await Process.start(self.store, self.limits, self._schema, for_queries=for_queries)
            except CallError:
                if not self._all and not self._tasks:
                    raise
                await asyncio.sleep(_PAUSE)
        self._all.add(process)
        await self._give_back(process)

    async def _reopen(self) -> None:
        with contextlib.suppress(CallError):
            await self.ask(OpenRequest())

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _key(generation: str, name: str, given: Mapping[str, Any]) -> tuple[Any, ...]:
    return generation, name, *sorted((name, str(value)) for name, value in given.items())


class _Kept:
    """Answers that were given, up to so many bytes; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._replies: OrderedDict[tuple[Any, ...], Reply] = OrderedDict()

    def get(self, key: tuple[Any, ...]) -> Reply | None:
        found = self._replies.get(key)
        if found is not None:
            self._replies.move_to_end(key)
        return found

    def put(self, key: tuple[Any, ...], reply: Reply) -> None:
        former = self._replies.pop(key, None)
        self._size += len(reply.body) - (0 if former is None else len(former.body))
        self._replies[key] = reply
        while self._size > self._most:
            _, oldest = self._replies.popitem(last=False)
            self._size -= len(oldest.body)
