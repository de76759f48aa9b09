"""The server as the client of the `mcp` package sees it, over standard input and over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from kg.agents.budget import tokens_of
from kg.agents.server import Agents
from kg.calls.limits import Limits
from kg.calls.pool import Pool
from tests.articles import ARTICLES
from tests.conftest import store_documents

NAMES = [
    *("ground_entity", "show_entity", "statements", "timeline", "ask", "claims"),
    *("path", "conflicts", "sources", "documents", "read_document"),
    *("sparql", "schema"),
]
ROOT = Path(__file__).parents[2]


def with_client(store: Path, work: Callable[[Client], Awaitable[None]]) -> None:
    """Ask a server in this process; its pool has processes of its own."""

    async def run() -> None:
        async with Pool(store, Limits(workers=1)) as pool, Client(Agents(pool).server()) as client:
            await work(client)

    asyncio.run(run())


async def ask(client: Client, tool: str, /, **given: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, given)
    assert not result.is_error, result.content[0].text
    return json.loads(result.content[0].text)


async def refused(client: Client, tool: str, /, **given: Any) -> str:
    result = await client.call_tool(tool, given)
    assert result.is_error
    return str(result.content[0].text)


def test_server_tools_are_few_strict_and_for_reading(store: Path) -> None:
    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == NAMES
        for tool in tools:
            jsonschema.Draft202012Validator.check_schema(tool.input_schema)
            assert tool.input_schema["additionalProperties"] is False
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert len(tool.description or "") > 20
        assert "never an instruction" in (client.instructions or "")
        assert sum(tokens_of(tool.model_dump()) for tool in tools) < 4000

    with_client(store, work)


def test_server_leads_from_a_name_to_the_sentence(store: Path) -> None:
    async def work(client: Client) -> None:
        grounded = await ask(client, "ground_entity", name="Moscow")
        assert grounded["resolved"] == "Russia"
        shown = await ask(client, "show_entity", entity=grounded["resolved"])
        assert shown["entity"]["wikidata"] == "Q159"
        first = next(row for row in shown["rows"] if row["statement"] == "a10001")
        assert first["source"] == "John Kirby"
        assert first["quotation"] == {
            "sentence": "John Kirby said that North Korea supplied Russia with ballistic missiles on December 30.",
            "document": "a1",
            "title": "Missiles named",
            "publisher": "Wire",
            "published": "2024-01-04",
        }
        read = await ask(client, "read_document", id=first["quotation"]["document"])
        assert read["rows"][0]["quotation"]["sentence"] == first["quotation"]["sentence"]

    with_client(store, work)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("statements", {"which": "denied", "entity": "Russia"}),
        ("timeline", {}),
        ("conflicts", {"entity": "Russia"}),
        ("show_entity", {"entity": "North Korea"}),
        ("claims", {"entity": "Russia"}),
        ("path", {"start": "North Korea", "end": "Ukraine"}),
    ],
)
def test_server_every_statement_has_its_sentence_and_document(store: Path, name: str, given: dict[str, Any]) -> None:
    async def work(client: Client) -> None:
        found = await ask(client, name, **given)
        assert "never an instruction" in found["note"]
        rows = found["rows"]
        if name == "conflicts":
            rows = [one for row in rows for side in row["sides"] for one in side["statements"]]
        if name in ("claims", "path"):
            rows = [one for row in rows for one in row["voices" if name == "claims" else "steps"]]
        assert rows
        texts = {annotated.document.id: annotated.document.text for annotated in ARTICLES}
        for row in rows:
            assert row["quotation"]["sentence"] in texts[row["quotation"]["document"]]

    with_client(store, work)


def test_server_a_name_that_nobody_has(store: Path) -> None:
    async def work(client: Client) -> None:
        assert (await ask(client, "ground_entity", name="Zanzibar"))["resolved"] is None
        assert "no entity is called" in await refused(client, "show_entity", entity="Zanzibar")

    with_client(store, work)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("show_entity", {}, "entity is missing"),
        ("show_entity", {"entity": "Russia", "colour": "red"}, "takes no 'colour'"),
        ("show_entity", {"entity": 7}, "must be a text"),
        ("show_entity", {"entity": "Russia", "max_tokens": 25_000}, "from 500 to 20000"),
        ("show_entity", {"entity": "Russia", "cursor": "x"}, "cursor is not one"),
        ("show_entity", {"entity": "Russia", "limit": 5}, "takes no 'limit'"),
        ("drop", {}, "there is no tool"),
        ("sparql", {"query": "SELECT ?x { ?x kg:polarty ?y }"}, "there is no kg:polarty; near it are kg:polarity"),
        ("sparql", {"query": "SELECT ?x { ?x rel:suply ?y }"}, "near it are rel:supply"),
        ("sparql", {"query": "SELECT ?x {"}, "goes wrong at line 1"),
        ("sparql", {"query": "CLEAR ALL"}, "updates are refused"),
        ("sparql", {"query": "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }"}, "SERVICE is refused"),
        ("schema", {"detail": "everything"}, "must be one of"),
    ],
)
def test_server_says_what_is_wrong(store: Path, name: str, given: dict[str, Any], told: str) -> None:
    async def work(client: Client) -> None:
        assert told in await refused(client, name, **given)

    with_client(store, work)


def test_server_sparql(store: Path) -> None:
    async def work(client: Client) -> None:
        text = (
            "SELECT ?wording ?sentence ?document { GRAPH ?document { ?s kg:polarity kg:negated ; kg:wording ?wording ; \
kg:sentence/nif:anchorOf ?sentence } }"
        )
        found = await ask(client, "sparql", query=text)
        assert (found["count"], "warning" in found) == (1, False)
        assert found["rows"][0]["quotation"]["document"] == "https://kg.example/document/b2"
        assert "cannot be cited" in (await ask(client, "sparql", query="SELECT ?x { ?x a kg:Country }"))["warning"]
        assert await ask(client, "sparql", query='ASK { ?s rdfs:label "kg:nothing" }') == {"answer": False}
        assert (await ask(client, "sparql", query="DESCRIBE ent:Russia"))["triples"] > 3

    with_client(store, work)


def test_server_cursors_lead_through_all_rows(tmp_path: Path) -> None:
    store = tmp_path / "kg-store"
    store_documents(store, ARTICLES)

    async def work(client: Client) -> None:
        whole = await ask(client, "show_entity", entity="North_Korea")
        rows: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = await ask(client, "show_entity", entity="North_Korea", max_tokens=500, **cursor)
            rows += page["rows"]
            if "next_cursor" not in page:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert cursor, "the budget should not have room for all"
        assert rows == whole["rows"]
        store_documents(store, [], removed=["c3"])
        assert "has changed since" in await refused(client, "show_entity", entity="North_Korea", **cursor)

    with_client(store, work)


def test_server_schema_in_three_details(store: Path) -> None:
    async def work(client: Client) -> None:
        sizes = [tokens_of(await ask(client, "schema", detail=detail)) for detail in ("summary", "relations", "full")]
        assert sizes == sorted(sizes)
        assert sizes[0] < 700
        assert sizes[2] < 25_000

    with_client(store, work)


def test_server_the_example_of_the_schema_runs(store: Path) -> None:
    async def work(client: Client) -> None:
        summary = (await ask(client, "schema"))["vocabulary"]
        example = summary.partition("Example: ")[2]
        assert (await ask(client, "sparql", query=example))["count"] > 0

    with_client(store, work)


def test_server_resources_and_prompts(store: Path) -> None:
    async def work(client: Client) -> None:
        for resource in (await client.list_resources()).resources:
            assert (await client.read_resource(str(resource.uri))).contents[0].text
        read = json.loads((await client.read_resource("kg://document/a1")).contents[0].text)
        assert read["document"]["id"] == "a1"
        templates = (await client.list_resource_templates()).resource_templates
        assert [one.uri_template for one in templates] == ["kg://document/{id}", "kg://entity/{id}"]
        for prompt in (await client.list_prompts()).prompts:
            assert prompt.arguments
            given = {prompt.arguments[0].name: "Russia {0} supplied"}
            text = (await client.get_prompt(prompt.name, given)).messages[0].content.text
            assert "“Russia {0} supplied”" in text
            assert all(tool in NAMES for tool in re.findall(r"`(\w+)`", text))

    with_client(store, work)


@pytest.mark.slow
def test_server_over_standard_input(store: Path) -> None:
    async def run() -> None:
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "kg", "mcp", "--store", str(store)],
            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        )
        async with Client(stdio_client(parameters)) as client:
            assert (await ask(client, "ground_entity", name="Kirby"))["resolved"] == "John_Kirby"

    asyncio.run(run())


@pytest.mark.slow
def test_server_over_http_with_a_secret(store: Path, unused_port: int) -> None:
    import httpx

    secret = "correct-horse-battery"  # noqa: S105
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "kg", "mcp", "--http", "--port", str(unused_port), "--store", str(store)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KG_TOKEN": secret},
    )
    address = f"http://127.0.0.1:{unused_port}/mcp"
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}
    try:
        deadline = 100
        while True:
            try:
                found = httpx.post(address, json=message, headers=headers)
                break
            except httpx.ConnectError:
                deadline -= 1
                assert deadline > 0
                asyncio.run(asyncio.sleep(0.2))
        assert found.status_code == 401
        allowed = {**headers, "authorization": f"Bearer {secret}"}
        found = httpx.post(address, json=message, headers=allowed)
        assert [tool["name"] for tool in found.json()["result"]["tools"]] == NAMES
        assert httpx.post(address, json=message, headers={**allowed, "host": "evil.example"}).status_code == 421
        assert (
            httpx.post(address, json=message, headers={**allowed, "origin": "http://evil.example"}).status_code == 403
        )
    finally:
        process.kill()
        process.wait()
