"""The README and the tour tell the truth: their commands and programs print what stands there, and `make demo` does what
it says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme import PAGES, ROOT, forked, prepare, run, run_on_terminal, steps, tidy

TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}


def without_numbers(output: str) -> str:
    """An output with its counts, ids and column widths left out, which move with each better rule."""
    return re.sub(r" +", " ", re.sub(r"[0-9]+(?:[.,][0-9]+)*", "0", re.sub(r"\b[0-9a-f]{16}\b", "0", output)))


@pytest.mark.model
@pytest.mark.slow
def test_readme_steps_print_what_stands_there(tmp_path: Path) -> None:
    prepare(tmp_path, TEXTS.values())
    wrong = []
    with forked() as kg:
        for page, text in TEXTS.items():
            for step in steps(text):
                printed = run(step, tmp_path, kg)
                if without_numbers(printed) != without_numbers(tidy(step.output)):
                    wrong.append(f"{page.name}: $ {step.source}\n{printed}")
    assert not wrong, "renew them with: python -m tests.readme\n" + "\n".join(wrong)


def test_readme_is_short_and_the_tour_has_the_steps() -> None:
    readme, tour, *_ = TEXTS.values()
    assert readme.count("\n") < 80
    assert len(steps(readme)) == 4 and len(steps(tour)) > 20


GUIDES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_guides_make_targets_are_there() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for guide in GUIDES for name in re.findall(r"(?:\$ |`)make ([a-z]+)", guide.read_text("utf-8"))}
    assert {"demo", "docs", "quality", "test"} <= named <= set(targets)


def headings(guide: Path) -> list[str]:
    """The headings of a page as addresses name them."""
    found = re.findall(r"^#+ (.*)$", guide.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in found]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_guides_links_and_paths_lead_somewhere(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        found = guide.parent / target if target else guide
        assert found.exists(), target
        assert not anchor or anchor in headings(found), f"{target}#{anchor}"
    if guide.name == "CHANGELOG.md":  # it tells of what was, too
        return
    for path in re.findall(r"`((?:kg|tests|docs|data|benchmarks|\.ci)/[\w./-]*\w/?)`", text):
        assert (ROOT / path).exists(), path


@pytest.mark.model
@pytest.mark.slow
def test_readme_make_demo(tmp_path: Path) -> None:
    """In a copy, with this Python's environment in the place of a new one."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    environment = Path(sys.prefix)
    shown = run_on_terminal(
        ["make", "--no-print-directory", "demo", f"VENV={environment}", "-o", f"{environment}/.installed"], tmp_path
    )
    assert "8 read, 8 new" in shown
    assert "John Kirby" in shown
    assert shown.endswith(f"Open it in a browser: {tmp_path}/graph.html\n")
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert "North Korea" in page
    again = subprocess.run(
        [environment / "bin" / "kg", "build", "data"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "8 known already" in again.stdout
