"""The README and the tour as one program: their blocks are run in order, in one folder, and what they print can be
compared or renewed.

`python -m tests.readme` writes into both what their commands print now.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.forking import forked_kg

ROOT = Path(__file__).parents[1]
PAGES = tuple(
    ROOT / name
    for name in (
        *("README.md", "docs/tour.md", "docs/exports.md"),
        *("docs/gazetteer.md", "docs/scale.md", "docs/serving.md", "docs/servers.md"),
    )
)
"""In the order in which a reader runs them: the others go on in the store that the README makes."""
WIDTH = "100"

CONSOLE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^```sparql\n(?P<body># (?P<name>\S+\.rq)\n.*?)^```$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(?P<body>.*?)^```$(?:\n\n```text\n(?P<output>.*?)^```$)?", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
TERMINAL_CODE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Step:
    """A command line or a Python program of a page, what it prints there, and where that stands."""

    kind: str
    source: str
    output: str
    start: int
    end: int


def steps(text: str) -> list[Step]:
    """The steps of a page in their order; the files that it names are not among them."""
    found: list[Step] = []
    for block in CONSOLE.finditer(text):
        for match in COMMAND.finditer(text, block.start("body"), block.end("body")):
            found.append(Step("console", match["command"], match["output"], *match.span("output")))
    for block in PYTHON.finditer(text):
        found.append(Step("python", block["body"], block["output"] or "", *block.span("output")))
    return sorted(found, key=lambda step: step.start if step.start >= 0 else text.index(step.source))


def prepare(folder: Path, texts: Iterable[str]) -> None:
    """Put into a folder what the steps need: the sample articles and the query files that the pages show."""
    shutil.copytree(ROOT / "data", folder / "data")
    for text in texts:
        for block in FILE.finditer(text):
            (folder / block["name"]).write_text(block["body"], encoding="utf-8")


def run(step: Step, folder: Path, *before: Path) -> str:
    """What a step prints, as on a terminal; a set-up by make is left out, which prints nothing here.

    Commands are looked for in the folders `before` first.
    """
    if step.kind == "python":
        return run_on_terminal([sys.executable, "-c", step.source], folder)
    command = step.source.split("  #")[0]
    return "" if command.startswith("make ") else run_on_terminal(["bash", "-c", command], folder, *before)


def run_on_terminal(command: list[str], folder: Path, *before: Path) -> str:
    """Run a command whose output goes to a terminal, and return that and then its messages, without colors."""
    path = os.pathsep.join(map(str, (*before, Path(sys.executable).parent, os.environ["PATH"])))
    environment = {**os.environ, "PATH": path, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": WIDTH}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    shown = b"".join(_read_to_the_end(ours)).decode("utf-8")
    os.close(ours)
    messages = process.communicate()[1].decode("utf-8")
    return tidy(TERMINAL_CODE.sub("", shown + messages))


def tidy(output: str) -> str:
    """Output without the spaces at the ends of its lines, and without empty lines around it."""
    lines = "\n".join(line.rstrip() for line in output.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


def _read_to_the_end(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side is closed
            return
        if not data:
            return
        yield data


@contextmanager
def forked() -> Iterator[Path]:
    """Give a folder with a `kg` that begins at once."""
    with tempfile.TemporaryDirectory(prefix="kg-") as name, forked_kg(Path(name)) as found:
        yield found


def renew(folder: Path) -> None:
    """Write into the pages what their steps print now; when one fails, all are left as they are."""
    texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
    prepare(folder, texts.values())
    for page, text in texts.items():
        with forked() as kg:
            printed = [(step, run(step, folder, kg)) for step in steps(text)]
        for step, output in printed:
            if "Traceback (most recent call last)" in output:
                sys.exit(f"all pages are left as they are, for a step of {page.name} fails: {step.source}\n{output}")
        for step, output in reversed(printed):
            if step.start >= 0:
                text = text[: step.start] + output + text[step.end :]
        texts[page] = text
    for page, text in texts.items():
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        renew(Path(name))
