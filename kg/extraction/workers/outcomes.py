"""Documents in, what became of each out: in this process or in others, with the same outcomes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Generator, Iterable

from kg.errors import ExtractionError
from kg.extraction.workers.messages import Extracted, Limits, Setting
from kg.extraction.workers.pool import Outcome, Pool
from kg.reading.named import NamedDocument

FEW = 16
"""Below so many documents, processes of their own cost more than they gain."""


def workers_for(documents: int, asked: int | None, limits: Limits | None = None) -> int:
    """Return how many processes extract so many documents: as many as were asked for, else one a core; 0 is none but this.

    Limits other than the usual ones are kept for a single document, too, by one process.
    """
    if asked is not None:
        return min(asked, documents)
    if documents < FEW:
        return 0 if limits in (None, Limits()) else min(1, documents)
    return min(_cores(), documents // (FEW // 2))


def extract_outcomes(documents: Iterable[NamedDocument], workers: int, setting: Setting) -> Generator[Outcome | None]:
    """Yield an outcome for each document as it is done, and None from time to time where processes are waited for.

    With 0 `workers` all is done in this process, in order, and no limits hold. A setting that is not right raises what
    `kg.extract` raises; a document on which a stage fails, or that goes beyond the limits, or that kills its worker twice,
    has an outcome with that problem. Closing the iterator ends the workers.
    """
    return Pool(setting, workers).results(documents) if workers else _extract_here(documents, setting)


def _extract_here(documents: Iterable[NamedDocument], setting: Setting) -> Generator[Outcome | None]:
    from kg.extraction.extractors.registry import load_extractor
    from kg.extraction.failures import named_failures

    also = setting.also_maker()
    for number, named in enumerate(documents):
        pipeline = load_extractor(*setting.options)  # once: it is kept
        try:
            with named_failures(named):
                outcome = Outcome(number, extracted=Extracted.of(pipeline.annotate(named.document), also))
        except ExtractionError as problem:
            # The traceback stays, but not what it would keep alive: the parse of each document that failed.
            traceback.clear_frames(problem.__cause__.__traceback__ if problem.__cause__ is not None else None)
            outcome = Outcome(number, problem=problem)
        yield outcome


def _cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
