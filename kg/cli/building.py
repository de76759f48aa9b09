"""The commands that read articles and fill a store, or take from it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.options import (
    SKIPPED,
    STOPPED,
    ColumnsOption,
    DateOption,
    ExtractorOption,
    GazetteerOption,
    ModelOption,
    Paths,
    PrivateOption,
    ReportsOption,
    SchemaOption,
    StoreOption,
    WorkersOption,
    as_text,
    debugging,
    model_of,
    reading_of,
    settings,
    store_place,
    tell_published,
)
from kg.errors import DocumentError, KGError, ReadError
from kg.extraction.workers.messages import Limits

if TYPE_CHECKING:
    from kg.model import AnnotatedDocument


class ExtractForm(StrEnum):
    """How what was extracted is written."""

    jsonl = "jsonl"
    json = "json"
    openie = "openie"


def build(
    paths: Paths,
    store: StoreOption = None,
    date: DateOption = None,
    columns: ColumnsOption = None,
    allow_private: PrivateOption = False,
    model: ModelOption = None,
    extractor: ExtractorOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
    keep_versions: Annotated[bool, typer.Option("--keep-versions", help="Keep what had the same url before.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Extract what is known already once more.")] = False,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", callback=as_text, help="The base IRI of the graph.")
    ] = None,
    reports: ReportsOption = None,
    workers: WorkersOption = None,
    seconds: Annotated[
        float, typer.Option("--max-seconds", min=0.1, metavar="S", help="A document may take a worker S seconds.")
    ] = Limits().seconds,
    megabytes: Annotated[
        int, typer.Option("--max-memory", min=64, metavar="MB", help="A document may take a worker MB megabytes.")
    ] = Limits().megabytes,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask", metavar="ADDRESS", help="Extract on a Dask cluster: tcp://HOST:PORT, a scheduler file, local:2."
        ),
    ] = None,
    segments: Annotated[
        str | None,
        typer.Option("--segments", metavar="URL", help="Where the workers of a cluster write, as s3://bucket/folder."),
    ] = None,
) -> None:
    """Read articles, extract what they say, and put it into a store."""
    from kg.graph.build import build as build_store
    from kg.graph.cluster.options import Cluster
    from kg.terminal.console import out, progress, show_skipped
    from kg.terminal.lists import build_summary

    if dask is None and segments is not None:
        raise KGError("--segments says where the workers of --dask write; give both")
    if dask is not None and workers is not None:
        raise KGError("--dask and --workers exclude each other; give one of them")
    chosen_model = model_of(model, extractor)
    with progress("Extracting") as on_progress, resumable():
        summary = build_store(
            paths,
            store_place(store),
            date=date,
            reading=reading_of(columns, allow_private=allow_private),
            model=chosen_model,
            gazetteer=gazetteer,
            schema=schema,
            keep_versions=keep_versions or settings().keep_versions,
            again=again,
            base=base or settings().base,
            reports=settings().reports if reports is None else reports,
            wait=settings().wait,
            workers=settings().workers if workers is None else workers,
            limits=Limits(seconds, megabytes),
            cluster=None if dask is None else Cluster(dask, segments),
            on_progress=on_progress,
        )
    show_skipped(summary.skipped, traced=debugging.get())
    if summary.change.added or summary.change.changed:
        _show_tally(chosen_model, gazetteer, schema)
    out.print(build_summary(summary))
    raise typer.Exit(SKIPPED if summary.skipped else 0)


@contextmanager
def resumable() -> Iterator[None]:
    """Tell a user who stops a build what becomes of it."""
    from kg.terminal.console import show_error

    try:
        yield
    except KeyboardInterrupt:
        show_error(KGError("stopped; what was extracted is kept, and the same build goes on from there"))
        raise typer.Exit(STOPPED) from None


def remove(
    documents: Annotated[
        list[str], typer.Argument(metavar="ID", callback=as_text, help="Documents, by the ids that `kg docs` lists.")
    ],
    store: StoreOption = None,
) -> None:
    """Withdraw documents: their text and all that they say."""
    from kg.graph.build import remove as remove_documents

    change = remove_documents(store_place(store), documents, wait=settings().wait)
    typer.echo(f"{len(change.removed)} removed, {change.rewritten} of the others written anew")
    tell_published(change.published)


def rebuild(
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", callback=as_text, help="Another base IRI for the graph.")
    ] = None,
    reports: ReportsOption = None,
    gazetteer: Annotated[
        Path | None, typer.Option("--gazetteer", metavar="FILE", help="Another table of further names to keep.")
    ] = None,
    no_gazetteer: Annotated[
        bool, typer.Option("--no-gazetteer", help="Keep no table of further names any longer.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Make entities and index anew, without extracting again."""
    from kg.graph.build import rebuild as rebuild_store
    from kg.graph.remote.server import folder_of

    if gazetteer is not None and no_gazetteer:
        raise KGError("--gazetteer and --no-gazetteer exclude each other; give one of them")
    names: Path | Literal["none"] | None = "none" if no_gazetteer else gazetteer
    place = store_place(store)
    change = rebuild_store(place, base=base, reports=reports, gazetteer=names, wait=settings().wait)
    typer.echo(f"{folder_of(place)}: rebuilt")
    tell_published(change.published)


