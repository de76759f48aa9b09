"""The extraction of a build: in goes its plan, out comes what was extracted, on disk, ready to be committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kg.errors import DocumentError
from kg.extraction.workers.messages import Limits, Setting
from kg.extraction.workers.outcomes import extract_outcomes, workers_for
from kg.graph.catalogue import Entry
from kg.graph.cluster.driving import ClusterBuild
from kg.graph.cluster.options import Cluster
from kg.graph.manifest import load_manifest
from kg.graph.plan import Plan
from kg.graph.segments import INSTANT
from kg.graph.share import MAKER, Form
from kg.graph.snapshot import GenerationFolder
from kg.graph.staging import Staging, open_staging
from kg.graph.versions import versions_of

SEGMENTS = "segments"
"""Where in a store the workers of a cluster write, unless the user names another place."""
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExtractionOptions:
    """How a build extracts; `workers` is None for what the machine has."""

    model: str
    gazetteer: Path | None
    schema: Path | None
    workers: int | None
    limits: Limits | None
    form: Form
    cluster: Cluster | None = None


@contextmanager
def extracted_documents(
    plan: Plan,
    store: Path,
    options: ExtractionOptions,
    on_skip: Callable[[DocumentError], None],
    on_progress: OnProgress | None,
) -> Iterator[Staging]:
    """Give what was extracted from the new documents of a plan, by this build or by one that ended early.

    Problems of documents go to `on_skip` when all is done, in the order of the documents.
    """
    gazetteer = options.gazetteer or kept_names(store)
    versions = versions_of(options.model, gazetteer, options.schema)
    with open_staging(store, versions) as staging:
        if options.gazetteer is None and gazetteer is not None:
            gazetteer = staging.keep(gazetteer)  # another process may replace that of the store meanwhile
        todo = [id for id in plan.new if not staging.find(id, plan.digest(id))]
        staging.resumed = len(plan.new) - len(todo)
        problems: dict[int, DocumentError] = {}
        setting, cluster = _setting(options, gazetteer), None
        if options.cluster is None:
            workers = workers_for(len(todo), options.workers, options.limits)
            outcomes = extract_outcomes(plan.documents(todo), workers, setting)
        else:
            cluster = ClusterBuild(options.cluster, setting, versions, store / SEGMENTS)
            outcomes = cluster.outcomes(plan.documents(todo))
        done = staging.resumed
        with closing(outcomes):
            for outcome in outcomes:
                if outcome is None:
                    staging.tick()
                    continue
                if outcome.problem is not None:
                    problems[outcome.number] = outcome.problem
                elif outcome.extracted is not None:
                    document = plan.document(todo[outcome.number]).document
                    entry = Entry.of(document, outcome.extracted, versions=versions.key)
                    staging.add(entry, outcome.extracted.member, outcome.extracted.also)
                done += 1
                if on_progress is not None:
                    on_progress(done, len(plan.new))
        for number in sorted(problems):
            on_skip(problems[number])
        staging.choose(plan.new, datetime.now(UTC).strftime(INSTANT))
        if cluster is not None:
            cluster.clear()
        yield staging


def _setting(options: ExtractionOptions, gazetteer: Path | None) -> Setting:
    limits = options.limits or Limits()
    paths = [None if path is None else str(path) for path in (gazetteer, options.schema)]
    given = msgspec.json.encode(options.form).decode()
    return Setting(options.model, paths[0], paths[1], limits.seconds, limits.megabytes, MAKER, given)


def kept_names(store: Path) -> Path | None:
    """Return where a store keeps a user's own names, None where it keeps none."""
    manifest = load_manifest(store)
    path = None if manifest is None else GenerationFolder(store, manifest.generation).gazetteer
    return path if path is not None and path.exists() else None
