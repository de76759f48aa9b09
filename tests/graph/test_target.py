"""Where output goes: whole files that keep their mode, links that are followed, pipes and devices that stay what they are."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.exporting.forms import EXPORTS
from kg.face import Graph
from kg.graph.target import is_stream, whole_file


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write(path: Path, data: bytes = b"new") -> None:
    with whole_file(path) as file:
        file.write(data)


def test_target_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write(tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == b"new"
    assert mode_of(tmp_path / "new") == mode_of(tmp_path / "other")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_target_file_is_replaced_and_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"old and longer")
    path.chmod(mode)
    before = path.stat().st_ino
    with path.open("rb") as reader:
        write(path)
        assert reader.read() == b"old and longer"
    assert (path.read_bytes(), mode_of(path)) == (b"new", mode)
    assert path.stat().st_ino != before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["file", "link", "dangling link", "link to a link"])
def test_target_link_stays_and_what_it_names_is_written(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "folder" / "graph.nq"
    target.parent.mkdir()
    link = tmp_path / "link"
    if kind == "file":
        link = target
    elif kind == "link to a link":
        (tmp_path / "between").symlink_to("folder/graph.nq")
        link.symlink_to("between")
    else:
        link.symlink_to("folder/graph.nq")
    if kind != "dangling link":
        target.write_bytes(b"old")
        target.chmod(0o640)
    write(link)
    assert target.read_bytes() == b"new"
    assert link.is_symlink() == (kind != "file")
    assert kind == "dangling link" or mode_of(target) == 0o640


def test_target_device_stays_a_device(tmp_path: Path) -> None:
    write(Path("/dev/null"), b"x" * 100_000)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    (tmp_path / "null").symlink_to("/dev/null")
    write(tmp_path / "null")
    assert (tmp_path / "null").is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_target_pipe_gets_the_bytes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write(pipe, b"new" * 50_000)
    reader.join(timeout=30)
    assert got == [b"new" * 50_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_target_descriptor_of_a_file_is_written_to(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        log.write(b"before ")
        log.flush()
        inode = (tmp_path / "log").stat().st_ino
        write(Path(f"/dev/fd/{log.fileno()}"))
        assert (tmp_path / "log").stat().st_ino == inode
        assert (tmp_path / "log").read_bytes() == b"before new"


@pytest.mark.parametrize("kind", ["file", "link", "nothing"])
def test_target_failure_leaves_what_was_there(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "graph.nq"
    if kind != "nothing":
        path.write_bytes(b"old")
    if kind == "link":
        (tmp_path / "link").symlink_to(path)
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "link" if kind == "link" else path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert [name.name for name in tmp_path.iterdir() if name.name not in ("link", "graph.nq")] == []
    assert path.exists() == (kind != "nothing")
    assert kind == "nothing" or path.read_bytes() == b"old"


def test_target_pipe_gets_nothing_of_a_failure(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "pipe") as file:  # it would wait for a reader else
        file.write(b"half")
        raise ZeroDivisionError


def test_target_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "nowhere" / "a", tmp_path / "loop", tmp_path / "file" / "a", Path("/dev/full")):
        with pytest.raises(StoreError, match="cannot be written: ") as caught:
            write(path)
        assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]


def test_target_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):  # root may write anything
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="may not be written to"):
        write(path)
    assert path.read_bytes() == b"old"


def test_target_tells_streams_from_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    streams = [Path("/dev/null"), Path("/dev/stdout"), Path("/dev/fd/1"), Path("/proc/self/fd/1"), tmp_path / "pipe"]
    assert [is_stream(path) for path in streams] == [True] * 5
    assert [is_stream(path) for path in (tmp_path, tmp_path / "file", tmp_path / "new")] == [False] * 3


@pytest.mark.parametrize("form", EXPORTS)
def test_target_every_export_goes_through_links(graph: Graph, tmp_path: Path, form: str) -> None:
    (tmp_path / "link").symlink_to("graph")
    graph.export(tmp_path / "link", form)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "graph").stat().st_size > 100


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".pdf"])
def test_target_every_view_goes_through_links(graph: Graph, tmp_path: Path, suffix: str) -> None:
    target, link = tmp_path / "target", tmp_path / f"link{suffix}"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to("target")
    graph.view().write(link)
    assert link.is_symlink()
    assert target.stat().st_size > 1000
    assert mode_of(target) == 0o640
