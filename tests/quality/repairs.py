"""What each repair is worth: `python -m tests.quality.repairs` takes one after the other out and scores what changes.

Only texts on which a repair fires are read again without it, and only those whose output changes are scored. The table goes to
`tests/quality/repairs.md`: on how many tokens of the open texts the repair changes the tree, in how many texts that changes
what is found, and what is gained by it, right less wrong. What was deleted for want of a gain stands in `repairs_deleted.md`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.extraction import DEFAULT_MODEL, write_openie
from kg.extraction.load import load_pipeline
from kg.extraction.pipeline import Pipeline
from kg.extraction.repairs import IN_ORDER
from kg.extraction.rules import Rule, name_of
from kg.extraction.trace import Trace
from kg.model import AnnotatedDocument, Document
from kg.reading.metadata import document_id
from tests.extraction.rules import Parsed, without
from tests.quality.__main__ import BENCH
from tests.quality.expected import read_statements
from tests.quality.score import count, judge
from tests.quality.texts import carb_sentences, open_gum_files, own_articles, read_text

Json = dict[str, Any]
Counts = dict[str, float]
COLUMNS = ("subjects", "objects", "roles", "clauses", "qasrl", "gold", "own", "carb", "entities")
SUMMED = COLUMNS[:5]
TABLE = Path(__file__).with_suffix(".md")
HEAD = """# What each repair is worth

Made by `python -m tests.quality.repairs`, not by hand. *Fires*: tokens of the open texts at which it changes the tree; *texts*:
those in which what is found changes. The other columns count what is gained, right ones less wrong ones: the treebank's
subjects, objects (precision and recall), roles and clauses (precision), QA-SRL's arguments, pairs and sides, the statements of
the gold articles and of our own ones, CaRB's F1 summed over sentences, names and mentions of GUM news. *Net* is the sum of the
first five. A repair stays if its net is above zero, if it gains on the gold articles, our own, or CaRB, or if its decorator
says why.

"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be read, and what counts the worth of an output of it."""

    name: str
    document: Document
    worth: Callable[[AnnotatedDocument], Counts]


def read_texts(bench: Path) -> Iterator[Text]:
    """Yield the open texts of all scorers, each with its own count."""
    sys.path.insert(0, str(bench))
    treebank, qasrl, statements, entities, carb = map(
        importlib.import_module, ("treebank", "qasrl", "statements", "entities", "carb")
    )
    for one in treebank.documents(sorted((bench / "treebank-dev").glob("*.conllu*"))):
        document = read_text(one.text, one.date) if one.id.startswith("GUM_") else _sentence(one.text.strip(), one.date)
        yield Text(one.id, document, _scored(treebank.evaluate, one, _treebank))
    for one in qasrl.load(bench / "qasrl-dev", "wikinews.dev"):
        yield Text(one.id, _sentence(one.text), _scored(qasrl.evaluate, one, _qasrl))
    for one in statements.load(bench / "gold"):
        yield Text(f"gold {one.id}", read_text(one.text, one.date), _scored(statements.evaluate, one, _gold))
    for path in open_gum_files(bench):
        gold = json.loads(path.read_text(encoding="utf-8"))
        one = treebank.Document(gold["id"], gold["text"], gold["date"], gold)
        yield Text(f"names {one.id}", read_text(one.text, one.date), _scored(entities.evaluate, one, _entities))
    for name, document in own_articles():
        yield Text(f"own {name}", document, _own(name))
    gold_tuples = carb.parse((bench / "carb-dev" / "gold.tsv").read_text(encoding="utf-8").splitlines(), False)
    for number, sentence in enumerate(carb_sentences(bench)):
        key = carb.sentence_key(sentence)
        own = {key: gold_tuples[key]} if key in gold_tuples else {}
        yield Text(f"carb {number}", _sentence(sentence), _scored_lines(carb, own))


def _sentence(text: str, date: str | None = None) -> Document:
    return Document(document_id(text, None), None, date, None, None, None, "en", None, text)


def _scored(evaluate: Callable[..., Any], gold: Any, counts: Callable[[Any], Counts]) -> Callable[..., Counts]:
    return lambda annotated: counts(evaluate([gold], [json.loads(annotated.to_json())]))


