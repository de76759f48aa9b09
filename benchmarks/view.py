"""The page on a large graph beside plain pyvis: first frame, search, path, zooming: `python benchmarks/view.py`.

Prints, for Chromium without a graphics card: time to the first stable frame, search, path, frames a second while zooming, the
time that a far larger page needs to open, and the time until pyvis's own page of far fewer things comes to rest.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_documents import make_documents

from kg.claims.containment import Containment
from kg.lexicon.gazetteer import Gazetteer
from kg.schema.relations import load_relations
from kg.schema.vocabulary import Vocabulary
from kg.view import build_page, render_page, subgraph_of

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROUNDS = 5

STANDS = "() => performance.getEntriesByName('stands')[0].startTime"
SEARCH = """text => {
  const input = document.getElementById("search");
  const begin = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  document.getElementById("search-options").getBoundingClientRect();
  return performance.now() - begin;
}"""
PATH = """([from, to]) => {
  const begin = performance.now();
  kgPage.change({scene: {kind: "path", from, to}});
  kgPage.graph.network.redraw();
  return [performance.now() - begin, kgPage.graph.scene.path?.length ?? 0];
}"""
ZOOM = """seconds => new Promise(resolve => {
  kgPage.change({scene: {kind: "community", community: 0}});
  const begin = performance.now();
  let frames = 0;
  const step = now => {
    if (now - begin > seconds * 1000) return resolve(frames / (now - begin) * 1000);
    kgPage.graph.network.moveTo({scale: 0.6 + 0.4 * Math.sin(frames / 12), animation: false});
    frames++;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
AT_REST = """limit => new Promise(done => {
  for (const event of ["stabilizationIterationsDone", "stabilized"]) network.once(event, () => done(performance.now()));
  setTimeout(() => done(Infinity), limit * 1000);
})"""
PATIENCE = 150


def main() -> None:
    """Run all measurements and print one line for each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=20_000)
    options.add_argument("--statements", type=int, default=27_000)
    options.add_argument(
        "--large", type=int, default=100_000, help="statements of the page that must still open; 0: none"
    )
    options.add_argument("--pyvis", type=int, default=1_000, help="entities for plain pyvis; 0: none")
    chosen = options.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no chromium here: `apt-get install chromium` gets it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = write_page(chosen.entities, chosen.statements, Path(folder) / "page.html")
        measure_page(browser, page, chosen.entities)
        if chosen.large:
            large = write_page(
                chosen.large * chosen.entities // chosen.statements, chosen.large, Path(folder) / "large.html"
            )
            report("first stable frame, large", fresh(browser, large, lambda tab: tab.evaluate(STANDS)), "ms")
        if chosen.pyvis:
            plain = write_plain(chosen.pyvis, Path(folder) / "plain.html")
            label = f"plain pyvis, {chosen.pyvis:,} entities, at rest (or inf: not in {PATIENCE} s)"
            report(label, fresh(browser, plain, at_rest, ready=""), "ms")
        browser.close()


def write_page(entities: int, statements: int, path: Path) -> Path:
    """Write the page of made documents and print what that took."""
    documents, resolution = make_documents(entities, statements)
    begin = time.perf_counter()
    places = Containment(resolution.entities, Gazetteer.load())
    subgraph = subgraph_of(documents, resolution, load_relations(), places, Vocabulary())
    html = render_page(build_page(subgraph, title="Made documents"))
    print(f"{entities:,} entities, {statements:,} statements, {len(documents):,} articles")
    report("page made in Python", 1000 * (time.perf_counter() - begin), "ms")
    path.write_text(html, encoding="utf-8")
    report("page size", path.stat().st_size / 1e6, "MB")
    return path


def measure_page(browser: Any, page: Path, entities: int) -> None:
    """Print how quick the page is."""
    frames = [fresh(browser, page, lambda tab: tab.evaluate(STANDS)) for _ in range(ROUNDS)]
    report(f"first stable frame, median of {ROUNDS}", statistics.median(frames), "ms")
    texts = ["c", "company 01", "town 00044", "d. 0", "nothing at all", "0"]
    report(
        "search, slowest of 6",
        fresh(browser, page, lambda tab: max(tab.evaluate(SEARCH, text) for text in texts)),
        "ms",
    )
    ends = [(1, entities - 2), (entities // 3, 7), (entities // 2, entities - 9)]

    def slowest_path(tab: Any) -> float:
        found = [tab.evaluate(PATH, pair) for pair in ends]
        print(f"  (paths of {', '.join(str(length) for _, length in found)} things)")
        return max(duration for duration, _ in found)

    report("path, slowest of 3", fresh(browser, page, slowest_path), "ms")
    report("zooming in a community", fresh(browser, page, lambda tab: tab.evaluate(ZOOM, 3)), "frames/s")


def fresh(browser: Any, page: Path, measure: Callable[[Any], float], ready: str = "html[data-ready]") -> float:
    """Measure in a new, empty context that is off line."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    tab = context.new_page()
    tab.set_default_timeout(300_000)
    tab.goto(page.as_uri(), wait_until="commit")
    if ready:
        tab.wait_for_selector(ready, state="attached")
    measured = measure(tab)
    context.close()
    return measured


def write_plain(entities: int, path: Path) -> Path:
    """Write the page that pyvis itself makes of a graph of this size."""
    from pyvis.network import Network

    documents, resolution = make_documents(entities, entities * 27 // 20)
    number = {entity.id: place for place, entity in enumerate(resolution.entities)}
    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes(list(number.values()), label=[entity.label for entity in resolution.entities])
    for annotated in documents:
        for statement in annotated.statements:
            if statement.object is not None:
                ends = (statement.subject.entity, statement.object.entity)
                network.add_edge(*(number[end] for end in ends if end), label=statement.predicate.lemma)
    path.write_text(network.generate_html(), encoding="utf-8")
    return path


def at_rest(tab: Any) -> float:
    """Wait until pyvis's network has come to rest; return the time since the page was asked for."""
    tab.wait_for_function("() => typeof network !== 'undefined' && network")
    return tab.evaluate(AT_REST, PATIENCE)


def report(what: str, value: float, unit: str) -> None:
    """Print one measurement."""
    print(f"  {what:<58} {value:>10,.1f} {unit}", flush=True)


if __name__ == "__main__":
    main()
