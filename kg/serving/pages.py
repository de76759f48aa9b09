"""The app: pages made on the server from the answers of calls. They need no script; with one they are handier."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.calls.errors import CallError
from kg.calls.messages import PageRequest, QueryRequest
from kg.model import EntityType
from kg.query.questions import load_questions
from kg.schema.vocabulary import Vocabulary
from kg.serving.events import FIRST_CONFLICTS
from kg.serving.replies import STATUS, given, options_of, pool_of, unchanged, vocabulary_of
from kg.view.dates import words_of

PAGE = 40
TABS = {
    "about": "Everything",
    "says": "Says",
    "claims": "Others claim",
    "denied": "Denials",
    "planned": "Plans",
}
STATUS_WORDS = {
    "intended": ("intended", "planned, wanted or promised"),
    "possible": ("possible", "may be so, or is suspected"),
    "conditional": ("conditional", "so under a condition"),
    "unknown": ("not certain", "the text does not say how sure"),
}
"""What stands beside a statement that is not presented as a fact: the words of the page of `kg view`."""

EVENT_WORDS = {"planned": "planned", "announced": "announced", "possible": "possible", "denied": "denied"}
"""What stands beside an event that did not simply happen."""

TYPES: tuple[str, ...] = getattr(EntityType, "__args__", ())
_ROWS_SHOWN = 500

Handler = Callable[[Request], Awaitable[Response]]


async def home(request: Request) -> Response:
    """Show how much there is, what is spoken of most, and the newest articles."""
    stats, named = await call(request, "stats"), await call(request, "entities", limit=24)
    newest = await call(request, "documents", limit=8)
    known = pool_of(request).known("conflicts", FIRST_CONFLICTS)
    conflicts = {"total": 0} if known is None else msgspec.json.decode(known.body)
    return _page(request, "home", title="kg", stats=stats, named=named, newest=newest, conflicts=conflicts)


async def search(request: Request) -> Response:
    """Show what holds some words; a name that one entity has leads to its page."""
    q = request.query_params.get("q", "").strip()
    if not q:
        return RedirectResponse(f"{options_of(request).root_path}/", 303)
    offset = offset_of(request)
    found = await call(request, "search", q=q, limit=20, offset=offset)
    return _page(request, "search", title=f"{q} · search", q=q, found=found, offset=offset)


async def entity(request: Request) -> Response:
    """Show an entity."""
    which = request.query_params.get("which", "about")
    id, offset = request.path_params["id"], offset_of(request)
    shown = await call(request, "show", entity=id, limit=PAGE, offset=offset if which == "about" else 0)
    if which != "about":
        shown |= await call(request, "statements", which=which, entity=shown["entity"]["id"], limit=PAGE, offset=offset)
    if shown["entity"]["id"] != id and which == "about" and not offset:
        return RedirectResponse(f"{options_of(request).root_path}/entity/{quote(shown['entity']['id'], safe='')}", 303)
    title = shown["entity"]["label"]
    return _page(request, "entity", title=title, which=which, tabs=TABS, offset=offset, **shown)


async def document(request: Request) -> Response:
    """Show an article with what it says."""
    found = await call(request, "document", id=request.path_params["id"])
    said: dict[int, list[Any]] = {}
    for one in found["statements"]:
        said.setdefault(one["sentence_id"], []).append(one)
    return _page(request, "document", title=found["document"]["title"], said=said, **found)


async def statement(request: Request) -> Response:
    """Show a statement with who else says or denies the same."""
    found = await call(request, "statement", id=request.path_params["id"])
    return _page(request, "statement", title=found["statement"]["wording"], **found)


async def documents(request: Request) -> Response:
    """List the articles."""
    q, offset = request.query_params.get("q", ""), offset_of(request)
    found = await call(request, "documents", q=q, limit=PAGE, offset=offset)
    return _page(request, "documents", title="Articles", q=q, offset=offset, **found)


async def entities(request: Request) -> Response:
    """List the named things."""
    type_, offset = request.query_params.get("type", ""), offset_of(request)
    found = await call(request, "entities", type=type_, limit=100, offset=offset)
    return _page(request, "entities", title="Names", type=type_, types=TYPES, offset=offset, **found)


async def timeline(request: Request) -> Response:
    """Show what happened when, or is planned: one event a claim."""
    offset = offset_of(request)
    kept = {name: request.query_params.get(name, "").strip() for name in ("entity", "since", "until", "q")}
    found = await call(request, "events", **kept, limit=PAGE, offset=offset)
    return _page(request, "timeline", title="Timeline", kept=kept, offset=offset, kinds=EVENT_WORDS, **found)


async def conflicts(request: Request) -> Response:
    """Show what contradicts what."""
    about, offset = request.query_params.get("entity", ""), offset_of(request)
    found = await call(request, "conflicts", entity=about, limit=20, offset=offset)
    return _page(request, "conflicts", title="Contradictions", about=about, offset=offset, **found)


async def sources(request: Request) -> Response:
    """List who speaks."""
    about, offset = request.query_params.get("entity", ""), offset_of(request)
    found = await call(request, "sources", entity=about, limit=100, offset=offset)
    return _page(request, "sources", title="Sources", about=about, offset=offset, **found)


async def query(request: Request) -> Response:
    """Show the editor, and the answer to the query in the address."""
    text = request.query_params.get("query", "")
    answer: dict[str, Any] = {}
    problem = ""
    if text.strip():
        try:
            reply = await pool_of(request).ask(QueryRequest(text, "application/sparql-results+json, text/turtle;q=0.9"))
            answer = _table(reply.media_type, reply.body, vocabulary_of(request))
        except CallError as raised:
            problem = str(raised)
    questions = [
        {"name": one.name, "about": one.description, "text": one.query(()).strip()}
        for one in load_questions().values()
        if not any(parameter.required for parameter in one.parameters)
    ]
    return _page(
        request,
        "query",
        title="Query",
        query=text,
        answer=answer,
        problem=problem,
        questions=questions,
        prefixes=vocabulary_of(request).prefixes(),
        links=urlencode({"query": text}),
        status=400 if problem else 200,
    )


async def graph(request: Request) -> Response:
    """Return the interactive graph of some documents, or of the newest ones of an entity.

    It is the page of `kg view`, in which everything stands: it names itself the only scripts that may run.
    """
    known = unchanged(request)
    if known is not None:
        return known
    ids = tuple(value for name, value in request.query_params.multi_items() if name == "document")
    reply = await pool_of(request).ask(PageRequest(ids, request.query_params.get("entity")))
    answer = given(request, reply)
    answer.headers["content-security-policy"] = "frame-ancestors 'none'"
    return answer


async def reference(request: Request) -> Response:
    """Show what programs can ask."""
    from kg.calls.table import CALLS

    return _page(request, "reference", title="For programs", calls=CALLS)


def page(handler: Handler) -> Handler:
    """Return a handler whose call without an answer becomes a page that says so."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except CallError as problem:
            return problem_page(request, str(problem), STATUS[problem.reason])

    return answer


