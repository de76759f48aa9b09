"""All of `kg build`: beside the bare pipeline, by two workers, and its memory: `python benchmarks/build.py --articles FOLDER`.

`--articles` is a folder of real articles as text; without it, made ones. What is measured is seconds of the processor, of
the process that builds and of its workers, which other work on the machine changes little: the bare pipeline is spaCy's
on the same texts in a fresh process, the build everything from the command line on. With `--memory`, documents of some
eighty words are made of the articles' paragraphs, and the resident size of both processes is taken every few seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.extract import count_words, make_articles, run_bare
from kg.extraction import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.reading import read

SHORT = 60
"""Words that a document of `--memory` has at least."""
EVERY = 2.0
"""Seconds between two looks at the memory."""
BARE = "bare"


@dataclass
class Run:
    """What a process and its children took: seconds by the clock and of the processor; the children's apart."""

    clock: float
    parent: float
    children: float

    @property
    def processor(self) -> float:
        """Return the seconds of the processor of all together."""
        return self.parent + self.children


@dataclass
class Watch:
    """The resident megabytes of a process and of the largest of its children, looked at by a thread until it ends."""

    process: subprocess.Popen[bytes]
    seen: list[tuple[float, float, float]] = field(default_factory=list)

    def run(self) -> None:
        """Look, until the process has ended."""
        started = time.perf_counter()
        while self.process.poll() is None:
            own, largest = resident(self.process.pid), max(map(resident, children(self.process.pid)), default=0.0)
            self.seen.append((time.perf_counter() - started, own, largest))
            time.sleep(EVERY)


def resident(process: int) -> float:
    """Return the resident megabytes of a process; 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def run(arguments: list[str], begun: Callable[[subprocess.Popen[bytes]], None] | None = None) -> Run:
    """Run this Python with arguments and return what it took: its own seconds, and those of what it started and waited for."""
    code = (
        "import os, runpy, sys, atexit\n"
        "atexit.register(lambda: print(*os.times()[:4], file=sys.stderr))\n"
        "sys.argv = sys.argv[1:]\n"
        "runpy.run_module('kg', run_name='__main__') if sys.argv[0] == 'kg' else runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if begun is not None:
        begun(process)
    told = process.communicate()[1].decode()
    if process.returncode:
        raise SystemExit(told)
    user, system, child_user, child_system = map(float, told.strip().rpartition("\n")[2].split())
    return Run(time.perf_counter() - started, user + system, child_user + child_system)


def build(articles: Path, store: Path, workers: int) -> Run:
    """Build a new store, whole."""
    return run(["kg", "build", str(articles), "--store", str(store), "--workers", str(workers)])


def measure_bare(articles: Path) -> None:
    """Print the seconds of the processor that spaCy takes for the articles, its loading apart."""
    pipeline = load_pipeline(DEFAULT_MODEL)
    documents = list(read([articles]))
    started = time.process_time()
    run_bare(pipeline, documents)
    print(time.process_time() - started)


def measure_builds(articles: Path, folder: Path, repetitions: int) -> None:
    """Print whole builds by one worker and by two beside the bare pipeline, turn about."""
    words = count_words(read([articles]))
    bare: list[float] = []
    builds: dict[int, list[Run]] = {1: [], 2: []}
    for number in range(repetitions):
        told = subprocess.run(
            [sys.executable, __file__, "--articles", str(articles), "--only", BARE], check=True, capture_output=True
        )
        bare.append(float(told.stdout))
        for workers in builds:
            builds[workers].append(build(articles, folder / f"{workers}-{number}", workers))
    print(f"{words:,} words, {repetitions} times; seconds of the processor unless said, medians")
    print(f"bare pipeline     {middle(bare):6.1f} s  {words / middle(bare):,.0f} words/s")
    for workers, runs in builds.items():
        whole = [one.processor for one in runs]
        print(
            f"build, workers: {workers} {middle(whole):6.1f} s  {words / middle(whole):,.0f} words/s, "
            f"{middle([b / w for b, w in zip(bare, whole, strict=True)]):.2f} of the bare pipeline; "
            f"of it in the process that builds {middle([one.parent for one in runs]):.1f} s; "
            f"by the clock {middle([one.clock for one in runs]):.1f} s"
        )
    pairs = list(zip(builds[1], builds[2], strict=True))
    print(f"two workers: {middle([one.clock / two.clock for one, two in pairs]):.2f} times as fast by the clock")
    print(
        f"two workers: {middle([two.processor / one.processor for one, two in pairs]):.2f} times the processor's seconds"
    )


def short_documents(articles: Path, number: int) -> Iterator[str]:
    """Yield texts of at least so many words, glued of paragraphs of different articles in an order that a seed gives."""
    paragraphs = sorted({p.strip() for d in read([articles]) for p in d.text.split("\n\n") if p.strip()})
    dice = random.Random(1)
    text: list[str] = []
    while number:
        for paragraph in dice.sample(paragraphs, len(paragraphs)):
            text.append(paragraph)
            if sum(len(part.split()) for part in text) >= SHORT:
                yield "\n\n".join(text)
                text = []
                number -= 1
                if not number:
                    return


def measure_memory(articles: Path, folder: Path, number: int) -> None:
    """Print the resident size of the process that builds and of its largest worker, over a build by one worker."""
    source = folder / "short.jsonl"
    texts = list(short_documents(articles, number))
    source.write_text("".join(json.dumps({"text": t, "language": "en"}) + "\n" for t in texts), encoding="utf-8")
    print(f"{number:,} documents, {sum(len(text.split()) for text in texts):,} words")
    watches: list[Watch] = []

    def begun(process: subprocess.Popen[bytes]) -> None:
        watches.append(Watch(process))
        threading.Thread(target=watches[0].run, daemon=True).start()

    took = run(["kg", "build", str(source), "--store", str(folder / "memory"), "--workers", "1"], begun)
    seen = watches[0].seen
    print("  seconds  builder MB  worker MB")
    for tenth in range(11):
        at, own, largest = seen[min(len(seen) * tenth // 10, len(seen) - 1)]
        print(f"{at:9,.0f}  {own:10,.0f}  {largest:9,.0f}")
    print(f"at most: builder {max(s[1] for s in seen):,.0f} MB, worker {max(s[2] for s in seen):,.0f} MB", end="; ")
    print(f"seconds of the processor: builder {took.parent:,.0f}, worker {took.children:,.0f}; clock {took.clock:,.0f}")


def write_made(folder: Path, number: int) -> Path:
    """Write made articles as files of a folder."""
    folder.mkdir()
    for at, document in enumerate(make_articles(number)):
        (folder / f"{at:05}.txt").write_text(document.text, encoding="utf-8")
    return folder


def middle(times: list[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, help="a folder of articles; without it, made ones")
    parser.add_argument("--number", type=int, default=200, help="how many articles are made")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents memory is measured over")
    parser.add_argument("--only", choices=["builds", "memory", BARE], help="one of the measures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = options.articles or write_made(folder / "articles", options.number)
        if options.only == BARE:
            measure_bare(articles)
            return
        if options.only != "memory":
            measure_builds(articles, folder, options.repetitions)
        if options.only != "builds":
            measure_memory(articles, folder, options.documents)


if __name__ == "__main__":
    main()
