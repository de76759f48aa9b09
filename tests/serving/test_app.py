"""The app in a real browser: each view, what a reader does there, and whether all can use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

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
    *("ask", "ask?question=Who+supplied+Russia+with+missiles%3F", "ask?question=Who+supplied+Zanzibar%3F", "claims"),
    *("network", "network?by=pagerank&type=Country&voice=own", "compare", "compare?one=Russia&other=North+Korea"),
    *("compare?one=Russia&other=Nobody", "timeline?entity=Russia&since=2023-01-01", "claims/nothing"),
    *("claims?which=disputed&entity=Russia", "path", "path?start=Russia&end=Iran", "path?start=Russia&end=Nobody"),
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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
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
    page.get_by_role("searchbox", name="Search names").fill("Pyongyang")
    page.get_by_role("searchbox", name="Search names").press("Enter")
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


@pytest.mark.model
def test_app_answers_a_question_with_its_sentence(reader: Reader) -> None:
    page = reader.open("")
    page.get_by_role("searchbox", name="A question in plain words").fill("Who supplied Russia with missiles?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/ask?question=*")
    first = page.locator(".answer").first
    assert first.locator("h2").inner_text() == "North Korea"
    assert first.locator(".badge").inner_text() == "claimed by John Kirby"
    assert first.locator("blockquote").inner_text().startswith("John Kirby said that North Korea supplied Russia")
    assert " of 100" in first.inner_text()
    page.locator("summary").click()
    page.get_by_role("link", name="Run or change it").click()
    page.wait_for_selector("table")
    assert page.locator("table a", has_text="statement/a10001").count() == 1
    assert reader.faults == []


@pytest.mark.model
def test_app_tells_in_words_why_there_is_no_answer(reader: Reader) -> None:
    for question, reason in (
        ("Who supplied Zanzibar?", "No article names “Zanzibar”."),
        ("Missiles and so on", "This is no question that is understood."),
        ("Did <b>Zanzibar</b> sleep?", "Zanzibar"),
    ):
        page = reader.open(f"ask?question={quote(question)}")
        assert reason in page.locator(".problem").inner_text()
        assert page.locator(".answer").count() == 0
        assert page.locator("main b").count() == 0
    page = reader.open("ask?question=Who+supplied+Zanzibar%3F")
    page.locator(".failure a").first.click()
    page.wait_for_selector(".answer")
    assert reader.faults == []


def test_app_lists_claims_with_their_voices(reader: Reader) -> None:
    page = reader.open("claims")
    claim = page.locator(".claim").first
    badges = claim.locator(".voice .badge").all_inner_texts()
    assert {"says so", "denies it"} <= set(badges)
    total = page.locator(".claim").count()
    page.get_by_role("link", name="Disputed").click()
    page.wait_for_url("**/claims?which=disputed")
    assert 0 < page.locator(".claim").count() <= total
    page.get_by_label("Only with").fill("Ukraine")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**entity=Ukraine*")
    assert "which=disputed" in page.url
    reader.open("claims").locator(".claim blockquote a").first.click()
    page.wait_for_selector(".statement:target")
    assert reader.faults == []


def test_app_shows_the_way_from_one_to_another(reader: Reader) -> None:
    page = reader.open("path")
    page.get_by_label("From").fill("North Korea")
    page.get_by_label("To", exact=True).fill("Ukraine")
    page.get_by_role("button", name="Find").click()
    page.wait_for_selector(".way")
    assert page.locator(".way h2").first.inner_text() == "North Korea → Russia → Ukraine"
    said = page.locator(".way").first.locator("blockquote").all_inner_texts()
    assert said[1] == "Russia attacked Ukraine in early January."
    page.get_by_label("Whose word").select_option("own")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**voice=own*")
    assert page.get_by_label("Whose word").input_value() == "own"
    page.get_by_label("To", exact=True).fill("Zanzibar")
    page.get_by_role("button", name="Find").click()
    page.wait_for_selector(".problem")
    assert "no entity is called" in page.locator(".problem").inner_text()
    assert page.get_by_label("From").input_value() == "North Korea"
    assert [fault for fault in reader.faults if "404" not in fault] == []


def test_app_leads_from_an_event_to_its_claim_and_on_to_who_denies_it(reader: Reader) -> None:
    page = reader.open("timeline?until=2023-12-31")
    page.locator(".statement .wording a").click()
    page.wait_for_url("**/claims/*")
    assert page.locator("h1").inner_text().startswith("North Korea supplied Russia")
    turtle = page.request.get(page.url, headers={"accept": "text/turtle"})
    assert "kg:Claim" in turtle.text()
    denying = page.locator(".voice", has=page.locator(".badge.negated"))
    denying.locator("p a").first.click()
    page.wait_for_url("**/entity/*")
    page.go_back()
    denying.get_by_role("link", name="statement").first.click()
    page.wait_for_url("**/statement/*")
    page.get_by_role("link", name="all who say so or deny it").click()
    page.wait_for_url("**/claims/*")
    assert reader.faults == []


def test_app_shows_what_is_in_the_middle_and_two_side_by_side(reader: Reader) -> None:
    page = reader.open("network")
    page.get_by_label("Type").select_option("Person")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**type=Person*")
    types = page.locator("aside .name").evaluate_all("links => links.map(link => link.title)")
    assert set(types) <= {"Person"}
    page = reader.open("network")
    assert page.locator("aside .name").first.inner_text() == "Russia"
    assert page.locator(".circle blockquote").count() > 0
    page.get_by_role("link", name="Two side by side").click()
    page.get_by_label("This").fill("North Korea")
    page.get_by_label("and", exact=True).fill("Ukraine")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector(".sides")
    assert page.locator(".side h4").all_inner_texts()[:2] == ["North Korea", "Ukraine"]
    assert reader.faults == []


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
