"""Search, path and the address that restores a view."""

import pytest

pytestmark = pytest.mark.browser


def suggestions(page) -> list[str]:
    return page.page.locator("#search-options [role=option] bdi").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("north", "North Korea"),
        ("DPRK", "North Korea"),
        ("pyong", "North Korea"),
        ("korea", "North Korea"),
        ("neben", "Vasily Nebenzya"),
        ("jong un", "Kim Jong Un"),
    ],
)
def test_search_suggests_by_name_and_alias(open_page, story_html, typed, first):
    page = open_page(story_html)
    page.page.fill("#search", typed)
    assert suggestions(page)[0] == first


def test_search_by_keyboard_finds_the_node(open_page, story_html):
    page = open_page(story_html)
    page.page.keyboard.press("/")
    page.page.keyboard.type("korea")
    page.page.keyboard.press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "search-options-1"
    page.page.keyboard.press("Enter")
    assert page.text("#details h2") == "South Korea"
    assert page.page.is_hidden("#search-options")


def test_search_says_when_nothing_fits(open_page, story_html):
    page = open_page(story_html)
    page.page.fill("#search", "zzz")
    assert page.text("#search-options") == "Nothing found"
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#search-options")


@pytest.mark.parametrize(
    ("typed", "group"),
    [("missile", "Claims"), ("seoul said", "1 sentence in 1 article"), ("council hears", "Articles (1)")],
)
def test_search_finds_claims_sentences_and_articles(open_page, story_html, typed, group):
    page = open_page(story_html)
    page.page.fill("#search", typed)
    assert group in page.text("#search-options")


def test_search_forgives_a_letter(open_page, story_html):
    page = open_page(story_html)
    page.page.fill("#search", "nebemzya")
    assert suggestions(page)[0] == "Vasily Nebenzya"


def test_all_sentences_with_a_word_are_listed_and_marked(open_page, story_html):
    page = open_page(story_html)
    page.page.fill("#search", "russia")
    page.page.click("#search-options >> text=/^All /")
    assert "sentences in 2 articles" in page.text("#details")
    assert page.page.evaluate("() => CSS.highlights.get('found').size") >= 5
    page.page.click("#details .quote >> nth=0")
    assert page.page.locator("#article .sentence.marked").count() == 1


def test_path_between_two_entities(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#path-button")
    page.page.fill("#path-from", "Vladivostok")
    page.page.keyboard.press("Enter")
    page.page.fill("#path-to", "Iran")
    page.page.keyboard.press("Enter")
    assert page.drawn() == ["Vladivostok", "Kim Jong Un", "North Korea", "Russia", "Iran"] or page.drawn() == [
        *("Vladivostok", "Kim Jong Un", "Vladimir Putin", "Russia", "Iran")
    ]
    assert "4 steps" in page.text("#note")
    assert len(page.page.locator("#details h3").all()) == 4
    assert "met near" in page.page.locator("#details .statement").all_inner_texts()[0]


def test_a_path_that_is_not_there_is_said_so(open_page, story_html):
    page = open_page(story_html, "#from=Vladivostok&to=Iran&relations=support")
    assert "No path from Vladivostok to Iran" in page.text("#note")


def test_the_address_restores_the_view(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#filters-button")
    page.page.click(".picks label:has-text('John Kirby') input")
    page.unfold("Show")
    page.page.check("#show-conflicts")
    page.click_arrow("≠ supplied")
    page.page.click("#zoom-fit")
    fragment = page.page.evaluate("location.hash")
    other = open_page(story_html, fragment)
    assert other.text("#article .text .source") == "Kirby"
    assert other.drawn() == page.drawn()
    assert (
        other.page.evaluate("[...kgPage.state.filters.voice]")
        == page.page.evaluate("[...kgPage.state.filters.voice]")
        != []
    )
    assert other.page.evaluate("location.hash") == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "#thing=North_Korea",
        "#view=table",
        "#focus=2+Iran&thing=Iran",
        "#from=Iran&to=Ukraine",
        "#arrow=yes&tail=Russia&head=Ukraine",
        "#document=a90b17c3d2e5",
        "#types=Place&since=2024-01-01&until=2024-01-31&undated=0&confidence=50",
        "#groups=1&nameless=1&voices=0",
    ],
)
def test_every_part_of_a_view_comes_back_from_its_address(open_page, story_html, fragment):
    page = open_page(story_html, fragment)
    page.page.evaluate("kgPage.change({})")
    assert page.page.evaluate("location.hash") == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "#thing=nobody",
        "#focus=x",
        "#statement=%00",
        "#document=..%2F",
        "#voice=9999",
        "#since=soon",
        "#%%%",
        "#thing=%2399",
    ],
)
def test_an_address_that_means_nothing_opens_the_whole_graph(open_page, story_html, fragment):
    page = open_page(story_html, fragment)
    assert len(page.drawn()) == 14
    assert page.text("#details h2") == "Missiles: who says what"


def test_the_link_is_offered_to_be_copied(open_page, story_html):
    page = open_page(story_html, "#thing=Iran")
    page.page.click("#link summary")
    page.page.wait_for_function("() => document.querySelector('#link-address').value")
    assert page.page.input_value("#link-address").endswith("#thing=Iran")
