"""The table of formats: each suffix leads to one reader, and a file is read whatever the case of its suffix."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.reading import read
from kg.reading.formats import BY_SUFFIX, FORMATS, WHAT_IS_READ, Format
from tests.reading.sources import read_bytes

HELD = {".jsonl": '{"text": "Kirby said so."}\n', ".ndjson": '{"text": "Kirby said so."}\n'}
PAGE = "<html><body><article><p>Kirby said so, and the council heard it.</p></article></body></html>"
HELD |= dict.fromkeys((".html", ".htm", ".xhtml"), PAGE)
HELD |= {".csv": "title,text\nT,Kirby said so.\n", ".tsv": "title\ttext\nT\tKirby said so.\n"}
"""What a file of a format holds, where it is not the text itself."""


def test_formats_no_suffix_leads_to_two_of_them() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes)) == len(BY_SUFFIX)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_formats_messages_name_each_of_them() -> None:
    assert WHAT_IS_READ.startswith(".txt, .md, ") and WHAT_IS_READ.endswith(" files")
    assert all(form.suffixes[0] in WHAT_IS_READ for form in FORMATS)


BY_NAME = [suffix for suffix, form in BY_SUFFIX.items() if form.by_name]


@pytest.mark.parametrize("suffix", BY_NAME)
def test_formats_are_read_by_their_suffix(suffix: str, tmp_path: Path) -> None:
    for name in (f"a{suffix}", f"b{suffix.upper()}"):
        (tmp_path / name).write_text(HELD.get(suffix, "Kirby said so."), encoding="utf-8")
    texts = [document.text for document in read(tmp_path)]
    assert len(texts) == 2
    assert all(text.startswith("Kirby said so") for text in texts)


def test_formats_a_file_named_itself_is_plain_text_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "note.article").write_text("Kirby said so.", encoding="utf-8")
    assert [document.text for document in read(tmp_path / "note.article")] == ["Kirby said so."]


NAMED_WRONGLY = {
    "page.pdf": PAGE.replace("<html>", "<!-- a note --><!doctype html><html>").encode(),
    "page.txt": b"\xef\xbb\xbf  <?xml version='1.0'?>\n" + PAGE.encode(),
    "lines.md": b'{"text": "Kirby said so."}\n',
    "lines.csv": b'{"text": "Kirby said so."}\n',
    "table.txt": b"date;text\n2024-01-04;Kirby said so.\n",
    "message.doc": b"Received: x\nFrom: a@kg.example\nMessage-ID: <1@kg.example>\n\nKirby said so.\n",
    "feed.html": b"<rss version='2.0'><channel><item><description>Kirby said so.</description></item></channel></rss>",
    "picture.gz": gzip.compress(b"Kirby said so."),
}


@pytest.mark.parametrize("name", NAMED_WRONGLY)
def test_formats_what_the_bytes_tell_stands_above_the_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(NAMED_WRONGLY[name])
    (document,) = read(tmp_path)
    assert document.text.startswith("Kirby said so")


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.by_name], ids=lambda form: form.suffixes[0])
def test_formats_a_name_that_promises_another_format_is_told(form: Format, tmp_path: Path) -> None:
    for suffix in form.suffixes:
        (tmp_path / f"a{suffix}").write_bytes(b"Kirby said so.")
    skipped: list[ReadError] = []
    assert list(read(tmp_path, on_skip=skipped.append)) == []
    reason = f"its name says that it is {form.noun}, but it does not begin as one does"
    assert [problem.reason for problem in skipped] == [reason] * len(form.suffixes)


STARTS = (
    *(b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\x1f\x8b\x08\0", b"PAR1", b"WARC/1.0\r\n", b"<rss><item>", b"<html>"),
    *(b"From a 10:00\nA: b\n", b"Received: a\nFrom: b\nDate: c\n\n", b'{"text": "', b"text,title\n"),
    b"PK\x03\x04" + b"\0" * 26 + b"word/",
)


@settings(deadline=None, max_examples=150)
@given(
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=400),
    suffix=st.sampled_from(sorted(BY_SUFFIX)),
)
def test_formats_any_bytes_are_documents_or_lines_of_error(start: bytes, rest: bytes, suffix: str) -> None:
    documents, messages = read_bytes(start + rest, f"a{suffix}")
    assert all(document.text.strip() for document in documents)
    assert all(message.startswith("a.") for message in messages)
