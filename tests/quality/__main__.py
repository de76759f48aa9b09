"""The frozen run: `python -m tests.quality` shows how the extraction of this checkout differs from the committed one.

It extracts from the test articles of this folder, reduces the output to lines, judges it by what the articles say, and prints a
unified diff and the figures that changed; where the open development data and its scorers are beside the checkout, the same for
these. A report, not a gate: only output that breaks the contract makes it fail. `--update` writes the new run in place of the
old.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.extraction import extract, extract_sentences, write_openie
from kg.model import AnnotatedDocument, Document
from tests.extraction.contract import find_breaches
from tests.quality.expected import read_entities, read_statements
from tests.quality.figures import ScorerError, compare, main_figures, score
from tests.quality.lines import write_lines
from tests.quality.score import count, count_entities, judge, write_report
from tests.quality.texts import carb_sentences, gold_texts, gum_texts, own_articles

FROZEN = Path(__file__).parent / "frozen"
OWN = FROZEN / "own"
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
FIGURES = "figures.txt"
VERDICTS = "verdicts.txt"


class Run(NamedTuple):
    """File name -> text, and what breaks the contract, each with the name of its text."""

    files: dict[str, str]
    breaches: list[str]


def run_own() -> Run:
    """Return a run over the test articles of this repository."""
    outputs = _extract(dict(own_articles()))
    verdicts = {name: [judge(gold, annotated) for gold in read_statements(name)] for name, annotated in outputs.items()}
    counts = {
        name: count(verdicts[name]) + count_entities(read_entities(name), annotated)
        for name, annotated in outputs.items()
    }
    files = _lines(outputs)
    files[VERDICTS] = "".join(f"{verdict}\n" for name in outputs for verdict in verdicts[name])
    files[FIGURES] = f"# own articles\n{write_report(counts)}"
    return Run(files, _breaches(outputs))


def run_open(bench: Path) -> Run:
    """Return a run over the open data of `bench`, measured by its scorers."""
    gold, gum = _extract(dict(gold_texts(bench))), _extract(dict(gum_texts(bench)))
    sentences = list(extract_sentences(carb_sentences(bench)))
    openie = [line for one in sentences for line in write_openie(one)]
    files = _lines(gum | gold)
    of_gold = (annotated.to_json() for annotated in gold.values())
    of_gum = (annotated.to_json() for annotated in gum.values())
    files[FIGURES] = score(bench, of_gold, of_gum, openie)
    numbered = {f"sentence {number} of CaRB": one for number, one in enumerate(sentences, start=1)}
    return Run(files, _breaches(gum | gold | numbered))


def _extract(texts: Mapping[str, Document]) -> dict[str, AnnotatedDocument]:
    return dict(zip(texts, extract(texts.values()), strict=True))


def _lines(outputs: Mapping[str, AnnotatedDocument]) -> dict[str, str]:
    return {f"{name}.txt": "".join(f"{line}\n" for line in write_lines(one)) for name, one in outputs.items()}


def _breaches(outputs: Mapping[str, AnnotatedDocument]) -> list[str]:
    return [f"{name}: {breach}" for name, one in outputs.items() for breach in find_breaches(one.to_json())]


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Return the lines of a unified diff between two runs, the figures last."""
    found: list[str] = []
    for name in sorted(old | new, key=lambda name: (name == FIGURES, name)):
        before, after = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        found += difflib.unified_diff(before, after, f"frozen/{name}", f"now/{name}", n=0, lineterm="")
    return found


def read_frozen(folder: Path) -> dict[str, str]:
    """Return the committed run of a folder; nothing where there is none yet."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def write_frozen(folder: Path, files: dict[str, str]) -> None:
    """Put a run in place of the committed one."""
    folder.mkdir(exist_ok=True, parents=True)
    for path in folder.glob("*.txt"):
        path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def report(title: str, folder: Path, new: Run, *, update: bool) -> None:
    """Print how a run differs from the committed one, and put it in its place if asked."""
    print(f"== {title}")
    old = read_frozen(folder)
    if not old:
        print("no frozen run yet; --update writes this one")
    else:
        print("\n".join(differences(old, new.files)) or "the extraction is that of the frozen run")
    print("\nMain figures")
    for scorer, line in main_figures(new.files[FIGURES]).items():
        print(f"  {scorer}: {line}")
    figures = list(compare(old[FIGURES], new.files[FIGURES])) if FIGURES in old else []
    if figures:
        print("\nChanged main figures", *figures, sep="\n  ")
    if new.breaches:
        print("\nThe contract is broken", *new.breaches, sep="\n  ")
    if update:
        write_frozen(folder, new.files)
        print(f"\nwritten to {folder.relative_to(FROZEN.parents[2])}")
    print()


def main() -> int:
    """Print the report; return 0, or 1 where it cannot be made or the contract is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="write this run in place of the committed one")
    parser.add_argument("--bench", type=Path, help="folder of the scorers and the open data, where they are elsewhere")
    options = parser.parse_args()
    if options.bench is not None and not options.bench.is_dir():
        print(f"nothing to measure with: the scorers are not at {options.bench}")
        return 1
    runs = [run_own()]
    report("Own articles", OWN, runs[0], update=options.update)
    bench = options.bench or BENCH
    if not bench.is_dir():
        print("The open data is not beside this checkout; --bench names its folder.")
    else:
        try:
            runs.append(run_open(bench))
        except ScorerError as problem:
            print(problem)
            return 1
        report("Open data", FROZEN, runs[1], update=options.update)
    return int(any(run.breaches for run in runs))


if __name__ == "__main__":
    sys.exit(main())
