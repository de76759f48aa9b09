"""The SPARQL 1.1 Protocol and the reading half of the Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.calls.errors import CallError
from kg.calls.messages import GraphRequest, QueryRequest
from kg.calls.negotiation import TRIPLES, choose
from kg.serving.description import describe_service
from kg.serving.replies import failed, given, options_of, pool_of, unchanged

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is for reading: the graph is made from its articles, by `kg build`"
_MOST_FIELDS = 1000

Pairs = list[tuple[str, str]]


async def sparql(request: Request) -> Response:
    """Answer a query, or tell what the endpoint is where there is none."""
    try:
        fields = _fields(request.url.query)
        text = None
        if request.method == "POST":
            text, more = await _body(request)
            fields += more
        if any(name == "update" for name, _ in fields):
            raise CallError("refused", _READ_ONLY)
        queries = [value for name, value in fields if name == "query"] + ([] if text is None else [text])
        if not queries and request.method != "POST":
            return await _about(request)
        if len(queries) != 1:
            raise CallError("wrong", "give one query" if queries else "the query is missing")
        known = unchanged(request)
        if known is not None:
            return known
        asked = QueryRequest(
            queries[0],
            accept=request.headers.get("accept", "*/*"),
            form=_first(fields, "format", "output"),
            default_graphs=_graphs(fields, "default-graph-uri"),
            named_graphs=_graphs(fields, "named-graph-uri"),
            base=str(request.url.replace(query="", fragment="")),
        )
        return given(request, await pool_of(request).ask(asked))
    except CallError as problem:
        return failed(problem)


async def graph_store(request: Request) -> Response:
    """Return a graph by its name (`?graph=IRI`), or all of them together (`?default`)."""
    try:
        fields = _fields(request.url.query)
        names = [value for name, value in fields if name == "graph"]
        if len(names) + any(name == "default" for name, _ in fields) != 1:
            raise CallError("wrong", "name one graph: ?graph=IRI, or ?default for all graphs together")
        known = unchanged(request)
        if known is not None:
            return known
        asked = GraphRequest(
            _iri(names[0]) if names else None, request.headers.get("accept", "*/*"), _first(fields, "format", "output")
        )
        return given(request, await pool_of(request).ask(asked))
    except CallError as problem:
        return failed(problem)


async def _about(request: Request) -> Response:
    """Return the service description, or lead a browser to the page with the editor."""
    accept = request.headers.get("accept", "*/*")
    wanted = choose(accept, (*TRIPLES, "text/html"))
    if wanted == "text/html":
        return RedirectResponse(f"{options_of(request).root_path}/query", 303, {"vary": "Accept"})
    return await describe_service(request)


async def _body(request: Request) -> tuple[str | None, Pairs]:
    """Return the query that a body is, or the fields that it holds."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = next(
        (
            value.strip().strip('"')
            for name, _, value in (p.partition("=") for p in parameters.split(";"))
            if name.strip().lower() == "charset"
        ),
        "utf-8",
    )
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise CallError("wrong", f"a query comes in UTF-8, not in {charset[:40]}")
    body = await request.body()
    match media_type.strip().lower():
        case "application/x-www-form-urlencoded":
            try:
                return None, _fields(body.decode("ascii"))
            except UnicodeDecodeError as problem:
                raise CallError("wrong", "the form is not encoded as an address is") from problem
        case "application/sparql-query":
            try:
                return body.decode("utf-8"), []
            except UnicodeDecodeError as problem:
                raise CallError("wrong", "the query is not UTF-8") from problem
        case "application/sparql-update":
            raise CallError("refused", _READ_ONLY)
        case _:
            raise CallError("wrong", f"give the query as {QUERY}, or as `query` in {FORM}")


def _fields(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as problem:
        raise CallError("wrong", "what was sent is not UTF-8") from problem
    except ValueError as problem:
        raise CallError("wrong", "too many fields") from problem


def _first(fields: Pairs, *names: str) -> str | None:
    return next((value for name, value in fields if name in names and value), None)


def _graphs(fields: Pairs, wanted: str) -> tuple[str, ...]:
    return tuple(_iri(value) for name, value in fields if name == wanted)


def _iri(text: str) -> str:
    if ":" not in text or not _is_clean(text):
        raise CallError("wrong", f"not an IRI: {text[:100]!r}")
    return text


def _is_clean(text: Iterable[str]) -> bool:
    return not any(letter <= " " or letter in '<>"{}|\\^`' for letter in text)
