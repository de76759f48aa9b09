"""Headless Chromium for the page's tests: pages that must not ask a host for anything, nor write an error."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.view import render_page
from tests.view.story import story
from tests.view.writing import page_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class OpenPage:
    """A page in the browser, with what it asked for and what went wrong in it."""

    def __init__(self, context: Any, address: str) -> None:
        self.page = context.new_page()
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.faults.append(message.text)
        )
        self.page.goto(address)
        self.page.wait_for_function("() => document.documentElement.dataset.ready", timeout=15_000)

    def labels(self, kind: str) -> dict[str, tuple[float, float]]:
        """Return the labels drawn on the graph with the middles of their places on the screen."""
        found = self.page.evaluate(
            """kind => {
              const {left, top} = document.getElementById("graph").getBoundingClientRect();
              return kgPage.graph.labels.filter(label => label.kind === kind).map(({text, box}) =>
                [text, left + (box.left + box.right) / 2, top + (box.top + box.bottom) / 2]);
            }""",
            kind,
        )
        return {text: (x, y) for text, x, y in found}

    def click_arrow(self, words: str) -> None:
        """Click on the label of an arrow."""
        self.page.mouse.click(*self.labels("arrow")[words])

    def node(self, label: str) -> tuple[float, float]:
        """Return the place of a thing on the screen."""
        return tuple(
            self.page.evaluate(
                """label => {
                  const {left, top} = document.getElementById("graph").getBoundingClientRect();
                  const thing = kgPage.data.entities.label.indexOf(label);
                  const {x, y} = kgPage.graph.network.canvasToDOM(kgPage.graph.network.getPosition(thing));
                  return [left + x, top + y];
                }""",
                label,
            )
        )

    def drawn(self) -> list[str]:
        """Return the labels of the entities in the picture."""
        return self.page.evaluate(
            "() => [...kgPage.graph.scene.nodes.keys()].map(thing => kgPage.data.entities.label[thing] ?? thing)"
        )

    def arrows(self) -> list[str]:
        """Return the labels of all arrows in the picture."""
        return self.page.evaluate("() => [...kgPage.graph.scene.bundles.values()].map(bundle => bundle.label)")

    def unfold(self, title: str) -> None:
        """Open a section of the filters, unless it is open."""
        section = self.page.locator(".filter", has=self.page.locator(f"summary:text-is('{title}')"))
        if section.get_attribute("open") is None:
            section.locator("summary").click()

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return self.page.inner_text(selector)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium once for all tests."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: `apt-get install chromium` gets it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., OpenPage]]:
    """Open HTML from a file, off line; afterwards no page may have asked a host or written an error."""
    opened: list[OpenPage] = []
    contexts = []

    def open_html(html: str, fragment: str = "", **options: Any) -> OpenPage:
        path = tmp_path / f"page{len(opened)}.html"
        path.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1280, "height": 800}, "offline": True, "accept_downloads": True, **options}
        contexts.append(chromium.new_context(**settings))
        opened.append(OpenPage(contexts[-1], path.as_uri() + fragment))
        return opened[-1]

    yield open_html
    faults = [fault for page in opened for fault in page.faults]
    asked = [
        url for page in opened for url in page.requests if not url.startswith(("file:", "blob:", "data:", "about:"))
    ]
    for context in contexts:
        context.close()
    assert faults == []
    assert asked == []


@pytest.fixture(scope="session")
def story_html() -> str:
    """Return the page of the two hand-made articles."""
    return render_page(page_of(*story(), title="Missiles: who says what"))
