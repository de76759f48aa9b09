"""Fit the weights by which pronouns and definite nominals are resolved: python tools/fit_coreference.py DATA [--check].

DATA holds annotated corpora that are open to training, none of which is part of this repository: `gum-news/*.json` and
`gum-more/*.json.gz` (documents of GUM, each an object with `id`, `text`, `date`, and `mentions` with `start`, `end`, `head`,
`kind`, `type` and `chain`; those that --closed names are passed over) and `gap-dev/gap-development.tsv.gz` (the development
part of GAP).

A pass of the extractor over all texts takes down every choice with its options; the gold tells the right ones; a conditional
logit is fitted to them, and the next pass chooses by it, so that the weights are learned where earlier choices are right and
wrong as they are in use. `--check` does so on four fifths of the documents and measures the choices on the last fifth, five
times, and writes nothing. Otherwise the weights go to `kg/extraction/coreference/weights.json`.
"""

from __future__ import annotations

import argparse
import copy
import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from kg.extraction import DEFAULT_MODEL
from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.passes import find_chains
from kg.extraction.coreference.ranker import Option, Ranker, Weights
from kg.extraction.load import load_pipeline
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.pipeline import Pipeline
from kg.extraction.syntax.parse import Parse
from kg.model import Document
from kg.reading.metadata import document_id

WEIGHTS = Path(__file__).parents[1] / "kg" / "extraction" / "coreference" / "weights.json"
GAP_WEIGHT = 1.0
"""What a choice of GAP counts beside one of GUM."""
NEWS_WEIGHT = 2.0
FOLDS, PASSES, STEPS = 5, 2, 150
PENALTY = {"person": 4.0, "it": 4.0, "they": 4.0, "nominal": 1.0}
"""How strongly the weights of each table are drawn to nothing."""
EASE = {"person": -1.0, "it": -0.5, "they": -0.6, "nominal": -0.4}
"""What is taken off "none": a text is read better with some wrong links more and many missing ones less."""
SURE_LEAD = 2.5
"""The lead that a choice of the gold is given."""
LEAST_SEEN = 4
"""Choices that a feature must tell apart to get a weight."""

Json = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DETERMINER = re.compile(r"(?:the|a|an|this|that|these|those|its|their|his|her|our|my|your)\s+|[\"'“‘]+", re.I)
POSSESSIVE = re.compile(r"(?:['’]s?|[\s\"“”.,])+$")
Judge = Callable[[MentionDraft, Option], int | None]
"""How right an option is: 2, or 1 for a chain of pronouns alone, which is right where nothing better is; None for not known."""


# ---------------------------------------------------------------- documents


@dataclass
class Text:
    """A text up to coreference, which is run again for every pass, with what tells right choices from wrong ones."""

    id: str
    parse: Parse
    mentions: Sequence[MentionDraft]
    attributions: Sequence[AttributionDraft]
    judge: Judge
    weight: float

    def fresh(self) -> list[MentionDraft]:
        """Return the mentions as they were before any pass."""
        twins = {id(m): copy.copy(m) for m in self.mentions}
        for twin in twins.values():
            if twin.owner is not None:
                twin.owner = twins.get(id(twin.owner), twin.owner)
        return list(twins.values())


def prepare(pipeline: Pipeline, name: str, text: str, published: str | None, judge: Judge, weight: float) -> Text:
    """Run the stages before coreference; a date that is not a whole one is left out."""
    day = published if published and DAY.fullmatch(published) else None
    document = Document(document_id(text, None), name, day, None, None, None, "en", None, text)
    made = pipeline.prepare(document)
    return Text(name, made.parse, made.mentions, made.attributions, judge, weight)


# ---------------------------------------------------------------- gold