def _scored_lines(carb: Any, gold: Any) -> Callable[..., Counts]:
    def worth(annotated: AnnotatedDocument) -> Counts:
        f1 = carb.summary(carb.curve(gold, carb.parse(list(write_openie(annotated)), True)))[0] if gold else 0.0
        return {"carb": f1}

    return worth


def _treebank(score: Any) -> Counts:
    """Right less wrong pairs, and the gold's pairs that are found; of roles and clauses precision alone is known."""
    n = {name: number for (genre, name), number in score.n.items() if genre == "all"}
    net = {
        f"{slot}s": 2 * n.get(f"{slot} right", 0) - n.get(slot, 0) for slot in ("subject", "object", "role", "clause")
    }
    net["subjects"] += n.get("found noun", 0) + n.get("found pronoun", 0)
    net["objects"] += n.get("found object", 0)
    return net


def _qasrl(score: Any) -> Counts:
    """Arguments that are answers less those that are none; pairs of agent and patient; subjects turned the wrong way."""
    return {"qasrl": 2 * score.spans.system_hits - score.spans.system + score.n["linked"] - score.n["turned"]}


def _gold(score: Any) -> Counts:
    return {"gold": score.n["strict"] + score.n["loose"] - score.n["reversed"] + score.n["attribution right"]}


def _own(name: str) -> Callable[[AnnotatedDocument], Counts]:
    def worth(annotated: AnnotatedDocument) -> Counts:
        n = count([judge(gold, annotated) for gold in read_statements(name)])
        right = sum(number for key, number in n.items() if key.endswith(" right"))
        return {"own": n["strict"] + n["loose"] - n["reversed"] + right}

    return worth


def _entities(score: Any) -> Counts:
    right = 2 * score.names.system_hits - score.names.system + 2 * score.all.system_hits - score.all.system
    return {"entities": right + score.pronouns["right"]}


@dataclass(frozen=True, slots=True)
class Worth:
    """A repair's name, how often it fires, in how many texts it changes what is found, and what is gained by it."""

    name: str
    fires: int
    texts: int
    gain: Counts

    @property
    def net(self) -> float:
        """What is gained on the two large sets: pairs of the treebank and answers of QA-SRL."""
        return sum(self.gain.get(name, 0) for name in SUMMED)


def measure(pipeline: Pipeline, texts: Sequence[Text]) -> Iterator[Worth]:
    """Yield the worth of each repair, in their order."""
    fires: Counter[str] = Counter()
    where: dict[str, list[tuple[Text, AnnotatedDocument]]] = defaultdict(list)
    for text in texts:
        trace = Trace()
        annotated = pipeline.run(text.document, trace).annotated
        names = [mend.rule for mend in trace.mends]
        fires.update(names)
        for name in set(names):
            where[name].append((text, annotated))
    for function, _ in IN_ORDER:
        name = name_of(function)
        gain: Counter[str] = Counter()
        changed = 0
        with without(Rule(name, function, "", "")):
            for text, annotated in where[name]:
                other = pipeline.annotate(text.document)
                if other != annotated:
                    changed += 1
                    before, after = text.worth(other), text.worth(annotated)
                    for key in after:
                        gain[key] += after[key] - before.get(key, 0)
        yield Worth(name.removeprefix("repairs."), fires[name], changed, gain)


def write_table(worths: Iterable[Worth]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| repair | fires | texts | " + " | ".join(COLUMNS) + " | net |",
        "|---|" + "---:|" * (len(COLUMNS) + 3),
    ]
    for one in worths:
        figures = [
            f"{one.gain.get(name, 0):+.2f}".removesuffix(".00") if one.gain.get(name, 0) else "0" for name in COLUMNS
        ]
        lines.append(f"| {one.name} | {one.fires} | {one.texts} | {' | '.join(figures)} | {one.net:+g} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality.repairs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the scorers and the open data")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"nothing to measure with: the scorers are not at {options.bench}")
        return 1
    pipeline = load_pipeline(DEFAULT_MODEL)
    texts = list(read_texts(options.bench))
    worths = measure(replace(pipeline, nlp=Parsed(pipeline.nlp)), texts)  # type: ignore[arg-type]
    TABLE.write_text(HEAD + write_table(worths), encoding="utf-8")
    print(f"written to {TABLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
