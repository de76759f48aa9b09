"""Graphs that are too large to be drawn whole."""

from itertools import combinations

import pytest

from kg.view import render_page
from tests.view.writing import Resolved, Writer, page_of, resolution_of

pytestmark = pytest.mark.browser


def ring_html(count: int) -> str:
    """Return the page of `count` companies in rings of thirty, each statement an article's sentence."""
    entities = [Resolved(f"C{number}", f"Company {number:04d}", "Organization") for number in range(count)]
    documents = []
    for start in range(0, count, 30):
        write = Writer(f"{start:08x}", f"Report {start}", None, entities[start : start + 31] + entities[:1])
        for number in range(start, min(start + 30, count)):
            hub, other = entities[start], entities[number]
            if other is not hub:
                write.sentence(f"{other.label} sued {hub.label}.").state(other.label, "sued", hub.label)
        write.sentence(f"{entities[start].label} joined {entities[(start + 30) % count].label}.")
        if entities[start] is not entities[(start + 30) % count] and start + 30 < count:
            write.state(entities[start].label, "joined", entities[start + 30].label)
        documents.append(write.document())
    return render_page(page_of(documents, resolution_of(documents, entities), title="Rings"))


@pytest.fixture(scope="module")
def large_html() -> str:
    return ring_html(600)


def test_a_large_graph_opens_on_communities_that_open_further(open_page, large_html):
    page = open_page(large_html, "#whole=1")
    assert "600 things in" in page.text("#note")
    names = page.labels("thing")
    assert len(names) >= 18
    page.page.mouse.click(*next(iter(names.values())))
    assert page.page.evaluate("kgPage.state.scene.kind") == "community"
    assert 1 < len(page.drawn()) <= 60
    page.page.click("text=Whole graph")
    assert "600 things in" in page.text("#note")


def test_labels_of_communities_do_not_collide(open_page, large_html):
    page = open_page(large_html, "#whole=1")
    boxes = page.page.evaluate("() => kgPage.graph.labels.map(({box}) => box)")
    for one, other in combinations(boxes, 2):
        assert not (
            one["left"] < other["right"]
            and other["left"] < one["right"]
            and one["top"] < other["bottom"]
            and other["top"] < one["bottom"]
        )


def test_search_leads_from_the_overview_to_a_thing_and_its_neighbours(open_page, large_html):
    page = open_page(large_html)
    page.page.fill("#search", "0444")
    page.page.keyboard.press("Enter")
    assert "Company 0444" in page.drawn() and "Company 0420" in page.drawn()
    assert page.text("#details h2") == "Company 0444"


def test_filters_show_what_they_leave_instead_of_the_overview(open_page, large_html):
    page = open_page(large_html, "#relations=joined")
    assert "What the filters leave" in page.text("#note")
    assert set(page.arrows()) == {"joined"}


def test_a_graph_of_middle_size_opens_on_the_important_and_shows_more(open_page):
    page = open_page(ring_html(150), "#whole=1")
    assert len(page.drawn()) == 60
    page.page.click("text=/Show 60 more of 90/")
    assert len(page.drawn()) == 120
    assert "shown=120" in page.page.evaluate("location.hash")


def test_a_community_by_keyboard(open_page, large_html):
    page = open_page(large_html, "#whole=1")
    page.page.focus("#graph")
    page.page.keyboard.press("ArrowRight")
    assert page.text("#status").startswith("Community of")
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("kgPage.state.scene.kind") == "community"


def test_a_long_table_comes_in_pages(open_page, large_html):
    page = open_page(large_html, "#view=table")
    assert page.page.locator("#table tbody tr").count() == 100
    page.page.click("#table >> text=Next")
    assert "Page 2 of 6" in page.text("#table .table-head")
