"""Cores, storing, asking, and what the next document costs: `python benchmarks/store.py [--articles FILE] [--sizes N ...]`.

`--articles` is JSON Lines of real articles; without it, made ones. Two builds are measured side by side, turn about, several
times, for other work on the machine shows in one run; the figures are medians and the best. The curve is over stores of made
records, so that it needs no extraction: seconds for 1 and for 100 more documents, by the clock and of the processor, which other
work does not change. With `--varied`, the records are those of the sample articles, each with other names and words.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pyoxigraph as ox

from benchmarks.extract import make_articles
from benchmarks.made_documents import make_documents
from benchmarks.varied import vary_samples
from kg.face import open_graph
from kg.graph.build import build, rebuild
from kg.graph.catalogue import Entry
from kg.graph.segments import Incoming
from kg.graph.share import share_maker
from kg.graph.snapshot import open_snapshot
from kg.graph.store import open_for_writing
from kg.model import AnnotatedDocument

ADDED = "2026-01-02T03:04:05Z"
QUESTIONS = ("who-said-what", "timeline", "one-source", "denied", "intended")
QUERIES = {
    "count": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement } }",
    "denials": "SELECT ?s ?w { GRAPH ?g { ?s kg:wording ?w ; kg:polarity kg:negated } }",
    "by source": "SELECT ?e (COUNT(?s) AS ?n) { GRAPH ?g { ?s kg:attribution/kg:source ?e } } GROUP BY ?e ORDER BY DESC(?n)",
    "mentions": "SELECT ?mention ?entity { ?mention kg:refersTo ?entity }",
    "60,000 triples": "SELECT ?s ?p ?o { GRAPH ?g { ?s a kg:Statement ; ?p ?o } } LIMIT 60000",
}
STATEMENTS_IN_DOCUMENT = 9
ONCE = 5
"""So many documents come one by one; the median counts."""


def seconds(run: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def measure_cores(articles: Path, folder: Path, repetitions: int) -> Path:
    """Print whole builds by one worker and by two, turn about; return the store of the last one."""
    times: dict[int, list[float]] = {1: [], 2: []}
    store = folder
    for number in range(repetitions):
        for workers in (1, 2) if number % 2 == 0 else (2, 1):
            store = folder / f"{workers}-{number}"
            times[workers].append(seconds(lambda store=store, workers=workers: build(articles, store, workers=workers)))
    ratios = [one / two for one, two in zip(times[1], times[2], strict=True)]
    print(f"whole builds, {repetitions} times: one worker {told(times[1])}, two {told(times[2])}")
    print(
        f"two beside one: {statistics.median(ratios):.2f} times as fast (best against best {min(times[1]) / min(times[2]):.2f})"
    )
    return store


def measure_rebuild(store: Path, folder: Path, repetitions: int) -> None:
    """Print `kg rebuild` beside a bulk load of the same N-Quads by pyoxigraph, from a file."""
    with open_graph(store) as graph:
        graph.export(folder / "all.nq", "nquads")
        quads = graph.stats().quads
    raw, ours = [], []
    for number in range(repetitions):
        raw.append(timed(lambda number=number: load(folder / "all.nq", folder / f"raw-{number}")))
        ours.append(timed(lambda: rebuild(store)))
    for which, name in enumerate(("by the clock", "of the processor")):
        one, other = [times[which] for times in raw], [times[which] for times in ours]
        ratio = statistics.median(first / second for first, second in zip(one, other, strict=True))
        print(f"{quads:,} quads, {name}: bulk load {told(one)}, rebuild {told(other)}: {ratio:.2f} of its speed")


def load(file: Path, index: Path) -> None:
    """Bulk-load N-Quads into a new index."""
    store = ox.Store(str(index))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.flush()


def measure_asking(store: Path) -> None:
    """Print named questions with a limit and without, and counts; an index opened once, the best of three."""
    with open_graph(store) as graph:
        for name in QUESTIONS:
            rows = len(graph.ask(name).rows())
            few = min(seconds(lambda name=name: graph.ask(name, limit=3).rows()) for _ in range(3))
            every = min(seconds(lambda name=name: graph.ask(name).rows()) for _ in range(2))
            print(f"{name:<16} limit 3: {few * 1000:7,.0f} ms   all {rows:6,} rows: {every * 1000:7,.0f} ms")
        print(f"{'stats':<16} {min(seconds(graph.stats) for _ in range(3)) * 1000:16,.1f} ms")


def measure_queries(store: Path) -> None:
    """Print queries over `graph.query` beside pyoxigraph: seconds of the processor, the best of seven.

    Three times: all rows found, and the text of every term read as well, by `rows()` and as rdflib iterates.
    """
    with open_snapshot(store) as snapshot:
        index, prefixes = snapshot.folder.index, snapshot.vocabulary.prefixes()
    raw = ox.Store.read_only(str(index))
    with open_graph(store) as graph:
        for name, query in QUERIES.items():

            def plain(query: str = query) -> Any:
                return raw.query(query, prefixes=prefixes, use_default_graph_as_union=True)

            pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
                "rows": (lambda: list(plain()), lambda query=query: list(graph.query(query).bindings)),
                "terms": (
                    lambda: [tuple(term and term.value for term in row) for row in plain()],
                    lambda query=query: graph.query(query).rows(),
                ),
                "iterated": (
                    lambda: [tuple(term and term.value for term in row) for row in plain()],
                    lambda query=query: list(graph.query(query)),
                ),
            }
            told = []
            for how, (theirs, ours) in pairs.items():
                both = [(timed(theirs)[1], timed(ours)[1]) for _ in range(7)]
                one, two = (min(times) for times in zip(*both, strict=True))
                told.append(f"{how} {one:.4f} s, {two:.4f} s: {two / one:.2f}")
            print(f"{name:<16} pyoxigraph, graph.query: {'; '.join(told)}")


def measure_next(sizes: Iterable[int], folder: Path, make: Callable[[int], list[AnnotatedDocument]]) -> None:
    """Print what 1 and 100 more documents cost a store of so many, without their extraction."""
    print(f"{'documents':>9}  1 more (processor)  100 more (processor)")
    for size in sizes:
        documents = make(size + ONCE + 100)
        store = folder / f"next-{size}"
        put(store, documents[:size])
        ones = [put(store, [one]) for one in documents[size : size + ONCE]]
        many = put(store, documents[size + ONCE :])
        clock, processor = (statistics.median(times) for times in zip(*ones, strict=True))
        print(f"{size:9,}  {clock:5.2f} s ({processor:4.2f} s)    {many[0]:6.2f} s ({many[1]:5.2f} s)", flush=True)
        shutil.rmtree(store)


def made(number: int) -> list[AnnotatedDocument]:
    """Return made documents of nine statements."""
    statements = number * STATEMENTS_IN_DOCUMENT
    return make_documents(statements * 2 // 3, statements + 400)[0][:number]


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Return how long something takes, by the clock and of the processor."""
    before = time.process_time()
    return seconds(run), time.process_time() - before


