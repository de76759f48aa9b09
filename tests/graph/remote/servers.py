"""Servers of their own processes, as a user starts them, and what stands before one: it counts, delays and breaks off."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
VIRTUOSO = shutil.which("virtuoso-t")


@dataclass
class Running:
    """A running server: the address that `--store` takes, where a graph is fetched, and as whom."""

    address: str
    graphs: str
    user: str = ""
    query: str = "/query"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.address))

    def quads(self, base: str = "https://kg.example/") -> list[str]:
        """All quads in graphs below a base, as sorted lines of N-Quads, fetched by a client that is not ours."""
        lines: list[str] = []
        for graph in self.names_below(base):
            name = ox.NamedNode(graph)
            answer = self._graph("GET", graph)
            form = ox.RdfFormat.from_media_type(answer.headers["content-type"])
            lines += [f"{ox.Quad(*triple.triple, name)} ." for triple in ox.parse(answer.content, form)]
        return sorted(set(lines))

    def names(self) -> list[str]:
        """The names of the graphs that hold something."""
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return sorted(row["g"] for row in rows)

    def names_below(self, base: str) -> list[str]:
        """The names of graphs that begin so."""
        return [name for name in self.names() if name.startswith(base)]

    def put(self, graph: str, turtle: str) -> None:
        """Put a graph there, as somebody else does."""
        self._graph("PUT", graph, content=turtle.encode(), headers={"Content-Type": "text/turtle"})

    def delete(self, graph: str) -> None:
        """Remove a graph, as somebody else does."""
        self._graph("DELETE", graph)

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a query."""
        accepted = {"Accept": "application/sparql-results+json"}
        answer = httpx.post(self.origin + self.query, data={"query": query}, headers=accepted, timeout=60)
        solutions = ox.parse_query_results(answer.raise_for_status().content, ox.QueryResultsFormat.JSON)
        names = [variable.value for variable in solutions.variables]
        return [{name: row[name].value for name in names if row[name] is not None} for row in solutions]

    def _graph(self, method: str, graph: str, **options: Any) -> httpx.Response:
        address = f"{self.origin}{self.graphs}"
        headers = {"Accept": "application/n-triples", **options.pop("headers", {})}
        answer = httpx.request(method, address, params={"graph": graph}, headers=headers, timeout=60, **options)
        return answer.raise_for_status()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers HTTP."""
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            asked.request("GET", "/")
            asked.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise AssertionError("the server does not answer")


@contextmanager
def started(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """Run a server for as long as the block."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            wait_for(port, process)
            yield
        finally:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    """Oxigraph's own server on an empty folder."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "-l", str(folder / "data"), "-b", f"127.0.0.1:{port}"]
    with started(command, port, folder):
        yield Running(f"http://127.0.0.1:{port}", "/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Running]:
    """Virtuoso, as it is installed: only its user dba may write."""
    port = free_port()
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile = {folder}/v.db\nErrorLogFile = {folder}/v.log\nLockFile = {folder}/v.lck\n"
        f"TransactionFile = {folder}/v.trx\nxa_persistent_file = {folder}/v.pxa\n"
        f"[TempDatabase]\nDatabaseFile = {folder}/t.db\nTransactionFile = {folder}/t.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{free_port()}\nNumberOfBuffers = 4000\nMaxDirtyBuffers = 2000\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{port}\nServerRoot = {folder}\nServerThreads = 5\n"
        "[SPARQL]\nResultSetMaxRows = 10000\n"
    )
    with started([str(VIRTUOSO), "+foreground", "+configfile", str(folder / "virtuoso.ini")], port, folder):
        yield Running(f"http://127.0.0.1:{port}/sparql", "/sparql-graph-crud", "dba", "/sparql")


@dataclass
class Between:
    """What stands before a server: it notes each request, waits before it, and refuses some of them."""

    address: str
    seen: list[tuple[str, str]] = field(default_factory=list)
    delay: float = 0.0
    refuse_puts_after: int | None = None

    def puts(self) -> list[str]:
        """The targets of all PUTs."""
        return [target for method, target in self.seen if method == "PUT"]


@contextmanager
def between(running: Running) -> Iterator[Between]:
    """Stand before a server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found.seen.append((self.command, self.path))
            time.sleep(found.delay)
            limit = found.refuse_puts_after
            if self.command == "PUT" and limit is not None and len(found.puts()) > limit:
                self.answer(400, [], b"")
                return
            asked = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=60)
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
            asked.request(self.command, self.path, body, kept)
            answer = asked.getresponse()
            data = answer.read()
            asked.close()
            self.answer(answer.status, answer.getheaders(), data)

        def answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
            with suppress(BrokenPipeError):  # the client was killed
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found = Between(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield found
        finally:
            server.shutdown()
