"""Answers of the pool as answers of HTTP: their statuses, their tags, and what becomes of a call without an answer."""

from __future__ import annotations

from zlib import crc32

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.calls.errors import CallError, Reason
from kg.calls.pool import Pool, Reply
from kg.graph.manifest import load_manifest
from kg.schema.vocabulary import DEFAULT_BASE, Vocabulary
from kg.serving.options import Options

STATUS: dict[Reason, int] = {
    "wrong": 400,
    "too large": 400,
    "refused": 403,
    "missing": 404,
    "unacceptable": 406,
    "broken": 500,
    "busy": 503,
    "overtime": 503,
}


def pool_of(request: Request) -> Pool:
    """Return the processes that answer."""
    found: Pool = request.app.state.pool
    return found


def options_of(request: Request) -> Options:
    """Return what the server was told."""
    found: Options = request.app.state.options
    return found


def vocabulary_of(request: Request) -> Vocabulary:
    """Return the IRIs of the store's graph."""
    manifest = load_manifest(options_of(request).store)
    return Vocabulary(DEFAULT_BASE if manifest is None else manifest.base)


def tag_of(request: Request, generation: str) -> str:
    """Return the entity tag of what a request gets from a generation, which its address and Accept header tell."""
    asked = f"{request.headers.get('accept', '')}\n{request.url.path}\n{request.url.query}"
    return f'"{generation}-{crc32(asked.encode("utf-8", "replace")):08x}"'


def unchanged(request: Request) -> Response | None:
    """Return 304 where the client has the answer already; None where it must be given."""
    if request.method not in ("GET", "HEAD"):
        return None
    tag = tag_of(request, pool_of(request).generation)
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={"etag": tag, "vary": "Accept"}) if tag in known or "*" in known else None


def given(request: Request, reply: Reply) -> Response:
    """Return an answer with its tag."""
    answer = Response(reply.body, media_type=typed(reply.media_type))
    answer.headers["vary"] = "Accept"
    answer.headers["x-generation"] = reply.generation.partition("-")[0]
    if request.method in ("GET", "HEAD"):
        answer.headers["etag"] = tag_of(request, reply.generation)
    return answer


def typed(media_type: str) -> str:
    """Return a media type with its charset, where it has one."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def failed(problem: CallError, *, as_json: bool = False) -> Response:
    """Return what a client is told of a call without an answer."""
    status = STATUS[problem.reason]
    headers = {"retry-after": "5"} if status == 503 else {}
    if as_json:
        return JSONResponse({"error": problem.reason, "text": str(problem)}, status, headers)
    return PlainTextResponse(f"{problem}\n", status, headers)
