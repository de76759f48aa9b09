"""The commands about who is who: what was joined, what is in doubt, and a user's decisions, each of which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kg.cli.options import (
    SKIPPED,
    StoreOption,
    TableForm,
    TableFormOption,
    as_text,
    chosen,
    open_store,
    settings,
    store_folder,
    store_place,
    tell_published,
)
from kg.errors import DecisionError
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.graph.decide import Decided
    from kg.resolve.model import Doubt, ResolvedEntity

EntityArgument = Annotated[str, typer.Argument(metavar="ENTITY", callback=as_text, help="Its name or id.")]


def entities(
    review: Annotated[
        bool, typer.Option("--review", help="The pairs that may be one, with what speaks for it.")
    ] = False,
    type_: Annotated[
        str | None, typer.Option("--type", callback=as_text, help="Only those of a type: Person, Country, ...")
    ] = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """List the named things, or (--review) pairs that may be one."""
    if type_ is not None and type_ not in get_args(EntityType):
        raise DecisionError(f"there is no type {type_!r}; the types are {', '.join(get_args(EntityType))}")
    with open_store(store) as graph:
        if review:
            _write_doubts(graph.doubts, graph.entities, chosen(form))
        else:
            _write_entities([entity for entity in graph.entities if type_ in (None, entity.type)], chosen(form))


def _write_entities(found: list[ResolvedEntity], form: TableForm) -> None:
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records
    from kg.terminal.lists import entity_table

    found.sort(key=lambda entity: (-entity.mentions, entity.id))
    columns = ("id", "label", "type", "wikidata", "mentions", "documents", "names")
    match form:
        case TableForm.table:
            out.print(entity_table(found))
        case TableForm.csv:
            rows = ([*(getattr(one, name) for name in columns[:-1]), "|".join(one.names)] for one in found)
            write_csv(columns, rows)
        case TableForm.json | TableForm.jsonl:
            write_records(found, lines=form is TableForm.jsonl)


def _write_doubts(doubts: Sequence[Doubt], named: Sequence[ResolvedEntity], form: TableForm) -> None:
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records
    from kg.terminal.lists import review_table

    match form:
        case TableForm.table:
            out.print(review_table(doubts, named))
        case TableForm.csv:
            why = ((doubt, doubt.evidence) for doubt in doubts)
            rows = ((d.first, d.second, d.score, e.rule, e.value, "|".join(e.shared)) for d, e in why)
            write_csv(("first", "second", "score", "rule", "value", "shared"), rows)
        case TableForm.json | TableForm.jsonl:
            write_records(doubts, lines=form is TableForm.jsonl)


def merge(
    kept: Annotated[str, typer.Argument(metavar="A", callback=as_text, help="The entity whose name and id stay.")],
    gone: Annotated[str, typer.Argument(metavar="B", callback=as_text, help="The entity that is the same.")],
    store: StoreOption = None,
) -> None:
    """Take two entities for one."""
    from kg.graph import decide

    _tell(decide.merge(store_place(store), kept, gone, wait=settings().wait))


def split(
    entity: EntityArgument,
    mentions: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION", callback=as_text, help="DOCUMENT:START, as `kg show --mentions` prints them."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Take mentions out of an entity: they are something else."""
    from kg.graph import decide

    _tell(decide.split(store_place(store), entity, mentions, wait=settings().wait))


def keep_apart(
    first: Annotated[str, typer.Argument(metavar="A", callback=as_text, help="An entity.")],
    second: Annotated[str, typer.Argument(metavar="B", callback=as_text, help="Another one.")],
    store: StoreOption = None,
) -> None:
    """Take two entities for two, however alike they are."""
    from kg.graph import decide

    _tell(decide.keep_apart(store_place(store), first, second, wait=settings().wait))


def rename(
    entity: EntityArgument,
    label: Annotated[str, typer.Argument(metavar="LABEL", callback=as_text, help="What it is to be called.")],
    store: StoreOption = None,
) -> None:
    """Show an entity under another label; its id stays."""
    from kg.graph import decide

    _tell(decide.rename(store_place(store), entity, label, wait=settings().wait))


def reject(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", callback=as_text, help="Its id, or the beginning of it.")
    ],
    store: StoreOption = None,
) -> None:
    """Leave a wrong statement out of the graph for good."""
    from kg.graph import decide

    _tell(decide.reject(store_place(store), statement, wait=settings().wait))


def decide(
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE", help="What was saved under Notes on the page of `kg view`; - for standard input."
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Make all decisions that a reader of the page made: reject, merge, rename."""
    from kg.graph.decide import replay
    from kg.resolve.notebook import read_notebook
    from kg.terminal.console import out, show_skipped
    from kg.terminal.lists import replayed_list

    notebook = read_notebook(source)
    replayed = replay(store_place(store), tuple(notebook.to_decide()), wait=settings().wait)
    out.print(replayed_list(replayed))
    show_skipped(replayed.failed)
    tell_published(replayed.published)
    raise typer.Exit(SKIPPED if replayed.failed else 0)


def undo(
    number: Annotated[int | None, typer.Argument(metavar="N", help="A decision; without it, the last.")] = None,
    store: StoreOption = None,
) -> None:
    """Take a decision back."""
    from kg.graph import decide

    _tell(decide.undo(store_place(store), number, wait=settings().wait))


def decisions(form: TableFormOption = None, store: StoreOption = None) -> None:
    """List what was decided, each decision with its number."""
    from kg.graph.decide import list_decisions
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records
    from kg.terminal.lists import decision_table, decision_text

    kept = list_decisions(store_folder(store))
    match chosen(form):
        case TableForm.json | TableForm.jsonl as asked:
            write_records(kept, lines=asked is TableForm.jsonl)
        case TableForm.csv:
            rows = ((one.decision.number, decision_text(one.decision), one.undone, one.unused) for one in kept)
            write_csv(("number", "decision", "undone", "unused"), rows)
        case _:
            out.print(decision_table(kept))


def _tell(decided: Decided) -> None:
    from kg.terminal.console import out
    from kg.terminal.lists import decided_line

    out.print(decided_line(decided))
    tell_published(decided.published)
