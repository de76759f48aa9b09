"""The scorers' figures: in go outputs of `kg extract`, out come what each scorer of the open development data prints."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.quality.texts import open_gum_files

FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


class ScorerError(Exception):
    """A scorer cannot run; the text says which one, and its last words."""


def score(bench: Path, gold: Iterable[bytes], gum: Iterable[bytes], openie: Iterable[str]) -> str:
    """Return the reports of all scorers, each under its name, the main figures in its last line.

    `gold` and `gum` are lines of `kg extract` for the two sets of texts, `openie` its lines for the sentences of CaRB.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "gold.jsonl").write_bytes(b"".join(line + b"\n" for line in gold))
        (folder / "gum.jsonl").write_bytes(b"".join(line + b"\n" for line in gum))
        (folder / "openie.tsv").write_text("".join(line + "\n" for line in openie), encoding="utf-8")
        (folder / "gum").mkdir()
        for path in open_gum_files(bench):
            (folder / "gum" / path.name).symlink_to(path)
        of_gold = ["--gold", bench / "gold", "--out", folder / "gold.jsonl"]
        of_gum = ["--gold", folder / "gum", "--out", folder / "gum.jsonl"]
        reports = {
            "statements.py": of_gold,
            "gold_entities.py": of_gold,
            "entities.py": of_gum,
            "times.py": of_gum,
            "carb.py": ["--out", folder / "openie.tsv"],
        }
        return "\n".join(f"# {scorer}\n{_run(bench / scorer, options)}" for scorer, options in reports.items())


def _run(scorer: Path, options: list[str | Path]) -> str:
    done = subprocess.run([sys.executable, "-B", scorer, *options], capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise ScorerError(f"{scorer.name} cannot run: {last}")
    return done.stdout


def main_figures(report: str) -> dict[str, str]:
    """Return scorer -> its last line, that of the main figures."""
    found: dict[str, str] = {}
    for part in re.split(r"^# ", report, flags=re.M)[1:]:
        lines = part.strip().splitlines()
        found[lines[0]] = lines[-1]
    return found


def compare(old: str, new: str) -> Iterator[str]:
    """Yield the main figures that changed, with their differences: "key loose 0.870 -> 0.884 (+0.014)"."""
    before = main_figures(old)
    for scorer, line in main_figures(new).items():
        names = [re.sub(r"^\W+|\W+$", "", text) for text in FIGURE.split(line)]
        values = FIGURE.findall(line)
        earlier = FIGURE.findall(before.get(scorer, ""))
        if len(values) != len(earlier):
            yield f"{scorer}: {line}"
            continue
        for name, (then, now) in zip(names, zip(earlier, values, strict=True), strict=False):
            if then != now:
                yield f"{scorer}: {name} {then} -> {now} ({float(now) - float(then):+.3f})"
