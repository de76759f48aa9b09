"""Build a store from articles: what is new is extracted and stored, what is known already is left alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

from kg.errors import DocumentError, ExtractionError, ReadError, StoreError
from kg.graph.catalogue import Entry, digest_of
from kg.graph.kept_gazetteer import gazetteer_lines
from kg.graph.manifest import load_manifest
from kg.graph.segments import INSTANT, Incoming
from kg.graph.snapshot import GenerationFolder, open_snapshot
from kg.graph.store import WAIT, Change, open_for_writing
from kg.reading.named import NamedDocument
from kg.reading.options import Reading

ENGLISH = "en"

OnSkip = Callable[[DocumentError], None]
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: documents read (without those skipped), and what became of them.

    A document that another one with its url replaced is in `change.removed`. `documents`, `sentences`,
    `statements` and `entities` are those of the whole store afterwards. Of the documents that came in, `undated` and
    `unpublished` have no date and no publisher, and `summaries` only sum up an article.
    """

    store: Path
    read: int
    change: Change
    unchanged: int
    skipped: tuple[DocumentError, ...]
    documents: int
    sentences: int
    entities: int
    statements: int
    undated: int = 0
    unpublished: int = 0
    summaries: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with the documents that were read, beside what the store holds."""

    new: tuple[NamedDocument, ...]
    unchanged: int

    @classmethod
    def of(cls, documents: Iterable[NamedDocument], catalogue: Sequence[Entry], *, keep_versions: bool) -> _Plan:
        """Sort documents into new and known ones; of several with one url the last counts, unless all are kept."""
        known = {entry.id: entry.digest for entry in catalogue}
        new: dict[str, NamedDocument] = {}
        by_url: dict[str, str] = {}
        unchanged = 0
        for named in documents:
            document = named.document
            if document.id in new or known.get(document.id) == digest_of(document):
                unchanged += 1
                continue
            if document.url is not None and not keep_versions:
                new.pop(by_url.get(document.url, ""), None)
                by_url[document.url] = document.id
            new[document.id] = named
        return cls(tuple(new.values()), unchanged)


def build(
    paths: str | Path | Iterable[str | Path],
    store: str | Path = "kg-store",
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
    on_progress: OnProgress | None = None,
) -> BuildSummary:
    """Read articles, extract what they say, and put it into a store, which is made where there is none.

    The same input a second time changes nothing. A document with the url of a stored one takes its place, unless
    `keep_versions`; with `again`, what is known already is extracted once more. `date`, `reading`, `model`, `gazetteer` and
    `schema` are what `kg.read` and `kg.extract` take. `base`, `reports` (whether "Kirby said …" itself is in the graph)
    and the names of the gazetteer are kept by the store. `on_progress` is told how many of how many documents are
    extracted. What cannot be read, is not English, or a stage failed on, is in the summary's `skipped`, with why.

    The store stays readable, as it was, until all is done; another writer is waited for, at most `wait` seconds.
    """
    from kg.extraction import extract_named
    from kg.reading import read_named

    folder = Path(store)
    names = None if gazetteer is None else gazetteer_lines(gazetteer)
    skipped: list[DocumentError] = []
    documents = list(
        exclude_other_languages(read_named(paths, date=date, reading=reading, on_skip=skipped.append), skipped.append)
    )
    plan = _Plan.of(documents, () if again else _catalogue(folder), keep_versions=keep_versions)
    change = Change()
    with _temporary_file(folder) as file:
        incoming = Incoming(file, datetime.now(UTC).strftime(INSTANT))
        if plan.new:
            results = extract_named(
                _counted(plan.new, on_progress),
                on_skip=skipped.append,
                model=model,
                gazetteer=gazetteer or _kept_names(folder),
                schema=schema,
            )
            for annotated in results:
                incoming.add(annotated)
        if incoming.entries or _changes_form(folder, base, reports, names):
            urls = () if keep_versions else {entry.url for entry in incoming.entries} - {None}
            with open_for_writing(folder, base=base, reports=reports, gazetteer=names, wait=wait) as writer:
                change = writer.commit(incoming, [entry.id for entry in writer.catalogue if entry.url in urls])
    failed = sum(isinstance(problem, ExtractionError) for problem in skipped)
    summary = _summary(folder, len(documents) - failed, plan.unchanged, change, tuple(skipped))
    new = [named.document for named in plan.new]
    return replace(
        summary,
        undated=sum(document.date is None for document in new),
        unpublished=sum(document.publisher is None for document in new),
        summaries=sum(document.summary for document in new),
    )


def remove(store: str | Path, ids: Iterable[str], *, wait: float = WAIT) -> Change:
    """Withdraw documents: their graphs, their share of every entity, their lines. An unknown id raises StoreError."""
    wanted = tuple(dict.fromkeys(ids))
    open_snapshot(Path(store)).close()
    with open_for_writing(Path(store), wait=wait) as writer:
        known = {entry.id for entry in writer.catalogue}
        unknown = [document for document in wanted if document not in known]
        if unknown:
            raise StoreError(f"{store}: no document here has the id {', '.join(unknown)}; `kg docs` lists them")
        return writer.commit(removed=wanted)


def rebuild(
    store: str | Path,
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
    open_snapshot(Path(store)).close()
    names = gazetteer_lines(gazetteer) if isinstance(gazetteer, Path) else b"" if gazetteer == "none" else None
    with open_for_writing(Path(store), base=base, reports=reports, gazetteer=names, wait=wait, recover=True) as writer:
        return writer.commit(anew=True)


def exclude_other_languages(documents: Iterable[NamedDocument], on_skip: OnSkip) -> Iterator[NamedDocument]:
    """Yield the English documents; each other one is handed to `on_skip`."""
    for named in documents:
        language = named.document.language
        if language == ENGLISH:
            yield named
        else:
            on_skip(ReadError(named.name, f"its language is {language!r}; only English is read"))


def _catalogue(folder: Path) -> tuple[Entry, ...]:
    if load_manifest(folder) is None:
        return ()
    with open_snapshot(folder) as snapshot:
        return snapshot.catalogue


def _changes_form(folder: Path, base: str | None, reports: bool | None, names: bytes | None) -> bool:
    manifest = load_manifest(folder)
    if manifest is None:
        return False
    return (
        base not in (None, manifest.base)
        or reports not in (None, manifest.reports)
        or names not in (None, _content(_kept_names(folder)))
    )


def _kept_names(folder: Path) -> Path | None:
    """Return where a store keeps a user's own names, None where it keeps none."""
    manifest = load_manifest(folder)
    path = None if manifest is None else GenerationFolder(folder, manifest.generation).gazetteer
    return path if path is not None and path.exists() else None


