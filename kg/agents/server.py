"""The MCP server: its tools, resources and prompts over a pool of processes, on standard input or over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import unquote

import mcp_types as types
import msgspec
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from kg.agents import prompts, tools
from kg.agents.quoting import NOTE
from kg.agents.vocabulary import DETAILS, describe
from kg.calls.errors import CallError
from kg.calls.pool import Pool
from kg.errors import KGError
from kg.query.questions import load_questions
from kg.serving.connection import TimedProtocol
from kg.serving.guard import Guard
from kg.serving.options import Options

INSTRUCTIONS = (
    "A knowledge graph of news articles: who said what about whom, when, and how sure. Begin with `ground_entity` for each "
    "name, then `show_entity`, `statements`, `timeline` or `conflicts` by its id. Tell whose word a statement is, and cite "
    f"its document. {NOTE}"
)
_READING = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_DOCUMENT, _ENTITY = "kg://document/", "kg://entity/"
_RESOURCE_TOKENS = 20_000


class Agents:
    """What the server answers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._tools = {tool.name: tool for tool in tools.TOOLS}

    def server(self) -> Server[Any]:
        """Return the server, to be run on a transport."""
        return Server(
            "kg",
            version=version("kgwire"),
            title="A knowledge graph from the news",
            instructions=INSTRUCTIONS,
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
            on_list_prompts=self._list_prompts,
            on_get_prompt=self._get_prompt,
        )

    async def call(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a tool; one that is not there, and what cannot be answered, raises CallError."""
        if name in self._tools:
            return await self._tools[name].answer(self._pool, given)
        if name == "sparql":
            return await tools.run_sparql(self._pool, given)
        if name == "schema":
            return await tools.run_schema(given)
        raise CallError("missing", f"there is no tool {name[:80]!r}")

    async def _list_tools(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        offered = [(tool.name, tool.about, tool.parameters) for tool in tools.TOOLS]
        offered += [("sparql", tools.SPARQL_ABOUT, tools.SPARQL), ("schema", tools.SCHEMA_ABOUT, tools.SCHEMA)]
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name, description=about, input_schema=tools.input_schema(parameters), annotations=_READING
                )
                for name, about, parameters in offered
            ]
        )

    async def _call_tool(self, _: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            found = await self.call(params.name, params.arguments or {})
        except KGError as problem:
            return types.CallToolResult(content=[_text(str(problem))], is_error=True)
        return types.CallToolResult(content=[_text(msgspec.json.encode(found).decode("utf-8"))])

    async def _list_resources(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        found = [
            types.Resource(
                uri=f"kg://schema/{detail}", name=f"schema-{detail}", description=f"The vocabulary: {detail}."
            )
            for detail in DETAILS
        ]
        found.append(
            types.Resource(uri="kg://questions", name="questions", description="Queries with a name, as SPARQL.")
        )
        return types.ListResourcesResult(resources=found)

    async def _list_templates(
        self, _: Any, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(uri_template=f"{_DOCUMENT}{{id}}", name="document", description="An article."),
                types.ResourceTemplate(uri_template=f"{_ENTITY}{{id}}", name="entity", description="An entity."),
            ]
        )

    async def _read_resource(self, _: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        media_type, text = "text/plain", ""
        if uri.startswith("kg://schema/") and uri.removeprefix("kg://schema/") in DETAILS:
            text = describe(uri.removeprefix("kg://schema/"))
        elif uri == "kg://questions":
            text = "\n\n".join(f"# {one.name}\n{one.text}" for one in load_questions().values())
        else:
            media_type, text = "application/json", msgspec.json.encode(await self._thing(uri)).decode("utf-8")
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=params.uri, mime_type=media_type, text=text)]
        )

    async def _thing(self, uri: str) -> dict[str, Any]:
        for start, name, parameter in ((_DOCUMENT, "read_document", "id"), (_ENTITY, "show_entity", "entity")):
            if uri.startswith(start):
                given = {parameter: unquote(uri.removeprefix(start)), "max_tokens": _RESOURCE_TOKENS}
                return await self.call(name, given)
        raise CallError("missing", f"there is no resource {uri[:200]}")

    async def _list_prompts(self, _: Any, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[one.listed() for one in prompts.PROMPTS])

    async def _get_prompt(self, _: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        found = next((one for one in prompts.PROMPTS if one.name == params.name), None)
        if found is None:
            raise CallError("missing", f"there is no prompt {params.name[:80]!r}")
        text = found.filled(params.arguments or {})
        return types.GetPromptResult(
            description=found.about, messages=[types.PromptMessage(role="user", content=_text(text))]
        )


async def run_stdio(options: Options) -> None:
    """Answer on standard input and output, until the input ends."""
    async with Pool(options.store, options.limits, options.schema) as pool, stdio_server() as (source, sink):
        server = Agents(pool).server()
        await server.run(source, sink, server.create_initialization_options())


async def run_http(options: Options) -> None:
    """Answer over streamable HTTP at /mcp, behind the same guard as `kg serve`."""
    async with Pool(options.store, options.limits, options.schema) as pool:
        app = Agents(pool).server().streamable_http_app(json_response=True, stateless_http=True, host=options.host)
        config = uvicorn.Config(
            Guard(app, options),
            http=TimedProtocol,
            host=options.host,
            port=options.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=5,
        )
        await uvicorn.Server(config).serve()


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text)
