"""The page in a notebook: a sandboxed frame with the page in its srcdoc."""

import pytest

from kg.view import render_frame

pytestmark = pytest.mark.browser

NOTEBOOK = "<!doctype html><html data-ready=yes><body><h1>Notebook</h1>{frame}</body></html>"


def test_the_page_works_in_a_frame_and_keeps_to_it(open_page, story_html):
    frame = render_frame(story_html, height=600)
    page = open_page(NOTEBOOK.format(frame=frame))
    inner = page.page.frame_locator("iframe")
    inner.locator("html[data-ready]").wait_for(state="attached")
    inner.locator("#search").fill("Iran")
    inner.locator("#search").press("Enter")
    assert inner.locator("#details h2").inner_text() == "Iran"
    inner.locator("#details .entry .statement >> nth=0").click()
    assert inner.locator("#article .sentence.marked").count() == 1
    with page.page.expect_download() as download:
        inner.locator("#export summary").click()
        inner.locator("[data-format=csv]").click()
    assert download.value.suggested_filename == "statements.csv"
    assert page.page.locator("iframe").bounding_box()["height"] == pytest.approx(600, abs=3)


def test_the_frame_cannot_be_left_by_what_stands_in_the_page(open_page):
    page = open_page(
        NOTEBOOK.format(frame=render_frame('"><script>parent.document.title="taken"</script>', title='"><b>'))
    )
    assert page.page.title() == ""
    assert page.page.locator("b").count() == 0
    page.faults.clear()  # the frame's own script was refused the notebook
