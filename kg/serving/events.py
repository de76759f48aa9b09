"""The news that a build has landed, as server-sent events: one look at the store a second, for all who listen."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.calls.errors import CallError
from kg.calls.pool import Pool
from kg.errors import StoreError

FIRST_CONFLICTS = {"limit": 3}
"""Those that the first page shows."""
_PAUSE = 1.0
_ALIVE = 15.0
_MOST_LISTENERS = 50


class Watch:
    """Who listens for the valid generation to change."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._seen = pool.generation
        self._change = asyncio.Condition()
        self._ended = False
        self.listeners = 0

    async def run(self) -> None:
        """Look at the store until cancelled; a new generation is told, and opened by the processes that answer."""
        await self._prepare()
        while True:
            await asyncio.sleep(_PAUSE)
            with contextlib.suppress(StoreError):
                if (now := self._pool.generation) != self._seen:
                    self._seen = now
                    self._pool.refresh()
                    async with self._change:
                        self._change.notify_all()
                    await self._prepare()

    async def _prepare(self) -> None:
        """Have the conflicts found, which takes longest, before somebody looks at the first page."""
        with contextlib.suppress(CallError):
            await self._pool.call("conflicts", FIRST_CONFLICTS)

    async def end(self) -> None:
        """Let all listeners go, so that the server can stop."""
        self._ended = True
        async with self._change:
            self._change.notify_all()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield an event for the generation of now, and one for each that follows."""
        self.listeners += 1
        told = ""
        try:
            while not self._ended:
                if told != self._seen:
                    told = self._seen
                    yield f"event: generation\ndata: {told}\n\n".encode()
                try:
                    async with asyncio.timeout(_ALIVE), self._change:
                        while not self._ended and self._seen == told:
                            await self._change.wait()
                except TimeoutError:
                    yield b": alive\n\n"
        finally:
            self.listeners -= 1


async def events(request: Request) -> Response:
    """Tell a page when the graph is another one."""
    watch: Watch = request.app.state.watch
    if watch.listeners >= _MOST_LISTENERS:
        return PlainTextResponse("too many listen already\n", 503, {"retry-after": "60"})
    return StreamingResponse(watch.stream(), media_type="text/event-stream", headers={"cache-control": "no-store"})
