"""Shards and segments: what goes out to a worker, what it leaves as a file, and which documents that file holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from kg.errors import DocumentError, ExtractionError, LimitError
from kg.extraction.workers.messages import Extracted, Setting, Task
from kg.extraction.workers.pool import Outcome, RemoteTraceback
from kg.graph.catalogue import digest_of
from kg.reading.named import NamedDocument

SUFFIX = ".kgsegment"
MOST_DOCUMENTS, MOST_CHARACTERS = 8, 100_000
"""How large a shard gets: some ten seconds of work, so that little is lost with a worker."""
_LETTERS = 40


class Job(msgspec.Struct, frozen=True):
    """What all shards of a build have in common: how to extract, by which versions, and where to write.

    The paths in `setting` are names of files at the target. `versions` is the key that a worker must have as well, `given` what
    `setting.given` tells of the form of the store.
    """

    setting: Setting
    versions: str
    target: str

    @property
    def key(self) -> str:
        """Return a hash of what segments depend on."""
        made = msgspec.structs.replace(self.setting, gazetteer=None, schema=None, seconds=0.0, megabytes=0)
        return hashlib.sha256(msgspec.msgpack.encode((made, self.versions))).hexdigest()[:_LETTERS]


class Failed(msgspec.Struct, frozen=True, array_like=True):
    """A document that was not extracted, as its error is told; `stage` is set where a stage failed."""

    reason: str
    stage: str | None = None
    sentence: int | None = None
    trace: str = ""


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What became of a document, by the digest of its content: one of the two is set."""

    digest: str
    extracted: Extracted | None
    failed: Failed | None


class Segment(msgspec.Struct, frozen=True):
    """What a worker wrote of one shard."""

    job: str
    done: tuple[Done, ...]


class Shard(msgspec.Struct, frozen=True):
    """Documents that go to one worker together, with their numbers in the build."""

    numbers: tuple[int, ...]
    tasks: tuple[Task, ...]

    def name(self, job: Job) -> str:
        """Return the name of its segment: what it holds and how that was made."""
        parts = [job.key, *(digest_of(task.document) for task in self.tasks)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LETTERS] + SUFFIX


def shards_of(documents: Iterable[tuple[int, NamedDocument]]) -> Iterator[Shard]:
    """Yield documents, with their numbers, in shards of a few; a long one may be alone in its own."""
    numbers: list[int] = []
    tasks: list[Task] = []
    size = 0
    for number, named in documents:
        if tasks and (len(tasks) == MOST_DOCUMENTS or size + len(named.document.text) > MOST_CHARACTERS):
            yield Shard(tuple(numbers), tuple(tasks))
            numbers, tasks, size = [], [], 0
        numbers.append(number)
        tasks.append(Task.of(named))
        size += len(named.document.text)
    if tasks:
        yield Shard(tuple(numbers), tuple(tasks))


def done_of(task: Task, outcome: Outcome) -> Done:
    """Return what a segment holds of an outcome."""
    problem, digest = outcome.problem, digest_of(task.document)
    if problem is None:
        return Done(digest, outcome.extracted, None)
    if isinstance(problem, ExtractionError):
        trace = "" if problem.__cause__ is None else str(problem.__cause__)
        return Done(digest, None, Failed(problem.reason, problem.stage, problem.sentence, trace))
    return Done(digest, None, Failed(problem.reason))


def outcome_of(number: int, name: str, done: Done) -> Outcome:
    """Return the outcome of a document, as if it had been extracted here."""
    if done.failed is None:
        return Outcome(number, extracted=done.extracted)
    return Outcome(number, problem=_problem(name, done.failed))


def _problem(name: str, failed: Failed) -> DocumentError:
    if failed.stage is None:
        return LimitError(name, failed.reason)
    problem = ExtractionError.told(name, failed.stage, failed.sentence, failed.reason)
    problem.__cause__ = RemoteTraceback(failed.trace)
    return problem
