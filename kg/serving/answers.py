"""The app's views of what follows from several statements: answers to questions, and claims."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.pages import call, offset_of, render

CLAIMS_SHOWN = 20
WHICH_CLAIMS = {"all": "All", "disputed": "Disputed", "single-source": "One source alone"}
STANCES = {"says": "says so", "denies": "denies it", "leaves open": "leaves it open"}
EXAMPLES = ("Who is mentioned most?", "What did {name} do?", "What did {name} say?", "What does {name} plan?")
"""Questions to begin with, about who is spoken of most."""


async def ask(request: Request) -> Response:
    """Show the answers to a question in plain words, or why there are none; without a question, what can be asked."""
    question = request.query_params.get("question", "").strip()
    values: dict[str, Any] = {"question": question, "reply": None, "examples": ()}
    if question:
        values["reply"] = await call(request, "ask", question=question)
    else:
        most = (await call(request, "entities", limit=1))["entities"]
        name = most[0]["label"] if most else ""
        values["examples"] = [one.format(name=name) for one in EXAMPLES if name or "{" not in one]
    return render(request, "ask", title=f"{question} · answers" if question else "Ask", **values)


async def claims(request: Request) -> Response:
    """List what several articles tell, with who says so, who denies it and who leaves it open."""
    about, since = request.query_params.get("entity", ""), request.query_params.get("since", "")
    which, offset = request.query_params.get("which", "all"), offset_of(request)
    found = await call(request, "claims", entity=about, since=since, which=which, limit=CLAIMS_SHOWN, offset=offset)
    kept = {"entity": about, "since": since}
    return render(
        request,
        "claims",
        title="Claims",
        about=about,
        since=since,
        which=which,
        kinds=WHICH_CLAIMS,
        kept=kept,
        stances=STANCES,
        offset=offset,
        size=CLAIMS_SHOWN,
        **found,
    )


async def claim(request: Request) -> Response:
    """Show a claim with all who take a stance on it."""
    found = await call(request, "claim", id=request.path_params["id"])
    return render(request, "claim", title=found["claim"]["wording"], stances=STANCES, **found)
