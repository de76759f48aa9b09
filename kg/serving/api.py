"""The JSON API: one address a call of the table, and its description as OpenAPI."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.calls.call import Call
from kg.calls.errors import CallError
from kg.calls.table import CALLS
from kg.serving.replies import failed, given, options_of, pool_of, unchanged


class _Paged(msgspec.Struct):
    next: int | None = None


async def answer_call(request: Request) -> Response:
    """Answer a call; its parameters stand in the address."""
    try:
        call = CALLS.get(request.path_params["name"])
        if call is None:
            raise CallError("missing", f"there is no such call; there are {', '.join(CALLS)}")
        values: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name in values:
                raise CallError("wrong", f"{name[:80]} is given twice")
            values[name] = value
        call.values(values)
        known = unchanged(request)
        if known is not None:
            return known
        reply = await pool_of(request).call(call.name, values)
    except CallError as problem:
        return failed(problem, as_json=True)
    answer = given(request, reply)
    following = msgspec.json.decode(reply.body, type=_Paged).next if call.rows else None
    if following is not None:
        answer.headers["link"] = f'<{request.url.include_query_params(offset=following)}>; rel="next"'
    return answer


async def openapi(request: Request) -> Response:
    """Return the description of all calls as OpenAPI 3.1."""
    return JSONResponse(describe(options_of(request).root_path))


def describe(root_path: str = "") -> dict[str, Any]:
    """Return the OpenAPI document for a server below a path."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg: a knowledge graph from the news",
            "version": "1",
            "description": "Who said what about whom, when, and how sure: each statement with its sentence and its source.",
        },
        "servers": [{"url": root_path or "/"}],
        "paths": {f"/api/{call.name}": {"get": _operation(call)} for call in CALLS.values()},
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["error", "text"],
                    "properties": {"error": {"type": "string"}, "text": {"type": "string"}},
                }
            }
        },
    }


def _operation(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object"}
    if call.rows is not None:
        found["required"] = [call.rows, "next"]
        found["properties"] = {
            call.rows: {"type": "array", "items": {"type": "object"}},
            "next": {"type": ["integer", "null"], "description": "The offset of the next page."},
        }
    return {
        "operationId": call.name,
        "summary": call.about,
        "parameters": [
            {"name": one.name, "in": "query", "required": one.required, "schema": one.schema()}
            for one in call.parameters
        ],
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": found}}},
            "304": {"description": "What the client has is of this generation still."},
            **{
                status: {"description": text, "content": {"application/json": {"schema": {"$ref": _ERROR}}}}
                for status, text in _PROBLEMS.items()
            },
        },
    }


_ERROR = "#/components/schemas/Error"
_PROBLEMS = {
    "400": "A parameter is missing or does not fit.",
    "404": "What is named is not there.",
    "500": "The process that answered ended.",
    "503": "Too many requests, or no answer within the time limit.",
}
