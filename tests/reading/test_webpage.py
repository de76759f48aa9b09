"""Saved web pages: the article and what the page states of it, without what stands around it."""

import json
import sys

import pytest

from kg.errors import ReadError
from kg.reading.source import About
from kg.reading.webpage import read_web_page

HEAD = """\
<meta charset="utf-8"><title>Kyiv counts missiles</title>
<meta property="article:published_time" content="2024-01-06T08:00:00Z">
<meta property="og:site_name" content="Samples"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://kg.example/samples/kyiv">"""

BODY = """\
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Kyiv counts missiles</h1>
<p>Investigators in Kharkiv said on Saturday that a missile which hit the city was larger than an Iskander.</p>
<p>A spokesman for the prosecutor showed reporters fragments of it. He said that markings had been ground off.</p>
<script>alert("no article")</script></article>
<footer>Copyright 2026 Samples</footer>"""


def page(head: str, body: str) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_webpage_article_and_metadata() -> None:
    document = read_web_page(page(HEAD, BODY), "a.html", None)
    assert document.text == (
        "Kyiv counts missiles\n\n"
        "Investigators in Kharkiv said on Saturday that a missile which hit the city was larger than an Iskander.\n\n"
        "A spokesman for the prosecutor showed reporters fragments of it. He said that markings had been ground off."
    )
    assert (document.title, document.date, document.publisher) == ("Kyiv counts missiles", "2024-01-06", "Samples")
    assert (document.author, document.url) == ("Ann Lee", "https://kg.example/samples/kyiv")


def test_webpage_without_stated_date_takes_none_from_its_copyright_line() -> None:
    assert read_web_page(page("", BODY), "a.html", None).date is None
    assert read_web_page(page("", BODY), "a.html", "2024-01-07").date == "2024-01-07"


LINKED = """<script type="application/ld+json">{}</script>"""
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Kyiv counts missiles",
    "datePublished": "2024-01-05T23:30:00-07:00",
    "dateModified": "2024-02-01",
    "author": [{"@type": "Person", "name": "Cy Poe"}, {"@type": "Person", "name": "Di Fox"}],
    "publisher": {"@type": "Organization", "name": "The Sample News"},
}


def linked(*values: object) -> str:
    return HEAD + "".join(LINKED.format(value if isinstance(value, str) else json.dumps(value)) for value in values)


def stated(head: str) -> tuple[str | None, str | None, str | None]:
    document = read_web_page(page(head, BODY), "a.html", None)
    return document.date, document.author, document.publisher


IN_JSON_LD = ("2024-01-05", "Cy Poe, Di Fox", "The Sample News")
ELSEWHERE = ("2024-01-06", "Ann Lee", "Samples")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(ARTICLE), IN_JSON_LD),
        (linked([{"@type": "BreadcrumbList"}, ARTICLE]), IN_JSON_LD),
        (linked({"@type": ["Article", "Thing"]} | {k: v for k, v in ARTICLE.items() if k != "@type"}), IN_JSON_LD),
        (
            linked({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]}),
            IN_JSON_LD,
        ),
        (linked({"@type": "WebPage", "mainEntity": ARTICLE}), IN_JSON_LD),
        (
            linked(
                {
                    "@graph": [
                        ARTICLE | {"author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
                        {"@id": "#a", "@type": "Person", "name": "Cy Poe"},
                        {"@id": "#p", "name": "The Sample News"},
                    ]
                }
            ),
            ("2024-01-05", "Cy Poe", "The Sample News"),
        ),
        (linked(json.dumps(ARTICLE).replace("Sample News", "Sample\nNews").replace("}]", "},]")), IN_JSON_LD),
        (linked(ARTICLE | {"author": "Cy Poe &amp; Di Fox"}), ("2024-01-05", "Cy Poe & Di Fox", "The Sample News")),
        (linked(ARTICLE | {"datePublished": "soon"}), ("2024-01-06", "Cy Poe, Di Fox", "The Sample News")),
        (linked({"@type": "ItemList", "itemListElement": [ARTICLE]}), ELSEWHERE),
        (linked(ARTICLE, ARTICLE | {"datePublished": "2023-01-01", "headline": "Other"}), ELSEWHERE),
        (linked({"@type": "Recipe", "datePublished": "2020-01-01"}), ELSEWHERE),
        (linked('{"@type": "NewsArticle", '), ELSEWHERE),
        (linked("[" * 100_000), ELSEWHERE),
        (
            linked(
                {"@type": "NewsArticle", "headline": 7, "datePublished": [], "author": 3, "publisher": {"name": {}}}
            ),
            ELSEWHERE,
        ),
    ],
    ids=range(15),
)
def test_webpage_json_ld_stands_above_what_is_guessed(head: str, expected: tuple[str, str, str]) -> None:
    assert stated(head) == expected


