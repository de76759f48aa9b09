"""The notebooks run from top to bottom, show what they promise, and are committed without outputs."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def name_of(path: Path) -> str:
    return path.stem


def test_notebooks_are_four() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["1-build", "2-query", "3-explore", "4-spacy"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebooks_are_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebooks_run(path: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert [output for output in outputs if output.output_type == "stream" and output.name == "stderr"] == []
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    if path.stem == "2-query":
        assert "text/html" in kinds  # tables of pandas
    if path.stem == "4-spacy":
        [shown] = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
        assert "SAID BY" in shown
    if path.stem == "3-explore":
        assert "image/png" in kinds
        [page] = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
        assert "<iframe" in page
        assert "srcdoc" in page
