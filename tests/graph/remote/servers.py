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
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

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
        for graph in self.names():
            if graph.startswith(base):
                name = ox.NamedNode(graph)
                with urllib.request.urlopen(self._graph(graph), timeout=60) as answer:
                    found = ox.parse(answer.read(), ox.RdfFormat.from_media_type(answer.headers.get_content_type()))
                    lines += [f"{ox.Quad(quad.subject, quad.predicate, quad.object, name)} ." for quad in found]
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
        request = self._graph(graph)
        request.method, request.data = "PUT", turtle.encode()
        request.add_header("Content-Type", "text/turtle")
        urllib.request.urlopen(request, timeout=60).close()

    def delete(self, graph: str) -> None:
        """Remove a graph, as somebody else does."""
        request = self._graph(graph)
        request.method = "DELETE"
        urllib.request.urlopen(request, timeout=60).close()

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a query."""
        request = urllib.request.Request(
            self.origin + self.query,
            f"query={quote(query)}".encode(),
            {"Accept": "application/sparql-results+json", "Content-Type": "application/x-www-form-urlencoded"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            solutions = ox.parse_query_results(answer.read(), ox.QueryResultsFormat.JSON)
        names = [variable.value for variable in solutions.variables]
        return [{name: row[name].value for name in names if row[name] is not None} for row in solutions]

    def _graph(self, graph: str) -> urllib.request.Request:
        address = f"{self.origin}{self.graphs}?graph={quote(graph, safe='')}"
        return urllib.request.Request(address, headers={"Accept": "application/n-triples"})


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
            if self.command == "PUT" and found.refuse_puts_after is not None:
                if len(found.puts()) > found.refuse_puts_after:
                    self.send_response(400)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
            asked = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=60)
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
            asked.request(self.command, self.path, body, kept)
            answer = asked.getresponse()
            data = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            asked.close()

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
