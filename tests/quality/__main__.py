"""The frozen run: `python -m tests.quality` shows how the extraction of this checkout differs from the committed one.

It extracts from the open development texts, reduces the output to lines, calls the scorers, and prints a unified diff and the
figures that changed: a report, not a gate. `--update` writes the new run in place of the old.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from kg.extraction import extract, extract_sentences, write_openie
from tests.quality.figures import ScorerError, compare, main_figures, score
from tests.quality.lines import write_lines
from tests.quality.texts import carb_sentences, gold_texts, gum_texts

FROZEN = Path(__file__).parent / "frozen"
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
FIGURES = "figures.txt"


def run(bench: Path) -> dict[str, str]:
    """Return file name -> text of a run over the texts of `bench`."""
    gold, gum = dict(gold_texts(bench)), dict(gum_texts(bench))
    gold_outputs = dict(zip(gold, extract(gold.values()), strict=True))
    gum_outputs = dict(zip(gum, extract(gum.values()), strict=True))
    openie = [line for one in extract_sentences(carb_sentences(bench)) for line in write_openie(one)]
    files = {
        f"{name}.txt": "".join(f"{line}\n" for line in write_lines(annotated))
        for name, annotated in (gum_outputs | gold_outputs).items()
    }
    of_gold = (annotated.to_json() for annotated in gold_outputs.values())
    of_gum = (annotated.to_json() for annotated in gum_outputs.values())
    files[FIGURES] = score(bench, of_gold, of_gum, openie)
    return files


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Return the lines of a unified diff between two runs, the figures last."""
    found: list[str] = []
    for name in sorted(old | new, key=lambda name: (name == FIGURES, name)):
        before, after = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        found += difflib.unified_diff(before, after, f"frozen/{name}", f"now/{name}", n=0, lineterm="")
    return found


def read_frozen() -> dict[str, str]:
    """Return the committed run; nothing where there is none yet."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FROZEN.glob("*.txt"))}


def write_frozen(files: dict[str, str]) -> None:
    """Put a run in place of the committed one."""
    FROZEN.mkdir(exist_ok=True)
    for path in FROZEN.glob("*.txt"):
        path.unlink()
    for name, text in files.items():
        (FROZEN / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Print the report; return 0, or 1 where it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="write this run in place of the committed one")
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the scorers and the open data")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"nothing to measure with: the scorers are not at {options.bench}")
        return 1
    try:
        new = run(options.bench)
    except ScorerError as problem:
        print(problem)
        return 1
    old = read_frozen()
    if not old:
        print("no frozen run yet; --update writes this one")
    else:
        print("\n".join(differences(old, new)) or "the extraction is that of the frozen run")
    print("\nMain figures")
    for scorer, line in main_figures(new[FIGURES]).items():
        print(f"  {scorer}: {line}")
    figures = list(compare(old[FIGURES], new[FIGURES])) if FIGURES in old else []
    if figures:
        print("\nChanged main figures", *figures, sep="\n  ")
    if options.update:
        write_frozen(new)
        print("\nwritten to tests/quality/frozen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
