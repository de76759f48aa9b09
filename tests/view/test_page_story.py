"""The first screen: what most sources tell and what is in dispute, beside a picture of few things that are all named."""

import pytest

from tests.view.test_page_large import ring_html

pytestmark = pytest.mark.browser


def test_the_page_opens_on_claims_disputes_and_articles(open_page, story_html):
    page = open_page(story_html)
    assert page.text("#details .headline") == "Missiles: who says what"
    heads = page.page.locator("#details h3").all_inner_texts()
    assert heads[:3] == ["What is told", "In dispute", "2 articles"]
    told = page.page.locator("#details .claims >> nth=0 >> .statement").all_inner_texts()
    assert 3 <= len(told) <= 5 and "Russia is to buy missiles from Iran" in told
    disputed = page.page.locator("#details .claims >> nth=1 >> .entry >> nth=0").inner_text()
    assert "North Korea supplied Russia with ballistic missiles" in disputed
    assert "John Kirby" in disputed and "Denied by: Vasily Nebenzya" in disputed


def test_a_claim_lights_its_arrows(open_page, story_html):
    page = open_page(story_html)
    faded = "() => kgPage.graph.edges.get().filter(edge => edge.color.opacity < 1).length"
    assert page.page.evaluate(faded) == 0
    page.page.hover("#details .claims .statement >> text=Russia is to buy")
    arrows = page.page.evaluate("() => kgPage.graph.scene.bundles.size")
    assert page.page.evaluate(faded) == arrows - 1
    page.page.hover("#details .headline")
    assert page.page.evaluate(faded) == 0


def test_who_denies_it_and_where_that_is_written_take_two_clicks(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#details .claims .statement >> text=North Korea supplied")
    assert "Vasily Nebenzya" in page.text("#details .stance-part.denies")
    assert "published" in page.text("#details dl") and "5–11 January 2024" in page.text("#details dl")
    page.page.click("#details .stance-part.denies .statement")
    assert page.text("#article .sentence.marked").startswith("Vasily Nebenzya told the Security Council")
    assert page.text("#article .article-head .headline") == "Council hears a denial over missiles 🚀"


def test_a_large_page_opens_on_few_things_with_words_on_every_arrow(open_page):
    page = open_page(ring_html(90))
    drawn, arrows = page.drawn(), page.arrows()
    assert 5 <= len(drawn) <= 14 and 4 <= len(arrows) <= 16
    assert len(page.labels("arrow")) >= len(set(arrows))
    labels = page.page.evaluate("() => kgPage.graph.labels.map(({kind}) => kind)")
    assert labels.count("arrow") == len(arrows) and labels.count("thing") == len(drawn)
    page.page.click("#note >> text=/Show all/")
    assert len(page.drawn()) > len(drawn)
    page.page.click("#note >> text=Main picture")
    assert page.drawn() == drawn


def test_words_on_arrows_can_be_had_all_or_not_at_all(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#note .labels >> text=none")
    assert page.labels("arrow") == {}
    page.page.click("#note .labels >> text=all")
    kinds = page.page.evaluate("() => kgPage.graph.labels.filter(({kind}) => kind === 'arrow').length")
    assert kinds == len(page.arrows())
    assert "labels=all" in page.page.evaluate("location.hash")
