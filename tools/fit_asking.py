"""Fit the weights by which `kg ask` ranks answers: python tools/fit_asking.py QAMR [--check] [--l2 3].

QAMR holds `questions.tsv` (sentence, wh, kind, question, names, then the answers of several people) and `sentences.tsv` (id,
text): free questions on sentences of Wikinews by way of QAMR (Michael et al., NAACL 2018; MIT, the sentences CC BY 2.5), which
are no part of this repository. The sentences of one article are one document; all of them are one graph, to which each question
is put. A candidate is right where its words are those of an answer (F1 of the telling words from .5 on) and it stands in the
question's sentence. A conditional logit is fitted to the candidates, and a logistic regression tells from the shape of the
outcome how often the first one is right.

`--check` fits on four fifths of the articles and measures on the last fifth, five times, and writes nothing. Otherwise the
weights go to `kg/asking/weights.json`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from kg.asking.candidates import Candidate
from kg.asking.features import Features
from kg.asking.names import Names
from kg.asking.ranking import SHAPE, Ranked, shape_of, shares, weighed
from kg.asking.reading import read_question
from kg.asking.shelf import Shelf
from kg.asking.words import EMPTY
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import Document
from kg.resolve.resolver import resolve
from kg.schema.relations import load_relations

TARGET = Path(__file__).parents[1] / "kg" / "asking" / "weights.json"
FOLDS = 5
SEED = 3
SELDOM = 20
"""A feature of fewer candidates gets no weight."""
PRECISION = 0.64
"""So many of the answers given are to be right: the line of declining is set for it, on folds that were not fitted to."""
WORD = re.compile(r"[\w$£€%]+(?:[.,:'’/-]\w+)*")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates as a matrix, and which of them are right; `named` ones count in the figures."""

    article: str
    named: bool
    question: str
    candidates: list[Candidate]
    features: list[Features]
    right: np.ndarray[Any, Any]


def content(text: str) -> Counter[str]:
    """Return the telling words of a text, or all where none tells anything."""
    words = [word.casefold() for word in WORD.findall(text)]
    return Counter([word for word in words if word not in EMPTY] or words)


def agrees(gold: str, given: str) -> bool:
    """Tell whether two answers share enough words; a number in each that the other lacks parts them."""
    one, other = content(gold), content(given)
    shared = sum((one & other).values())
    numbers = [{word for word in side if any(c.isdigit() for c in word)} for side in (one, other)]
    if not shared or (numbers[0] - numbers[1] and numbers[1] - numbers[0]):
        return False
    score = 2 * shared / (sum(one.values()) + sum(other.values()))
    return score > 0.5 or (score == 0.5 and shared in (sum(one.values()), sum(other.values())))


def place(sentence: str) -> tuple[str, int, int]:
    """Return article, paragraph and number of a sentence from its id."""
    *_, article, paragraph, number = sentence.split(":")
    return article, int(paragraph), int(number)


def read_articles(folder: Path) -> tuple[dict[str, str], dict[str, tuple[str, int, int]]]:
    """Return the text of each article, and for each sentence its article and span."""
    with (folder / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row[:2] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 1]
    texts: dict[str, str] = {}
    spans: dict[str, tuple[str, int, int]] = {}
    last: dict[str, int] = {}
    for name, sentence in sorted(rows, key=lambda row: (int(place(row[0])[0]), *place(row[0])[1:])):
        article, paragraph, _ = place(name)
        gap = "" if article not in texts else " " if last[article] == paragraph else "\n\n"
        start = len(texts.get(article, "") + gap)
        texts[article] = texts.get(article, "") + gap + sentence
        spans[name] = article, start, start + len(sentence)
        last[article] = paragraph
    return texts, spans


