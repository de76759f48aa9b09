"""Fit the confidence of clauses to judged statements: `python -m tests.quality.confidence` writes weights and figures.

The data is `tests/quality/judged.py`'s: statements of open text that gold trees, QA-SRL, MEANTIME, the factuality of EWT and the
coreference of GUM judge. A logistic regression with a ridge is fitted to their signs; a sign has a weight where it is seen often.
The figures are of documents left out: five folds by document, the area under the ROC curve, and the expected calibration error
in ten bins. The same data gives the line from which on nine of ten plain statements (affirmed, actual, with an object) are right:
it stands in `kg/graph/document_quads.py` as LEAST_CONFIDENCE, and a test compares it with the table.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extraction.records.rating.confidence import LITTLE_TRUST, UNJUDGED, USUAL_TRUST, load_weights
from tests.quality.__main__ import BENCH
from tests.quality.judged import Judged, read_judged

MEASURED = Path(__file__).parents[2] / "kg" / "view" / "measured.json"
WEIGHTS = Path(__file__).parents[2] / "kg" / "extraction" / "records" / "rating" / "weights.json"
TABLE = Path(__file__).parent / "confidence.md"
FOLDS, STEPS, BINS = 5, 30, 10
RIDGE = 10.0
"""How strongly the weights are drawn to nothing."""
LEAST_SEEN = 25
"""Statements that a sign must stand at to get a weight."""
ENOUGH = 0.9
"""How many of the plain statements above the line are right."""

Array = NDArray[np.float64]


class Model:
    """Weights over the signs that are seen often; the last two are of the rule's trust and of any statement."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        seen = Counter(sign for row in rows for sign in row.signs)
        self.names = sorted(sign for sign, times in seen.items() if times >= LEAST_SEEN and sign not in UNJUDGED)
        self.number = {sign: n for n, sign in enumerate(self.names)}
        self.weights = fit(self.matrix(rows), rights(rows))

    def matrix(self, rows: Sequence[Judged]) -> Array:
        found = np.zeros((len(rows), len(self.names) + 2))
        for at, row in enumerate(rows):
            found[at, [self.number[sign] for sign in row.signs if sign in self.number]] = 1
            found[at, -2] = row.trust - USUAL_TRUST
        found[:, -1] = 1
        return found

    def rate(self, rows: Sequence[Judged]) -> Array:
        """Return how likely each statement is right."""
        return sigmoid(self.matrix(rows) @ self.weights)


