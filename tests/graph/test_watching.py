"""A store that is kept up to date: what a round takes in, what it passes over, and how a watch ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.cli.watching import seconds_of
from kg.errors import KGError, StoreError
from kg.face import open_graph
from kg.graph.build import BuildSummary, remove
from kg.graph.watching import StoppedError, open_watch
from kg.reading.options import Reading
from tests.conftest import Run

pytestmark = pytest.mark.model

ONE, TWO, THREE = "Iran sold drones to Russia.", "North Korea sold missiles to Russia.", "Ukraine sold grain to Egypt."


def texts(store: Path) -> list[str]:
    with open_graph(store) as graph:
        return sorted(str(row[0]) for row in graph.query("SELECT ?t { GRAPH ?d { ?d nif:isString ?t } }"))


def did(summary: BuildSummary) -> tuple[int, int, int]:
    change = summary.change
    return len(change.added), len(change.removed), len(summary.skipped)


def test_watch_a_round_takes_in_what_is_new_and_nothing_else(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE)
    with open_watch([folder], store) as watch:
        assert did(watch.round()) == (1, 0, 0)
        second = watch.round()
        assert (did(second), second.read) == ((0, 0, 0), 0)
        (folder / "b.txt").write_text(TWO)
        third = watch.round()
        assert (did(third), third.read) == ((1, 0, 0), 1)
    assert texts(store) == [ONE, TWO]


def test_watch_a_changed_file_takes_the_place_of_what_it_held(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.jsonl").write_text(f'{{"text": "{ONE}"}}\n{{"text": "{TWO}"}}\n')
    with open_watch([folder], store) as watch:
        watch.round()
    (folder / "a.jsonl").write_text(f'{{"text": "{TWO}"}}\n{{"text": "{THREE}"}}\n')
    with open_watch([folder], store) as watch:  # what was seen is kept between two watches
        assert did(watch.round()) == (1, 1, 0)
        (folder / "a.jsonl").unlink()
        (folder / "b.txt").write_text(ONE)
        assert did(watch.round()) == (1, 0, 0)
    assert texts(store) == sorted([ONE, TWO, THREE])


def test_watch_what_another_file_holds_too_stays(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(ONE)
    with open_watch([folder], store) as watch:
        watch.round()
        (folder / "a.txt").write_text(TWO)
        assert did(watch.round()) == (1, 0, 0)
    assert texts(store) == sorted([ONE, TWO])


def test_watch_what_a_user_removed_is_not_taken_in_again(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE)
    (folder / "b.txt").write_text(TWO)
    with open_watch([folder], store) as watch:
        added = watch.round().change.added
        remove(store, added[:1])
        assert did(watch.round()) == (0, 0, 0)
    assert len(texts(store)) == 1


def test_watch_a_round_that_fails_is_done_again(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE)
    stop = threading.Event()
    with open_watch([folder], store, stop=stop) as watch:
        stop.set()
        with pytest.raises(StoppedError):
            watch.round()
        stop.clear()
        assert did(watch.round()) == (1, 0, 0)


def test_watch_there_is_one_for_a_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    message = rf"another kg watch \(pid {os.getpid()}\) keeps this store"
    with open_watch([tmp_path], store), pytest.raises(StoreError, match=message), open_watch([tmp_path], store):
        raise AssertionError
    with open_watch([tmp_path], store):
        pass


class Feed(BaseHTTPRequestHandler):
    """A feed with a tag, asked again with it."""

    entries: tuple[str, ...] = (ONE,)
    answers: list[int]

    def do_GET(self) -> None:
        tag = f'"{len(Feed.entries)}"'
        same = self.headers.get("If-None-Match") == tag
        self.server.answers.append(304 if same else 200)
        items = "".join(
            f"<item><link>https://kg.example/{n}</link><description>{t}</description></item>"
            for n, t in enumerate(Feed.entries)
        )
        data = b"" if same else f"<rss version='2.0'><channel><title>S</title>{items}</channel></rss>".encode()
        self.send_response(304 if same else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_watch_a_feed_is_asked_for_news_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    server.answers = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    store = tmp_path / "store"
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/feed"
        with open_watch([address], store, reading=Reading(allow_private=True)) as watch:
            assert did(watch.round()) == (1, 0, 0)
            assert did(watch.round()) == (0, 0, 0)
            monkeypatch.setattr(Feed, "entries", (ONE, TWO))
            assert did(watch.round()) == (1, 0, 0)
    finally:
        server.shutdown()
        server.server_close()
    assert server.answers == [200, 304, 200]
    with open_watch([address], store, reading=Reading(allow_private=True)) as watch:
        for _ in range(2):
            assert [problem.reason for problem in watch.round().skipped] == ["cannot be fetched: Connection refused"]
    assert texts(store) == sorted([ONE, TWO])


def test_watch_command_tells_what_is_new_and_each_fault_once(run: Run) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(ONE)
    Path("in/b.pdf").write_text("no")
    code, out, err = run("watch", "in", "--rounds", 3, "--every", "1s", "--store", "s")
    assert code == 0
    assert out.count("documents") == 1 and "1 new" in out
    assert err.splitlines() == ["skipped in/b.pdf: its name says that it is a PDF, but it does not begin as one does"]


def test_watch_standard_input_cannot_be_watched(run: Run) -> None:
    assert run("watch", "-", "--store", "s")[::2] == (
        2,
        "kg: standard input cannot be watched; name folders, files or addresses\n",
    )


@pytest.mark.parametrize(("span", "seconds"), [("90", 90), ("30s", 30), ("10m", 600), ("2h", 7200), ("1d", 86400)])
def test_watch_spans(span: str, seconds: int) -> None:
    assert seconds_of(span) == seconds


@pytest.mark.parametrize("span", ["", "0", "-1m", "m", "1w", "1.5h", "ten"])
def test_watch_spans_that_are_none(span: str) -> None:
    with pytest.raises(KGError, match="give a span such as 30s, 10m, 2h or 1d"):
        seconds_of(span)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True])
def test_watch_ends_cleanly_on_a_signal(tmp_path: Path, number: signal.Signals, busy: bool) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for index in range(150 if busy else 1):
        (folder / f"{index:03}.txt").write_text(f"{ONE} It sold {index} of them.")
    command = [sys.executable, "-m", "kg", "watch", str(folder), "--every", "1h", "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lock = store / "watch" / "lock"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (lock.exists() and (busy or (store / "watch" / "seen.json").exists())):
        time.sleep(0.05)
    if busy:
        time.sleep(2)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    if not busy:
        assert "1 new" in out and len(texts(store)) == 1
    with open_watch([folder], store) as watch:
        watch.round()
    assert len(texts(store)) == (150 if busy else 1)
