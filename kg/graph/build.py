"""Build a store from articles: what is new is extracted and stored, what is known already is left alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from kg.errors import DocumentError, ReadError, StoreError
from kg.extraction.workers.messages import Limits
from kg.graph.catalogue import Entry
from kg.graph.cluster.options import Cluster
from kg.graph.extracting import ExtractionOptions, OnProgress, extracted_documents, kept_names
from kg.graph.kept_gazetteer import Names, names_to_keep, same_names
from kg.graph.leftovers import remove_leftovers
from kg.graph.manifest import FORMAT, Manifest, load_manifest
from kg.graph.plan import Plan
from kg.graph.remote.changing import also_on_server
from kg.graph.remote.publishing import Published
from kg.graph.remote.server import Place, folder_of
from kg.graph.share import Form
from kg.graph.snapshot import open_snapshot
from kg.graph.staging import Staging
from kg.graph.store import WAIT, Change, open_for_writing
from kg.reading.named import NamedDocument
from kg.reading.options import Reading
from kg.schema.vocabulary import DEFAULT_BASE

ENGLISH = "en"

OnSkip = Callable[[DocumentError], None]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: documents read (without those skipped), and what became of them.

    A document that another one with its url replaced is in `change.removed`. Of the new ones `resumed` were extracted
    already by a build that ended early. `documents`, `sentences`, `statements` and `entities` are those of the whole
    store afterwards. Of the new documents `undated` and `unpublished` have no date and no publisher, and `summaries`
    only sum up an article. Where the store is on a server, `published` tells what was sent there.
    """

    store: Path
    read: int
    change: Change
    unchanged: int
    resumed: int
    skipped: tuple[DocumentError, ...]
    documents: int
    sentences: int
    entities: int
    statements: int
    undated: int = 0
    unpublished: int = 0
    summaries: int = 0
    published: Published | None = None


@also_on_server
def build(
    paths: str | Path | Iterable[str | Path],
    store: Place = "kg-store",
    *,
    date: str | None = None,
    reading: Reading | None = None,
    model: str | None = None,
    gazetteer: Path | None = None,
    schema: Path | None = None,
    keep_versions: bool = False,
    again: bool = False,
    base: str | None = None,
    reports: bool | None = None,
    wait: float = WAIT,
    workers: int | None = None,
    limits: Limits | None = None,
    cluster: Cluster | None = None,
    on_progress: OnProgress | None = None,
) -> BuildSummary:
    """Read articles, extract what they say, and put it into a store, which is made where there is none.

    The same input a second time changes nothing. A document with the url of a stored one takes its place, unless
    `keep_versions`; with `again`, what is known already is extracted once more. `date`, `reading`, `model`, `gazetteer` and
    `schema` are what `kg.read` and `kg.extract` take. `base`, `reports` (whether "Kirby said …" itself is in the graph)
    and the names of the gazetteer are kept by the store. `on_progress` is told how many of how many documents are
    extracted. What cannot be read, is not English, or a stage failed on, is in the summary's `skipped`, with why.

    So many `workers` extract at once, each a process of its own, in which `limits` hold for every document; without a
    number, one a core, or for a few documents none but this process, unless other limits than the usual ones are given. With a
    `cluster` its workers extract instead. The result is the same. What is extracted is on disk within seconds: a build that
    ended early, however it did, is gone on with by the next one.

    The store stays readable, as it was, until all is done; another writer is waited for, at most `wait` seconds.
    """
    from kg.extraction import DEFAULT_MODEL
    from kg.reading import read_named

    folder = folder_of(store)
    names = None if gazetteer is None else names_to_keep(gazetteer)
    skipped: list[DocumentError] = []
    known = {} if load_manifest(folder) is None or again else {entry.id: entry.digest for entry in _catalogue(folder)}
    change, resumed = Change(), 0
    with _temporary_file(folder) as file:
        plan = Plan(file, known, keep_versions=keep_versions)
        read = read_named(paths, date=date, reading=reading, on_skip=skipped.append)
        for named in exclude_other_languages(read, skipped.append):
            plan.take(named)
        failed: list[DocumentError] = []
        if plan.new:
            form = _form(folder, base, reports)
            options = ExtractionOptions(model or DEFAULT_MODEL, gazetteer, schema, workers, limits, form, cluster)
            with extracted_documents(plan, folder, options, failed.append, on_progress) as staging:
                resumed = staging.resumed
                if staging.entries or _changes_form(folder, base, reports, names):
                    change = _commit(folder, staging, base, reports, names, keep_versions, wait)
        elif _changes_form(folder, base, reports, names):
            change = _commit(folder, None, base, reports, names, keep_versions, wait)
        else:
            remove_leftovers(folder, frozenset(known))
    skipped += failed
    summary = _summary(folder, plan.read - len(failed), plan.unchanged, resumed, change, tuple(skipped))
    return replace(summary, undated=plan.undated, unpublished=plan.unpublished, summaries=plan.summaries)


