"""Time of all stages of extraction beside the bare pipeline: `python benchmarks/extract.py [--memory | --long]`.

Both read the sample articles in the same batches, on one core, in one run, turn about; times are CPU seconds, medians over
the repetitions. With `--memory`: the resident size over 10,000 articles made from the sample ones with new names; with
`--long`: one article made of 20, 80, 320 of these.
"""

from __future__ import annotations

import argparse
import functools
import os
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import GeneratorType
from typing import Any

# One core: read when numpy is loaded, below.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["MKL_NUM_THREADS"] = "1"

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.extraction import DEFAULT_MODEL, pipeline
from kg.extraction.load import load_pipeline
from kg.extraction.text.paragraphs import find_paragraphs
from kg.model import Document
from kg.reading import read
from kg.reading.metadata import document_id

DATA = Path(__file__).resolve().parents[1] / "data"
TARGET = 0.40
LENGTHS = (20, 80, 320)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "ov", "ski")]


class Stages:
    """CPU seconds by stage, each without those that it calls; stages are what `kg/extraction/pipeline.py` calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def _enter(self, name: str) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._open.append(name)
        self._since = now

    def _leave(self) -> None:
        now = time.process_time()
        self.seconds[self._open.pop()] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time taken; the time of a generator is that of its steps."""

        @functools.wraps(function)
        def call(*arguments: Any, **options: Any) -> Any:
            self._enter(name)
            try:
                result = function(*arguments, **options)
            finally:
                self._leave()
            return self._steps(name, result) if isinstance(result, GeneratorType) else result

        return call

    def _steps(self, name: str, generator: Iterator[Any]) -> Iterator[Any]:
        while True:
            self._enter(name)
            try:
                item = next(generator)
            except StopIteration:
                return
            finally:
                self._leave()
            yield item

    def install(self, extractor: pipeline.Pipeline) -> None:
        """Take the time of the pipeline's functions, of the constructors of its classes, and of the writer's methods."""
        for name, value in list(vars(pipeline).items()):
            if not getattr(value, "__module__", "").startswith("kg.extraction.") or value is pipeline.Pipeline:
                continue
            if not isinstance(value, type):
                setattr(pipeline, name, self.timed(name, value))
        for owner, method in (
            (pipeline.Naming, "__init__"),
            (pipeline.Credit, "records"),
            (pipeline.Writer, "write"),
        ):
            name = owner.__name__ if method == "__init__" else f"{owner.__name__}.{method}"
            setattr(owner, method, self.timed(name, getattr(owner, method)))
        extractor.nlp.pipe = self.timed("the bare pipeline", extractor.nlp.pipe)  # type: ignore[method-assign]


def sample_articles() -> list[Document]:
    """Return the articles in `data/`."""
    return list(read(sorted(DATA.glob("2*.md"))))


def count_words(documents: Iterable[Document]) -> int:
    """Return the number of words between white space."""
    return sum(len(document.text.split()) for document in documents)


def run_bare(extractor: pipeline.Pipeline, documents: Iterable[Document]) -> None:
    """Do what `annotate` asks of spaCy, and nothing else."""
    for document in documents:
        text = document.text
        texts = [text[p.start : p.end].replace("\n", " ") for p in find_paragraphs(text)]
        with extractor.nlp.memory_zone():
            for _ in extractor.nlp.pipe(texts, batch_size=pipeline.BATCH):
                pass


def run_whole(extractor: pipeline.Pipeline, documents: Iterable[Document]) -> None:
    """Annotate the documents."""
    for document in documents:
        extractor.annotate(document)


def seconds_of(run: Callable[..., None], extractor: pipeline.Pipeline, documents: Iterable[Document]) -> float:
    """Return the CPU seconds of one run."""
    started = time.process_time()
    run(extractor, documents)
    return time.process_time() - started


