"""Saved web pages: the article and what the page states of it, without what stands around it."""

import sys

import pytest

from kg.errors import ReadError
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
