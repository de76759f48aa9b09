"""The command that answers questions in plain words: one, a file of them, or one after another at a prompt."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import IdsOption, ModelOption, SchemaOption, StoreOption, as_text, open_store, settings
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.asking.asker import Asker


class ReplyForm(StrEnum):
    """How a reply is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", callback=as_text, help="In plain English; without it, a prompt.")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", metavar="FILE", help="One question a line; - is standard input.")
    ] = None,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the SPARQL of the answer instead.")] = False,
    form: Annotated[ReplyForm | None, typer.Option("--format", help="Default: table on a terminal, else json.")] = None,
    ids: IdsOption = False,
    model: ModelOption = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Answer a question in plain words, with the sentences that say so."""
    from kg.terminal.console import out

    if question is not None and questions is not None:
        raise QueryError("give one question or --questions, not both")
    if sparql and form is not None:
        raise QueryError("--sparql prints a query, which has no --format")
    at_prompt = question is None and questions is None and sys.stdin.isatty()
    if question is None and questions is None and not at_prompt:
        raise QueryError("no question; give one, or --questions FILE (- is standard input)")
    with open_store(store, schema) as graph:
        asker = graph.asker(model or settings().model)
        if at_prompt:
            from kg.cli.prompt import Prompt

            _write(asker, Prompt(asker.names.labels.values()).lines(), ReplyForm.table, sparql=sparql, ids=ids)
            return
        if questions is not None:
            chosen = form or (ReplyForm.table if out.is_terminal else ReplyForm.jsonl)
            _write(asker, _lines_of(questions), chosen, sparql=sparql, ids=ids, titled=True)
            return
        chosen = form or (ReplyForm.table if out.is_terminal else ReplyForm.json)
        _write(asker, [str(question)], chosen, sparql=sparql, ids=ids, single=True)


def _write(
    asker: Asker,
    questions: Iterable[str],
    form: ReplyForm,
    *,
    sparql: bool,
    ids: bool,
    titled: bool = False,
    single: bool = False,
) -> None:
    """Write the reply to each question as soon as it is found; an empty line is a question without an answer."""
    from kg.terminal.console import clean, out
    from kg.terminal.data import write_record, write_records
    from kg.terminal.encoding import write_data
    from kg.terminal.replies import reply_view

    replies = (asker.ask(question) for question in questions)
    if sparql:
        for reply in replies:
            write_data(f"{clean(reply.sparql)}\n", "turtle")
    elif form is ReplyForm.table:
        for reply in replies:
            out.print(reply_view(reply, ids=ids, titled=titled))
    elif form is ReplyForm.json and single:
        for reply in replies:
            write_record(reply.to_record())
    else:
        write_records((reply.to_record() for reply in replies), lines=form is ReplyForm.jsonl)


def _lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file, or of standard input."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as problem:
        raise QueryError(f"{path}: cannot be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise QueryError(f"{path}: the questions are not UTF-8 text") from problem
    yield from (line.rstrip("\r") for line in text.removesuffix("\n").split("\n") if text)
