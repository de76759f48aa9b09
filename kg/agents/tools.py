"""The tools, one entry each: what an agent may ask, which call of `kg.calls` answers it, and how its rows are told.

A further tool over a call of the table is one entry of `TOOLS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.agents.budget import LEAST, MOST, USUAL, Cursor, fitting
from kg.agents.quoting import (
    NOTE,
    answer_row,
    claim_row,
    conflict_row,
    document_row,
    sentence_rows,
    statement_row,
    way_row,
    without_none,
)
from kg.agents.vocabulary import DETAILS, PROVENANCE, check_terms, describe
from kg.calls.errors import CallError
from kg.calls.messages import QueryRequest
from kg.calls.parameter import Parameter
from kg.calls.pool import Pool
from kg.calls.table import CALLS

Answer = dict[str, Any]
Rows = list[dict[str, Any]]

_ROWS_AT_ONCE = 200
TOKENS = Parameter("max_tokens", "About how long the answer may be.", "number", default=USUAL, least=LEAST, most=MOST)
CURSOR = Parameter("cursor", "The `next_cursor` of the answer before, to go on behind it.")
_PAGING = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool over a call: `head` is what of the answer stands before the rows, `rows` what its rows are told as."""

    name: str
    call: str
    about: str
    rows: Callable[[Answer], Rows]
    head: Callable[[Answer], Answer] = lambda _: {}

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return what the tool takes: what its call takes, but pages by a cursor and a budget."""
        own = tuple(one for one in CALLS[self.call].parameters if one.name not in _PAGING)
        return (*own, TOKENS, CURSOR)

    async def answer(self, pool: Pool, given: Mapping[str, Any]) -> Answer:
        """Answer a request of an agent."""
        values = read_values(self.name, self.parameters, given)
        tokens, cursor = int(values.pop("max_tokens")), Cursor.read(values.pop("cursor"), pool.generation)
        call = CALLS[self.call]
        paged = any(one.name == "offset" for one in call.parameters)
        asked = {name: value for name, value in values.items() if value is not None}
        if paged:
            asked |= {"limit": _ROWS_AT_ONCE, "offset": cursor.offset}
        reply = await pool.call(self.call, asked)
        found = msgspec.json.decode(reply.body)
        rows = self.rows(found)
        rest = rows if paged else rows[cursor.offset :]
        head = self.head(found) if cursor.offset == 0 else {}
        return _told(head, rest, tokens, Cursor(reply.generation, cursor.offset), more=found.get("next") is not None)


def read_values(name: str, parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of all parameters; what does not fit, or is none of them, raises CallError."""
    unknown = sorted(given.keys() - {one.name for one in parameters})
    if unknown:
        raise CallError("wrong", f"{name} takes no {unknown[0][:80]!r}")
    return {one.name: one.read(given.get(one.name)) for one in parameters}


