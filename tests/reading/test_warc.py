"""Crawls: pages under their addresses, without the day of the crawl; what is no article is passed over."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.reading.made_pdf import column, pdf
from tests.reading.sources import read_bytes

PARAGRAPH = "The talks on the port went on for three days in the old town hall, where {} met behind closed doors."
PAGE = "<html><head><title>Port talks</title></head><body><article><p>{}</p><p>{}</p></article></body></html>"


def page(who: str) -> bytes:
    return PAGE.format(PARAGRAPH.format(who), PARAGRAPH.format(f"{who} and others")).encode()


def crawl(
    *records: tuple[str, bytes, str],
    status: str = "200 OK",
    packed: bool = True,
    extra: tuple[tuple[str, str], ...] = (),
) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    for address, data, kind in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind), *extra], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(data),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2020-02-02T02:02:02Z"},
            )
        )
    return out.getvalue()


ONE = ("https://kg.example/1", page("ministers"), "text/html; charset=utf-8")
TWO = ("https://kg.example/2", page("mayors"), "text/html")
PICTURE = ("https://kg.example/a.png", b"\x89PNG", "image/png")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "crawl"])
def test_warc_pages_have_their_address_and_no_day(name: str) -> None:
    documents, messages = read_bytes(crawl(ONE, PICTURE, TWO, packed=name.endswith("gz")), name)
    assert messages == []
    assert [(document.url, document.date) for document in documents] == [
        ("https://kg.example/1", None),
        ("https://kg.example/2", None),
    ]
    assert documents[0].title == "Port talks"
    assert "ministers met behind closed doors" in documents[0].text


def test_warc_other_formats_and_text() -> None:
    report = ("https://kg.example/r", pdf([column(60, 700, "The ministers met in the port.")]), "application/pdf")
    note = ("https://kg.example/n", b"The talks have ended.", "text/plain")
    documents, messages = read_bytes(crawl(report, note), "a.warc.gz")
    assert [document.text for document in documents] == ["The ministers met in the port.", "The talks have ended."]
    assert [document.url for document in documents] == ["https://kg.example/r", "https://kg.example/n"]
    assert messages == []


def test_warc_errors_and_redirections_are_no_articles() -> None:
    assert read_bytes(crawl(ONE, status="404 Not Found"), "a.warc.gz") == ([], [])


@pytest.mark.parametrize(
    ("charset", "sent"), [("iso-8859-1", "iso-8859-1"), ("utf-8", "iso-8859-1"), ("x-none", "utf-8")]
)
def test_warc_charset_of_the_server(charset: str, sent: str) -> None:
    data = page("ministers").replace(b"closed doors", "the café".encode(sent))
    ((document,), _) = read_bytes(crawl(("https://kg.example/1", data, f"text/html; charset={charset}")), "a.warc.gz")
    assert "the café" in document.text


def test_warc_packed_and_chunked_bodies() -> None:
    body = gzip.compress(ONE[1])
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    record = (ONE[0], chunked, ONE[2])
    documents, _ = read_bytes(
        crawl(record, extra=(("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))), "a.warc.gz"
    )
    assert "ministers met behind closed doors" in documents[0].text


def test_warc_a_page_without_an_article_is_named_and_the_rest_is_read() -> None:
    empty = ("https://kg.example/\nempty", b"<html></html>", "text/html")
    documents, messages = read_bytes(crawl(ONE, empty, TWO), "a.warc.gz")
    assert len(documents) == 2
    assert len(messages) == 1 and messages[0].endswith(": no article found in this page")


def test_warc_cut_off_inside_a_page() -> None:
    documents, messages = read_bytes(crawl(ONE, TWO, packed=False)[:-120], "a.warc")
    assert [document.url for document in documents] == ["https://kg.example/1"]
    assert messages == ["a.warc, https://kg.example/2: cut off: the crawl ends inside this page"]
    documents, messages = read_bytes(crawl(ONE, TWO)[:-60], "a.warc.gz")
    assert [document.url for document in documents] == ["https://kg.example/1"]
    assert len(messages) == 1 and messages[0].startswith("a.warc.gz") and "cut off" in messages[0]


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\nnonsense", b"WARC/1.0\r\n\r\n", b"WARC/", b"WARC/1.0\r\nContent-Length: x\r\n\r\n"]
)
def test_warc_nonsense_ends_somewhere(data: bytes) -> None:
    documents, messages = read_bytes(data, "a.warc")
    assert documents == [] and len(messages) <= 1
