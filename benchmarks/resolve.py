"""Time and memory of `kg.resolve` on a synthetic corpus: `python benchmarks/resolve.py [--mentions 1000000]`.

The corpus has the shape of news: names by Zipf's law, five mentions to a document's chain on the average of two and a
half, a third of the people by surname alone, acronyms, other spellings, ministries without a country, a tenth of the
names linked.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.lexicon.gazetteer import load_gazetteer
from kg.model import EntityType
from kg.resolve import ChainSummary, resolve_chains

CHAINS_A_DOCUMENT = 12
MENTIONS_A_CHAIN = 2.5
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "ov", "ski")]
BODIES = ["Agency", "Board", "Company", "Council", "Group", "Institute", "Ministry", "Party", "Union", "University"]
MINISTRIES = ["Foreign Ministry", "Defence Ministry", "Supreme Court", "Parliament", "Central Bank"]


class Things:
    """The people, bodies and places of the corpus, drawn by Zipf's law."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self._dice = dice
        self._things = [self._make(rank) for rank in range(number)]
        self._weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(number)))

    def draw(self, number: int) -> list[tuple[int, str, EntityType, str | None]]:
        """Return so many things, or fewer where one was drawn twice."""
        ranks = self._dice.choices(range(len(self._things)), cum_weights=self._weights, k=number)
        return [(rank, *self._things[rank]) for rank in dict.fromkeys(ranks)]

    def _make(self, rank: int) -> tuple[str, EntityType, str | None]:
        wikidata = f"Q{10_000_000 + rank}" if self._dice.random() < 0.1 else None
        kind = self._dice.random()
        if kind < 0.5:
            return f"{self._word()} {self._word()}", "Person", wikidata
        if kind < 0.75:
            return f"{self._word()} {self._word()} {self._dice.choice(BODIES)}", "Organization", wikidata
        if kind < 0.8:
            return self._dice.choice(MINISTRIES), "Organization", None
        return self._word(), "Place", wikidata

    def _word(self) -> str:
        return "".join(self._dice.choices(SYLLABLES, k=self._dice.choice((2, 3)))).capitalize()


def make_chains(mentions: int, dice: random.Random) -> Iterator[ChainSummary]:
    """Yield the chains of a corpus with so many mentions."""
    documents = round(mentions / (CHAINS_A_DOCUMENT * MENTIONS_A_CHAIN))
    things = Things(max(100, documents), dice)
    for number in range(documents):
        drawn = things.draw(CHAINS_A_DOCUMENT + 4)[:CHAINS_A_DOCUMENT]
        near = [wikidata or label.lower() for _, label, _, wikidata in drawn if label not in MINISTRIES]
        for place, (_, label, type_, wikidata) in enumerate(drawn):
            names = spellings(label, type_, dice)
            count = dice.choice((1, 1, 2, 3, 6))
            start = place * 200
            yield ChainSummary(
                document=f"{number:012x}",
                chain=place,
                entity=label,
                start=start,
                end=start + len(names[0]),
                starts=tuple(range(start, start + count * 20, 20)),
                label=names[0],
                type=type_,
                names=names,
                wikidata=wikidata,
                roles=("spokesman",) if type_ == "Person" and dice.random() < 0.1 else (),
                neighbours=tuple(other for other in near if other != label.lower())[:8],
            )


def spellings(label: str, type_: EntityType, dice: random.Random) -> tuple[str, ...]:
    """Return the names that a document has for a thing: full, short, by its acronym, or spelt in another way."""
    words = label.split()
    if type_ == "Person":
        style = dice.random()
        if style < 0.33:
            return (words[1],)
        return (label.replace("ov", "off"),) if style > 0.98 else (label, words[1])
    if len(words) == 3 and dice.random() < 0.3:
        acronym = "".join(word[0] for word in words)
        return (acronym,) if dice.random() < 0.5 else (label, acronym)
    return (label,)


def main() -> None:
    """Print what resolving takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mentions", type=int, default=1_000_000)
    mentions = parser.parse_args().mentions
    chains = list(make_chains(mentions, random.Random(1)))
    load_gazetteer()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    resolution = resolve_chains(chains)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    number = sum(len(chain.starts) for chain in chains)
    print(f"documents {len({chain.document for chain in chains}):,}, chains {len(chains):,}, mentions {number:,}")
    print(f"entities {len(resolution.entities):,}, pairs for review {len(resolution.review):,}")
    print(f"seconds {seconds:.1f}, mentions a second {number / seconds:,.0f}")
    print(f"memory: summaries {before / 1024:,.0f} MB, with the resolution {after / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()
