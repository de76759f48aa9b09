"""What runs on the workers of a cluster: the pipeline is loaded once a worker, then shards come and segments are written.

Documents are extracted in a process beside the worker's own, the very one that `--workers` uses: the same limits hold, and a
document that ends it does not end the worker. All errors that leave here are plain text, for they travel.
"""

from __future__ import annotations

import contextlib
import queue
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
from distributed import Worker, WorkerPlugin

from kg.errors import KGError
from kg.extraction.workers.pool import Seat
from kg.graph.cluster.segments import Job, Segment, Shard, done_of
from kg.graph.cluster.target import Target
from kg.graph.versions import versions_of
from kg.reading.named import NamedDocument

_crews: dict[str, Crew] = {}
_lock = threading.Lock()


class Crew:
    """The processes that extract for one job on one worker: one for each of its threads, started when it is needed."""

    def __init__(self, job: Job) -> None:
        self.target = Target(job.target)
        self._folder = tempfile.TemporaryDirectory(prefix="kg-worker-")
        setting = job.setting
        files = [
            name and self.target.get(name, Path(self._folder.name)) for name in (setting.gazetteer, setting.schema)
        ]
        gazetteer, schema = (Path(path) if path else None for path in files)
        versions = versions_of(setting.model, gazetteer, schema)
        if versions.key != job.versions:
            self._folder.cleanup()
            raise KGError(
                f"a worker has another version of kg or of its pipeline ({versions.pipeline}, code {versions.code}); "
                "install the same on all machines"
            )
        paths = (None if path is None else str(path) for path in (gazetteer, schema))
        self._setting = msgspec.structs.replace(setting, **dict(zip(("gazetteer", "schema"), paths, strict=True)))
        self._free: queue.LifoQueue[Seat] = queue.LifoQueue()
        self._all: list[Seat] = []

    def warm(self) -> None:
        """Have one process that has loaded the pipeline; what is wrong with the setting is raised."""
        with self._seat() as seat:
            seat.warm()

    def extract(self, shard: Shard, job: Job) -> str:
        """Extract the documents of a shard, write their segment, and return its name."""
        with self._seat() as seat:
            done = tuple(
                done_of(task, seat.extract(number, NamedDocument(task.name, task.document)))
                for number, task in enumerate(shard.tasks)
            )
        name = shard.name(job)
        self.target.write(name, msgspec.msgpack.encode(Segment(job.key, done)))
        return name

    def close(self) -> None:
        """End the processes."""
        for seat in self._all:
            seat.close()
        self._folder.cleanup()

    @contextlib.contextmanager
    def _seat(self) -> Iterator[Seat]:
        try:
            seat = self._free.get_nowait()
        except queue.Empty:
            seat = Seat.of(self._setting)
            self._all.append(seat)
        try:
            yield seat
        finally:
            self._free.put(seat)


class Extracting(WorkerPlugin):  # type: ignore[misc]
    """Loads the pipeline when a worker joins, and ends its processes when the worker leaves or the build is done."""

    def __init__(self, job: bytes) -> None:
        self._job = job

    def setup(self, worker: Worker) -> None:
        """Load the pipeline; a worker on which that fails tells why with the first shard."""
        with contextlib.suppress(KGError):
            _crew(msgspec.msgpack.decode(self._job, type=Job)).warm()

    def teardown(self, worker: Worker) -> None:
        """End the processes."""
        with _lock:
            crew = _crews.pop(msgspec.msgpack.decode(self._job, type=Job).key, None)
        if crew is not None:
            crew.close()


def extract_shard(job: bytes, shard: bytes) -> str:
    """Extract a shard on a worker, and return the name of its segment."""
    order = msgspec.msgpack.decode(job, type=Job)
    try:
        return _crew(order).extract(msgspec.msgpack.decode(shard, type=Shard), order)
    except KGError as problem:
        raise KGError(str(problem)) from None


def _crew(job: Job) -> Crew:
    with _lock:
        if job.key not in _crews:
            _crews[job.key] = Crew(job)
        return _crews[job.key]
