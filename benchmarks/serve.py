"""`kg serve`: a query of one hop, alone and from eight clients at once, beside `oxigraph serve` on the same quads."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import kg
from kg.graph.build import build

PREFIXES = "PREFIX kg: <https://kg.example/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
ONE_HOP = PREFIXES + (
    "SELECT ?statement ?wording ?document {{ GRAPH ?document {{ ?statement rdf:subject <{}> ; kg:wording ?wording }} }} LIMIT 20"
)
CLIENTS = 8
HEADERS = {"Accept": "application/sparql-results+json"}


def main() -> None:
    """Print the median alone, and rate and 99th percentile of eight clients, for each server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store that is there; else one of the sample articles is built")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long the clients ask")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "kg-store"
        if options.store is None:
            build(Path(__file__).parents[1] / "data", store)
        with kg.open_graph(store) as graph:
            graph.export(Path(folder) / "graph.nq", "nquads")
            named = sorted(graph.entities, key=lambda entity: -entity.mentions)[:50]
            base = str(graph.prefixes["ent"])
            print(f"{len(graph.catalogue)} documents, {graph.stats().quads:,} quads")
        queries = [quote(ONE_HOP.format(base + quote(entity.id))) for entity in named]
        print(f"{'':16}{'one alone':>12}{f'{CLIENTS} clients':>14}{'p99':>10}")
        with kg_server(store) as port:
            measure("kg serve", port, "/sparql", queries, options.seconds)
            first_view(port)
        binary = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        if binary is None:
            print("oxigraph is not installed (pip install oxigraph)")
            return
        with oxigraph_server(binary, Path(folder)) as port:
            measure("oxigraph serve", port, "/query", queries, options.seconds)


def measure(name: str, port: int, path: str, queries: list[str], seconds: float) -> None:
    """Ask a server, first alone, then by several clients, and print the figures."""
    addresses = [f"{path}?query={query}" for query in queries]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for address in addresses:
        ask(connection, address)
    alone = [ask(connection, address) for address in addresses * 4]
    taken: list[float] = []
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=client, args=(port, addresses, number, end, taken)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p99 = statistics.quantiles(taken, n=100)[98]
    print(f"{name:16}{statistics.median(alone) * 1000:9.1f} ms{len(taken) / seconds:11,.0f}/s{p99 * 1000:7.0f} ms")


def client(port: int, addresses: list[str], number: int, end: float, taken: list[float]) -> None:
    """Ask again and again until the end."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while time.perf_counter() < end:
        number += 1
        taken.append(ask(connection, addresses[number % len(addresses)]))


def ask(connection: http.client.HTTPConnection, address: str) -> float:
    """Return the seconds until an answer is whole; one that is no answer raises RuntimeError."""
    start = time.perf_counter()
    connection.request("GET", address, headers=HEADERS)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(body.decode())
    return time.perf_counter() - start


def first_view(port: int) -> None:
    """Print how long the first page of the app takes."""
    times = []
    for path in ("/", "/documents"):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        times.append(f"{path} {ask(connection, path) * 1000:.0f} ms")
    print(f"  pages: {', '.join(times)}")


@contextmanager
def kg_server(store: Path) -> Iterator[int]:
    """Start `kg serve` on a free port."""
    command = [sys.executable, "-u", "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        found = re.search(r":(\d+)/", process.stdout.readline() if process.stdout else "")
        if found is None:
            raise RuntimeError("kg serve did not start")
        time.sleep(3)  # until all its processes are there
        yield int(found.group(1))
    finally:
        process.terminate()
        process.wait()


@contextmanager
def oxigraph_server(binary: str, folder: Path) -> Iterator[int]:
    """Load the quads into a store of Oxigraph's own, and start its server."""
    location, port = folder / "oxigraph", 7878
    subprocess.run([binary, "load", "-l", location, "-f", folder / "graph.nq"], check=True, capture_output=True)
    process = subprocess.Popen(
        [binary, "serve-read-only", "-l", location, "-b", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                http.client.HTTPConnection("127.0.0.1", port).request("GET", "/")
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
