"""The command that tells what happens to a text, and why."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import (
    DateOption,
    GazetteerOption,
    ModelOption,
    SchemaOption,
    StoreOption,
    as_text,
    names_a_path,
    open_store,
    settings,
)
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


class CoverageForm(StrEnum):
    """How coverage is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def coverage(
    document: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", callback=as_text, help="A document, by its id; without it, all in numbers."),
    ] = None,
    form: Annotated[CoverageForm, typer.Option("--format", help="html: a document as a page.")] = CoverageForm.table,
    model: ModelOption = None,
    schema: SchemaOption = None,
    store: StoreOption = None,
) -> None:
    """Tell which sentences gave no statement, and why."""
    from kg.terminal.console import out
    from kg.terminal.data import write_records
    from kg.terminal.lists import coverage_table, silent_list

    if document is None and form is CoverageForm.html:
        raise KGError("a page is of one document; give its id, as `kg docs` lists it")
    with open_store(store) as graph:
        if document is None:
            found = graph.coverage()
            if form is CoverageForm.table:
                out.print(coverage_table(found))
            else:
                write_records(found, lines=form is CoverageForm.jsonl)
            return
        label = next((entry.label for entry in graph.catalogue if entry.id == document), document)
        sentences = graph.read_again(document, model=model or settings().model, schema=schema)
    match form:
        case CoverageForm.table:
            out.print(silent_list(sentences), soft_wrap=True)
        case CoverageForm.html:
            from kg.view.coverage import render_coverage

            sys.stdout.buffer.write(render_coverage(label, sentences).encode())
        case _:
            write_records(sentences, lines=form is CoverageForm.jsonl)
