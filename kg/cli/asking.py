"""The commands that ask the graph: by a question or SPARQL, for an entity, for claims, for the order of events, for conflicts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import (
    FragmentsOption,
    IdsOption,
    LimitOption,
    PageForm,
    SchemaOption,
    StoreOption,
    TableForm,
    TableFormOption,
    TimelineForm,
    as_day,
    as_text,
    chosen,
    names_a_path,
    open_store,
    settings,
)
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.face import Graph
    from kg.query.answer import Answer, AnswerFormat

EntityArgument = Annotated[
    str | None, typer.Argument(metavar="ENTITY", callback=as_text, help="Its name or id; without it, all.")
]


class AnswerForm(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    turtle = "turtle"


_TEXT_FORMS: dict[AnswerForm, AnswerFormat] = {
    AnswerForm.csv: "csv",
    AnswerForm.json: "json",
    AnswerForm.jsonl: "jsonl",
    AnswerForm.turtle: "turtle",
}


def query(
    what: Annotated[str | None, typer.Argument(metavar="QUERY", help="SPARQL, a file of it, - or a question.")] = None,
    entity: Annotated[
        str | None, typer.Option("--entity", callback=as_text, help="A question's entity: its name or id.")
    ] = None,
    other: Annotated[str | None, typer.Option("--other", callback=as_text, help="A question's other entity.")] = None,
    statement: Annotated[
        str | None, typer.Option("--statement", callback=as_text, help="A question's statement: its id.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows of a question.")] = None,
    form: Annotated[AnswerForm | None, typer.Option("--format", help="Default: table on a terminal, else csv.")] = None,
    schema: SchemaOption = None,
    ids: IdsOption = False,
    fragments: FragmentsOption = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.001, metavar="S", help="At most S seconds.")
    ] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    store: StoreOption = None,
) -> None:
    """Ask the graph, by SPARQL or the name of a question (--list)."""
    from kg.query.questions import load_questions
    from kg.terminal.console import out
    from kg.terminal.lists import question_list

    questions = load_questions()
    if list_questions:
        out.print(question_list(questions.values()))
        return
    given = {"entity": entity, "other": other, "statement": statement}
    values = {name: value for name, value in given.items() if value is not None}
    limited = timeout if timeout is not None else settings().timeout
    with open_store(store, schema) as graph:
        if what in questions:
            wanted = None if limit is None or _is_data(form) else fragments
            answer = graph.ask_named(str(what), limit=limit, timeout=limited, fragments=wanted, **values)
            _write_told(answer, form, graph, ids=ids, fragments=fragments)
        elif values or limit is not None:
            raise QueryError("--entity, --other, --statement and --limit are for questions; see `kg query --list`")
        else:
            answer = graph.query(_query_text(what, questions), timeout=limited)
            _write(answer, form, graph)


def show(
    entity: Annotated[str, typer.Argument(callback=as_text, help="Its name or id.")],
    mentions: Annotated[bool, typer.Option("--mentions", help="List each mention with its place.")] = False,
    schema: SchemaOption = None,
    ids: IdsOption = False,
    fragments: FragmentsOption = False,
    form: Annotated[PageForm, typer.Option("--format")] = PageForm.table,
    store: StoreOption = None,
) -> None:
    """Show an entity: its names, why joined, and what is said of it."""
    import msgspec

    from kg.query.short import records
    from kg.terminal.console import out
    from kg.terminal.data import write_record
    from kg.terminal.lists import appearance_table, entity_head, mention_table
    from kg.terminal.statements import record_table

    with open_store(store, schema) as graph:
        found = graph.entity(entity)
        answer, places = graph.ask_named("about-entity", entity=found.id), list(graph.appearances(found))
        told = list(records(answer, graph.prefixes))
        if form is not PageForm.table:
            mentioned = [
                {
                    "mention": place.place(mention),
                    "text": mention.text,
                    "sentence": sentence,
                    "evidence": place.evidence,
                }
                for place in places
                for mention, sentence in zip(place.mentions, place.sentences, strict=True)
            ]
            record = msgspec.to_builtins(found) | {"statements": told, "mentioned": mentioned}
            write_record(record)
            return
        out.print(entity_head(found))
        out.print(mention_table(places) if mentions else appearance_table(places, graph.entities))
        out.print(record_table(told, answer.columns, ids=ids, fragments=fragments))


def timeline(
    entities: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ENTITY]...", help="Names or ids; without any, all. Of several, all take part."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", callback=as_day, help="What may have happened then or later."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", callback=as_day, help="What may have happened by then.")
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="WORD", help="Told with this word; of several, with all.")
    ] = None,
    limit: LimitOption = None,
    schema: SchemaOption = None,
    ids: IdsOption = False,
    form: Annotated[
        TimelineForm | None, typer.Option("--format", help="How events are written; by default, as fits where it goes.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Show what happened when, and what is planned."""
    from kg.claims.chronology import RECORD_COLUMNS
    from kg.exporting.timelines import to_calendar, to_timelinejs
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_record, write_records
    from kg.terminal.events import event_table

    with open_store(store, schema) as graph:
        names = map(str, map(as_text, entities or ()))
        found = graph.timeline(*names, since=since, until=until, words=tuple(about or ()), limit=limit)
        base = graph.prefixes["clm"]
    match form or (TimelineForm.table if out.is_terminal else TimelineForm.csv):
        case TimelineForm.table:
            out.print(event_table(found, ids=ids))
        case TimelineForm.csv:
            rows = ([_in_a_cell(value) for value in event.to_record().values()] for event in found)
            write_csv(RECORD_COLUMNS, rows)
        case TimelineForm.timelinejs:
            write_record(to_timelinejs(found))
        case TimelineForm.ical:
            sys.stdout.buffer.write(to_calendar(found, base))
        case other:
            write_records([event.to_record() for event in found], lines=other is TimelineForm.jsonl)