def examples(folder: Path) -> list[Example]:
    """Return all questions with their candidates over one graph of all articles."""
    texts, spans = read_articles(folder)
    pipeline, relations = load_pipeline(DEFAULT_MODEL), load_relations()
    documents = [
        pipeline.annotate(Document(article, None, None, None, None, None, "en", None, f"{text}\n"))
        for article, text in sorted(texts.items())
    ]
    resolution = resolve(documents)
    shelf = Shelf(documents, resolution.entity_of, resolution.labels)
    names = Names(resolution.entities, load_gazetteer())
    found = []
    with (folder / "questions.tsv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            sentence, _, _, question, called, *answers = row
            article, start, end = spans[sentence]
            pairs = list(weighed(read_question(question, pipeline, names), shelf, relations))
            right = [
                one.place.page.annotated.document.id == article
                and start <= one.place.sentence.start < end
                and any(agrees(gold, text) for gold in answers for text in (one.text, one.label))
                for one, _ in pairs
            ]
            found.append(
                Example(
                    article,
                    bool(called.strip()),
                    question,
                    [p[0] for p in pairs],
                    [p[1] for p in pairs],
                    np.array(right, bool),
                )
            )
    return found


class Fit:
    """The conditional logit over a fixed set of features."""

    def __init__(self, found: Sequence[Example], l2: float) -> None:
        counts = Counter(name for example in found for features in example.features for name in features)
        self.names = sorted(name for name, count in counts.items() if count >= SELDOM)
        self.column = {name: n for n, name in enumerate(self.names)}
        self.l2 = l2
        self.matrices = {id(example): self._matrix(example.features) for example in found}

    def _matrix(self, rows: Sequence[Features]) -> csr_matrix:
        cells = [(n, self.column[k], v) for n, row in enumerate(rows) for k, v in row.items() if v and k in self.column]
        at, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
        return csr_matrix((values, (at, columns)), shape=(len(rows), len(self.names)))

    def weights(self, found: Iterable[Example]) -> np.ndarray[Any, Any]:
        """Return the weights that make the right candidates likeliest."""
        used = [example for example in found if example.right.any()]
        matrix = vstack([self.matrices[id(example)] for example in used]).tocsr()
        sizes = np.array([len(example.right) for example in used])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        right = np.concatenate([example.right for example in used]).astype(float)
        owner = np.repeat(np.arange(len(used)), sizes)

        def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
            scores = matrix @ weights
            raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
            total = np.add.reduceat(raised, starts)
            hit = np.add.reduceat(raised * right, starts)
            gradient = matrix.T @ (raised / total[owner] - raised * right / hit[owner])
            return float(-np.log(hit / total).sum() + self.l2 / 2 * weights @ weights), gradient + self.l2 * weights

        start = np.zeros(len(self.names))
        return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)

    def first(self, example: Example, weights: np.ndarray[Any, Any]) -> tuple[dict[str, float], bool] | None:
        """Return the shape of the outcome, and whether the first candidate is right; None without candidates."""
        if not example.candidates:
            return None
        scores = self.matrices[id(example)] @ weights
        raised = np.exp(scores - scores.max())
        ranked = [
            Ranked(one, features, float(score), float(p))
            for one, features, score, p in zip(
                example.candidates, example.features, scores, raised / raised.sum(), strict=True
            )
        ]
        best = int(scores.argmax())
        share = shares(ranked)[ranked[best].candidate.label.casefold()]
        return shape_of(ranked[best], share), bool(example.right[best])


def fit_certainty(shapes: Sequence[dict[str, float]], right: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Return the weights of a logistic regression of being right on the shape, and its bias."""
    matrix = np.array([[shape[name] for name in SHAPE] for shape in shapes])
    target = np.array(right, float)

    def loss(weights: np.ndarray[Any, Any]) -> float:
        scores = matrix @ weights[:-1] + weights[-1]
        return float(np.logaddexp(0, scores).sum() - target @ scores + 0.5 * weights[:-1] @ weights[:-1])

    found = minimize(loss, np.zeros(len(SHAPE) + 1), method="L-BFGS-B").x
    return {name: round(float(weight), 4) for name, weight in zip(SHAPE, found[:-1], strict=True)}, round(
        float(found[-1]), 4
    )


def say(line: str) -> None:
    """Write a line of the report."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Fit, report, and write the weights unless they are but checked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--l2", type=float, default=3.0)
    options = parser.parse_args()
    found = examples(options.folder)
    fit = Fit(found, options.l2)
    articles = sorted({example.article for example in found})
    random.Random(SEED).shuffle(articles)  # noqa: S311 (no secret)
    outcomes: dict[str, list[tuple[dict[str, float], bool]]] = defaultdict(list)
    total = sum(example.named for example in found)
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit.weights(example for example in found if example.article not in held)
        for example in found:
            outcome = fit.first(example, weights) if example.article in held and example.named else None
            if outcome is not None:
                outcomes[example.article].append(outcome)
    sure = []
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        others = [pair for article, pairs in outcomes.items() if article not in held for pair in pairs]
        scale, bias = fit_certainty([shape for shape, _ in others], [right for _, right in others])
        for article in sorted(held & set(outcomes)):
            for shape, right in outcomes[article]:
                score = bias + sum(scale[name] * shape[name] for name in SHAPE)
                sure.append((1 / (1 + np.exp(-score)), right))
    sure.sort(key=lambda pair: -pair[0])
    line = 0.0
    say(f"{total} named questions, first candidate right in {sum(right for _, right in sure) / total:.3f}")
    for share in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0):
        first = sure[: round(total * share)]
        hits = sum(right for _, right in first)
        say(
            f"answered {len(first) / total:.2f} precision {hits / len(first):.3f} hit@1 {hits / total:.3f} "
            f"line {first[-1][0]:.3f}"
        )
    for n in range(len(sure), 0, -1):
        if sum(right for _, right in sure[:n]) / n >= PRECISION:
            line = float(sure[n - 1][0])
            break
    say(f"precision {PRECISION} from a certainty of {line:.3f} on")
    if options.check:
        return
    everything = [pair for pairs in outcomes.values() for pair in pairs]
    scale, bias = fit_certainty([shape for shape, _ in everything], [right for _, right in everything])
    weights = fit.weights(found)
    ranking = {name: round(float(w), 3) for name, w in zip(fit.names, weights, strict=True) if abs(w) >= 0.005}
    table = {"ranking": ranking, "certainty": scale, "bias": bias, "line": round(line, 3)}
    TARGET.write_text(json.dumps(table, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