class GumGold:
    """The annotated mentions of one document of GUM, by head word."""

    def __init__(self, text: str, mentions: Sequence[Json]) -> None:
        self.text = text
        self.by_head: dict[int, list[Json]] = defaultdict(list)
        self.by_span: dict[tuple[int, int], Json] = {}
        self.kinds: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention["type"] != "time":
                self.by_head[mention["head"][0]].append(mention)
                self.by_span.setdefault(self._trimmed(mention["start"], mention["end"]), mention)
                self.kinds[mention["chain"]].add(mention["kind"])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a span without a determiner in front and an 's behind."""
        words = self.text[start:end]
        front = DETERMINER.match(words)
        start += front.end() if front and front.end() < len(words) else 0
        back = POSSESSIVE.search(self.text[start:end])
        return start, start + back.start() if back and back.start() else end

    def at(self, draft: MentionDraft) -> Json | None:
        """Return the annotated mention that a draft is: one of the same words, or the smallest around it whose head it holds."""
        same = self.by_span.get(self._trimmed(draft.start, draft.end))
        if same is not None:
            return same
        held = [m for at in range(draft.start, draft.end) for m in self.by_head.get(at, ())]
        around = [m for m in held if m["start"] <= draft.start and draft.end <= m["end"] and m["head"][1] <= draft.end]
        return min(around, key=lambda m: m["end"] - m["start"], default=None)

    def judge(self, mention: MentionDraft, option: Option) -> int | None:
        """Tell whether a choice is right: a chain's names and nouns, the nearest or most, are of the gold chain."""
        gold = self.at(mention)
        if option.chain is None:
            return None
        if gold is None or not self.kinds[gold["chain"]] & {"name", "nominal"}:
            return 0
        before = [m for m in option.chain.mentions if m.start < mention.start and m.kind != "pronoun"]
        if before:
            same = [(other := self.at(m)) is not None and other["chain"] == gold["chain"] for m in before]
            nearest = max(range(len(before)), key=lambda n: before[n].start)
            return 2 if same[nearest] or 2 * sum(same) > len(same) else 0
        last = max(option.chain.mentions, key=lambda m: m.start if m.start < mention.start else -1)
        other = self.at(last)
        return 1 if other is not None and other["chain"] == gold["chain"] else 0


