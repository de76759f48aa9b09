"""Pronouns of who speaks, and of whom is spoken of in quotations: `python -m tests.quality.speaking FOLDER …`.

In go folders with annotated documents of GUM as JSON (`id`, `text`, `mentions` with `start`, `end`, `head`, `kind`, `chain`),
out come two rows of accuracy and precision: he and she inside quotations, and I and we whose speaker the text names.
A pronoun is right where the nearest name or noun of its chain is annotated with the pronoun's chain. A speaker is named where an
attribution around "I" has a source that is annotated with the chain of "I" and is no "I" itself, whether it was resolved or not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extraction import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.model import AnnotatedDocument, Argument, Attribution, Document, Mention
from kg.reading.metadata import document_id

THIRD = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
CLOSED = ("GUM_news_afghan", "GUM_news_iodine", "GUM_news_stampede", "GUM_news_lanterns")
Json = dict[str, Any]


def read_gold(folders: list[Path]) -> Iterator[Json]:
    """Yield the documents of some folders, without those that are kept for readers."""
    for path in sorted(p for folder in folders for p in (*folder.glob("*.json"), *folder.glob("*.json.gz"))):
        if path.name.split(".")[0] not in CLOSED:
            yield json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


class Page:
    """One document with its gold."""

    def __init__(self, gold: Json, made: AnnotatedDocument) -> None:
        self.made = made
        self.by_head: dict[int, list[Json]] = defaultdict(list)
        self.kinds: dict[int, set[str]] = defaultdict(set)
        for mention in gold["mentions"]:
            self.by_head[mention["head"][0]].append(mention)
            self.kinds[mention["chain"]].add(mention["kind"])

    def chain_of(self, mention: Mention) -> int | None:
        """Return the gold chain of a mention."""
        held = [m for at in range(mention.start, mention.end) for m in self.by_head.get(at, ())]
        around = [m for m in held if m["start"] <= mention.start and mention.end <= m["end"]]
        return min(around, key=lambda m: m["end"] - m["start"])["chain"] if around else None

    def outcomes(self) -> Iterator[tuple[str, str]]:
        """Yield rows and outcomes: right, wrong, alone."""
        for mention in self.made.mentions:
            word, gold = mention.text.lower(), self.chain_of(mention)
            if mention.kind != "pronoun" or gold is None or not self.kinds[gold] & {"name", "nominal"}:
                continue
            around = [a for a in self.made.attributions if _holds(a, mention.start)]
            if word in THIRD and any(a.kind == "direct" for a in around):
                yield "he and she in quotations", self._outcome(mention, gold)
            elif word in FIRST and any(self._is_named(a.source, gold) for a in around):
                yield "I and we, speaker named", self._outcome(mention, gold)

    def _is_named(self, source: Argument | None, gold: int) -> bool:
        if source is None or source.mention is None:
            return False
        mention = self.made.mentions[source.mention]
        return mention.text.lower() not in FIRST and self.chain_of(mention) == gold

    def _outcome(self, mention: Mention, gold: int) -> str:
        others = [m for m in self.made.mentions if m.chain == mention.chain and m.kind != "pronoun"]
        if not others:
            return "alone"
        before = [m for m in others if m.start < mention.start]
        return "right" if self.chain_of((before or others)[-1 if before else 0]) == gold else "wrong"


def _holds(attribution: Attribution, offset: int) -> bool:
    content = attribution.content
    return any(start <= offset < end for start, end in content.parts or ((content.start, content.end),))


def main() -> None:
    """Print the two rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    folders = parser.parse_args().folders
    pipeline = load_pipeline(DEFAULT_MODEL)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for gold in read_gold(folders):
        text = gold["text"]
        document = Document(document_id(text, None), gold["id"], None, None, None, None, "en", None, text)
        for row, outcome in Page(gold, pipeline.annotate(document)).outcomes():
            counts[row][outcome] += 1
    if not counts:
        sys.exit(f"no annotated pronoun in {', '.join(map(str, folders))}")
    for row, n in sorted(counts.items()):
        right, linked = n["right"], n["right"] + n["wrong"]
        print(f"{row}: accuracy {right / n.total():.3f}, precision {right / max(linked, 1):.3f} ({dict(n)})")


if __name__ == "__main__":
    main()