def _in_a_cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def conflicts(
    entity: EntityArgument = None,
    schema: SchemaOption = None,
    ids: IdsOption = False,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show what one says and another denies, side by side."""
    from kg.claims.conflicts import RECORD_COLUMNS, conflict_records
    from kg.terminal.console import out
    from kg.terminal.statements import conflict_list

    with open_store(store, schema) as graph:
        found = graph.conflicts(entity)
    if chosen(form) is TableForm.table:
        out.print(conflict_list(found, graph.relations, ids=ids))
    else:
        _write_rows(list(conflict_records(found)), RECORD_COLUMNS, chosen(form))


def claims(
    entities: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ENTITY]...", help="Names or ids; without any, all. Of several, all take part."),
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only what some say and others deny.")] = False,
    single_source: Annotated[
        bool, typer.Option("--single-source", help="What one source alone says, instead.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", callback=as_day, help="Told on this day or later.")
    ] = None,
    background: Annotated[
        bool, typer.Option("--background", help="Also who holds which post, and what lies where.")
    ] = False,
    limit: LimitOption = None,
    schema: SchemaOption = None,
    ids: IdsOption = False,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show what several articles tell: who says so, who denies it, who leaves it open."""
    from kg.claims.claim import RECORD_COLUMNS, claim_records
    from kg.terminal.claims import claim_list
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records

    with open_store(store, schema) as graph:
        names = tuple(map(str, map(as_text, entities or ())))
        which = {"disputed": disputed, "single_source": single_source, "background": background}
        shown = graph.claims(*names, since=since, limit=limit, **which)
        found = len(shown) if limit is None else graph.count_claims(*names, since=since, **which)
    match chosen(form):
        case TableForm.table:
            out.print(claim_list(shown, found, ids=ids))
        case TableForm.csv:
            write_csv(RECORD_COLUMNS, ([row[name] for name in RECORD_COLUMNS] for row in claim_records(shown)))
        case other:
            write_records([claim.to_record() for claim in shown], lines=other is TableForm.jsonl)


def _query_text(what: str | None, questions: Iterable[str]) -> str:
    """Return the query that was given as an argument, as a file's name, or on standard input."""
    if what is None or what == "-":
        if what is None and sys.stdin.isatty():
            raise QueryError("no query; give SPARQL, a file of it, or the name of a question (`kg query --list`)")
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise QueryError("the query on standard input is not UTF-8 text") from problem
    text: str = as_text(what)
    if any(sign in what for sign in "{\n"):
        return text
    try:
        if names_a_path(what):
            return Path(what).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise QueryError(f"{what}: cannot be read: {problem}") from problem
    if " " in text.strip():
        return text
    raise QueryError(f"{text!r} is neither a file nor a question; the questions are {', '.join(questions)}")


def _form(answer: Answer, form: AnswerForm | None) -> AnswerForm:
    from kg.terminal.console import out

    rows = AnswerForm.turtle if answer.graph is not None else AnswerForm.csv
    return form or (AnswerForm.table if out.is_terminal else rows)


def _is_data(form: AnswerForm | None) -> bool:
    """Tell whether rows are written for programs, and no table for a reader."""
    from kg.terminal.console import out

    return form is not AnswerForm.table if form is not None else not out.is_terminal


def _write_told(answer: Answer, form: AnswerForm | None, graph: Graph, *, ids: bool, fragments: bool) -> None:
    """Write the answer to a named question, which a reader asked: with names, but in JSON as SPARQL has it."""
    from kg.query.short import records, shorten
    from kg.terminal.console import out
    from kg.terminal.encoding import write_data
    from kg.terminal.statements import record_table

    match _form(answer, form):
        case AnswerForm.table:
            rows = list(records(answer, graph.prefixes))
            out.print(record_table(rows, answer.columns, ids=ids, fragments=fragments))
        case AnswerForm.csv:
            write_data(shorten(answer, graph.prefixes).to_text("csv"), "csv")
        case other:
            write_data(answer.to_text(_TEXT_FORMS[other]), _TEXT_FORMS[other])


def _write(answer: Answer, form: AnswerForm | None, graph: Graph) -> None:
    from kg.terminal.console import out
    from kg.terminal.encoding import write_data
    from kg.terminal.statements import answer_table

    match _form(answer, form):
        case AnswerForm.table:
            out.print(answer_table(answer, graph.prefixes))
        case other:
            write_data(answer.to_text(_TEXT_FORMS[other]), _TEXT_FORMS[other])


def _write_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: TableForm) -> None:
    from kg.terminal.data import write_csv, write_records

    if form is TableForm.json or form is TableForm.jsonl:
        write_records(rows, lines=form is TableForm.jsonl)
    else:
        write_csv(columns, ([row[name] for name in columns] for row in rows))
