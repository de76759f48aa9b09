"""The app's views of who is tied to whom: ways, what is in the middle, circles, and two things side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.calls.errors import CallError
from kg.serving.pages import TYPES, call, offset_of, render
from kg.serving.replies import STATUS

VOICES = {"any": "anybody’s word", "own": "the articles’ own word"}
"""Whose word ties two things."""
MEASURES = {
    "degree": "things tied to it",
    "pagerank": "rank of what it is tied to",
    "betweenness": "shortest ways through it",
}
HOW = {"do": "Both do", "undergo": "Both undergo", "say": "Both say", "tied to": "Both are tied to"}
RANKED, CIRCLES, ALIKE = 30, 12, 60


async def path(request: Request) -> Response:
    """Show how one thing is tied to another; a name that nobody has is told beside the fields, to be mended."""
    ends = _ends(request, "start", "end")
    found, problem, status = await _of_two(request, "path", ends)
    ways = None if found is None else found["ways"]
    return render(request, "path", status=status, title="Ways", **ends, ways=ways, problem=problem, **_voice(request))


async def compare(request: Request) -> Response:
    """Show what two things have in common, side by side."""
    ends, offset = _ends(request, "one", "other"), offset_of(request)
    found, problem, status = await _of_two(request, "compare", ends, limit=ALIKE, offset=offset)
    shown = {"found": found, "problem": problem, "how": HOW, "offset": offset, "size": ALIKE}
    return render(request, "compare", status=status, title="Side by side", **ends, **shown, **_voice(request))


async def network(request: Request) -> Response:
    """Show what stands in the middle, and circles of things that are tied to each other."""
    by, type = request.query_params.get("by", "degree"), request.query_params.get("type", "")
    voice, offset = _voice(request), offset_of(request)
    ranked = await call(request, "top", by=by, type=type, voice=voice["voice"], limit=RANKED, offset=offset)
    circles = await call(request, "communities", voice=voice["voice"], limit=CIRCLES)
    return render(
        request,
        "network",
        title="In the middle",
        by=by,
        type=type,
        types=TYPES,
        measures=MEASURES,
        offset=offset,
        size=RANKED,
        **voice,
        **ranked,
        circles=circles["circles"],
    )


def _ends(request: Request, *names: str) -> dict[str, str]:
    return {name: request.query_params.get(name, "").strip() for name in names}


def _voice(request: Request) -> dict[str, Any]:
    return {"voice": request.query_params.get("voice", "any"), "voices": VOICES}


async def _of_two(
    request: Request, name: str, ends: Mapping[str, str], **more: Any
) -> tuple[dict[str, Any] | None, str, int]:
    """Return the answer of a call about two things, or None with what is wrong, and the status of the page."""
    if not all(ends.values()):
        return None, "", 200
    try:
        voice = request.query_params.get("voice", "any")
        return await call(request, name, **ends, voice=voice, **more), "", 200
    except CallError as raised:
        return None, str(raised), STATUS[raised.reason]
