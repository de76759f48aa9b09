"""The open texts that the extractor is measured on, where they lie beside the checkout: in goes their folder, out come texts."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.quality.texts import carb_sentences, open_gum_files

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
TOGETHER = 25
"""So many sentences or snippets, each from elsewhere, make one text."""


def open_texts(bench: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every open document, and of single sentences and snippets some together."""
    for path in [*open_gum_files(bench), *sorted((bench / "gum-more").glob("*.json.gz"))]:
        data = path.read_bytes()
        gold = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
        yield gold["id"], gold["text"]
    for path in sorted((bench / "gold").glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8")
    with gzip.open(bench / "gap-dev" / "gap-development.tsv.gz", "rt", encoding="utf-8") as rows:
        snippets = [row["Text"] for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]
    qamr = (bench / "qamr-dev" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    for name, pieces in (
        ("snippets", snippets),
        ("sentences", carb_sentences(bench)),
        ("news", [line.partition("\t")[2] for line in qamr]),
    ):
        for start in range(0, len(pieces), TOGETHER):
            yield f"{name} from {start}", "\n\n".join(pieces[start : start + TOGETHER])


def halves_glued(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the first half of each text with the second half of the next one behind it, wherever the cut falls."""
    for (name, text), (other, behind) in pairwise(texts):
        yield f"{name} + {other}", text[: len(text) // 2] + behind[len(behind) // 2 :]
