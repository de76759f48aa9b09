"""Hands: a click opens what the tip says, Back goes back, a filter fits the picture, an article lights its arrows."""

import re

import pytest

pytestmark = pytest.mark.browser

POINTS = """() => [...kgPage.graph.scene.bundles.keys()].flatMap(key => [0.3, 0.4, 0.5, 0.6, 0.7].map(share => {
  const {left, top} = document.getElementById("graph").getBoundingClientRect();
  const {x, y} = kgPage.graph.network.canvasToDOM(kgPage.graph.network.body.edges[key].edgeType.getPoint(share));
  return [key, left + x, top + y];
}))"""


def test_a_click_opens_what_the_tip_says_on_every_arrow(open_page, story_html):
    page = open_page(story_html)
    for _, x, y in page.page.evaluate(POINTS)[::3]:
        page.page.mouse.move(x, y)
        hovered = page.page.evaluate("() => kgPage.graph.hovered")
        page.page.mouse.click(x, y)
        chosen = page.page.evaluate("() => kgPage.state.chosen")
        assert (chosen["kind"] == "thing") == (hovered is not None and hovered.get("node") is not None), hovered
        page.page.evaluate("kgPage.change({chosen: {kind: 'none'}})")


def test_back_goes_to_what_was_seen_before(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#details .title >> nth=0")
    page.page.click("#article a.mention >> text=Iran >> nth=0")
    assert page.text("#details h2") == "Iran"
    page.page.click("#back")
    page.page.wait_for_function("() => kgPage.state.chosen.kind === 'document'")
    assert page.text("#article .headline").startswith("Washington says")
    page.page.go_back()
    page.page.wait_for_function("() => kgPage.state.chosen.kind === 'none'")
    assert page.page.is_hidden("#back")


def test_a_filter_leaves_its_result_in_the_picture(open_page, story_html):
    page = open_page(story_html)
    for _ in range(4):
        page.page.click("#zoom-in")
    page.page.evaluate("kgPage.change({filters: {...kgPage.state.filters, conflicts: true}})")
    box = page.page.locator("#graph").bounding_box()
    for name in page.drawn():
        x, y = page.node(name)
        assert box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]


def test_an_article_lights_its_arrows_and_a_sentence_opens_its_statements(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#details .title >> text=Council hears")
    assert page.page.evaluate("() => kgPage.graph.edges.get().some(edge => edge.color.opacity < 1)")
    page.page.locator('#article [data-sentence="0"]').dispatch_event("click")
    page.page.wait_for_selector("#details h2 >> text=What this sentence tells")
    assert page.page.locator("#details .entry").count() >= 1


def test_double_click_focuses(open_page, story_html):
    page = open_page(story_html)
    page.page.mouse.dblclick(*page.node("Iran"))
    page.page.wait_for_function("() => kgPage.state.scene.kind === 'focus'")
    assert "Iran" in page.drawn()


def test_help_tells_how_to_read_the_page(open_page, story_html):
    page = open_page(story_html)
    page.page.keyboard.press("?")
    assert "Who is right is not judged here" in page.text("#help")
    assert re.search(r"Of [\d,]+ statements .* \d\d in 100 were right", page.text("#help"))
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#help")


def test_pictures_are_greyed_where_no_graph_is_seen(open_page, story_html):
    page = open_page(story_html, "#view=table")
    page.page.click("#export summary")
    page.page.wait_for_selector("[data-format=png][disabled]")
    assert page.page.is_enabled("[data-format=csv]")


def test_filters_say_what_they_leave(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#filters-button")
    page.unfold("Yes or no")
    page.page.hover("[data-polarities=negated]")
    page.page.click("[aria-label='Only: denied']")
    assert page.text(".filter-words").startswith("denied only: 3 statements")