def sigmoid(odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def rights(rows: Sequence[Judged]) -> Array:
    return np.array([row.right for row in rows], dtype=np.float64)


def fit(matrix: Array, right: Array) -> Array:
    """Return the weights of a logistic regression with a ridge, by Newton's method; the last weight is free."""
    ridge = np.full(matrix.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        likely = sigmoid(matrix @ weights)
        slope = matrix.T @ (likely - right) + ridge * weights
        bend = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + np.diag(ridge)
        change = np.linalg.solve(bend, slope)
        weights -= change
        if np.abs(change).max() < 1e-6:
            break
    return weights


def area(likely: Array, right: Array) -> float:
    """Return the area under the ROC curve: how often a right statement stands above a wrong one, ties counted half."""
    order = np.argsort(likely, kind="stable")
    ranks = np.empty(len(likely))
    ranks[order] = np.arange(1, len(likely) + 1)
    _, where, times = np.unique(likely, return_inverse=True, return_counts=True)
    ranks = (np.bincount(where, ranks) / times)[where]
    ones = right.sum()
    return float((ranks[right == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(right) - ones)))


def calibration_error(likely: Array, right: Array) -> float:
    """Return the expected calibration error: how far claim and truth are apart in ten bins, weighted by their size."""
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    return float(
        sum(abs((likely - right)[bins == n].mean()) * (bins == n).mean() for n in range(BINS) if (bins == n).any())
    )


def fold_of(group: str) -> int:
    """Return the fold that a document is left out in: the same on every machine."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def line_of(likely: Array, right: Array) -> float:
    """Return the least confidence, in hundredths, from which on enough are right; 1 where none is."""
    for hundredths in range(50, 100):
        above = likely >= hundredths / 100
        if above.any() and right[above].mean() >= ENOUGH:
            return hundredths / 100
    return 1.0


def left_out(rows: Sequence[Judged]) -> Array:
    """Return for each statement what a model says that has not seen its document."""
    folds = np.array([fold_of(row.group) for row in rows])
    likely = np.zeros(len(rows))
    for number in range(FOLDS):
        model = Model([row for row, fold in zip(rows, folds, strict=True) if fold != number])
        likely[folds == number] = model.rate([row for row, fold in zip(rows, folds, strict=True) if fold == number])
    return likely


def write_table(rows: Sequence[Judged], likely: Array) -> str:
    """Return the figures as Markdown."""
    right, folds = rights(rows), np.array([fold_of(row.group) for row in rows])
    corpora = np.array([row.corpus for row in rows])
    plain = np.array([row.plain for row in rows])

    def line(name: str, which: NDArray[np.bool_]) -> str:
        one, other = likely[which], right[which]
        return f"| {name} | {which.sum()} | {other.mean():.3f} | {area(one, other):.3f} | {calibration_error(one, other):.3f} |\n"

    lines = [line(f"fold {n + 1}", folds == n) for n in range(FOLDS)]
    lines += [line(str(corpus), corpora == corpus) for corpus in sorted(set(corpora))]
    lines.append(line("all", np.ones(len(rows), dtype=bool)))
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    claims = "".join(
        f"| {n / BINS:.1f} to {(n + 1) / BINS:.1f} | {len(one)} | {one.mean():.3f} | {right[bins == n].mean():.3f} |\n"
        for n in range(BINS)
        if len(one := likely[bins == n])
    )
    least = line_of(likely[plain], right[plain])
    above = plain & (likely >= least)
    return HEAD.format(
        statements=len(rows),
        documents=len({row.group for row in rows}),
        folds="".join(lines),
        bins=claims,
        line=least,
        right=right[above].mean(),
        share=above.sum() / plain.sum(),
        plain=plain.sum(),
        without=right[plain].mean(),
    )


HEAD = """# What the confidence is worth

Made by `python -m tests.quality.confidence`; its docstring and that of `tests/quality/judged.py` say how. {statements}
statements of {documents} documents, each rated by a model that has seen none of its document. *AUC*: how often a right statement
stands above a wrong one. *ECE*: how far claim and truth are apart, in ten bins.

| documents | statements | right | AUC | ECE |
|---|---|---|---|---|
{folds}
| confidence | statements | claimed | right |
|---|---|---|---|
{bins}
Of {plain} affirmed, actual statements with an object {without:.3f} are right. **From {line:.2f} on {right:.3f} are**;
these are {share:.3f} of them. A statement below that line gets no plain triple.

Gold trees judge who does what, annotators whether it happened, GUM's chains what pronouns mean; none judges the source of a
quotation, or whether a reader understands the statement. Readers, who judge all at once, call fewer right
([reading.md](reading.md)): a confidence orders statements, and of .8 a reader may expect some .7.
"""


def write_measured(rows: Sequence[Judged], likely: Array) -> str:
    """Return what the page tells of how far it can be trusted, as JSON; what readers said stays as it is there."""
    right, plain = rights(rows), np.array([row.plain for row in rows])
    line = line_of(likely[plain], right[plain])
    found = {
        "judged": len(rows),
        "right": round(float(right.mean()), 3),
        "line": line,
        "above": round(float(right[plain & (likely >= line)].mean()), 3),
    }
    return json.dumps(json.loads(MEASURED.read_text("utf-8")) | found, indent=1) + "\n"


def write_weights(model: Model) -> str:
    """Return the weights as JSON, a sign a line, the heaviest first."""
    pairs = zip(model.names, model.weights.tolist(), strict=False)
    signs = {name: round(weight, 2) for name, weight in sorted(pairs, key=lambda pair: (-abs(pair[1]), pair[0]))}
    kept = {name: weight for name, weight in signs.items() if weight}
    found = {"base": round(float(model.weights[-1]), 2), "trust": round(float(model.weights[-2]), 2), "signs": kept}
    return json.dumps(found, indent=1) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality.confidence", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the scorers and the open data")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"nothing to fit to: the scorers are not at {options.bench}")
        return 1
    rows = [row for row in read_judged(options.bench) if row.trust >= LITTLE_TRUST]
    table = write_table(rows, left_out(rows))
    print(table)
    if not options.check:
        TABLE.write_text(table, encoding="utf-8")
        MEASURED.write_text(write_measured(rows, left_out(rows)), encoding="utf-8")
        WEIGHTS.write_text(write_weights(Model(rows)), encoding="utf-8")
        load_weights.cache_clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
