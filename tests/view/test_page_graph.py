"""The graph in a real browser: arrows, names, legend, zoom, scenes."""

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser


def test_click_on_an_arrow_opens_its_sentence_with_source_cue_and_content(open_page, story_html):
    page = open_page(story_html)
    page.click_arrow("≠ supply ×2")
    page.page.click("#details .entry .statement >> nth=0")
    assert page.text("#article .text .source") == "Kirby"
    assert page.text("#article .text .cue") == "said"
    content = "".join(page.page.locator("#article .text .content").all_inner_texts())
    assert content == "that North Korea supplied Russia with ballistic missiles"
    assert page.text("#article .sentence.marked").startswith("Kirby said on Thursday")
    assert "says John Kirby" in page.text("#details .badges")
    assert "ballistic missiles" in page.text("#details dl")


def test_the_marked_sentence_is_scrolled_into_view(open_page, story_html):
    page = open_page(story_html, viewport={"width": 1280, "height": 420})
    page.page.evaluate("kgPage.change({chosen: {kind: 'statement', statement: kgPage.data.statements.id.length - 10}})")
    sentence = page.page.locator("#article .sentence.marked")
    assert sentence.inner_text() == "Vladimir Putin rules Russia."
    pane, place = page.page.locator("#article").bounding_box(), sentence.bounding_box()
    assert pane["y"] <= place["y"] and place["y"] + place["height"] <= pane["y"] + pane["height"]


def test_a_bundled_arrow_shows_its_count_and_lists_its_statements(open_page, story_html):
    page = open_page(story_html, "#fragments=1")
    page.click_arrow("attack ×2")
    entries = page.page.locator("#details .entry .statement").all_inner_texts()
    assert entries == [
        "Russia fired one of them into Ukraine on 30 December 2023",
        "Russia may fire more of them at Ukraine",
    ]
    page.page.click("#details .entry .statement >> nth=1")
    assert page.text("#article .sentence.marked") == "Russia may fire more of them at Ukraine, Kirby said."
    page.page.click("text=All 2 of this arrow")
    assert page.page.locator("#details .entry").count() == 2


def test_lines_differ_by_modality_and_polarity(open_page, story_html):
    page = open_page(story_html)
    edges = page.page.evaluate(
        """() => Object.fromEntries([...kgPage.graph.scene.bundles.values()].map(bundle =>
             [bundle.label, [bundle.line, bundle.sort, kgPage.graph.edges.get(bundle.key).color.color]]))"""
    )
    assert edges["rules"][:2] == ["solid", "yes"]
    assert edges["supply ×2"][:2] == ["dashed", "yes"]
    assert edges["is to buy missiles from"][:2] == ["dotted", "yes"]
    assert edges["has not approved for"][1] == "no"
    assert edges["has not approved for"][2] not in (edges["rules"][2], edges["supply ×2"][2])


def test_click_on_a_name_in_the_text_finds_its_node(open_page, story_html):
    page = open_page(story_html)
    page.page.click("#details .title >> nth=0")
    page.page.click("#article a.mention >> text=Iran >> nth=0")
    assert page.text("#details h2") == "Iran"
    assert page.page.evaluate("kgPage.state.chosen.thing") == page.page.evaluate(
        "kgPage.data.entities.label.indexOf('Iran')"
    )


def test_click_on_a_node_opens_its_card(open_page, story_html):
    page = open_page(story_html)
    page.page.mouse.click(*page.node("North Korea"))
    assert page.text("#details h2") == "North Korea"
    assert "Pyongyang, DPRK" in page.text("#details .names")
    assert page.page.get_attribute("#details .names a", "href") == "https://www.wikidata.org/wiki/Q423"
    assert "supply" in page.page.locator("#details summary").all_inner_texts()[0]
    page.page.click("#details .tab >> text=by source")
    assert any("John Kirby" in text for text in page.page.locator("#details summary").all_inner_texts())
    page.page.locator("#details summary >> text=Council hears").click()
    page.page.wait_for_selector("#details a.quote >> text=Seoul said that Moscow had received shells from Pyongyang.")


