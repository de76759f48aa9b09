"""The IRIs of the graph as addresses: a page for a browser, RDF for a program."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from kg.calls.errors import CallError
from kg.calls.messages import ThingRequest
from kg.calls.negotiation import TRIPLES, choose
from kg.serving.replies import failed, given, pool_of, unchanged, vocabulary_of
from kg.statements.iris import slug

Page = Callable[[Request], Awaitable[Response]]


def thing(room: str, page: Page | None) -> Page:
    """Return what answers for the things of a part of the graph: `entity/Russia` and so on."""

    async def answer(request: Request) -> Response:
        form = request.query_params.get("format")
        offered = TRIPLES if page is None else ("text/html", *TRIPLES)
        wanted = choose(request.headers.get("accept", "*/*"), offered)
        if page is not None and not form and wanted == "text/html":
            return await page(request)
        known = unchanged(request)
        if known is not None:
            return known
        try:
            iri = f"{vocabulary_of(request).base}{room}/{slug(request.path_params['id'])}"
            asked = ThingRequest(iri, request.headers.get("accept", "*/*"), form)
            return given(request, await pool_of(request).ask(asked))
        except CallError as problem:
            return failed(problem)

    return answer
