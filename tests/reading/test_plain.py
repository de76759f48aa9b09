"""Plain text and Markdown: what is text, what is front matter, and what is refused."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.reading.metadata import MAX_CHARACTERS
from kg.reading.plain import MAX_BYTES, read_plain

ARTICLE = """\
---
title: "Kyiv: more missiles"
date: 2024-01-06
publisher: Samples
author: [Ann Lee, Bo Roe]
url: https://kg.example/samples/kyiv
language: en-GB
---

  Kyiv said on Saturday that more missiles had come.

It gave no number.
"""


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_plain(data, "a.md", None)
    message = str(caught.value)
    assert message.startswith("a.md: ")
    assert message.isprintable()
    return message.removeprefix("a.md: ")


def test_plain_front_matter_gives_every_field() -> None:
    document = read_plain(ARTICLE.encode(), "a.md", None)
    assert document.title == "Kyiv: more missiles"
    assert document.date == "2024-01-06"
    assert document.publisher == "Samples"
    assert document.author == "Ann Lee, Bo Roe"
    assert document.url == "https://kg.example/samples/kyiv"
    assert document.language == "en"
    assert document.generator is None


def test_plain_body_keeps_its_white_space() -> None:
    document = read_plain(ARTICLE.encode(), "a.md", None)
    assert document.text == "\n  Kyiv said on Saturday that more missiles had come.\n\nIt gave no number.\n"


def test_plain_without_front_matter_is_all_body() -> None:
    document = read_plain(b"Kyiv said so.\n---\nMoscow did not.\n", "a.txt", None)
    assert document.text == "Kyiv said so.\n---\nMoscow did not.\n"
    assert (document.title, document.date, document.url) == (None, None, None)


def test_plain_byte_order_mark_and_line_ends() -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nOne.\rTwo.\r\n\r\nThree."
    document = read_plain(data, "a.txt", None)
    assert document.title == "T"
    assert document.text == "One.\nTwo.\n\nThree."


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("language: no", "language", "no"),  # Norwegian, where YAML 1.1 reads false
        ("title: 2024", "title", "2024"),
        ("title: yes", "title", "yes"),
        ("title:", "title", None),
        ("author: null", "author", None),
        ("Title: Capital", "title", "Capital"),
        ("title: >\n  on two\n  lines", "title", "on two lines"),
        ("title: '<b>&amp;'", "title", "<b>&amp;"),
        ("date: 2024-01-04T10:00:00Z", "date", "2024-01-04"),
        ("date: 2024-01-04 10:00:00 +0300", "date", "2024-01-04"),
        ("layout: post", "title", None),
        ("title: Iran: the talks", "title", "Iran: the talks"),
        ("title: Iran: what's next: the talks  ", "title", "Iran: what's next: the talks"),
        ("summary: a: b\ntitle: T", "title", "T"),
        ("title: 'Iran: the talks'\nsummary: a: b", "title", "Iran: the talks"),
        ('title: "We stay": Kyiv answers', "title", '"We stay": Kyiv answers'),
        ("title: 'Tis over: the talks", "title", "'Tis over: the talks"),
        ("title: [Video] Kyiv at night", "title", "[Video] Kyiv at night"),
        ("title: *Breaking* news", "title", "*Breaking* news"),
        ("title: @kremlin is silent", "title", "@kremlin is silent"),
        ("title: 5 % - or more:", "title", "5 % - or more:"),
        ("title: a: b\nauthor:\n  - Ann Lee\n  - Bo Roe", "author", "Ann Lee, Bo Roe"),
        ("title: a: b\nauthor: [Ann Lee,\n  Bo Roe]", "author", "Ann Lee, Bo Roe"),
        ("title: a: b\nurl: https://kg.example/a", "url", "https://kg.example/a"),
        ("title: a: b\r\ndate: May 8, 2024", "date", "2024-05-08"),
    ],
)
def test_plain_front_matter_scalars_are_text(line: str, field: str, value: str | None) -> None:
    document = read_plain(f"---\n{line}\n---\nKirby said so.".encode(), "a.md", None)
    assert getattr(document, field) == value


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        ("title: a: b\n  and c", "front matter is not YAML: mapping values are not allowed here (line 2)"),
        ("title: a: b\n- c", "front matter is not YAML: mapping values are not allowed here (line 2)"),
        (
            "date: 2024-01-04\ntitle: [a",
            "front matter is not YAML: expected ',' or ']', but got '<stream end>' (line 4)",
        ),
        ("title: \x07", "front matter is not YAML: it holds a control character"),
        ("[" * 5000, "front matter is nested too deeply"),
        ("title: " + "a" * 20_000, "front matter is longer than 20,000 characters"),
        ("- a", 'front matter is no list of fields such as "date: 2024-01-04"'),
        ("date: January 4", "date: 'January 4' is not a date such as 2024-01-04"),
        ("date: 2024-02-30", "date: '2024-02-30' is not a date such as 2024-01-04"),
        ("date: 2024-1-4", "date: '2024-1-4' is not a date such as 2024-01-04"),
        ("title: {a: b}", "title: must be text, not a mapping"),
        ("title: [a]", "title: must be text, not a list"),
        ("url: kg.example/a", "url: 'kg.example/a' is not an address such as https://news.example/article"),
        (
            "url: javascript:alert(1)",
            "url: 'javascript:alert(1)' is not an address such as https://news.example/article",
        ),
        ("language: English", "language: 'English' is not a language code such as en"),
    ],
)
def test_plain_wrong_front_matter_is_named(front_matter: str, message: str) -> None:
    assert refusal(f"---\n{front_matter}\n---\nKirby said so.".encode()) == message


def test_plain_front_matter_without_end() -> None:
    assert refusal(b"---\ntitle: T\n\nKirby said so.\n") == "front matter has no end; close it with a line ---"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text; an article needs some"),
        (b" \n\t\n", "no text; an article needs some"),
        (b"---\ntitle: T\n---\n\n", "no text; an article needs some"),
        (b"\x7fELF\x02\x01\x00\x00", "a binary file, not text"),
        ("Kyiv".encode("utf-16"), "UTF-16 text; save it as UTF-8"),
        ("Café in Kyiv".encode("latin-1"), "not UTF-8: byte 0xe9 at 3; save it as UTF-8"),
    ],
)
def test_plain_what_is_no_article_is_refused(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_plain_five_megabytes_are_refused() -> None:
    data = b"Kirby said so. " * 350_000
    assert len(data) > MAX_BYTES
    assert refusal(data) == "more than 4,000,000 bytes, too long for one article; split it into articles"
    assert refusal(b"x" * (MAX_CHARACTERS + 1)).startswith("1,000,001 characters, 1,000,000 is the most")


def test_plain_date_comes_from_metadata_then_dateline_then_fallback() -> None:
    dateline = "KYIV, January 5, 2024 (Reuters) - Kyiv said so."
    front_matter = "---\ndate: 2024-01-06\n---\n"
    assert read_plain(f"{front_matter}{dateline}".encode(), "a", "2024-01-07").date == "2024-01-06"
    assert read_plain(dateline.encode(), "a", "2024-01-07").date == "2024-01-05"
    assert read_plain(b"Kyiv said so.", "a", "2024-01-07").date == "2024-01-07"
    assert read_plain(b"Kyiv said so on Friday.", "a", None).date is None


def test_plain_id_is_made_of_text_and_url_alone() -> None:
    def identify(url: str, text: str, title: str = "T") -> str:
        return read_plain(f"---\nurl: {url}\ntitle: {title}\n---\n{text}".encode(), "a", None).id

    first = identify("https://kg.example/1", "Kirby said so.")
    assert first == "dd4636f1444fed23"
    assert identify("https://kg.example/1", "Kirby said so.", title="U") == first
    assert identify("https://kg.example/2", "Kirby said so.") != first
    assert identify("https://kg.example/1", "Kirby said it.") != first


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_plain_any_text_is_kept_but_for_line_ends(text: str) -> None:
    body = f"K{text}"
    document = read_plain(body.encode(), "a", None)
    assert document.text == body.replace("\r\n", "\n").replace("\r", "\n")
    assert "\r" not in document.text


@given(
    title=st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1).filter(
        lambda t: t not in ("~", "null")
    ),
    date=st.dates(),
)
def test_plain_front_matter_gives_back_what_was_written(title: str, date: datetime.date) -> None:
    quoted = title.replace("'", "''")
    document = read_plain(f"---\ntitle: '{quoted}'\ndate: {date.isoformat()}\n---\nBody.".encode(), "a", None)
    assert (document.title, document.date, document.text) == (title, date.isoformat(), "Body.")


@given(st.binary())
def test_plain_any_bytes_are_a_document_or_one_line_of_error(data: bytes) -> None:
    try:
        document = read_plain(data, "a.txt", None)
    except ReadError as problem:
        assert str(problem).isprintable()
    else:
        assert document.text.strip()
        assert len(document.id) == 16


@given(st.text(alphabet="-.: \n[]{}ab&*!'\"#|>\t,"))
def test_plain_any_front_matter_is_read_or_refused(front_matter: str) -> None:
    try:
        document = read_plain(f"---\n{front_matter}\n---\nBody.".encode(), "a.txt", None)
    except ReadError as problem:
        assert str(problem).isprintable()
    else:
        assert document.text.endswith("Body.")
