"""The formats of `kg export` on a large graph, each in a process of its own: `python benchmarks/exports.py --documents 1000`.

Prints the seconds, quads of the store a second, and megabytes of memory at most for each, beside pyoxigraph's own dump of the
same quads. The graph is of the sample articles, each many times under other ids.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph

import kg
from kg.exporting.forms import EXPORTS
from kg.graph.segments import Incoming
from kg.graph.store import open_for_writing
from kg.model import AnnotatedDocument

DATA = Path(__file__).parents[1] / "data"
RAW = "pyoxigraph"


def main() -> None:
    """Make a store, and write it in every format, or in those that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--form", help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    parser.add_argument("forms", nargs="*", metavar="FORMAT", help=", ".join(EXPORTS))
    options = parser.parse_args()
    if options.form:
        print(*measured(Path(options.store), options.form))
        return
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        make_store(store, options.documents)
        with kg.open_graph(store) as graph:
            quads = graph.stats().quads
        print(f"{options.documents:,} documents, {quads:,} quads")
        for form in (RAW, *(options.forms or EXPORTS)):
            command = [sys.executable, __file__, "--form", form, "--store", str(store)]
            seconds, memory = map(
                float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            )
            print(f"{form:12} {seconds:6.2f} s  {quads / seconds:9,.0f} quads/s  {memory:5.0f} MB", flush=True)


def make_store(store: Path, count: int) -> None:
    """Put copies of the sample articles into a store."""
    samples = list(kg.extract(kg.read(DATA)))
    with tempfile.TemporaryFile() as file, open_for_writing(store) as writer:
        incoming = Incoming(file, "2026-01-01T00:00:00Z")
        for annotated in copies(samples, count):
            incoming.add(annotated)
        writer.commit(incoming)


def copies(samples: list[AnnotatedDocument], count: int) -> Iterator[AnnotatedDocument]:
    """Yield the samples again and again, each time with other ids of document and statements."""
    for number in range(count):
        annotated = samples[number % len(samples)]
        ids = {statement.id: f"{statement.id[:10]}{number:06x}" for statement in annotated.statements}
        statements = tuple(
            replace(one, id=ids[one.id], condition=None if one.condition is None else ids[one.condition])
            for one in annotated.statements
        )
        document = replace(annotated.document, id=f"{annotated.document.id[:10]}{number:06x}", url=None)
        yield replace(annotated, document=document, statements=statements)


def measured(store: Path, form: str) -> tuple[float, float]:
    """Return the seconds that a format takes, and the megabytes of memory at most."""
    with tempfile.TemporaryDirectory() as name, kg.open_graph(store) as graph:
        begin = time.perf_counter()
        if form == RAW:
            (index,) = (store / "generations").glob("*/index")
            with (Path(name) / "raw").open("wb") as file:
                pyoxigraph.Store.read_only(os.fspath(index)).dump(file, pyoxigraph.RdfFormat.N_QUADS)
        else:
            graph.export(Path(name) / "out", form)
        seconds = time.perf_counter() - begin
    return seconds, most_memory()


def most_memory() -> float:
    """Return the megabytes that this process held at most, as Linux counts them from the start of its program."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return float(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
