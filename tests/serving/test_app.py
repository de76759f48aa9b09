"""The app in a real browser: each view, what a reader does there, and whether all can use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import store_documents
from tests.serving.conftest import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
VIEWS = (
    *("", "documents", "entities", "entities?type=Country", "sources", "timeline", "conflicts", "search?q=Russia"),
    *(
        "entity/Russia",
        "entity/Russia?which=denied",
        "document/a1",
        "statement/a10001",
        "query",
        "api",
        "entity/Nobody",
    ),
    "query?query=SELECT+%3Fs+%3Fl+%7B%3Fs+a+kg%3ACountry+%3B+rdfs%3Alabel+%3Fl%7D",
)
EDIT_VIEWS = ("review", "add", "entity/Russia", "document/b2", "statement/b20000")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


class Reader:
    """A page of the browser, with what went wrong in it and whom it asked."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda told: told.type in ("error", "warning") and self.faults.append(told.text))
        self.page.on("request", lambda asked: self.hosts.add(asked.url.split("/")[2]))

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def reader(browser: Any, served: Served) -> Iterator[Reader]:
    found = Reader(browser, served.address)
    yield found
    found.context.close()


def test_app_views_have_no_faults_and_ask_nobody_else(reader: Reader) -> None:
    for view in VIEWS:
        page = reader.open(view)
        assert page.locator("h1").count() == 1, view
        assert page.title().endswith("kg")
    assert [fault for fault in reader.faults if "404" not in fault] == []
    assert reader.hosts == {reader.address.split("/")[2]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_app_axe_finds_no_serious_fault(
    browser: Any, own_store: Path, start: Callable[..., Served], scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    served = start(own_store, "--edit")
    # The driver puts axe's script into the page, which the policy would refuse.
    options = {"color_scheme": scheme, "bypass_csp": True, "viewport": {"width": width, "height": 800}}
    reader = Reader(browser, served.address, **options)
    for view in dict.fromkeys((*VIEWS, *EDIT_VIEWS)):
        page = reader.open(view)
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    reader.context.close()


def test_app_leads_from_the_search_to_the_sentence(reader: Reader) -> None:
    page = reader.open("")
    page.get_by_role("searchbox").fill("Pyongyang")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="North Korea", exact=True).first.click()
    assert page.locator("h1").inner_text().strip() == "North Korea"
    page.get_by_role("link", name="Missiles named").first.click()
    page.wait_for_selector(".sentence.chosen")
    assert page.locator(".sentence.chosen").inner_text().startswith("John Kirby said that North Korea supplied Russia")
    page.locator("#a10001 .wording a").click()
    page.wait_for_url("**/statement/a10001")
    assert "John Kirby said" in page.locator(".lead").inner_text()
    assert reader.faults == []


def test_app_reader_follows_a_click_on_a_sentence(reader: Reader) -> None:
    page = reader.open("document/a1")
    page.locator("#s1").click(position={"x": 60, "y": 5})
    assert page.locator(".chosen").count() in (0, 2)
    page.locator("#s1 .how-many").click()
    assert page.locator("#said1.chosen").count() == 1
    page.locator("#said0 .back-to").click()
    assert page.locator("#s0.chosen").count() == 1


def test_app_works_without_scripts(browser: Any, served: Served) -> None:
    reader = Reader(browser, served.address, java_script_enabled=False)
    page = reader.open("document/a1")
    page.locator("#s0 .how-many").click()
    assert page.url.endswith("#said0")
    reader.open("query")
    page.get_by_role("button", name="Run").click()
    assert "2 rows" in page.locator(".lead").inner_text()
    reader.context.close()


def test_app_query_shows_rows_and_problems(reader: Reader) -> None:
    page = reader.open("query")
    page.locator("textarea").fill("SELECT ?s { ?s a kg:Country } ORDER BY ?s")
    page.locator("textarea").press("Control+Enter")
    page.wait_for_url("**query=SELECT*")
    assert page.locator("table a").first.inner_text() == "entity/Iran"
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_bytes().startswith(b"s\r\nhttps://kg.example/entity/Iran\r\n")
    page.locator("textarea").fill("SELECT ?s {")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector(".problem")
    assert "line 1" in page.locator(".problem").inner_text()


def test_app_keeps_the_theme(reader: Reader) -> None:
    page = reader.open("")
    page.get_by_role("button", name="Switch between light and dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_app_tells_when_a_build_lands(browser: Any, own_store: Path, start: Callable[..., Served]) -> None:
    reader = Reader(browser, start(own_store).address)
    page = reader.open("documents")
    assert page.locator("#news").is_hidden()
    store_documents(own_store, [], removed=["c3"])
    page.get_by_role("link", name="Show it as it is now").click(timeout=10_000)
    page.wait_for_function("document.body.textContent.includes('2 articles')")
    assert page.locator("#news").is_hidden()
    reader.context.close()


def test_app_decides_and_undoes_in_the_browser(browser: Any, own_store: Path, start: Callable[..., Served]) -> None:
    reader = Reader(browser, start(own_store, "--edit").address)
    page = reader.open("entity/Iran")
    page.get_by_label("Is the same as").fill("Ukraine")
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url("**/entity/Iran")
    page.get_by_text("2 mentions in 1 article").wait_for()
    reader.open("review")
    assert page.get_by_text("Ukraine is Iran").count() == 1
    page.get_by_role("button", name="Undo").click()
    page.locator("li.undone").wait_for()
    assert reader.open("entity/Ukraine").locator("h1").inner_text().strip() == "Ukraine"
    assert reader.faults == []
    reader.context.close()


def test_app_draws_the_graph_of_an_entity(reader: Reader) -> None:
    page = reader.open("entity/Russia")
    page.get_by_role("link", name="Graph", exact=True).click()
    page.wait_for_function("() => document.documentElement.dataset.ready", timeout=30_000)
    assert page.locator("h1").inner_text() == "Russia"
    labels = page.evaluate("kgPage.data.entities.label")
    assert {"Russia", "North Korea", "Ukraine"} <= set(labels)
    assert reader.faults == []
    assert reader.hosts == {reader.address.split("/")[2]}
    for path, status in (("graph", 400), ("graph?document=none", 404), ("graph?entity=Nobody", 404)):
        assert page.request.get(reader.address + path).status == status
