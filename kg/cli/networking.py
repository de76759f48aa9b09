"""The commands that ask who is tied to whom: paths, neighbours, who stands in the middle, circles, two things side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import LimitOption, StoreOption, TableForm, TableFormOption, as_day, as_text, chosen, open_store

if TYPE_CHECKING:
    from rich.console import RenderableType

OwnOption = Annotated[bool, typer.Option("--own", help="Only what articles say in their own voice.")]
DeniedOption = Annotated[bool, typer.Option("--denied", help="Also what is denied.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", callback=as_day, help="Published on this day or later.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", callback=as_day, help="Published on this day or before.")
]
NameArgument = Annotated[str, typer.Argument(callback=as_text, help="Its name or id.")]


class Measure(StrEnum):
    """What things are ranked by."""

    degree = "degree"
    pagerank = "pagerank"
    betweenness = "betweenness"


def path(
    one: NameArgument,
    other: NameArgument,
    number: Annotated[int, typer.Option("--number", "-k", min=1, max=50, help="How many ways.")] = 3,
    own: OwnOption = False,
    denied: DeniedOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show how one thing is tied to another, step by step."""
    from kg.terminal.network import path_list, path_records

    with open_store(store) as graph:
        ids = graph.entity(one).id, graph.entity(other).id
        network = graph.network(own=own, denied=denied, since=since, until=until)
        found = network.path(*ids, number)
        _write(path_list(found, network, ids), list(path_records(found, network)), form)


def neighbours(
    entity: NameArgument,
    limit: LimitOption = None,
    own: OwnOption = False,
    denied: DeniedOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show what a thing is tied to, and by what."""
    from kg.terminal.network import neighbour_records, neighbour_table

    with open_store(store) as graph:
        id = graph.entity(entity).id
        network = graph.network(own=own, denied=denied, since=since, until=until)
        found = network.neighbours(id)
        shown = found[:limit]
        _write(neighbour_table(shown, len(found), network), list(neighbour_records(shown, network)), form)


def top(
    by: Annotated[Measure, typer.Option("--by", help="What things are ranked by.")] = Measure.degree,
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only things of this type.")] = None,
    limit: LimitOption = 20,
    own: OwnOption = False,
    denied: DeniedOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show which things stand in the middle."""
    from kg.terminal.network import rank_records, rank_table

    with open_store(store) as graph:
        network = graph.network(own=own, denied=denied, since=since, until=until)
        found = network.top(by.value, types=tuple(types or ()))
        shown = found[:limit]
        _write(rank_table(shown, len(found), network), list(rank_records(shown, network)), form)


def communities(
    limit: LimitOption = None,
    own: OwnOption = False,
    denied: DeniedOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show circles of things that are tied to each other more than to others."""
    from kg.terminal.network import circle_list, circle_records

    with open_store(store) as graph:
        network = graph.network(own=own, denied=denied, since=since, until=until)
        found = network.communities()
        shown = found[:limit]
        _write(circle_list(shown, len(found), network), list(circle_records(shown, network)), form)


def compare(
    one: NameArgument,
    other: NameArgument,
    limit: LimitOption = None,
    own: OwnOption = False,
    denied: DeniedOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    form: TableFormOption = None,
    store: StoreOption = None,
) -> None:
    """Show what two things have in common: what both do, undergo and say, and what both are tied to."""
    from kg.terminal.network import likeness_records, likeness_table

    with open_store(store) as graph:
        ids = graph.entity(one).id, graph.entity(other).id
        network = graph.network(own=own, denied=denied, since=since, until=until)
        found = network.compare(*ids)
        shown = found[:limit]
        _write(likeness_table(shown, len(found), network, ids), list(likeness_records(shown, network)), form)


def _write(table: RenderableType, records: Sequence[Mapping[str, object]], form: TableForm | None) -> None:
    from kg.terminal.console import out
    from kg.terminal.data import write_csv, write_records

    match chosen(form):
        case TableForm.table:
            out.print(table)
        case TableForm.csv:
            columns = tuple(records[0]) if records else ()
            write_csv(columns, ([_in_a_cell(value) for value in record.values()] for record in records))
        case other:
            write_records(records, lines=other is TableForm.jsonl)


def _in_a_cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