def measure_time(repetitions: int) -> None:
    """Print words a second, the ratio, and the share of each stage."""
    extractor = load_pipeline(DEFAULT_MODEL)
    documents = sample_articles()
    words = count_words(documents)
    run_whole(extractor, documents)
    bare, whole = [], []
    for _ in range(repetitions):
        bare.append(seconds_of(run_bare, extractor, documents))
        whole.append(seconds_of(run_whole, extractor, documents))
    ratios = [b / a - 1 for a, b in zip(bare, whole, strict=True)]
    print(f"{len(documents)} articles, {words:,} words, {repetitions} repetitions, CPU seconds of one core")
    for name, seconds in (("bare pipeline", bare), ("all stages", whole)):
        middle = statistics.median(seconds)
        print(f"{name:<14} median {middle:.3f} s (best {min(seconds):.3f}), {words / middle:,.0f} words a second")
    ratio = statistics.median(ratios)
    print(f"on top of it   {ratio:.0%} (target {TARGET:.0%}), from {min(ratios):.0%} to {max(ratios):.0%}\n")
    stages = Stages()
    stages.install(extractor)
    run = stages.timed("between the stages", run_whole)
    for _ in range(repetitions):
        run(extractor, documents)
    base = stages.seconds["the bare pipeline"]
    print(f"{'stage':<22} ms an article  of the bare pipeline")
    for name, seconds in sorted(stages.seconds.items(), key=lambda pair: -pair[1]):
        print(f"{name:<22} {seconds / repetitions / len(documents) * 1000:13.2f}  {seconds / base:20.1%}")


def make_articles(number: int) -> Iterator[Document]:
    """Yield made-up articles: sentences of the sample ones, with names and numbers that were not seen before."""
    dice = random.Random(1)
    sentences = [s for d in sample_articles() for s in re.split(r"(?<=[.”])\s+", d.text) if s]

    def new_name(_: re.Match[str]) -> str:
        return "".join(dice.choices(SYLLABLES, k=3)).capitalize()

    def new_number(match: re.Match[str]) -> str:
        return match[0] if len(match[0]) == 4 else str(dice.randint(2, 28))

    for _ in range(number):
        text = " ".join(dice.sample(sentences, 12))
        text = re.sub(r"\d+", new_number, NAME.sub(new_name, text))
        yield Document(document_id(text, None), None, "2024-01-22", None, None, None, "en", None, text)


def measure_length() -> None:
    """Print time by the length of one article: it must grow no faster than the text."""
    extractor = load_pipeline(DEFAULT_MODEL)
    print(f"{'characters':>10}  bare s  whole s  on top")
    for articles in LENGTHS:
        text = "\n\n".join(document.text for document in make_articles(articles))
        document = Document(document_id(text, None), None, None, None, None, None, "en", None, text)
        bare, whole = seconds_of(run_bare, extractor, [document]), seconds_of(run_whole, extractor, [document])
        print(f"{len(text):10,}  {bare:6.1f}  {whole:7.1f}  {whole / bare - 1:6.0%}", flush=True)


def resident_megabytes() -> float:
    """Return the resident size of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_memory(articles: int) -> None:
    """Print the resident size after every tenth of the articles."""
    extractor = load_pipeline(DEFAULT_MODEL)
    print(f"{'articles':>8}  resident MB")
    print(f"{0:8,}  {resident_megabytes():11.0f}")
    for number, document in enumerate(make_articles(articles), start=1):
        extractor.annotate(document)
        if number % max(1, articles // 10) == 0:
            print(f"{number:8,}  {resident_megabytes():11.0f}", flush=True)


def main() -> None:
    """Print the measures that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repetitions", type=int, default=9)
    parser.add_argument("--long", action="store_true", help="measure one long article instead")
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time (10 minutes)")
    parser.add_argument("--articles", type=int, default=10_000, help="how many articles memory is measured over")
    options = parser.parse_args()
    if options.memory:
        measure_memory(options.articles)
    elif options.long:
        measure_length()
    else:
        measure_time(options.repetitions)


if __name__ == "__main__":
    main()
