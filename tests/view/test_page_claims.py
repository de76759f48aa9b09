"""The claims board: who says so, who denies it, who leaves it open."""

import pytest

pytestmark = pytest.mark.browser


def claims(page) -> list[str]:
    return page.page.locator("#claims tbody td:first-child").all_inner_texts()


def test_a_row_has_claim_sources_and_denials_and_opens_the_reader(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#claims-button")
    assert claims(page) == [
        "North Korea supplied Russia with ballistic missiles",
        "Russia had received shells from North Korea",
    ]
    cells = page.page.locator("#claims tbody tr >> nth=0 >> td").all_inner_texts()
    assert [cell.replace("· ", "").strip() for cell in cells[1:]] == [
        *("John Kirby", "Vasily Nebenzya", "", "10 January 2024", "5–11 January 2024", "1"),
    ] or cells[1].endswith("John Kirby")
    page.page.click("#claims tbody .statement >> nth=0")
    assert "Who denies it" in page.text("#details")
    page.page.click("#claims tbody .voice-link >> text=Vasily Nebenzya >> nth=0")
    assert page.text("#article .sentence.marked").startswith("Vasily Nebenzya told")


def test_the_board_filters_by_words_dispute_and_what_is_told_once(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#claims-button")
    page.page.check("#board-once")
    assert len(claims(page)) > 10
    page.page.fill("#claims input[type=search]", "nebenzya")
    assert page.page.evaluate("document.activeElement.type") == "search"
    assert set(claims(page)) == {
        "North Korea supplied Russia with ballistic missiles",
        "Russia had received shells from North Korea",
        "Vasily Nebenzya represents Russia",
    }
    page.page.check("#board-disputed")
    assert len(claims(page)) == 2
    again = open_page(story_html, page.page.evaluate("location.hash"))
    assert claims(again) == claims(page)


def test_a_claim_is_copied_as_a_citation(open_page, story_html):
    page = open_page(story_html, permissions=["clipboard-read", "clipboard-write"])
    page.page.click("#details .claims .statement >> text=North Korea supplied")
    page.page.click("#details .copy")
    page.page.wait_for_function("() => document.querySelector('#details .copy').textContent !== 'Copy as citation'")
    text = page.page.evaluate(
        "() => navigator.clipboard.readText().catch(() => document.querySelector('#details .copied').value)"
    )
    assert "North Korea supplied Russia with ballistic missiles." in text
    assert "Vasily Nebenzya denies it: “" in text and "Sample Post, 11 January 2024, https://post.example" in text
    assert "claim=" in text


def test_a_filter_leaves_the_claims_whose_statements_pass(open_page, story_html):
    page = open_page(story_html, "#view=claims&voice=%3DSouth+Korea")
    assert claims(page) == ["Russia had received shells from North Korea"]
