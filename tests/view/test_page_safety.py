"""What comes from articles is data: hostile names, sentences and addresses stay text."""

import re

import pytest

from kg.view import render_page
from tests.view.writing import Resolved, Writer, page_of, resolution_of

HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "{{7*7}}{% raw %}${7*7}",
    "\"quotes\" and 'quotes' & <b>marks</b>",
    "\u202eright to left\u202c \u2067names\u2069",
    "<!--<script>",
    "]]>",
    "a\u2028b\u2029c",
    '=HYPERLINK("http://host.example")',
    "L" + "o" * 10_000 + "ng",
    "𝒳𝒴 emoji 👩‍🚀 and ümläut",
    "constructor",
    "__proto__",
)
"""Names as an enemy would give them, or a careless one."""

INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that the page shows as a space: they turn the direction of what follows, or have no shape."""


def hostile_page() -> str:
    entities = [Resolved(name, name, "Person") for name in HOSTILE]
    write = Writer(
        *("<b>id</b>", "<script>document.title='taken'</script>", "2024-01-01", entities),
        **{"publisher": "<i>P</i>", "url": "javascript:document.title='taken'"},
    )
    for one, other in zip(HOSTILE, (*HOSTILE[1:], HOSTILE[0]), strict=True):
        write.sentence(f"{one} ⟶ said ⟶ {other}.")
        by = write.credit(one, "said", other)
        write.state(one, "said", other, lemma="<u>say</u>", by=by)
    documents = [write.document()]
    return render_page(
        page_of(documents, resolution_of(documents, entities), title="</title><script>alert(1)</script>")
    )


@pytest.mark.browser
@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:20])
def test_hostile_names_are_shown_as_text(open_page, name):
    page = open_page(hostile_page())
    page.page.evaluate(
        "name => kgPage.change({chosen: {kind: 'thing', thing: kgPage.data.entities.label.indexOf(name)}})", name
    )
    visible = page.page.evaluate("() => document.querySelector('#details h2').textContent")
    assert visible == INVISIBLE.sub(" ", name)
    assert page.page.title() == "</title><script>alert(1)</script>"
    assert page.page.locator("#details img, #details script, #details b, #details u, #article script").count() == 0


@pytest.mark.browser
def test_hostile_sentences_addresses_and_exports(open_page):
    page = open_page(hostile_page(), "#fragments=1")
    for statement in range(len(HOSTILE)):
        page.page.evaluate("statement => kgPage.change({chosen: {kind: 'statement', statement}})", statement)
        assert page.page.evaluate("() => document.querySelector('#article .sentence.marked').textContent") != ""
    assert page.page.locator("a[href^='javascript']").count() == 0
    page.page.click("#table-button")
    assert page.page.locator("#table tbody tr").count() == len(HOSTILE)
    for format in ("csv", "json", "turtle", "svg", "png"):
        page.page.evaluate("kgPage.change({surface: 'graph'})")
        page.page.click("#export summary")
        with page.page.expect_download() as download:
            page.page.click(f"#export [data-format={format}]")
        content = download.value.path().read_bytes()
        if format == "csv":
            assert b"\n=HYPERLINK" not in content and b",=HYPERLINK" not in content
        if format == "turtle":
            from rdflib import Graph

            assert len(Graph().parse(data=content, format="turtle")) > 50
    assert page.page.title() == "</title><script>alert(1)</script>"


def test_the_file_holds_no_markup_from_articles():
    html = hostile_page()
    assert "<script>document.title" not in html and "<img src=x" not in html
    assert html.count("</script>") == 5
    assert "\u2028" not in html and "\u2029" not in html


@pytest.mark.browser
def test_the_policy_refuses_scripts_styles_and_requests(open_page, story_html):
    page = open_page(story_html)
    refused = page.page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          document.body.append(script);
          const style = document.createElement("style");
          style.textContent = "body { outline: 9px solid }";
          document.head.append(style);
          const fetched = await fetch("https://host.example/").then(() => true, () => false);
          return [globalThis.ran === undefined, getComputedStyle(document.body).outlineWidth !== "9px", !fetched];
        }"""
    )
    assert refused == [True, True, True]
    assert all("Content Security Policy" in fault or "Failed to fetch" in fault for fault in page.faults)
    page.faults.clear()
    page.requests.clear()
