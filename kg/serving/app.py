"""The app: which address is answered by what."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.calls.pool import Pool
from kg.errors import StoreError
from kg.serving import answers, api, editing, pages, protocol, ties
from kg.serving.description import describe_dataset, describe_vocabulary
from kg.serving.events import Watch, events
from kg.serving.guard import Guard
from kg.serving.options import Options
from kg.serving.things import thing

_READ = ["GET", "HEAD"]
_STATIC = {
    "app.css": "text/css; charset=utf-8",
    "colours.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "types.svg": "image/svg+xml",
    "icon.svg": "image/svg+xml",
}


def make_app(options: Options) -> Guard:
    """Return the app for a store, behind its guard; it starts its processes when its lifespan begins."""
    app = Starlette(
        routes=[
            Route("/sparql", protocol.sparql, methods=["GET", "POST"]),
            Route("/graphs", protocol.graph_store, methods=_READ),
            Route("/.well-known/void", describe_dataset, methods=_READ),
            Route("/ns", describe_vocabulary, methods=_READ),
            Route("/api/openapi.json", api.openapi, methods=_READ),
            Route("/api/{name}", api.answer_call, methods=_READ),
            Route("/api", pages.page(pages.reference), methods=_READ),
            Route("/events", events, methods=["GET"]),
            Route("/static/{name}", _static, methods=_READ),
            *(
                Route(f"/{room}/{{id:path}}", thing(room, page), methods=_READ)
                for room, page in (
                    ("entity", pages.page(pages.entity)),
                    ("document", pages.page(pages.document)),
                    ("statement", pages.page(pages.statement)),
                    ("relation", None),
                    ("predicate", None),
                    ("claims", pages.page(answers.claim)),
                    ("time", None),
                )
            ),
            *(
                Route(path, pages.page(handler), methods=_READ)
                for path, handler in (
                    ("/", pages.home),
                    ("/search", pages.search),
                    ("/ask", answers.ask),
                    ("/claims", answers.claims),
                    ("/path", ties.path),
                    ("/compare", ties.compare),
                    ("/network", ties.network),
                    ("/documents", pages.documents),
                    ("/entities", pages.entities),
                    ("/timeline", pages.timeline),
                    ("/conflicts", pages.conflicts),
                    ("/sources", pages.sources),
                    ("/query", pages.query),
                    ("/graph", pages.graph),
                )
            ),
            *(
                (
                    Route("/review", editing.review, methods=_READ),
                    Route("/add", editing.add, methods=_READ),
                    Route("/decisions", editing.decide_on, methods=["POST"]),
                    Route("/articles", editing.take_article, methods=["POST"]),
                )
                if options.edit
                else ()
            ),
        ],
        lifespan=_lifespan,
        exception_handlers={404: _not_found, StoreError: _no_store},
    )
    app.state.options = options
    app.state.csrf = editing.make_token()
    return Guard(app, options)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    options: Options = app.state.options
    async with Pool(options.store, options.limits, options.schema) as pool:
        app.state.pool, app.state.watch, app.state.desk = pool, Watch(pool), editing.Desk()
        watching = asyncio.ensure_future(app.state.watch.run())
        try:
            yield
        finally:
            await app.state.watch.end()
            desk: editing.Desk = app.state.desk
            for task in (watching, *desk.tasks):
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(watching, *desk.tasks, return_exceptions=True)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return PlainTextResponse("not found\n", 404)
    return Response(pages.static_file(name), media_type=_STATIC[name], headers={"cache-control": "max-age=300"})


async def _not_found(request: Request, _: Exception) -> Response:
    return pages.problem_page(request, f"There is nothing at {request.url.path[:200]}.", 404)


async def _no_store(_: Request, problem: Exception) -> Response:
    return PlainTextResponse(f"{problem}\n", 500)
