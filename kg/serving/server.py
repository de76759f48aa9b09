"""The server: uvicorn with our app, until it is told to end; what it logs names no query, no address and no secret."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from kg.errors import KGError
from kg.serving.app import make_app
from kg.serving.connection import TimedProtocol
from kg.serving.options import Options

_GRACE = 10
"""Seconds that requests under way have at the end."""
_KEEP_ALIVE = 15


def serve(options: Options, on_ready: Callable[[Options], None]) -> None:
    """Serve a store until SIGINT or SIGTERM; `on_ready` is called once requests are answered, with the port in use."""
    _raise_file_limit()
    bound = _bind(options)
    options = replace(options, port=bound.getsockname()[1])
    app = make_app(options)
    config = uvicorn.Config(
        app,
        http=TimedProtocol,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=True,
        root_path=options.root_path,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        backlog=1024,
    )
    server = _Server(config, lambda: on_ready(options), app.let_go)
    asyncio.run(server.serve([bound]))
    if not server.started:
        raise KGError("the server did not start")


class _Server(uvicorn.Server):
    """Uvicorn's server, which says when it is ready."""

    def __init__(
        self, config: uvicorn.Config, on_ready: Callable[[], None], on_end: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_end = on_end

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End in order when told so; a second SIGINT ends at once. Unlike uvicorn's own, this is the end of a signal."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let listeners go first, who would else be waited for."""
        await self._on_end()
        await super().shutdown(sockets)


def _bind(options: Options) -> socket.socket:
    """Return the socket that is listened on; a port that is taken raises KGError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as problem:
        raise KGError(
            f"{options.host}:{options.port}: cannot be listened on: {problem.strerror or problem}"
        ) from problem
    return bound


def _raise_file_limit() -> None:
    """Let as many connections be open as the system allows, so that idle ones do not keep others out."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
