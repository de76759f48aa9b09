"""Reaches a cluster: one that is there, by the address of its scheduler, or a few workers on this machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import kg.errors
from kg.errors import KGError, StoreError
from kg.graph.cluster.options import LOCAL, Cluster

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_ANSWER = 15
_SECONDS_TO_JOIN = 60
_SECONDS_TO_END = 10


@contextmanager
def connected(cluster: Cluster) -> Iterator[Client]:
    """Give a client of a cluster; where nothing answers, or the extra is missing, one line says so."""
    try:
        from distributed import Client
    except ImportError as problem:
        raise StoreError("--dask needs an extra: pip install 'kgwire[dask]'") from problem
    with ExitStack() as stack:
        if cluster.address.startswith(LOCAL):
            address = stack.enter_context(_local(cluster))
            where = {"address": address}
        elif cluster.address.endswith(".json"):
            if not Path(cluster.address).is_file():  # for which the client would wait for ever
                raise KGError(f"{cluster.address}: no Dask scheduler has written this file")
            where = {"scheduler_file": cluster.address}
        else:
            where = {"address": cluster.address}
        try:
            client = stack.enter_context(Client(**where, timeout=_SECONDS_TO_ANSWER, set_as_default=False))
            client.wait_for_workers(1, timeout=_SECONDS_TO_JOIN)
        except (OSError, ValueError, TimeoutError) as problem:
            reason = " ".join(str(problem).split()) or type(problem).__name__
            raise KGError(f"{cluster.address}: no Dask scheduler with a worker answers there: {reason}") from problem
        yield client


@contextmanager
def _local(cluster: Cluster) -> Iterator[str]:
    """Start a scheduler in this process and workers beside it, each a fresh interpreter; yield the scheduler's address."""
    from distributed import LocalCluster

    count = cluster.local_workers
    if count is None:
        raise KGError(f"--dask {cluster.address}: give the number of workers, as in local:2")
    root = str(Path(kg.errors.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    with (
        tempfile.TemporaryDirectory(prefix="kg-dask-") as folder,
        LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50, processes=True) as scheduler,
    ):
        address = scheduler.scheduler_address
        command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", "1", "--nthreads", "1"]
        command += ["--memory-limit", "0", "--no-dashboard", "--death-timeout", "60", "--local-directory", folder]
        workers = [
            subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
            for _ in range(count)
        ]
        try:
            yield address
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    worker.wait(timeout=_SECONDS_TO_END)
                worker.kill()