def input_schema(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """Return the JSON Schema of a tool's input, which takes nothing else."""
    return {
        "type": "object",
        "properties": {one.name: one.schema() for one in parameters},
        "required": [one.name for one in parameters if one.required],
        "additionalProperties": False,
    }


def _told(head: Answer, rows: Rows, tokens: int, cursor: Cursor, *, more: bool) -> Answer:
    kept = fitting(rows, tokens, head)
    following = None
    if len(kept) < len(rows) or (more and kept):
        following = Cursor(cursor.generation, cursor.offset + len(kept)).text()
    return {"note": NOTE, **head, "rows": kept, **({} if following is None else {"next_cursor": following})}


def _entity_head(found: Answer) -> Answer:
    entity = found["entity"]
    return {
        "entity": without_none(
            {name: entity[name] for name in ("id", "label", "type", "wikidata", "mentions", "documents")}
        ),
        "other_names": entity["other_names"],
        "stands_with": [f"{one['label']} ({one['statements']})" for one in found["neighbours"]],
    }


def _document_head(found: Answer) -> Answer:
    document = found["document"]
    return {"document": without_none({key: value for key, value in document.items() if value != []})}


TOOLS: tuple[Tool, ...] = (
    Tool(
        "ground_entity",
        "ground_entity",
        "Which entity a name means. Begin here: other tools want the id. `resolved` is null where the name is not clear; "
        "then choose among the candidates, or ask the user.",
        lambda found: found["candidates"],
        lambda found: {"resolved": found["resolved"]},
    ),
    Tool(
        "show_entity",
        "show",
        "An entity: its names, whom it stands with, and what is said of it, each statement with its sentence and source.",
        lambda found: [statement_row(row) for row in found["statements"]],
        _entity_head,
    ),
    Tool(
        "statements",
        "statements",
        "Statements of one kind about or by an entity: `says` (what it says), `claims` (what others claim about it), "
        "`denied`, `planned`, `one-source` (one source's word alone), `about` (all).",
        lambda found: [statement_row(row) for row in found["statements"]],
    ),
    Tool(
        "timeline",
        "timeline",
        "What happened when, in the order of events (not of publication).",
        lambda found: [statement_row(row) for row in found["statements"]],
    ),
    Tool(
        "ask",
        "ask",
        "Answer a question in plain words (who, what, whom, where, when, did ...): the best answers with sentence, source and "
        "certainty. It declines rather than guesses; `failure` then says why, and which questions work.",
        lambda found: [answer_row(row) for row in found["answers"]],
        lambda found: without_none({"reading": found["reading"], "notes": found["notes"], "failure": found["failure"]}),
    ),
    Tool(
        "claims",
        "claims",
        "What several articles tell, most independent sources first, with who says so, denies it or leaves it open.",
        lambda found: [claim_row(row) for row in found["claims"]],
        lambda found: {"total": found["total"]},
    ),
    Tool(
        "path",
        "path",
        "How one entity is tied to another, over others where need be: each step with its statement, sentence and source.",
        lambda found: [way_row(row) for row in found["ways"]],
    ),
    Tool(
        "conflicts",
        "conflicts",
        "What one says and another denies, and facts that exclude each other, side by side. Who is right is not judged.",
        lambda found: [conflict_row(row) for row in found["conflicts"]],
        lambda found: {"total": found["total"]},
    ),
    Tool(
        "sources",
        "sources",
        "Who is credited with statements (about an entity), and with how many.",
        lambda found: [without_none(row) for row in found["sources"]],
    ),
    Tool(
        "documents",
        "documents",
        "The articles, the newest first; `q` are words of title or publisher.",
        lambda found: [document_row(row) for row in found["documents"]],
        lambda found: {"total": found["total"]},
    ),
    Tool(
        "read_document",
        "document",
        "An article sentence by sentence, with the statements that were read in each.",
        sentence_rows,
        _document_head,
    ),
)

SPARQL = (
    Parameter("query", "A SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes are known.", required=True),
    TOKENS,
    CURSOR,
)
SPARQL_ABOUT = (
    "Run SPARQL 1.1, for reading, where no other tool fits. Its terms are held against the vocabulary first (see `schema`). "
    "Select ?document and the sentence as well, so that what you say can be cited."
)
SCHEMA = (Parameter("detail", "How much.", default="summary", choices=DETAILS),)
SCHEMA_ABOUT = (
    "The vocabulary for SPARQL: summary (about 500 tokens), relations (their names and labels), full (the ontology)."
)


async def run_sparql(pool: Pool, given: Mapping[str, Any]) -> Answer:
    """Run a query, its terms checked; rows of plain values, or triples as lines of N-Triples."""
    values = read_values("sparql", SPARQL, given)
    tokens, cursor = int(values["max_tokens"]), Cursor.read(values["cursor"], pool.generation)
    check_terms(values["query"])
    asked = QueryRequest(values["query"], "application/sparql-results+json, application/n-triples;q=0.5")
    reply = await pool.ask(asked)
    at = Cursor(reply.generation, cursor.offset)
    if reply.media_type == "application/n-triples":
        lines = [{"quotation": {"triple": line}} for line in reply.body.decode("utf-8").splitlines()]
        return _told({"triples": len(lines)}, lines[cursor.offset :], tokens, at, more=False)
    found = json.loads(reply.body)
    if "boolean" in found:
        return {"answer": found["boolean"]}
    columns = found["head"]["vars"]
    head: Answer = {"columns": columns, "count": len(found["results"]["bindings"])}
    if not {column.lower() for column in columns} & set(PROVENANCE):
        head["warning"] = "these rows have neither document nor sentence: they cannot be cited"
    rows = [{"quotation": {name: _plain(term) for name, term in row.items()}} for row in found["results"]["bindings"]]
    return _told(head, rows[cursor.offset :], tokens, at, more=False)


async def run_schema(given: Mapping[str, Any]) -> Answer:
    """Return the vocabulary."""
    values = read_values("schema", SCHEMA, given)
    return {"detail": values["detail"], "vocabulary": describe(str(values["detail"]))}


def _plain(term: dict[str, Any]) -> Any:
    value = term["value"]
    return value if isinstance(value, str) else json.dumps(value)
