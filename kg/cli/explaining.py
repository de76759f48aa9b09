"""The command that tells what happens to a text, and why."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import DateOption, GazetteerOption, ModelOption, SchemaOption, as_text, names_a_path, settings
from kg.errors import KGError


class ExplainForm(StrEnum):
    """How an explanation is written."""

    text = "text"
    json = "json"
    html = "html"


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="A text, a file that holds one article, or -.")],
    sentence: Annotated[
        int | None, typer.Option("--sentence", metavar="N", help="One sentence alone, counted from 0.")
    ] = None,
    form: Annotated[ExplainForm, typer.Option("--format", help="Text, JSON, or a page with drawn trees.")] = (
        ExplainForm.text
    ),
    date: DateOption = None,
    model: ModelOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
) -> None:
    """Tell what happens to a text, stage by stage, and why."""
    from kg.extraction import explain as explain_text
    from kg.reading import read_named
    from kg.terminal.encoding import write_data

    documents = list(read_named(text, date=date)) if text == "-" or names_a_path(text) else [as_text(text)]
    if len(documents) != 1:
        raise KGError(f"{text}: {len(documents)} documents; `kg explain` takes one")
    found = explain_text(documents[0], date=date, model=model or settings().model, gazetteer=gazetteer, schema=schema)
    if sentence is not None:
        try:
            found = found.sentence(sentence)
        except IndexError as problem:
            raise KGError(str(problem)) from problem
    match form:
        case ExplainForm.json:
            write_data(f"{found.to_json().decode()}\n", "json")
        case ExplainForm.html:
            sys.stdout.buffer.write(found.to_html().encode())
        case _:
            sys.stdout.write(f"{found}\n")
