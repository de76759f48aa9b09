"""A build on a cluster, seen from the machine that builds: documents go out in shards, outcomes come back as segments are read.

What comes back is what processes of this machine give, so the build that follows is the same, byte for byte. A worker that is
lost loses its shard to another one; segments of a build that ended early are found again and not made anew.
"""

from __future__ import annotations

import queue
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.errors import KGError, LimitError, StoreError
from kg.extraction.workers.messages import Setting
from kg.extraction.workers.pool import Outcome
from kg.graph.catalogue import digest_of
from kg.graph.cluster.options import Cluster
from kg.graph.cluster.segments import SUFFIX, Done, Job, Segment, Shard, outcome_of, shards_of
from kg.graph.cluster.target import Target
from kg.graph.cluster.workers import connected
from kg.graph.versions import Versions
from kg.reading.named import NamedDocument

if TYPE_CHECKING:
    from distributed import Client, Future

_HEARTBEAT = 2.0
_AHEAD = 3
"""So many shards a thread of the cluster are out at once."""
_RETRIES = 3
_LETTERS = 16


class ClusterBuild:
    """The extraction of one build on a cluster; `outcomes` runs it, `clear` removes its segments when they are stored."""

    def __init__(self, cluster: Cluster, setting: Setting, versions: Versions, folder: Path) -> None:
        """Take the cluster, what the workers are told, and the folder for segments where the user names none."""
        self._cluster = cluster
        own = folder.absolute() / Job(setting, versions.key, "").key[:_LETTERS]
        self._folder = None if cluster.segments else own
        self._target = Target(cluster.segments or str(own))
        files = (None if path is None else self._target.put(Path(path)) for path in (setting.gazetteer, setting.schema))
        shipped = msgspec.structs.replace(setting, **dict(zip(("gazetteer", "schema"), files, strict=True)))
        self._job = Job(shipped, versions.key, self._target.url)
        self._read: list[str] = []

    def outcomes(self, documents: Iterable[NamedDocument]) -> Generator[Outcome | None]:
        """Yield an outcome for each document as it is done, and None now and then; a cluster that is lost raises KGError."""
        known = self._left()

        def unknown() -> Iterator[tuple[int, NamedDocument]]:
            for number, named in enumerate(documents):
                done = known.pop(digest_of(named.document), None)
                if done is None:
                    yield number, named
                else:
                    found.append(outcome_of(number, named.name, done))

        found: list[Outcome] = []
        shards = shards_of(unknown())
        first = next(shards, None)
        yield from found
        found.clear()
        if first is None:
            return
        with connected(self._cluster) as client:
            for outcome in _Driving(client, self._job, self._target, self._read).run(first, shards):
                yield from found
                found.clear()
                yield outcome
            yield from found

    def clear(self) -> None:
        """Remove the segments that were read, and the folder in the store."""
        for name in self._read:
            self._target.remove(name)
        self._read.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            with suppress(OSError):  # another build has its own there
                self._folder.parent.rmdir()

    def _left(self) -> dict[str, Done]:
        """Return what an earlier build left at the target of what this one would make, by the digests of the documents."""
        found: dict[str, Done] = {}
        for name in self._target.names(SUFFIX):
            segment = _segment(self._target, name)
            if segment is not None and segment.job == self._job.key:
                self._read.append(name)
                found.update((done.digest, done) for done in segment.done if done.extracted is not None)
        return found


class _Driving:
    """Shards that are out, and the queue in which they report."""

    def __init__(self, client: Client, job: Job, target: Target, read: list[str]) -> None:
        self._client = client
        self._job = job
        self._packed = msgspec.msgpack.encode(job)
        self._target = target
        self._read = read
        self._out: dict[str, tuple[Future, Shard]] = {}
        self._reports: queue.Queue[str] = queue.Queue()

    def run(self, first: Shard, shards: Iterator[Shard]) -> Generator[Outcome | None]:
        """Send all shards, a few ahead, and yield what comes back."""
        from kg.graph.cluster.remote import Extracting

        name = f"kg-{self._job.key}"
        self._client.register_plugin(Extracting(self._packed), name=name)
        try:
            self._send(first)
            for shard in islice(shards, self._room()):
                self._send(shard)
            while self._out:
                try:
                    key = self._reports.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    self._check()
                    yield None
                    continue
                future, shard = self._out.pop(key)
                yield from self._outcomes(future, shard)
                for more in islice(shards, self._room()):
                    self._send(more)
        finally:
            futures = [future for future, _ in self._out.values()]
            if self._client.status == "running":
                self._client.cancel(futures)
                with suppress(OSError):  # a worker that died a moment ago, and that the scheduler still asks
                    self._client.unregister_worker_plugin(name)

    def _send(self, shard: Shard) -> None:
        from kg.graph.cluster.remote import extract_shard

        key = f"kg-{shard.name(self._job)}"
        packed = msgspec.msgpack.encode(shard)
        future = self._client.submit(extract_shard, self._packed, packed, key=key, retries=_RETRIES)
        self._out[key] = future, shard
        future.add_done_callback(lambda _: self._reports.put(key))

    def _room(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return max(0, _AHEAD * max(1, threads) - len(self._out))

    def _outcomes(self, future: Future, shard: Shard) -> Iterator[Outcome]:
        """Yield the outcomes of a shard that is done; one that every worker died of is skipped and named."""
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise self._lost()
        problem = future.exception()
        if isinstance(problem, KilledWorker):
            for number, task in zip(shard.numbers, shard.tasks, strict=True):
                yield Outcome(
                    number, problem=LimitError(task.name, "the workers that extracted it died, again and again")
                )
            return
        if problem is not None:
            raise KGError(f"a worker of the cluster: {' '.join(str(problem).split())}")
        name = future.result()
        segment = _segment(self._target, name)
        if segment is None:
            raise StoreError(f"{self._target.url}: {name} is damaged; is it one place for all workers?")
        self._read.append(name)
        for number, task, done in zip(shard.numbers, shard.tasks, segment.done, strict=True):
            yield outcome_of(number, task.name, done)

    def _check(self) -> None:
        if self._client.status not in ("running", "connecting"):
            raise self._lost()

    def _lost(self) -> KGError:
        return KGError(
            "the scheduler of the cluster is gone; what was extracted is kept, and the same build goes on from there"
        )


def _segment(target: Target, name: str) -> Segment | None:
    try:
        return msgspec.msgpack.decode(target.read(name), type=Segment)
    except msgspec.MsgspecError:
        return None
