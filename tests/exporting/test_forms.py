"""The table of forms: each is written twice alike, survives any text, leaves a whole or nothing, and is told in the docs."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.exporting.forms import EXPORTS, Form
from kg.face import Graph, open_graph
from tests.conftest import Run, store_documents
from tests.exporting.reading import text_of, unpacked, written
from tests.readme import ROOT, run_on_terminal

FOLDERS = [name for name, form in EXPORTS.items() if form.files]


@pytest.mark.parametrize("form", EXPORTS)
def test_forms_any_text_goes_in_and_the_same_bytes_come_out(hostile: Graph, form: str) -> None:
    first = written(hostile, form)
    assert first == written(hostile, form) != b""
    assert "DETACH DELETE" in text_of(form, first)


@pytest.mark.parametrize("form", EXPORTS)
def test_forms_an_empty_graph_is_written_too(tmp_path: Path, form: str) -> None:
    store_documents(tmp_path / "store", [])
    with open_graph(tmp_path / "store") as graph:
        text_of(form, written(graph, form))


@pytest.mark.parametrize("form", EXPORTS)
def test_forms_say_nothing_of_what_is_rejected(after_reject: Path, form: str) -> None:
    with open_graph(after_reject) as graph:
        text = text_of(form, written(graph, form))
    assert "b20000" in text
    assert "a10001" not in text


@pytest.mark.parametrize("form", FOLDERS)
def test_forms_of_several_files_are_a_folder_or_one_zip(graph: Graph, tmp_path: Path, form: str) -> None:
    graph.export(tmp_path / "out", form)
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(files) == set(EXPORTS[form].files)
    graph.export(tmp_path / "out.zip", form)
    assert unpacked((tmp_path / "out.zip").read_bytes()) == files == unpacked(written(graph, form))
    graph.export(tmp_path / "out", form)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.zip"]


def test_forms_a_folder_of_something_else_stays_as_it_is(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine")
    (tmp_path / "mine" / "entities.csv").write_text("mine too")
    with pytest.raises(StoreError, match=r"holds 'diary.txt', which is no part of such an export"):
        graph.export(tmp_path / "mine", "csv")
    (tmp_path / "file").write_text("a file")
    with pytest.raises(StoreError, match=r"several files; name a folder for them, or a file that ends in \.zip"):
        graph.export(tmp_path / "file", "csv")
    with pytest.raises(StoreError, match="cannot be written"):
        graph.export(tmp_path / "nowhere" / "out", "csv")
    assert (tmp_path / "mine" / "entities.csv").read_text() == "mine too"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine"]


@pytest.mark.parametrize("form", EXPORTS)
def test_forms_that_fail_in_the_middle_leave_what_was_there(
    graph: Graph, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    graph.export(target, form)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    def writer(_contents: object, where: object) -> None:
        if isinstance(where, Path):
            (where / EXPORTS[form].files[0]).write_text("half")
        else:
            where.write(b"half")  # type: ignore[attr-defined]
        full()

    monkeypatch.setattr(Form, "load", lambda _: writer)
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        graph.export(target, form)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("form", "extra"), [("parquet", "parquet"), ("ftm", "ftm")])
def test_forms_without_their_library_name_the_extra(
    graph: Graph, form: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = EXPORTS[form].needs[0]  # type: ignore[index]
    for name in [
        name for name in sys.modules if name.startswith((library, f"kg.exporting.{EXPORTS[form].writer[:4]}"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=rf"needs {library}; run: pip install 'kgwire\[{extra}\]'"):
        graph.write(io.BytesIO(), form)


def test_forms_are_told_in_the_docs() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z0-9]+)` \| ([^|]+?) \|", page, re.MULTILINE))
    assert told == {name: form.about for name, form in EXPORTS.items()}


def test_forms_list_on_the_command_line(run: Run) -> None:
    code, out, _ = run("export", "--list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if re.match(r"  [a-z]", line)] == list(EXPORTS)


def test_forms_to_standard_output_as_zip(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", "--format", "csv", "--store", str(store)]
    out = subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout
    assert set(unpacked(out)) == set(EXPORTS["csv"].files)


@pytest.mark.parametrize("form", ["csv", "parquet", "spacy"])
def test_forms_that_are_no_text_do_not_go_to_a_terminal(store: Path, form: str) -> None:
    shown = run_on_terminal([sys.executable, "-m", "kg", "export", "--format", form, "--store", str(store)], ROOT)
    assert f"{form} is nothing for a terminal; name a path for it" in shown
    assert "PK" not in shown