def _content(path: Path | None) -> bytes:
    return b"" if path is None else path.read_bytes()


def _temporary_file(folder: Path) -> IO[bytes]:
    """Return a file that nobody else sees, on the disk of the store, in the nearest folder that is there."""
    nearest = next((parent for parent in (folder, *folder.absolute().parents) if parent.is_dir()), Path())
    try:
        return tempfile.TemporaryFile(dir=nearest)
    except OSError as problem:
        raise StoreError(f"{folder}: the store cannot be written: {problem.strerror or problem}") from problem


def _counted(documents: Sequence[NamedDocument], on_progress: OnProgress | None) -> Iterator[NamedDocument]:
    """Yield documents, and tell of each when it is done: when the next one, or the end, is asked for."""
    for done, named in enumerate(documents, start=1):
        yield named
        if on_progress is not None:
            on_progress(done, len(documents))


def _summary(
    folder: Path, read: int, unchanged: int, change: Change, skipped: tuple[DocumentError, ...]
) -> BuildSummary:
    counts = {"documents": 0, "sentences": 0, "entities": 0, "statements": 0}
    if load_manifest(folder) is not None:
        with open_snapshot(folder) as snapshot:
            counts = {
                "documents": len(snapshot.catalogue),
                "sentences": sum(entry.sentences for entry in snapshot.catalogue),
                "entities": len(snapshot.resolution.entities),
                "statements": sum(entry.statements for entry in snapshot.catalogue),
            }
    return BuildSummary(folder, read, change, unchanged, skipped, **counts)
