"""A connection that may not wait for ever: a client that has not sent its whole head in time is let go."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0


class TimedProtocol(H11Protocol):
    """Uvicorn's connection, closed where no request's head is complete for so many seconds and none is being answered."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to count."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Take in bytes; behind the end of a head there is nothing to count until its answer is given."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()

    def on_response_complete(self) -> None:
        """Count again for the next request of the connection."""
        super().on_response_complete()
        if self.cycle is None or self.cycle.response_complete:
            self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no longer."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()
