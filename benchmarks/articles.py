"""Time of each step from the sample articles to a page: `python benchmarks/articles.py [--copies 10]`.

The articles are read as often as `--copies` says, each copy with an address of its own, so that none is known already.
Words a second are those of one process on one core, without the loading of the pipeline.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from kg.extraction import extract
from kg.face import open_graph
from kg.graph.build import build
from kg.model import Document
from kg.reading import read

ROOT = Path(__file__).resolve().parents[1]
Result = TypeVar("Result")

QUESTIONS = {
    "all denials": lambda graph: graph.ask("denied").rows(),
    "what Russia takes part in": lambda graph: graph.ask("about-entity", entity="Russia").rows(),
    "statements by source": lambda graph: graph.query(
        "SELECT ?e (COUNT(?s) AS ?n) WHERE { ?s kg:attribution/kg:source ?e } GROUP BY ?e"
    ).rows(),
}


def timed(step: str, work: Callable[[], Result], per: int = 0, unit: str = "") -> Result:
    """Do some work, print how long it took and how much of what was done a second, and return its result."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    rate = f"{per / seconds:10,.0f} {unit}/s" if per else ""
    print(f"{step:36}{seconds:9.3f} s{rate}")
    return result


def copies_of(documents: list[Document], number: int) -> Iterator[str]:
    """Yield each document so many times as a Markdown file with an address of its own."""
    for copy in range(number):
        for document in documents:
            yield f"---\ndate: {document.date}\nurl: {document.url}/{copy}\n---\n{document.text}"


def main() -> None:
    """Run the steps one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=10)
    copies = parser.parse_args().copies
    samples = list(read(ROOT / "data"))
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name) / "articles", Path(name) / "store"
        folder.mkdir()
        for number, article in enumerate(copies_of(samples, copies)):
            (folder / f"{number:05}.md").write_text(article, encoding="utf-8")
        timed("load the pipeline, one article", lambda: list(extract(samples[:1])))
        documents = timed("read", lambda: list(read(folder)), len(samples) * copies, "articles")
        words = sum(len(document.text.split()) for document in documents)
        timed("extract", lambda: list(extract(documents)), words, "words")
        summary = timed("build (read, extract, resolve, store)", lambda: build(folder, store), words, "words")
        timed("build again, nothing new", lambda: build(folder, store))
        with timed("open", lambda: open_graph(store)) as graph:
            for question, ask in QUESTIONS.items():
                rows = timed(f"query: {question}", lambda ask=ask: ask(graph))
                assert rows, question
            first = {entry.id for entry in graph.catalogue[: len(samples)]}
            timed(f"page of {len(first)} articles", lambda: graph.view(first))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{summary.documents:,} documents, {summary.statements:,} statements; at most {memory:,.0f} MB of memory")


if __name__ == "__main__":
    main()