class Extracted(Incoming):
    """Documents as workers hand them over: with their shares of the store."""

    def __init__(self, file: IO[bytes], documents: Iterable[AnnotatedDocument]) -> None:
        super().__init__(file, ADDED)
        self._shares: dict[str, bytes] = {}
        make = share_maker('{"base": "https://kg.example/", "reports": false}')
        for annotated in documents:
            self.add(annotated)
            self._shares[annotated.document.id] = make(annotated, self.entries[-1].hash)

    def share(self, entry: Entry) -> bytes:
        """Return the share of an entry."""
        return self._shares[entry.id]


def put(store: Path, documents: Iterable[AnnotatedDocument]) -> tuple[float, float]:
    """Commit documents as a build does, and return how long that took beside their extraction: by the clock, of the processor."""
    with tempfile.TemporaryFile() as file:
        incoming = Extracted(file, documents)
        return timed(lambda: commit(store, incoming))


def commit(store: Path, incoming: Extracted) -> None:
    """Commit what was extracted."""
    with open_for_writing(store) as writer:
        writer.commit(incoming)


def write_articles(path: Path, number: int) -> Path:
    """Write made articles as JSON Lines."""
    lines = (json.dumps({"text": document.text, "language": "en"}) for document in make_articles(number))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def told(times: list[float]) -> str:
    """Return times as their median and their best."""
    return f"{statistics.median(times):.1f} s (best {min(times):.1f})"


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, help="JSON Lines of articles; without it, made ones")
    parser.add_argument("--number", type=int, default=200, help="how many articles are made")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 1000, 2000, 5000])
    parser.add_argument("--varied", action="store_true", help="the curve over varied sample articles")
    parser.add_argument("--only", choices=["cores", "next"], help="one half of the measures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.only != "next":
            articles = options.articles or write_articles(folder / "articles.jsonl", options.number)
            store = measure_cores(articles, folder, options.repetitions)
            measure_rebuild(store, folder, options.repetitions)
            measure_asking(store)
            measure_queries(store)
        if options.only != "cores":
            measure_next(options.sizes, folder, vary_samples if options.varied else made)


if __name__ == "__main__":
    main()
