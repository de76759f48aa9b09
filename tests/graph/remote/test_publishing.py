"""A server holds exactly the quads of the folder, whatever was done there, however often sending was broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.face import open_graph
from kg.graph.build import rebuild, remove
from kg.graph.decide import merge, reject, rename, undo
from kg.graph.remote.publishing import publish
from kg.graph.remote.server import Server, server_of
from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.graph.remote.conftest import exported
from tests.graph.remote.servers import Running, between

Step = Callable[[Server], object]


def first_statement(server: Server) -> str:
    with open_graph(server.folder) as graph:
        return next(graph.statements()).id


STEPS: dict[str, Step] = {
    "remove": lambda server: remove(server, [ARTICLES[0].document.id]),
    "rename": lambda server: rename(server, "Russia", 'the "Federation" \\ <x> \n é 🙂'),
    "reject": lambda server: reject(server, first_statement(server)),
    "undo": lambda server: undo(server),
    "rebuild": lambda server: rebuild(server),
    "add again": lambda server: (store_documents(server.folder, ARTICLES[:1]), publish(server)),
    "another base": lambda server: rebuild(server, base="http://other.example/kg/"),
}


def test_publishing_every_change_arrives(product: Running, folder: Path) -> None:
    server = Server(product.address, folder)
    done = publish(server)
    assert (done.sent, done.removed, done.kept) == (len(product.names_below("https://kg.example/")), 0, 0)
    assert product.quads() == exported(folder)
    for name, step in STEPS.items():
        step(server)
        base = "http://other.example/kg/" if name == "another base" else "https://kg.example/"
        assert product.quads(base) == exported(folder), name
    assert product.names_below("https://kg.example/") == []


def test_publishing_twice_sends_nothing(running: Running, folder: Path) -> None:
    with between(running) as before:
        server = Server(before.address, folder)
        first = publish(server)
        sent = len(before.puts())
        assert sent == first.sent + 1, "each graph once, and the one triple that was tried"
        second = publish(server)
        assert (second.sent, second.kept, len(before.puts())) == (0, first.sent, sent)


def test_publishing_sends_what_changed_alone(running: Running, folder: Path) -> None:
    server = Server(running.address, folder)
    whole = publish(server)
    change = reject(server, first_statement(server))
    assert change.published is not None
    assert 0 < change.published.sent <= 2 < whole.sent
    assert running.quads() == exported(folder)


def test_publishing_finds_what_was_lost_on_the_server(running: Running, folder: Path) -> None:
    server = Server(running.address, folder)
    whole = publish(server)
    graph = running.names_below("https://kg.example/document/")[0]
    running.delete(graph)
    again = publish(server)
    assert (again.sent, again.kept) == (1, whole.sent - 1)
    assert running.quads() == exported(folder)


def test_publishing_leaves_graphs_of_others_alone(running: Running, folder: Path) -> None:
    running.put("http://else.example/graph", "<http://a.example/s> <http://a.example/p> 'theirs' .")
    server = Server(running.address, folder)
    publish(server)
    remove(server, [article.document.id for article in ARTICLES])
    assert running.quads() == exported(folder)
    assert len(running.quads("http://else.example/")) == 1


def test_publishing_takes_over_only_when_told(running: Running, folder: Path) -> None:
    running.put("https://kg.example/document/other", "<http://a.example/s> <http://a.example/p> 'theirs' .")
    server = Server(running.address, folder)
    with pytest.raises(StoreError, match=r"1 graphs? below https://kg\.example/ that .* never sent; .*--take-over"):
        publish(server)
    assert running.names() == ["https://kg.example/document/other"]
    assert publish(server, take_over=True).removed == 1
    assert running.quads() == exported(folder)


def test_publishing_goes_on_after_a_refusal(running: Running, folder: Path) -> None:
    with between(running) as before:
        server = Server(before.address, folder)
        before.refuse_puts_after = 3
        with pytest.raises(StoreError, match=r"putting <https://kg\.example/.*>: the server answers 400"):
            publish(server)
        with open_graph(server) as graph:
            assert graph.behind
        before.refuse_puts_after = None
        before.seen.clear()
        done = publish(server)
        assert done.kept == 2, "three arrived, of which the first was the one that was tried"
        assert len([target for target in before.puts() if "graph%2Fprobe" not in target]) == done.sent
        with open_graph(server) as graph:
            assert not graph.behind
    assert running.quads() == exported(folder)


def arrived(folder: Path) -> int:
    """How many graphs the journal has as sent."""
    return sum(path.read_text().count('"digest":"') for path in folder.glob("remote/*/journal.jsonl"))


def test_publishing_survives_kill_9(running: Running, folder: Path) -> None:
    kills = 3
    with between(running) as before:
        before.delay = 0.05
        command = [sys.executable, "-m", "kg", "publish", before.address, "--store", str(folder)]
        for number in range(1, kills + 1):
            process = subprocess.Popen(command, env=os.environ, stderr=subprocess.PIPE)
            for _ in range(600):
                if arrived(folder) >= number or process.poll() is not None:
                    break
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
            assert running.quads() != exported(folder)
        before.delay = 0.0
        done = publish(Server(before.address, folder))
    assert done.kept >= kills
    assert running.quads() == exported(folder)


def test_publishing_two_at_once_wait_for_each_other(running: Running, folder: Path) -> None:
    with between(running) as before:
        before.delay = 0.02
        command = [sys.executable, "-m", "kg", "publish", before.address, "--store", str(folder)]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        outputs = [process.communicate(timeout=60)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted("there already" in output for output in outputs) == [False, True]
    assert running.quads() == exported(folder)


def test_publishing_a_merge_renames_in_the_other_graphs(running: Running, folder: Path) -> None:
    server = Server(running.address, folder)
    publish(server)
    with open_graph(server) as graph:
        kept, gone = (entity.id for entity in graph.entities[:2])
    merge(server, kept, gone)
    assert running.quads() == exported(folder)


def test_publishing_an_unknown_server_changes_nothing(folder: Path) -> None:
    server = server_of("http://127.0.0.1:9", folder)
    before = exported(folder)
    assert server is not None
    with pytest.raises(StoreError, match=r"^http://127\.0\.0\.1:9: the server cannot be reached: Connection refused"):
        remove(server, [ARTICLES[0].document.id])
    assert exported(folder) == before


def test_publishing_a_server_of_another_kind_is_asked_anew(running: Running, folder: Path) -> None:
    server = Server(running.address, folder)
    publish(server)
    (abilities,) = folder.glob("remote/*/abilities.json")
    abilities.write_text(abilities.read_text().replace('"/store"', '"/elsewhere"'))
    with pytest.raises(StoreError, match="404"):
        reject(server, first_statement(server))
    assert publish(server).sent > 0
    assert running.quads() == exported(folder)


def test_publishing_tells_what_it_did(running: Running, folder: Path) -> None:
    server = Server(running.address, folder)
    done = publish(server)
    assert done.triples == len(exported(folder))
    assert done.lacks == (), "Oxigraph can do all of it"
    assert replace(publish(server), kept=0, sent=0) == replace(done, kept=0, sent=0)
