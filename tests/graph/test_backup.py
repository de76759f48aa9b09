"""`kg backup` and `kg restore`: one file, the same for the same state, checked, while the store is in use."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.face import compare_graphs, open_graph
from kg.graph.backup import restore
from kg.graph.build import remove
from kg.graph.decide import merge, rename, undo
from tests.articles import ARTICLES
from tests.conftest import Run, store_documents
from tests.graph.test_store import documents_of, quads_of
from tests.graph.test_verify import root_of, verified


def back_up(store: Path, file: Path) -> Path:
    with open_graph(store) as graph:
        graph.backup(file)
    return file


def test_backup_gives_back_the_store_with_its_decisions(tmp_path: Path) -> None:
    store, other = tmp_path / "store", tmp_path / "other"
    store_documents(store, ARTICLES)
    merge(store, "Russia", "Ukraine")
    rename(store, "Russia", "Rossiya")
    restore(back_up(store, tmp_path / "file"), other)
    assert quads_of(other) == quads_of(store)
    assert documents_of(other) == documents_of(store)
    assert root_of(other) == root_of(store)
    assert verified(other).problems == ()
    undo(other)
    undo(other)
    with open_graph(other) as graph:
        assert "Ukraine" in {entity.label for entity in graph.entities}


def test_backup_is_the_same_bytes_for_the_same_state(tmp_path: Path) -> None:
    store_documents(tmp_path / "store", ARTICLES)
    one, two = (back_up(tmp_path / "store", tmp_path / name).read_bytes() for name in "ab")
    assert one == two


def test_backup_is_of_what_was_opened_whatever_is_built_meanwhile(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store_documents(store, ARTICLES)
    with open_graph(store) as graph:
        remove(store, ["a1", "b2"])
        graph.backup(tmp_path / "file")
    restore(tmp_path / "file", tmp_path / "other")
    assert len(documents_of(tmp_path / "other")) == 3
    assert len(documents_of(store)) == 1


def test_backup_can_be_compared_with_a_store(tmp_path: Path) -> None:
    store_documents(tmp_path / "store", ARTICLES)
    file = back_up(tmp_path / "store", tmp_path / "file")
    assert compare_graphs(file, tmp_path / "store").is_empty
    remove(tmp_path / "store", ["b2"])
    assert [what for what, _ in compare_graphs(file, tmp_path / "store").documents] == ["went"]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip(data: bytes) -> bytes:
    place = data.rindex(b"documents/0") + 512 + 100
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def climb(data: bytes) -> bytes:
    """Add a part that would be written outside."""
    with tarfile.open(fileobj=(file := io.BytesIO(data)), mode="a") as archive:
        archive.addfile(tarfile.TarInfo("../outside.json"))
    return file.getvalue()


def climb_by_name(data: bytes) -> bytes:
    return data.replace(b'"catalogue.json"', b'"../../logue.js"', 1)


def from_tomorrow(data: bytes) -> bytes:
    return data.replace(b'"format": 1,', b'"format": 9,', 1)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut, "damaged|missing"),
        (flip, "documents/000001.jsonl.gz is damaged: its checksum"),
        (climb, r"holds '../outside.json', which no backup does"),
        (climb_by_name, "names parts that no store has: ../../logue.js"),
        (from_tomorrow, "newer version of kg"),
        (lambda _: b"an article", "no backup of a store"),
        (lambda _: b"", "no backup of a store"),
    ],
)
def test_backup_that_is_damaged_restores_nothing(
    tmp_path: Path, damage: Callable[[bytes], bytes], message: str
) -> None:
    store_documents(tmp_path / "store", ARTICLES)
    file = back_up(tmp_path / "store", tmp_path / "file")
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(StoreError, match=message) as error:
        restore(file, tmp_path / "new" / "other")
    assert "\n" not in str(error.value)
    assert list((tmp_path / "new").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "new", "store"]


def test_backup_does_not_replace_what_is_there(tmp_path: Path) -> None:
    store_documents(tmp_path / "store", ARTICLES)
    file = back_up(tmp_path / "store", tmp_path / "file")
    with pytest.raises(StoreError, match="something is there already"):
        restore(file, tmp_path / "store")
    with pytest.raises(StoreError, match="no backup of a store"):
        restore(tmp_path / "nowhere", tmp_path / "other")
    (tmp_path / "empty").mkdir()
    restore(file, tmp_path / "empty")
    assert len(documents_of(tmp_path / "empty")) == 3


def test_backup_on_the_command_line(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", ARTICLES)
    assert run("backup", "file.tar")[:2] == (0, "file.tar: 3 documents\n")
    assert run("restore", "file.tar", "--store", "other")[:2] == (0, "other: 3 documents\n")
    assert run("diff", "file.tar", "other", "--format", "table")[1].strip() == "nothing differs"
    assert run("restore", "file.tar", "--store", "other")[0] == 3
    assert run("backup", "no/such/folder/file.tar")[0] == 3