def extract(
    paths: Paths,
    form: Annotated[
        ExtractForm,
        typer.Option("--format", help="JSON Lines, one JSON array of the same, or one Open IE line a statement."),
    ] = ExtractForm.jsonl,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Take one sentence a line, each analysed alone.")
    ] = False,
    date: DateOption = None,
    columns: ColumnsOption = None,
    allow_private: PrivateOption = False,
    model: ModelOption = None,
    extractor: ExtractorOption = None,
    gazetteer: GazetteerOption = None,
    schema: SchemaOption = None,
) -> None:
    """Write what is found in articles as JSON, one document a line."""
    from kg.extraction import extract_named, extract_sentences
    from kg.graph.build import exclude_other_languages
    from kg.reading import read_named
    from kg.terminal.console import show_skipped

    some_skipped = False

    def skip(reason: DocumentError) -> None:
        nonlocal some_skipped
        some_skipped = True
        show_skipped([reason], traced=debugging.get())

    options: dict[str, Any] = {"model": model_of(model, extractor), "gazetteer": gazetteer, "schema": schema}
    options["on_skip"] = skip
    found: Iterable[AnnotatedDocument]
    if sentences:
        found = extract_sentences(_lines(paths), **options)
    else:
        found = extract_named(
            exclude_other_languages(
                read_named(paths, date=date, reading=reading_of(columns, allow_private=allow_private), on_skip=skip),
                skip,
            ),
            **options,
        )
    for part in _written(found, form):
        sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
    _show_tally(options["model"], gazetteer, schema)
    raise typer.Exit(SKIPPED if some_skipped else 0)


def _show_tally(model: str | None, gazetteer: Path | None, schema: Path | None) -> None:
    """Tell on standard error what an extractor proposed and dropped, where it counts that."""
    if model is None or ":" not in model:
        return
    from kg.extraction.extractors.registry import tally_of

    tally = tally_of(model, gazetteer, schema)
    if tally is not None and tally.proposed:
        typer.echo(f"{model.partition(':')[0]}: {tally}", err=True)


def _written(found: Iterable[AnnotatedDocument], form: ExtractForm) -> Iterator[bytes]:
    from kg.extraction import write_openie
    from kg.terminal.data import array_of

    match form:
        case ExtractForm.jsonl:
            yield from (annotated.to_json() + b"\n" for annotated in found)
        case ExtractForm.json:
            yield from map(str.encode, array_of(annotated.to_json().decode() for annotated in found))
        case ExtractForm.openie:
            yield from ("".join(f"{line}\n" for line in write_openie(annotated)).encode() for annotated in found)


def _lines(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        try:
            data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            yield from data.decode("utf-8-sig").splitlines()
        except OSError as problem:
            raise ReadError(path, problem.strerror or str(problem)) from problem
        except UnicodeDecodeError as problem:
            raise ReadError(path, "not UTF-8 text") from problem