@also_on_server
def remove(store: Place, ids: Iterable[str], *, wait: float = WAIT) -> Change:
    """Withdraw documents: their graphs, their share of every entity, their lines. An unknown id raises StoreError."""
    wanted = tuple(dict.fromkeys(ids))
    open_snapshot(folder_of(store)).close()
    with open_for_writing(folder_of(store), wait=wait) as writer:
        known = {entry.id for entry in writer.catalogue}
        unknown = [document for document in wanted if document not in known]
        if unknown:
            raise StoreError(f"{store}: no document here has the id {', '.join(unknown)}; `kg docs` lists them")
        return writer.commit(removed=wanted)


@also_on_server
def rebuild(
    store: Place,
    *,
    base: str | None = None,
    reports: bool | None = None,
    gazetteer: Path | Literal["none"] | None = None,
    wait: float = WAIT,
) -> Change:
    """Make entities, index and, where it is damaged, the catalogue anew from the stored documents.

    `gazetteer` is a table of names to keep from now on, "none" for none but the package's. Nothing is extracted again:
    what is linked in the documents themselves stays so. Documents of a lost catalogue count as taken in when their file
    was written.
    """
    open_snapshot(folder_of(store)).close()
    names = names_to_keep(gazetteer) if isinstance(gazetteer, Path) else b"" if gazetteer == "none" else None
    with open_for_writing(
        folder_of(store), base=base, reports=reports, gazetteer=names, wait=wait, recover=True
    ) as writer:
        return writer.commit(anew=True)


def exclude_other_languages(documents: Iterable[NamedDocument], on_skip: OnSkip) -> Iterator[NamedDocument]:
    """Yield the English documents; each other one is handed to `on_skip`."""
    for named in documents:
        language = named.document.language
        if language == ENGLISH:
            yield named
        else:
            on_skip(ReadError(named.name, f"its language is {language!r}; only English is read"))


def _commit(
    folder: Path,
    staging: Staging | None,
    base: str | None,
    reports: bool | None,
    names: Names | None,
    keep_versions: bool,
    wait: float,
) -> Change:
    urls = set() if staging is None or keep_versions else {entry.url for entry in staging.entries} - {None}
    with open_for_writing(folder, base=base, reports=reports, gazetteer=names, wait=wait) as writer:
        change = writer.commit(staging, [entry.id for entry in writer.catalogue if entry.url in urls])
        if staging is not None:
            staging.clear(frozenset(entry.id for entry in writer.catalogue))
        return change


def _form(folder: Path, base: str | None, reports: bool | None) -> Form:
    """Return the form that the store's graph will have."""
    former = load_manifest(folder) or Manifest(FORMAT, DEFAULT_BASE, reports=False, generation="")
    return Form(base or former.base, former.reports if reports is None else reports)


def _catalogue(folder: Path) -> tuple[Entry, ...]:
    with open_snapshot(folder) as snapshot:
        return snapshot.catalogue


def _changes_form(folder: Path, base: str | None, reports: bool | None, names: Names | None) -> bool:
    manifest = load_manifest(folder)
    if manifest is None:
        return False
    return (
        base not in (None, manifest.base)
        or reports not in (None, manifest.reports)
        or not (names is None or same_names(names, kept_names(folder)))
    )


@contextmanager
def _temporary_file(folder: Path) -> Iterator[IO[bytes]]:
    """Give a file that nobody else sees, on the disk of the store, in the nearest folder that is there."""
    nearest = next((parent for parent in (folder, *folder.absolute().parents) if parent.is_dir()), Path())
    try:
        file = tempfile.TemporaryFile(dir=nearest)  # noqa: SIM115 - closed below
    except OSError as problem:
        raise StoreError(f"{folder}: the store cannot be written: {problem.strerror or problem}") from problem
    try:
        yield file
    finally:
        with suppress(OSError):  # what a full disk did not take is not needed any longer
            file.close()


def _summary(
    folder: Path, read: int, unchanged: int, resumed: int, change: Change, skipped: tuple[DocumentError, ...]
) -> BuildSummary:
    counts = {"documents": 0, "sentences": 0, "entities": 0, "statements": 0}
    if load_manifest(folder) is not None:
        with open_snapshot(folder) as snapshot:
            counts = {
                "documents": len(snapshot.catalogue),
                "sentences": sum(entry.sentences for entry in snapshot.catalogue),
                "entities": snapshot.number_of_entities,
                "statements": sum(entry.statements for entry in snapshot.catalogue),
            }
    return BuildSummary(
        folder,
        read,
        change,
        unchanged,
        resumed,
        skipped,
        documents=counts["documents"],
        sentences=counts["sentences"],
        entities=counts["entities"],
        statements=counts["statements"],
    )
