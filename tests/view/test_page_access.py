"""The page for everybody: by keyboard, by screen reader, in the dark, on a phone."""

import pytest

pytestmark = pytest.mark.browser


def serious_faults(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page.page)
    return [
        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


VIEWS = {
    "opening": "",
    "card": "#thing=North_Korea",
    "statement": "#statement=5f0c0001",
    "arrow": "#arrow=yes&tail=Russia&head=Ukraine",
    "claims": "#view=claims",
    "claim": "#view=claims&once=1&disputed=1",
    "chronology": "#view=days",
    "sentences": "#sentences=russia&words=russia",
    "article": "#document=a90b17c3d2e5",
    "table": "#view=table&statement=5f0c0001",
    "path": "#from=Iran&to=Ukraine",
}


@pytest.fixture
def lenient_page(open_page):
    """Open a page that axe may read: its script comes by the driver, which the policy would refuse."""
    return lambda html, fragment="", **options: open_page(html, fragment, bypass_csp=True, **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", VIEWS.values(), ids=VIEWS.keys())
def test_axe_finds_no_serious_fault(lenient_page, story_html, fragment, scheme):
    page = lenient_page(story_html, fragment, color_scheme=scheme)
    page.page.click("#filters-button")
    assert serious_faults(page) == []


def test_axe_finds_no_serious_fault_on_a_phone(lenient_page, story_html):
    page = lenient_page(story_html, "#thing=Iran", viewport={"width": 390, "height": 844}, has_touch=True)
    assert serious_faults(page) == []


def test_the_graph_by_keyboard(open_page, story_html):
    page = open_page(story_html)
    page.page.focus("#graph")
    page.page.keyboard.press("ArrowRight")
    first = page.text("#status")
    assert "arrows" in first or "arrow" in first
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("Enter")
    assert page.text("#details h2") in page.drawn()
    page.page.keyboard.press("n")
    assert page.page.evaluate("kgPage.state.chosen.kind") in ("statement", "arrow")
    page.page.keyboard.press("Escape")
    assert page.page.evaluate("kgPage.state.chosen.kind") == "none"
    scale = page.page.evaluate("kgPage.graph.network.getScale()")
    page.page.keyboard.press("+")
    assert page.page.evaluate("kgPage.graph.network.getScale()") > scale
    page.page.keyboard.press("0")
    assert page.page.evaluate("kgPage.graph.network.getScale()") == pytest.approx(scale)


def test_every_thing_can_be_reached_with_arrow_keys(open_page, story_html):
    page = open_page(story_html)
    page.page.focus("#graph")
    page.page.keyboard.press("ArrowRight")
    reached = set()
    for key in (
        ["ArrowLeft"] * 6
        + ["ArrowUp"] * 5
        + (["ArrowRight"] * 6 + ["ArrowDown"] + ["ArrowLeft"] * 6 + ["ArrowDown"]) * 7
    ):
        page.page.keyboard.press(key)
        reached.add(page.text("#status").split(",")[0])
    assert len(reached) >= 11


def test_tab_goes_through_all_controls_with_a_visible_focus(open_page, story_html):
    page = open_page(story_html)
    seen = []
    for _ in range(40):
        page.page.keyboard.press("Tab")
        seen.append(
            page.page.evaluate(
                "() => [document.activeElement.id || document.activeElement.textContent.trim().slice(0, 20),"
                " getComputedStyle(document.activeElement).outlineStyle]"
            )
        )
    names = [name for name, _ in seen]
    for wanted in (
        "search",
        "filters-button",
        "path-button",
        "claims-button",
        "table-button",
        "graph",
        "zoom-in",
        "details",
    ):
        assert wanted in names
    assert [name for name, outline in seen if outline == "none" and name in names[: names.index("details")]] == []


def test_dark_and_light_can_be_changed(open_page, story_html):
    page = open_page(story_html, color_scheme="dark")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.page.evaluate(ground)
    page.page.click("#theme")
    assert page.page.evaluate(ground) != dark
    page.page.click("#theme")
    assert page.page.evaluate(ground) == dark


@pytest.mark.parametrize("size", [(1280, 800), (820, 1180), (390, 844)])
def test_nothing_is_wider_than_the_screen(open_page, story_html, size):
    page = open_page(story_html, "#statement=5f0c0001", viewport={"width": size[0], "height": size[1]})
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    box = page.page.locator("#graph canvas").bounding_box()
    assert box["width"] > 200 and box["height"] > 150


def test_on_a_phone_a_tap_opens_the_card_below_the_graph(open_page, story_html):
    page = open_page(story_html, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.page.is_hidden("#stage") and page.page.is_visible("#details .claims")
    page.page.click("#graph-button")
    page.page.touchscreen.tap(*page.node("Russia"))
    page.page.wait_for_function("() => document.querySelector('#details h2')?.textContent === 'Russia'")
    page.page.click("#home")
    assert page.page.is_hidden("#reader")
