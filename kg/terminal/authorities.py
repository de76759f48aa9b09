"""Tables of names on the terminal: what was imported, what one holds, who bears a name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from kg.terminal.console import counted, heads, one_line, pairs

if TYPE_CHECKING:
    from rich.table import Table

    from kg.lexicon.authority.layout import Head
    from kg.lexicon.authority.tables import ImportSummary
    from kg.lexicon.entry import Entry

_MOST_NAMES = 6
_MEGA, _KILO = 1_000_000, 1_000


def import_summary(table: Path, summary: ImportSummary) -> RenderableType:
    """Return what became of an import."""
    head = summary.head
    lines = [f"{table}: {counted(head.records, 'thing')} with {counted(head.names, 'name')}, {_size(summary.size)}"]
    lines += [f"  {one_line(source.file)} ({source.format}): {source.records:,}" for source in head.sources]
    if summary.joined:
        lines.append(f"  {summary.joined:,} more were there already, or have no name to look for")
    if summary.untyped:
        lines.append(f"  {summary.untyped:,} left out, for they are of no type that is known here")
    return Text("\n".join(lines))


def table_head(table: Path, size: int, head: Head) -> Table:
    """Return what a table of names holds."""
    shown = pairs()
    shown.add_row("table", Text(one_line(table)))
    shown.add_row("things", f"{head.records:,} ({', '.join(f'{one} {count:,}' for one, count in head.types.items())})")
    shown.add_row("names", f"{head.names:,}")
    shown.add_row("size", _size(size))
    for source in head.sources:
        shown.add_row("from", Text(f"{one_line(source.file)} ({source.format}): {source.records:,}"))
    shown.add_row("hash", head.digest)
    return shown


def bearer_table(name: str, entries: Sequence[Entry], known: frozenset[str], linked: str | None) -> RenderableType:
    """Return who bears a name, those in `known` being entries of the package; `linked` is the id of whom it means alone."""
    table = heads(expand=True)
    table.add_column("Entry", ratio=2, style="bold", overflow="fold")
    table.add_column("Type", no_wrap=True)
    table.add_column("Also", ratio=2, style="dim")
    table.add_column("What tells it from others", ratio=4)
    table.add_column("From", style="dim", overflow="fold")
    for entry in entries:
        others = [one_line(alias) for alias in entry.aliases]
        also = ", ".join(others[:_MOST_NAMES]) + (
            f" and {len(others) - _MOST_NAMES:,} more" if len(others) > _MOST_NAMES else ""
        )
        source = "package" if entry.id in known else entry.source
        links = " ".join(dict.fromkeys(one_line(one) for one in (entry.wikidata, source) if one))
        table.add_row(Text(one_line(entry.label)), entry.type, Text(also), Text(", ".join(telling(entry))), Text(links))
    said = "One bears this name: it is linked where what the text says fits."
    if not entries:
        said = f"Nothing is called {one_line(name)}."
    elif entries[0].id in known:
        said = ""
    elif len(entries) > 1 and linked is None:
        said = f"{len(entries):,} bear this name: only what a text says of one of them links it."
    return Group(table, Text(said, "dim")) if entries else Text(said, "dim")


def telling(entry: Entry) -> list[str]:
    """Return what tells an entry from its namesakes, in words."""
    roles = dict.fromkeys(one_line(role) for role in (entry.kind, *entry.roles) if role)
    found = list(roles)[:_MOST_NAMES]
    found += [one_line(place) for place in (entry.country, *entry.places) if place]
    if entry.born or entry.died:
        found.append(f"{one_line(entry.born) or '?'}–{one_line(entry.died)}")
    return found or ([one_line(entry.description)] if entry.description else [])


def _size(size: int) -> str:
    return f"{size / _MEGA:,.1f} MB" if size >= _MEGA else f"{size / _KILO:,.1f} kB"
