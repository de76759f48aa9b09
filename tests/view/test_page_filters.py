"""Filters and the timeline: each control leaves what it says and nothing else."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page, story_html):
    page = open_page(story_html, "#voices=0&fragments=1")
    page.page.click("#filters-button")
    return page


def kept(page) -> list[str]:
    """Return what the table lists: each statement in words."""
    if page.page.is_hidden("#table"):
        page.page.click("#table-button")
    return page.page.locator("#table tbody td:first-child").all_inner_texts()


def test_only_what_one_source_says(page):
    page.page.click(".picks label:has-text('John Kirby') input")
    assert kept(page) == [
        "North Korea supplied Russia with ballistic missiles",
        "Russia fired one of them into Ukraine on 30 December 2023",
        "Russia may fire more of them at Ukraine",
    ]


def test_what_several_sources_and_kinds_of_sources_say(page):
    for name in ("John Kirby", "South Korea"):
        page.page.click(f".picks label:has-text('{name}') input")
    assert len(kept(page)) == 4
    assert page.text(".filter-words").startswith("John Kirby or South Korea: 4 statements")
    assert "voice=%3DJohn+Kirby%7E%3DSouth+Korea" in page.page.evaluate("location.hash")
    page.page.click("[aria-label='Only sources of a kind'] >> text=people")
    said = page.page.locator("#table tbody td:nth-child(2)").all_inner_texts()
    assert set(said) <= {"John Kirby", "Vasily Nebenzya", "Vladimir Putin", "Joe Biden", "Kim Jong Un"}
    page.page.click("[aria-label='Only sources of a kind'] >> text=people")
    assert "Everything" in page.text(".filter-words")


def test_without_claims(page):
    page.page.click("[aria-label='Only sources of a kind'] >> text=the articles")
    assert "North Korea supplied Russia with ballistic missiles" not in kept(page)
    assert "Vladimir Putin rules Russia" in kept(page)


def test_by_how_sure(page):
    page.unfold("How sure")
    for status in ("actual", "claimed", "possible"):
        page.page.uncheck(f"[data-statuses={status}]")
    assert kept(page) == [
        "Russia is to buy missiles from Iran",
        "The United States will raise at the Security Council on 10 January 2024",
    ]


def test_by_yes_or_no(page):
    page.unfold("Yes or no")
    page.page.uncheck("[data-polarities=affirmed]")
    assert kept(page) == [
        "Iran has not delivered any to Russia",
        "Congress has not approved for Ukraine",
        "North Korea had not supplied Russia",
    ]


def test_denied_planned_contradicted_in_one_click_each(page):
    def pressed(name):
        page.page.click(f"[aria-label='Only what is'] >> text={name}")
        return kept(page)

    denied = pressed("denied")
    assert denied == [
        "Iran has not delivered any to Russia",
        "Congress has not approved for Ukraine",
        "North Korea had not supplied Russia",
    ]
    assert page.text(".filter-words").startswith("denied only: 3 statements")
    assert pressed("contradicted") == ["North Korea had not supplied Russia"]
    assert page.text(".filter-words").startswith("denied only, contradicted only: 1 statement")
    assert pressed("contradicted") == denied, "a second click takes it back"
    assert "Russia is to buy missiles from Iran" in pressed("denied")
    assert pressed("planned") == [
        "Russia is to buy missiles from Iran",
        "The United States will raise at the Security Council on 10 January 2024",
    ]
    assert page.page.get_attribute("[aria-label='Only what is'] >> text=planned", "aria-pressed") == "true"


def test_all_filters_fit_one_screen_and_what_the_link_narrows_is_open(open_page, story_html, page):
    high, seen = page.page.evaluate(
        "[...['scrollHeight', 'clientHeight']].map(name => document.getElementById('filters')[name])"
    )
    assert high <= seen
    assert page.page.locator(".filter[open] > summary").all_inner_texts() == ["Who says it"]
    page.unfold("Yes or no")
    page.page.hover("[data-polarities=negated]")
    page.page.click("[aria-label='Only: denied']")
    other = open_page(story_html, page.page.evaluate("location.hash"))
    other.page.click("#filters-button")
    assert other.page.locator(".filter[open] > summary").all_inner_texts() == ["Who says it", "Yes or no"]
    assert other.page.is_checked("[data-polarities=negated]") and not other.page.is_checked(
        "[data-polarities=affirmed]"
    )


def test_a_phone_shows_only_beside_each_box(open_page, story_html):
    page = open_page(story_html, "#voices=0", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.page.tap("#filters-button")
    button = page.page.locator("[aria-label='Only: South Korea']")
    assert button.evaluate("button => getComputedStyle(button).opacity") == "1"
    button.tap()
    assert page.text(".filter-words").startswith("South Korea: 1 statement")


def test_a_phone_shows_the_whole_row_of_the_table(open_page, story_html):
    page = open_page(story_html, "#view=table", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.page.tap("#table-button")
    sentence = page.page.locator("#table tbody tr >> nth=0").locator("td.quote").bounding_box()
    assert sentence["x"] >= 0 and sentence["x"] + sentence["width"] <= 390
    first = page.page.locator("#table tbody td:first-child >> nth=0")
    before = first.inner_text()
    page.page.tap("#table th button >> text=Statement")
    page.page.tap("#table th button >> text=Statement")
    assert first.inner_text() != before, "what is sorted by stays within reach"
    assert page.page.locator("#table td[data-label]:visible").filter(has_text="North Korea").count() > 0


def test_a_row_of_the_table_is_wide_enough_for_its_sentence(page):
    page.page.click("#filters-button")
    kept(page)
    heights = page.page.eval_on_selector_all("#table tbody tr", "rows => rows.map(row => row.offsetHeight)")
    assert max(heights) < 160
    assert page.page.evaluate(
        "document.getElementById('table').scrollWidth <= document.getElementById('table').clientWidth"
    )
    assert page.page.locator("#table th:has-text('Your mark')").is_hidden(), "nothing is marked yet"


def test_by_confidence(page):
    page.unfold("Confidence")
    before = len(kept(page))
    page.page.locator("#confidence").fill("50")
    assert len(kept(page)) == before - 1
    page.page.locator("#confidence").fill("75")
    assert len(kept(page)) == before - 2


def test_by_relation(page):
    page.unfold("Relations")
    page.page.click(".picks label:has-text('support') input")
    assert kept(page) == ["The United States supports Ukraine", "South Korea supports the United States"]


def test_by_article(page):
    page.unfold("Articles")
    page.page.click(".picks label:has-text('Council hears') input")
    assert "Vladimir Putin rules Russia" not in kept(page)
    assert "Vasily Nebenzya represents Russia" in kept(page)


def test_by_date_fields(page):
    page.unfold("Dates")
    page.page.fill("#date-from", "2023-12-01")
    page.page.fill("#date-to", "2023-12-31")
    page.page.uncheck("#show-undated")
    assert kept(page) == ["Russia fired one of them into Ukraine on 30 December 2023"]


def test_by_timeline_slider(page):
    page.unfold("Dates")
    page.page.locator("#timeline-to").fill("2")
    page.page.uncheck("#show-undated")
    assert kept(page) == ["Kim Jong Un met Vladimir Putin near Vladivostok on 13 September 2023"]
    assert page.page.input_value("#date-to") != ""


def test_by_a_bar_of_the_timeline(page):
    page.page.locator("#bars rect[height]:not([height='0'])").first.click()
    assert kept(page) == ["Kim Jong Un met Vladimir Putin near Vladivostok on 13 September 2023"]


def test_only_what_is_contradicted(page):
    page.unfold("Show")
    page.page.check("#show-conflicts")
    assert kept(page) == [
        "North Korea supplied Russia with ballistic missiles",
        "North Korea had not supplied Russia",
        "Russia had received shells from North Korea",
    ]
    page.page.click("#table-button")
    assert sorted(page.drawn()) == ["North Korea", "Russia"]


def test_filters_and_graph_agree(page):
    page.page.hover(".picks label:has-text('South Korea')")
    page.page.click("[aria-label='Only: South Korea']")
    assert sorted(page.drawn()) == ["North Korea", "Russia", "South Korea"], "the speaker is in the picture"
    page.page.click("text=Clear filters")
    assert len(page.drawn()) == 13


def test_the_table_sorts(page):
    kept(page)
    page.page.click("#table th button >> text=Statement")
    subjects = page.page.locator("#table tbody td:first-child").all_inner_texts()
    assert subjects == sorted(subjects)
    page.page.click("#table th button >> text=Statement")
    assert page.page.locator("#table tbody td:first-child").all_inner_texts() == subjects[::-1] or (
        page.page.get_attribute("#table th:first-child", "aria-sort") == "descending"
    )


def test_the_table_finds_rows_and_keeps_its_order_in_the_address(open_page, story_html, page):
    before = len(kept(page))
    page.page.fill("#table input[type=search]", "vladivostok")
    assert len(kept(page)) == 2
    assert all("near Vladivostok" in row for row in kept(page))
    assert page.page.evaluate("document.activeElement.type") == "search"
    page.page.fill("#table input[type=search]", "")
    assert len(kept(page)) == before
    for down in (False, True):
        page.page.click("#table th button >> text=When")
        times = page.page.locator("#table tbody td:nth-child(5)").all_inner_texts()
        dated = [time for time in times if time]
        assert dated == sorted(dated, reverse=down)
        assert times == dated + [""] * (len(times) - len(dated)), "what is blank comes last"
    other = open_page(story_html, page.page.evaluate("location.hash"))
    assert other.page.locator("#table tbody td:nth-child(5)").all_inner_texts() == times
    assert "Kirby said on Thursday" in other.text("#table tbody")


def test_a_row_of_the_table_opens_its_article(page):
    kept(page)
    page.page.click("#table tbody a >> text=supplied >> nth=0")
    assert page.text("#article .text .source") == "Kirby"


EVERY_FILTER = """() => {
  const {data, state} = kgPage;
  return {
    types: new Set(["Country"]), statuses: new Set(["claimed", "unknown"]), polarities: new Set(["negated"]),
    relations: new Set([data.statements.relation[0]]), documents: new Set([1]), voice: new Set([0]), from: 19000, to: 20000,
    undated: false, confidence: 35, conflicts: true, reports: true, fragments: true, nameless: true,
    voices: !state.filters.voices,
  };
}"""
PLAIN = """filters => Object.fromEntries(
  Object.entries(filters).map(([name, value]) => [name, value instanceof Set ? [...value] : value]))"""


def test_the_address_keeps_every_filter(open_page, story_html):
    page = open_page(story_html)
    off, chosen, address = page.page.evaluate(
        f"""() => {{
          const off = ({PLAIN})(kgPage.state.filters);
          kgPage.change({{filters: ({EVERY_FILTER})()}});
          return [off, ({PLAIN})(kgPage.state.filters), location.hash];
        }}"""
    )
    assert off.keys() == chosen.keys() and all(off[name] != chosen[name] for name in off)
    again = open_page(story_html, address)
    assert again.page.evaluate(f"() => ({PLAIN})(kgPage.state.filters)") == chosen
