"""What one call may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, rows and bytes of an answer, megabytes of memory; processes that answer, and calls that wait for one."""

    seconds: float = 20.0
    rows: int = 100_000
    bytes: int = 64_000_000
    megabytes: int = 4096
    workers: int = 3
    waiting: int = 64