def problem_page(request: Request, text: str, status: int) -> Response:
    """Return a page that tells what went wrong."""
    answer = _page(request, "problem", title="Not found" if status == 404 else "No answer", text=text, status=status)
    if status == 503:
        answer.headers["retry-after"] = "5"
    return answer


def render(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """Return a page of the app."""
    return _page(request, name, status=status, **values)


async def call(request: Request, name: str, **given: Any) -> dict[str, Any]:
    """Return the answer of a call, given what is not empty; CallError where there is none."""
    reply = await pool_of(request).call(name, {key: value for key, value in given.items() if value != ""})
    found: dict[str, Any] = msgspec.json.decode(reply.body)
    return found


def _page(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    options = options_of(request)
    root = options.root_path

    def link(*parts: str, **query: Any) -> str:
        path = "/".join(quote(part, safe="") for part in parts)
        kept = {key: value for key, value in query.items() if value not in (None, "", 0)}
        return f"{root}/{path}{'?' if kept else ''}{urlencode(kept)}"

    text = (
        _templates()
        .get_template(f"{name}.html.jinja")
        .render(
            root=root,
            link=link,
            here=request.url.path.removeprefix(root),
            edit=options.edit,
            csrf=request.app.state.csrf,
            generation=pool_of(request).generation,
            status_words=STATUS_WORDS,
            **values,
        )
    )
    return HTMLResponse(text, status)


@cache
def _templates() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serving", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["happened"] = _when
    found.filters["timex"] = lambda value: words_of(value) or value
    found.filters["number"] = lambda value: f"{value:,}"
    return found


@cache
def static_file(name: str) -> bytes:
    """Return a file of the app's own; the colours are those of the page of `kg view`."""
    if name == "colours.css":
        from kg.serving.shapes import colours

        return ((files("kg.view") / "css" / name).read_text("utf-8") + colours()).encode()
    if name == "types.svg":
        from kg.serving.shapes import sprite

        return sprite().encode()
    return (files("kg.serving") / "static" / name).read_bytes()


def offset_of(request: Request) -> int:
    """Return how many rows the address passes over; what is no such number is 0."""
    given = request.query_params.get("offset", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 6 else 0


def _when(event: Mapping[str, Any]) -> str:
    """Return when an event was in words; what has no more than a day by which it had happened says so."""
    return f"by {words_of(event['latest'])}" if event["when"] is None else words_of(event["when"])


def _table(media_type: str, body: bytes, vocabulary: Vocabulary) -> dict[str, Any]:
    if media_type == "text/turtle":
        return {"turtle": body.decode("utf-8")}
    found = json.loads(body)
    if "boolean" in found:
        return {"truth": found["boolean"]}
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    return {
        "columns": columns,
        "rows": [[_cell(row.get(column), vocabulary) for column in columns] for row in rows[:_ROWS_SHOWN]],
        "count": len(rows),
    }


def _cell(term: dict[str, str] | None, vocabulary: Vocabulary) -> dict[str, str]:
    """Return a term as the table shows it: an IRI of the graph is short, and leads to its page."""
    if term is None:
        return {"text": ""}
    value = term["value"] if isinstance(term["value"], str) else json.dumps(term["value"])
    if term["type"] == "uri":
        base = vocabulary.base
        for room in ("entity", "document", "statement", "claims"):
            if value.startswith(f"{base}{room}/") and "#" not in value:
                return {"text": value.removeprefix(base), "path": value.removeprefix(base)}
        for prefix, namespace in vocabulary.prefixes().items():
            if value.startswith(namespace):
                return {"text": f"{prefix}:{value.removeprefix(namespace)}", "title": value}
    return {"text": value}