def test_labels_of_the_opening_view_do_not_collide_and_all_names_stand(open_page, story_html):
    page = open_page(story_html)
    boxes = page.page.evaluate("() => kgPage.graph.labels.map(({text, box, kind}) => ({text, kind, ...box}))")
    for one, other in combinations(boxes, 2):
        apart = (
            one["right"] <= other["left"]
            or other["right"] <= one["left"]
            or one["bottom"] <= other["top"]
            or other["bottom"] <= one["top"]
        )
        assert apart, (one["text"], other["text"])
    assert {box["text"] for box in boxes if box["kind"] == "thing"} == set(page.drawn())
    arrows = page.page.evaluate("() => kgPage.graph.scene.bundles.size")
    assert len([box for box in boxes if box["kind"] == "arrow"]) >= 0.8 * arrows


def test_the_same_page_gives_the_same_picture(open_page, story_html):
    first, second = open_page(story_html), open_page(story_html)
    assert first.page.locator("#graph canvas").screenshot() == second.page.locator("#graph canvas").screenshot()


def test_the_legend_filters_by_type(open_page, story_html):
    page = open_page(story_html)
    assert "Vladivostok" in page.drawn()
    page.page.click(".chip >> text=Place")
    assert "Vladivostok" not in page.drawn()
    assert page.page.get_attribute(".chip:has-text('Place')", "aria-pressed") == "false"
    page.page.click("text=Clear filters")
    assert "Vladivostok" in page.drawn()


def test_focus_shows_a_thing_and_what_is_so_many_steps_away(open_page, story_html):
    page = open_page(story_html, "#fragments=1")
    page.page.mouse.click(*page.node("Iran"))
    page.page.click("text=Focus")
    assert sorted(page.drawn()) == ["Iran", "Russia"]
    page.page.click(".note .step >> text=2")
    assert {"Iran", "Russia", "North Korea", "Ukraine", "Vladimir Putin"} <= set(page.drawn())
    page.page.click("text=Whole graph")
    assert len(page.drawn()) == 14


def test_things_without_a_name_are_drawn_on_demand(open_page, story_html):
    page = open_page(story_html)
    assert not any(str(name).isdigit() for name in page.drawn())
    page.page.click("#filters-button")
    page.unfold("Show")
    page.page.check("#show-nameless")
    texts = page.page.evaluate("() => kgPage.graph.labels.map(label => label.text)")
    assert "ballistic missiles" in texts


def test_reports_and_voices_are_drawn_on_demand(open_page, story_html):
    page = open_page(story_html, "#fragments=1")
    assert "told" not in page.arrows() and "says ×2" in page.arrows()
    page.page.click("#filters-button")
    page.unfold("Show")
    page.page.check("#show-reports")
    page.page.uncheck("#show-voices")
    assert "told" in page.arrows() and not any(arrow.startswith("says") for arrow in page.arrows())


def test_contradictions_are_marked_and_lead_to_each_other(open_page, story_html):
    page = open_page(story_html)
    assert {"≠ supply ×2", "≠ had not supplied"} <= set(page.labels("arrow"))
    page.click_arrow("≠ had not supplied")
    assert "Contradicted by" in page.text("#details .conflicts summary")
    page.page.click("#details .conflicts .statement >> nth=0")
    assert page.text("#article .text .source") == "Kirby"


def test_communities_stand_on_grounds_of_their_own(open_page, story_html):
    page = open_page(story_html)
    before = page.page.locator("#graph canvas").screenshot()
    page.page.click("#filters-button")
    page.unfold("Show")
    page.page.check("#show-groups")
    page.page.click("#filters-button")
    assert page.page.locator("#graph canvas").screenshot() != before
    page.page.click("#filters-button")
    page.unfold("Groups of things")
    page.page.click("#filters .row >> nth=0")
    assert page.page.evaluate("kgPage.state.scene.kind") == "community"


def test_zoom_buttons_and_fit(open_page, story_html):
    page = open_page(story_html)
    scale = page.page.evaluate("kgPage.graph.network.getScale()")
    page.page.click("#zoom-in")
    assert page.page.evaluate("kgPage.graph.network.getScale()") == pytest.approx(scale * 1.25)
    page.page.click("#zoom-fit")
    assert page.page.evaluate("kgPage.graph.network.getScale()") == pytest.approx(scale)


def test_a_tip_names_what_is_under_the_pointer(open_page, story_html):
    page = open_page(story_html)
    x, y = page.node("Iran")
    page.page.mouse.move(x - 60, y - 60)
    page.page.mouse.move(x, y)
    page.page.wait_for_selector("#tip:not([hidden])")
    assert "Iran" in page.text("#tip")