class GapGold:
    """One snippet of GAP: a pronoun, two names, and whether it means them."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.pronoun = int(row["Pronoun-offset"])
        self.names = [
            (int(row[f"{part}-offset"]), len(row[part]), row[f"{part}-coref"].casefold() == "true") for part in "AB"
        ]

    def judge(self, mention: MentionDraft, option: Option) -> int | None:
        """Tell whether a choice is right; None for "none" and for what the gold says nothing of."""
        if option.chain is None or mention.start != self.pronoun:
            return None
        held = [
            right
            for start, length, right in self.names
            if any(m.kind != "pronoun" and start <= m.head.start < start + length for m in option.chain.mentions)
        ]
        if held:
            return 2 * any(held)
        return 0 if any(right for _, _, right in self.names) else None


def read_texts(pipeline: Pipeline, data: Path, closed: Sequence[str]) -> list[Text]:
    """Return all texts of a folder of corpora, prepared."""
    texts = []
    for path in sorted([*data.glob("gum-*/*.json"), *data.glob("gum-*/*.json.gz")]):
        if path.name.split(".")[0] in closed:
            continue
        gold = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        weight = NEWS_WEIGHT if "_news_" in gold["id"] else 1.0
        texts.append(
            prepare(
                pipeline, gold["id"], gold["text"], gold["date"], GumGold(gold["text"], gold["mentions"]).judge, weight
            )
        )
    gap = data / "gap-dev" / "gap-development.tsv.gz"
    if gap.exists():
        rows = csv.DictReader(gzip.decompress(gap.read_bytes()).decode().splitlines(), delimiter="\t")
        texts += [prepare(pipeline, r["ID"], r["Text"], None, GapGold(r).judge, GAP_WEIGHT) for r in rows]
    return texts


# ---------------------------------------------------------------- choices


@dataclass
class Choice:
    """The options of one mention, the right ones among them, and which the pass took."""

    group: str
    features: list[tuple[str, ...]]
    right: list[int]
    taken: int
    weight: float
    counts: bool


@dataclass
class Recorder(Ranker):
    """A ranker that takes down what it is asked."""

    weights: Weights
    text: Text
    taught: bool = False
    choices: list[Choice] = field(default_factory=list)

    def choose(self, group: str, mention: MentionDraft, options: Sequence[Option]) -> tuple[ChainDraft | None, Link]:
        """Choose as the ranker does, and take the options down with the right ones, if the gold says anything of them."""
        chain, link = super().choose(group, mention, options)
        judged = [self.text.judge(mention, option) for option in options]
        most = max((one for one in judged if one is not None), default=0)
        if self.taught and any(one is not None for one in judged):
            best = next(
                (option for option, one in zip(options, judged, strict=True) if one and one == most), options[0]
            )
            chain, link = best.chain, Link("taught", best.mention, SURE_LEAD)
        if any(one is not None for one in judged):
            right = [n for n, one in enumerate(judged) if one and one == most]
            open_ones = [n for n, one in enumerate(judged) if one is None]
            taken = next(n for n, option in enumerate(options) if option.chain is chain)
            self.choices.append(
                Choice(
                    group,
                    [option.features for option in options],
                    right or open_ones,
                    taken,
                    self.text.weight,
                    bool(right),
                )
            )
        return chain, link


def run_pass(
    pipeline: Pipeline, texts: Sequence[Text], weights: Weights, *, taught: bool = False
) -> Iterator[tuple[Text, list[Choice]]]:
    """Resolve all texts by the weights, or with `taught` by the gold; yields the choices that were made in each."""
    for text in texts:
        recorder = Recorder(weights, text, taught)
        find_chains(text.parse, text.fresh(), text.attributions, pipeline.gazetteer, recorder)
        yield text, recorder.choices


# ---------------------------------------------------------------- fitting


def fit(choices: Sequence[Choice], penalty: float) -> dict[str, float]:
    """Return the weights under which the right options of all choices are likeliest, less the penalty on their squares."""
    seen = Counter(f for c in choices for f in {f for option in c.features for f in option})
    number = {f: n for n, f in enumerate(sorted(f for f, times in seen.items() if times >= LEAST_SEEN))}
    columns, rows, starts, right, weight = [], [], [], [], []
    row = 0
    for choice in choices:
        starts.append(row)
        weight.append(choice.weight)
        for n, option in enumerate(choice.features):
            right.append(n in choice.right)
            for feature in option:
                if feature in number:
                    columns.append(number[feature])
                    rows.append(row)
            row += 1
    problem = _Problem(
        np.array(columns), np.array(rows), np.array(starts), np.array(right), np.array(weight), len(number), penalty
    )
    solved = problem.solve()
    return {f: round(float(solved[n]), 3) for f, n in number.items() if abs(solved[n]) >= 0.005}


@dataclass
class _Problem:
    columns: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    size: int
    penalty: float

    def loss(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the loss at some weights and its gradient."""
        total = len(self.right)
        scores = np.bincount(self.rows, w[self.columns], total)
        lengths = np.diff(np.append(self.starts, total))
        each = np.repeat(np.arange(len(self.starts)), lengths)
        scores = np.exp(scores - np.maximum.reduceat(scores, self.starts)[each])
        share = scores / np.add.reduceat(scores, self.starts)[each]
        hit = share * self.right
        hits = np.add.reduceat(hit, self.starts)
        slope = (share - hit / hits[each]) * self.weight[each]
        loss = -float(self.weight @ np.log(hits)) + self.penalty / 2 * float(w @ w)
        return loss, np.bincount(self.columns, slope[self.rows], self.size) + self.penalty * w

    def solve(self) -> np.ndarray:
        """Minimise by L-BFGS (Nocedal 1980) with a memory of ten steps and a backtracking line search."""
        w = np.zeros(self.size)
        loss, slope = self.loss(w)
        moves: list[tuple[np.ndarray, np.ndarray]] = []
        for _ in range(STEPS):
            step = _direction(slope, moves)
            rate, gain = 1.0 if moves else 1.0 / max(1.0, float(np.abs(slope).sum())), float(step @ slope)
            while True:
                new, next_slope = self.loss(w + rate * step)
                if new <= loss + 1e-4 * rate * gain or rate < 1e-10:
                    break
                rate /= 2
            moves = [*moves[-9:], (rate * step, next_slope - slope)]
            if float(moves[-1][0] @ moves[-1][1]) <= 1e-12:
                moves.pop()
            done = loss - new < 1e-6 * abs(loss)
            w, loss, slope = w + rate * step, new, next_slope
            if done:
                break
        return w


