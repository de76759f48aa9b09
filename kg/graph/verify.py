"""Is a store what it says? Everything that can be derived is derived again and compared; on request some documents, too.

In goes an opened store, out comes what was looked at and what is wrong, each in a line that names document or file.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.cells import Shown
from kg.claims.finding import find_drafts
from kg.extraction.workers.messages import Setting, hash_of
from kg.extraction.workers.outcomes import extract_outcomes, workers_for
from kg.graph.catalogue import Entry
from kg.graph.claim_quads import claim_quads
from kg.graph.copies import Alike, Copy, copy_quads, find_copies
from kg.graph.counts import Counts, count_lines, entity_counts, load_counts
from kg.graph.document_quads import document_quads
from kg.graph.entity_quads import entity_quads, ingestion_quads
from kg.graph.likeness import print_of
from kg.graph.lines import to_lines
from kg.graph.resolution_table import Table
from kg.graph.root import Root, load_root
from kg.graph.segments import read_members
from kg.graph.snapshot import Snapshot
from kg.graph.versions import Versions, versions_of
from kg.model import AnnotatedDocument
from kg.reading.named import NamedDocument
from kg.resolve.decisions import read_decisions
from kg.resolve.model import Resolution
from kg.resolve.resolver import resolve
from kg.schema.relations import load_relations
from kg.statements.iris import slug
from kg.statements.stated import stated_in


@dataclass(frozen=True, slots=True)
class Verification(Shown):
    """What was found: `problems` say what is wrong, `changes` which sampled documents come out differently today.

    `root` is the recomputed one. `changes` are no damage where other versions extract now than before; each says so.
    """

    documents: int
    quads: int
    root: str
    sampled: int
    problems: tuple[str, ...]
    changes: tuple[str, ...]


def verify(
    snapshot: Snapshot,
    *,
    sample: int = 0,
    model: str | None = None,
    schema: Path | None = None,
    workers: int | None = None,
) -> Verification:
    """Recompute hashes, root, who is who, quads and counts of a store, and extract `sample` of its documents again.

    The sample is the same for the same store; `model` and `schema` are what the store was built with. What is damaged
    is told and not raised.
    """
    problems = list(_damaged_documents(snapshot))
    root = Root.of(snapshot.catalogue, _versions(snapshot))
    recorded = load_root(snapshot.folder.root)
    if recorded is None or recorded.root != root.root:
        problems.append(f"{snapshot.folder.root}: the root is {root.root[:16]}…, and another one is recorded")
    if not problems:
        problems += _wrong_parts(snapshot)
    counts = load_counts(snapshot.folder.counts)
    changes = tuple(_sampled(snapshot, sample, model, schema, workers)) if sample and not problems else ()
    return Verification(
        documents=len(snapshot.catalogue),
        quads=0 if counts is None else counts.to_stats(0).quads,
        root=root.root,
        sampled=min(sample, len(snapshot.catalogue)) if not problems else 0,
        problems=tuple(problems),
        changes=changes,
    )


def _versions(snapshot: Snapshot) -> Mapping[str, Versions]:
    recorded = load_root(snapshot.folder.root)
    return {} if recorded is None else recorded.versions


def _damaged_documents(snapshot: Snapshot) -> Iterator[str]:
    for entry, member in read_members(snapshot.folder.documents, snapshot.catalogue):
        try:
            line = gzip.decompress(member)
        except (OSError, EOFError, zlib.error) as problem:
            yield f"document {entry.id} is damaged: {problem}"
            continue
        if hash_of(line) != entry.hash:
            yield f"document {entry.id} is not what was stored: its hash is {hash_of(line)[:16]}…"


def _wrong_parts(snapshot: Snapshot) -> Iterator[str]:
    """Yield what differs between what the documents give and what is derived from them in the store."""
    vocabulary, entries = snapshot.vocabulary, snapshot.catalogue
    decisions = read_decisions(snapshot.folder.decisions)
    resolution = resolve(snapshot.documents(), decisions, snapshot.gazetteer)
    stored = snapshot.resolution
    if (stored.entities, stored.entity_of) != (resolution.entities, dict(resolution.entity_of)):
        yield f"{snapshot.folder.entities}: who is who is not what documents and decisions give; `kg rebuild` makes it anew"
        return
    if not Table(snapshot.folder.entities).ledger.is_of(resolution.summaries.values(), decisions, snapshot.gazetteer):
        yield f"{snapshot.folder.entities}: the ledger of names is not that of the documents; `kg rebuild` makes it anew"
    counted = {}
    for annotated in snapshot.documents():
        iri = vocabulary.document[slug(annotated.document.id)]
        lines = _lines_of(annotated, snapshot, resolution)
        rejected = tuple(sorted({one.id for one in annotated.statements} & decisions.rejected))
        counted[annotated.document.id] = count_lines(lines, iri, vocabulary, rejected)
        yield from _difference(snapshot, iri, lines)
    entities = to_lines(entity_quads(stored.entities, stored.redirects, vocabulary))
    yield from _difference(snapshot, vocabulary.entities_graph, entities)
    yield from _difference(snapshot, vocabulary.ingestion_graph, to_lines(ingestion_quads(entries, vocabulary)))
    prints = {annotated.document.id: print_of(annotated.document.text) for annotated in snapshot.documents()}
    signatures = {id: found.signature for id, found in prints.items()}
    copies = find_copies(Alike({}).changed((), signatures, entries, prints.__getitem__), entries)
    yield from _difference(snapshot, vocabulary.copies_graph, to_lines(copy_quads(copies, vocabulary)))
    claims = _claims(snapshot, copies)
    yield from _difference(snapshot, vocabulary.claims_graph, claims)
    known = {vocabulary.document[slug(entry.id)] for entry in entries}
    for graph in sorted(set(snapshot.index.graphs()) - known - set(vocabulary.own_graphs)):
        yield f"graph {graph} is of no document of the store; `kg rebuild` makes the index anew"
    counts = Counts(
        counted, entity_counts(resolution.entities), entities.count(b"\n"), len(copies), claims.count(b"\n")
    )
    if load_counts(snapshot.folder.counts) != counts:
        yield f"{snapshot.folder.counts}: the counts are not those of the graph; `kg rebuild` makes them anew"


def _lines_of(annotated: AnnotatedDocument, snapshot: Snapshot, resolution: Resolution) -> bytes:
    quads = document_quads(
        annotated,
        resolution.entity_of,
        snapshot.vocabulary,
        reports=snapshot.manifest.reports,
        rejected=snapshot.rejected,
        labels=resolution.labels,
    )
    return to_lines(quads)


def _claims(snapshot: Snapshot, copies: Iterable[Copy]) -> bytes:
    """Return the lines of the claims graph, of all documents at once."""
    statements = {
        stated.id: stated
        for annotated in snapshot.documents()
        for stated in stated_in(
            annotated,
            snapshot.resolution,
            snapshot.resolution.labels,
            snapshot.vocabulary,
            rejected=snapshot.rejected,
        )
    }
    origins = {copy.document: copy.origin for copy in copies}
    drafts = find_drafts(statements, load_relations(), origins, single=False)
    return to_lines(claim_quads(drafts, snapshot.vocabulary))


def _difference(snapshot: Snapshot, graph: str, lines: bytes) -> Iterator[str]:
    missing, foreign = snapshot.index.differences(graph, lines)
    if missing or foreign:
        yield (
            f"graph {graph}: {missing:,} quads that it should have are missing, {foreign:,} it should not have are there; "
            "`kg rebuild` makes the index anew"
        )


def _sampled(
    snapshot: Snapshot, number: int, model: str | None, schema: Path | None, workers: int | None
) -> Iterator[str]:
    """Extract some documents again, and yield a line for each that comes out differently."""
    from kg.extraction import DEFAULT_MODEL

    model = model or DEFAULT_MODEL
    names = snapshot.folder.gazetteer if snapshot.folder.gazetteer.exists() else None
    entries = sample_of(snapshot.catalogue, number)
    documents = [annotated.document for annotated in snapshot.documents({entry.id for entry in entries})]
    by_id = {document.id: document for document in documents}
    named = (NamedDocument(entry.id, replace(by_id[entry.id], generator=None)) for entry in entries)
    setting = Setting(
        model, None if names is None else str(names), None if schema is None else str(schema), 300.0, 4096
    )
    now, before = versions_of(model, names, schema), _versions(snapshot)
    found = dict[int, str]()
    for outcome in extract_outcomes(named, workers_for(len(entries), workers), setting):
        if outcome is None:
            continue
        entry = entries[outcome.number]
        if outcome.problem is not None:
            found[outcome.number] = str(outcome.problem)
        elif outcome.extracted is not None and outcome.extracted.hash != entry.hash:
            why = _other_versions(before.get(entry.versions), now)
            found[outcome.number] = f"document {entry.id} comes out differently now{why}"
    yield from (found[place] for place in sorted(found))


def sample_of(entries: Iterable[Entry], number: int) -> list[Entry]:
    """Return so many entries, the same ones of the same store, spread over it by their hashes."""
    return sorted(entries, key=lambda entry: hashlib.sha256(entry.hash.encode() + entry.id.encode()).digest())[:number]


def _other_versions(before: Versions | None, now: Versions) -> str:
    """Return in words what differs between the versions of before and now, nothing where nothing does."""
    if before is None:
        return "; it is not known what version extracted it"
    parts = [
        f"{name} is {getattr(now, name)} and was {getattr(before, name)}"
        for name in ("code", "pipeline", "lexicon")
        if getattr(now, name) != getattr(before, name)
    ]
    return f": {', '.join(parts)}" if parts else ", though the same versions extract"