def test_webpage_blocks_are_kept_apart() -> None:
    body = """<article><h1>Port talks</h1>
<p>The talks on the port went on for three days in the old town hall, where both sides met behind closed doors.</p>
<figure><img src="a.jpg"><figcaption>Image caption A crane stands in the harbour of the old town</figcaption></figure>
<figure><img src="b.jpg"><figcaption>Ann Lee / Samples</figcaption></figure>
<h2>What was said</h2>
<table><caption>Ships that came to the port each year</caption><tr><th>Year</th><th>Ships</th></tr>
<tr><td>2022</td><td>40 of them</td></tr></table>
<ul><li>The first demand of the union was more pay.</li><li>The second one was fewer hours.</li></ul>
<p>She went home after the long meeting in the old town hall of the port city, and said nothing to anybody.</p></article>"""
    assert read_web_page(page(HEAD, body), "a.html", None).text.split("\n\n")[1:] == [
        "The talks on the port went on for three days in the old town hall, where both sides met behind closed doors.",
        "Caption: A crane stands in the harbour of the old town",
        "What was said",
        "Caption: Ships that came to the port each year",
        "Year | Ships",
        "2022 | 40 of them",
        "- The first demand of the union was more pay.",
        "- The second one was fewer hours.",
        "She went home after the long meeting in the old town hall of the port city, and said nothing to anybody.",
    ]


def test_webpage_address_is_the_one_fetched_unless_the_page_has_another_of_the_same_host() -> None:
    def url(fetched: str | None) -> str | None:
        about = None if fetched is None else About(address=fetched)
        return read_web_page(page(HEAD, BODY), "a.html", None, about).url

    assert url(None) == "https://kg.example/samples/kyiv"
    assert url("https://www.kg.example/samples/kyiv?from=feed") == "https://kg.example/samples/kyiv"
    assert url("https://other.example/1") == "https://other.example/1"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\x00\x01", page("", "<script>a</script>")])
def test_webpage_without_article(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.html: no article found in this page"):
        read_web_page(data, "a.html", None)


def test_webpage_without_trafilatura_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match=r"pip install 'kgwire\[html\]'"):
        read_web_page(page(HEAD, BODY), "a.html", None)


def test_webpage_keeps_quotations_as_quotations() -> None:
    body = """<article><h1>Port talks</h1>
<p>The talks on the port went on for three days in the old town hall, where both sides met behind closed doors.</p>
<p>Omar Aziz said:</p><blockquote><p>Iran has supplied Russia with drones.</p><p>It will do so again.</p></blockquote>
<p>She called it <q>a scandal</q> and went home after the long meeting in the old town hall of the port city.</p></article>"""
    lines = read_web_page(page(HEAD, body), "a.html", None).text.split("\n\n")
    assert lines[2:5] == ["Omar Aziz said:", "> Iran has supplied Russia with drones.", "> It will do so again."]
    assert lines[5].startswith("She called it “a scandal” and went home")
