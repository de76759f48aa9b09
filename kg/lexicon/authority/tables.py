"""Makes one table of names of any authority files: in go their paths, out comes what was taken from each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.authority.importing import Importing
from kg.lexicon.authority.layout import Head, Imported
from kg.lexicon.authority.reading import format_of, read_records
from kg.lexicon.authority.writing import TableWriter

_OFTEN = 10_000


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of an import: the head of the table, how many bytes it has, what was left out and why.

    `joined` are things that an earlier file, or an earlier line, had under the same Q-id, or that have no name to look for;
    `untyped` those whose type is none of ours.
    """

    head: Head
    size: int
    joined: int
    untyped: int


def import_names(
    paths: Sequence[Path],
    table: Path,
    importing: Importing,
    *,
    named: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ImportSummary:
    """Write a table of names from authority files, in their order: of things with one Q-id the first tells what it is.

    `named` is the format of all of them, else each file tells its own. The same files give the same bytes. `on_progress` is told
    how many things there are by now. What cannot be read in a file goes to `importing.skip`; a file of no format raises
    SchemaError before anything is written.
    """
    forms = [format_of(path, named) for path in paths]
    joined = 0
    sources = []
    with closing(TableWriter(table)) as writer:
        taken = 0
        for path, form in zip(paths, forms, strict=True):
            before = taken
            for record in read_records(path, form, importing):
                if writer.add(record):
                    taken += 1
                else:
                    joined += 1
                if on_progress is not None and (taken + joined) % _OFTEN == 0:
                    on_progress(taken)
            sources.append(Imported(path.name, form.name, taken - before))
        head = writer.finish(sources)
    return ImportSummary(head, table.stat().st_size, joined, importing.untyped)
