"""What a user says of a cluster."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL = "local:"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that extracts: the address of its Dask scheduler, and where its workers write segments.

    `address` is "tcp://host:8786", the path of a scheduler file, or "local:2" for two workers of this machine's. `segments` is a
    folder or a URL that every worker and this machine can write (`s3://bucket/path`); None for a folder inside the store.
    """

    address: str
    segments: str | None = None

    @property
    def local_workers(self) -> int | None:
        """Return how many workers are to be started on this machine; None where the cluster is there already."""
        count = self.address.removeprefix(LOCAL)
        return int(count) if self.address.startswith(LOCAL) and count.isdecimal() and int(count) else None
