"""A made table of millions of names: import, size, opening, look-ups, and extraction with it and without.

`python benchmarks/gazetteer.py [--things N] [--articles FOLDER]`: N things (default a million) with three names each, read as
FollowTheMoney entities. The names are made of real words and of words in capitals that begin sentences, so that the table is as
tempting as a large one is. Extraction reads the sample articles, or the text files of a folder, turn about, in CPU seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["MKL_NUM_THREADS"] = "1"

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.extraction import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.lexicon.authority.importing import Filters, Importing
from kg.lexicon.authority.tables import import_names
from kg.model import AnnotatedDocument, Document
from kg.reading import read
from kg.reading.metadata import document_id

ROOT = Path(__file__).resolve().parents[1]
COUNTRIES = ("no", "se", "us", "gb", "ru", "ua", "cn", "ir")
SCHEMATA = ("Person", "Company", "Organization", "PublicBody", "Vessel")
ROLES = ("politician", "swimmer", "minister", "painter", "journalist", "bank", "newspaper")
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "ov", "ski")]
OPENED = """
import sys, time
from pathlib import Path
from kg.lexicon.authority.table import NameTable
start = time.perf_counter()
table = NameTable(Path(sys.argv[1]))
opened = time.perf_counter() - start
print(opened, len(table))
"""


def entities(things: int, words: Sequence[str]) -> Iterator[str]:
    """Yield entities with names of one, two or three words, half of them words of the articles, all in capitals."""
    chance = random.Random(13)
    for number in range(things):
        made = ["".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(2)]
        real = [chance.choice(words).capitalize() for _ in range(2)]
        names = [
            f"{made[0]} {made[1]}",
            f"{real[0]} {made[1]}",
            real[1] if number % 20 == 0 else f"{real[0]} {real[1]}",
        ]
        properties = {"name": names, "country": [chance.choice(COUNTRIES)], "position": [chance.choice(ROLES)]}
        entity = {"id": f"m-{number}", "schema": chance.choice(SCHEMATA), "caption": names[0], "properties": properties}
        yield json.dumps(entity) + "\n"


def documents(folder: Path | None) -> list[Document]:
    """Return the sample articles, or the text files of a folder."""
    if folder is None:
        return [document for document in read(ROOT / "data") if document.language == "en"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [Document(document_id(text, None), None, "2016-09-01", None, None, None, "en", None, text) for text in texts]


def compare(table: Path, articles: Sequence[Document], repetitions: int) -> None:
    """Print the words a second that extraction reads without a table and with it, and how many names differ."""
    bare, known = load_pipeline(DEFAULT_MODEL), load_pipeline(DEFAULT_MODEL, table)
    words = sum(len(article.text.split()) for article in articles)
    seconds = {"without": 0.0, "with": 0.0}
    found: dict[str, list[AnnotatedDocument]] = {}
    for pipeline in (bare, known):
        pipeline.annotate(articles[0])
    for _ in range(repetitions):
        found = {"without": [], "with": []}
        for article in articles:
            for name, pipeline in (("without", bare), ("with", known)):
                start = time.process_time()
                found[name].append(pipeline.annotate(article))
                seconds[name] += time.process_time() - start
    rates = {name: words * repetitions / took for name, took in seconds.items()}
    print(
        f"extraction, {words:,} words: {rates['without']:,.0f} words/s without the table, {rates['with']:,.0f} with it"
    )
    names = {
        name: {(a.document.id, m.start, m.end) for a in annotated for m in a.mentions if m.kind == "name"}
        for name, annotated in found.items()
    }
    labels = {
        name: {(a.document.id, e.label) for a in annotated for e in a.entities} for name, annotated in found.items()
    }
    print(f"names: {len(names['without']):,}; with the table {len(names['with'] - names['without'])} more, "
          f"{len(names['without'] - names['with'])} less; {len(labels['with'] - labels['without'])} of "
          f"{len(labels['with']):,} entities have another label")  # fmt: skip


def main() -> None:
    """Make the table and take the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, default=1_000_000)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--repetitions", type=int, default=3)
    options = parser.parse_args()
    articles = documents(options.articles)
    words = sorted({word for article in articles for word in article.text.split() if word.isalpha()})
    with tempfile.TemporaryDirectory() as name:
        source, table = Path(name) / "made.json", Path(name) / "made.kgnames"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(entities(options.things, words))
        start = time.perf_counter()
        summary = import_names([source], table, Importing(Filters(), print))
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"import: {summary.head.names:,} names of {summary.head.records:,} things in {took:.0f} s, "
              f"{summary.head.names / took:,.0f} names/s, at most {peak:,.0f} MB of memory")  # fmt: skip
        print(f"table: {summary.size / 1e6:,.0f} MB, {summary.size / summary.head.names:.0f} bytes a name; "
              f"the entities had {source.stat().st_size / 1e6:,.0f} MB")  # fmt: skip
        run = [sys.executable, "-c", OPENED, str(table)]
        opened = [float(subprocess.check_output(run, cwd=ROOT, text=True).split()[0]) for _ in range(5)]
        print(f"opening: {statistics.median(opened) * 1000:.1f} ms in a fresh process")
        _look_up(table, words)
        compare(table, articles, options.repetitions)


def _look_up(table: Path, words: Sequence[str]) -> None:
    from kg.lexicon.authority.table import NameTable

    chance = random.Random(17)
    wanted = [(chance.choice(words).capitalize(), chance.choice(words).capitalize()) for _ in range(100_000)]
    known = NameTable(table)
    start = time.perf_counter()
    hits = sum(bool(known.numbers(pieces)) for pieces in wanted)
    took = time.perf_counter() - start
    print(f"look-ups: {len(wanted) / took:,.0f} a second, {hits:,} of {len(wanted):,} found")


if __name__ == "__main__":
    main()
