"""The chronology: events in the order of their time, each as exact as its text, and the strip of days below."""

import pytest

pytestmark = pytest.mark.browser


def test_events_stand_in_their_order_with_their_sentences(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#days-button")
    days = page.page.locator("#days .day h3").all_inner_texts()
    assert days[0] == "13 September 2023" and days.index("10 January 2024") == len(days) - 1
    first = page.text("#days .day >> nth=0")
    assert "Kim Jong Un met Vladimir Putin" in first
    assert "without a time" in page.text("#days .undated summary")
    page.page.click("#days .day .statement >> nth=0")
    assert "Kim Jong Un met" in page.text("#reader")


def test_the_strip_has_what_happened_and_what_was_published_and_an_end_bin(open_page, story_html):
    page = open_page(story_html)
    assert page.page.locator("#bars .published:not([height='0'])").count() == 2
    assert "before 6 December 2023" in page.text("#timeline-words")
    page.page.locator("#bars rect.bar[height]:not([height='0'])").first.click()
    assert page.page.evaluate("() => kgPage.state.filters.undated") is False
    page.page.evaluate("kgPage.change({filters: {...kgPage.state.filters, from: null, to: null, undated: true}})")
    page.page.click(".play")
    assert page.page.evaluate("() => kgPage.state.filters.to") is not None
    page.page.click(".play")