def _direction(slope: np.ndarray, moves: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    step = -slope.copy()
    shares = []
    for s, y in reversed(moves):
        share = float(s @ step) / float(s @ y)
        shares.append(share)
        step -= share * y
    if moves:
        s, y = moves[-1]
        step *= float(s @ y) / float(y @ y)
    for (s, y), share in zip(moves, reversed(shares), strict=True):
        step += (share - float(y @ step) / float(s @ y)) * s
    return step


def learn(pipeline: Pipeline, texts: Sequence[Text], passes: int = PASSES) -> dict[str, dict[str, float]]:
    """Return the weights after some passes; the first follows the gold, each later one the weights of the one before."""
    weights: dict[str, dict[str, float]] = {}
    gathered: dict[str, list[Choice]] = defaultdict(list)
    for number in range(passes):
        for _, choices in run_pass(pipeline, texts, weights, taught=number == 0):
            for choice in choices:
                gathered[choice.group].append(choice)
        weights = {group: fit(gathered[group], PENALTY[group] * (number + 1)) for group in sorted(gathered)}
    for group, ease in EASE.items():
        weights[group]["none"] = round(weights[group].get("none", 0.0) + ease, 3)
    return weights


# ---------------------------------------------------------------- the command


def check(pipeline: Pipeline, texts: Sequence[Text]) -> None:
    """Print how many choices are right on each fold by what the others teach."""
    total: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        weights = learn(pipeline, [t for n, t in enumerate(texts) if n % FOLDS != fold])
        counts: Counter[tuple[str, str]] = Counter()
        for text, choices in run_pass(pipeline, [t for n, t in enumerate(texts) if n % FOLDS == fold], weights):
            for c in choices:
                group = c.group if text.weight >= 1 else f"{c.group}, GAP"
                outcome = "alone" if c.taken == 0 else "right" if c.taken in c.right else "wrong"
                counts[group, outcome] += 1
                counts[group, "known"] += c.counts
        total += counts
        sys.stdout.write(f"fold {fold}: {_line(counts)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"all: {_line(total)}\n")


def _line(counts: Counter[tuple[str, str]]) -> str:
    parts = []
    for group in sorted({g for g, _ in counts}):
        right, wrong, known = (counts[group, outcome] for outcome in ("right", "wrong", "known"))
        parts.append(f"{group} recall {right / max(known, 1):.3f} precision {right / max(right + wrong, 1):.3f}")
    return "; ".join(parts)


def main() -> None:
    """Fit the weights and write them, or check how well they choose."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--closed", nargs="*", default=[], help="documents that nothing is learned from")
    parser.add_argument("--check", action="store_true", help="cross-validate by document, and write nothing")
    options = parser.parse_args()
    pipeline = load_pipeline(DEFAULT_MODEL)
    texts = read_texts(pipeline, options.data, options.closed)
    if not texts:
        sys.exit(f"no corpus in {options.data}")
    if options.check:
        check(pipeline, texts)
        return
    weights = learn(pipeline, texts)
    WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    sys.stderr.write(f"{WEIGHTS.name}: {sum(map(len, weights.values()))} weights from {len(texts)} texts\n")


if __name__ == "__main__":
    main()
