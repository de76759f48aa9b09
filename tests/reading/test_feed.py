"""RSS and Atom: what an entry says of itself, which entries are summaries, and feeds that are no good."""

import sys

import pytest

from kg.reading.feed import read_feed
from tests.reading.sources import read_bytes, results

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Samples</title><link>https://kg.example/</link>{}</channel></rss>"""
FULL = """<item><title>Port &amp; sea</title><link>https://kg.example/1</link>
<pubDate>Wed, 08 May 2024 23:30:00 -0700</pubDate><dc:creator>Ann Lee</dc:creator>
<description>In short.</description>
<content:encoded><![CDATA[<p>The talks <b>have ended</b>.</p><blockquote><p>We are glad.</p></blockquote>
<p>The post <a href="#">Port</a> appeared first on <a href="#">The Samples</a>.</p>]]></content:encoded></item>"""
SHORT = """<item><title>Short</title><link>https://kg.example/2</link>
<description>&lt;p&gt;The talks have&lt;/p&gt;</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Samples</title>{}</feed>"""
ENTRY = """<entry><title type="html">Port &lt;i&gt;talks&lt;/i&gt;</title><id>urn:kg:1</id>
<published>2024-05-08T10:00:00Z</published><updated>2024-06-01T10:00:00Z</updated>
<author><name>Ann Lee</name></author><author><name>Bo Roe</name></author>
<link href="https://kg.example/1"/><summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The talks have ended.</p></div></content></entry>"""


def rss(*items: str) -> bytes:
    return RSS.format("".join(items)).encode()


def test_feed_entry_with_its_whole_text() -> None:
    ((document,), messages) = read_bytes(rss(FULL), "a.rss")
    assert messages == []
    assert document.text == "The talks have ended.\n\n> We are glad."
    assert (document.title, document.date, document.publisher) == ("Port & sea", "2024-05-08", "The Samples")
    assert (document.author, document.url, document.summary) == ("Ann Lee", "https://kg.example/1", False)


def test_feed_entry_with_a_description_alone_is_a_summary() -> None:
    ((document,), _) = read_bytes(rss(SHORT), "a.rss")
    assert (document.text, document.summary, document.date) == ("The talks have", True, None)


@pytest.mark.parametrize(
    "end", ["…", "...", "[…]", "[...]", "<a href='#'>Read more</a>", "<a href='#'>Continue reading Port talks</a>"]
)
def test_feed_content_that_breaks_off_is_a_summary(end: str) -> None:
    broken = FULL.replace("<p>The post", f"<p>Then they left and {end}</p><p>The post")
    assert read_bytes(rss(broken), "a.rss")[0][0].summary is True


def test_feed_content_that_only_repeats_the_description_is_a_summary() -> None:
    item = "<item><description>The talks have ended.</description><content:encoded>The talks have ended.</content:encoded></item>"
    assert read_bytes(rss(item), "a.rss")[0][0].summary is True


def test_feed_atom() -> None:
    ((document,), messages) = read_bytes(ATOM.format(ENTRY).encode(), "feed")
    assert messages == []
    assert (document.text, document.title, document.date) == ("The talks have ended.", "Port talks", "2024-05-08")
    assert (document.author, document.publisher, document.summary) == ("Ann Lee, Bo Roe", "The Samples", False)


def test_feed_atom_plain_text_is_no_markup() -> None:
    entry = "<entry><title>T</title><content>Is 3 &lt; 4, or &lt;b&gt; not?</content></entry>"
    assert read_bytes(ATOM.format(entry).encode(), "a.atom")[0][0].text == "Is 3 < 4, or <b> not?"


def test_feed_entries_are_called_by_number_and_address() -> None:
    found = results(read_feed, rss(FULL, "<item><title>Empty</title></item>", SHORT), "a.rss")
    assert [getattr(one, "name", None) or str(one) for one in found] == [
        "a.rss, entry 1 (https://kg.example/1)",
        "a.rss, entry 2: no text; an article needs some",
        "a.rss, entry 3 (https://kg.example/2)",
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "windows-1251"])
def test_feed_charset_is_the_one_that_it_names(charset: str) -> None:
    text = (
        rss(SHORT)
        .decode()
        .replace("utf-8", charset)
        .replace("The talks", "Кафе" if charset == "windows-1251" else "Café")
    )
    ((document,), messages) = read_bytes(text.encode(charset), "a.xml")
    assert (document.text[:4], messages) == ("Кафе" if charset == "windows-1251" else "Café", [])


def test_feed_scripts_are_not_text() -> None:
    bad = FULL.replace("<p>The talks", "<script>alert(1)</script><style>p {{}}</style><p onclick='x()'>The talks")
    assert read_bytes(rss(bad), "a.rss")[0][0].text.startswith("The talks have ended.")


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "texts", "messages"),
    [
        (rss(FULL, SHORT)[:-60], 1, ["cut off: the feed has no end"]),
        (rss(), 0, ["a feed without an entry"]),
        (rss(FULL).replace(b"<rss", LAUGHS.encode() + b"<rss").replace(b"In short.", b"&j;"), 1, []),
        (
            rss(FULL)
            .replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss')
            .replace(b"ended", b"&x;"),
            1,
            [],
        ),
        (
            b"<?xml version='1.0'?><urlset><url/></urlset>",
            0,
            ["its name says that it is a feed, but it does not begin as one does"],
        ),
        (b"", 0, ["an empty file"]),
        (rss(FULL) + b" " * 16_000_000, 0, ["more than 16,000,000 bytes, too long for one feed"]),
    ],
    ids=range(7),
)
def test_feed_what_cannot_be_read_is_told_in_one_line(data: bytes, texts: int, messages: list[str]) -> None:
    documents, told = read_bytes(data, "a.xml")
    assert (len(documents), told) == (texts, [f"a.xml: {message}" for message in messages])
    assert not any("root:" in document.text for document in documents)
    assert all(len(document.text) < 1000 for document in documents)


def test_feed_without_feedparser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert "pip install 'kgwire[feeds]'" in read_bytes(rss(FULL), "a.rss")[1][0]
