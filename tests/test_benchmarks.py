"""The benchmarks run: what they take the time of is still there. How long it takes is never tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.model
def test_benchmarks_take_the_time_of_every_stage() -> None:
    run = subprocess.run(
        [sys.executable, "benchmarks/extract.py", "--repetitions", "1"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    stages = {line.split()[0] for line in run.stdout.splitlines() if line.endswith("%")}
    assert {"repair", "find_names", "find_attributions", "find_chains", "find_clauses", "Writer.write"} <= stages
