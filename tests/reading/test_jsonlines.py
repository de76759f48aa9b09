"""JSON Lines: a document a line, and an error that names the line."""

import json
from collections.abc import Iterable
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document
from kg.reading.jsonlines import is_json_line, read_json_lines
from kg.reading.named import NamedDocument
from kg.reading.plain import MAX_BYTES
from tests.reading.sources import context, results, source


def read_pieces(pieces: Iterable[bytes], fallback: str | None = None) -> list[Document | ReadError]:
    whole = source(b"".join(pieces), "feed.jsonl")
    found = read_json_lines(whole, context(date=fallback))
    return [item if isinstance(item, ReadError) else item.document for item in found]


def read_lines(data: bytes) -> list[Document | ReadError]:
    return read_pieces(data.splitlines(keepends=True), "2024-01-07")


def test_jsonlines_documents_are_called_by_their_lines() -> None:
    found = results(read_json_lines, b'{"text": "One."}\n\n{"text": "Two."}\n', "feed.jsonl")
    assert [item.name for item in found if isinstance(item, NamedDocument)] == [
        "feed.jsonl, line 1",
        "feed.jsonl, line 3",
    ]


def test_jsonlines_fields() -> None:
    line = {
        "text": "\ufeffKirby said so.\r\nTwice.",
        "title": "A\n title",
        "date": "2024-01-04T12:30:00+01:00",
        "publisher": "Samples",
        "author": ["Ann Lee", "Bo Roe"],
        "url": "https://kg.example/1",
        "language": "en_US",
        "section": 7,
    }
    [document] = read_lines(json.dumps(line).encode())
    assert isinstance(document, Document)
    assert document.text == "Kirby said so.\nTwice."
    assert document.title == "A title"
    assert document.date == "2024-01-04"
    assert (document.publisher, document.author) == ("Samples", "Ann Lee, Bo Roe")
    assert (document.url, document.language) == ("https://kg.example/1", "en")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "One."', "not a JSON object: Input data was truncated"),
        (b"[1]", "not a JSON object: Expected `object`, got `array`"),
        (b'{"title": "T"}', 'no article: it needs a field "text" that holds text'),
        (b'{"text": 7}', 'no article: it needs a field "text" that holds text'),
        (b'{"text": " "}', "no text; an article needs some"),
        (b'{"text": "a\\u0000b"}', "holds a null character, which no text does"),
        (b'{"text": "One.", "title": 7}', "title: must be text, not a number"),
        (b'{"text": "One.", "author": [7]}', "author: must be text, not a list"),
        (b'{"text": "One.", "date": "yesterday"}', "date: 'yesterday' is not a date such as 2024-01-04"),
        (b'{"text": "Caf\xe9"}', "not UTF-8: byte 0xe9 at 13; save it as UTF-8"),
        (b'{"text": ' + b"[" * 5000, "not an article: nested too deeply"),
    ],
)
def test_jsonlines_bad_line_is_named_and_the_rest_is_read(line: bytes, reason: str) -> None:
    first, problem, last = read_lines(b'{"text": "First."}\n\n' + line + b'\n{"text": "Last."}\n')
    assert isinstance(first, Document)
    assert isinstance(problem, ReadError)
    assert isinstance(last, Document)
    assert (problem.source, problem.reason) == ("feed.jsonl, line 3", reason)
    assert (first.text, last.text) == ("First.", "Last.")


def test_jsonlines_dates_of_lines_without_one() -> None:
    [fallback, dateline] = read_lines(b'{"text": "So."}\n{"text": "(Reuters) Jan 4, 2024 Kyiv said so."}')
    assert isinstance(fallback, Document)
    assert isinstance(dateline, Document)
    assert (fallback.date, dateline.date) == ("2024-01-07", "2024-01-04")


def test_jsonlines_empty_file() -> None:
    assert [str(problem) for problem in read_lines(b"\n \n")] == ["feed.jsonl: an empty file"]


def test_jsonlines_too_long_line_is_one_error() -> None:
    long = b'{"text": "' + b"x" * (2 * MAX_BYTES) + b'"}\n'
    pieces = [long[start : start + MAX_BYTES + 1] for start in range(0, len(long), MAX_BYTES + 1)]
    assert len(pieces) == 3
    problem, document = read_pieces(chain(pieces, [b'{"text": "Next."}']))
    assert str(problem).startswith("feed.jsonl, line 1: more than 4,000,000 bytes")
    assert isinstance(document, Document)
    assert document.text == "Next."


def test_jsonlines_are_told_from_articles() -> None:
    assert is_json_line(b'\xef\xbb\xbf {"text": "One."}\n')
    assert not is_json_line(b"Kirby said so {again}.\n")
    assert not is_json_line(b"")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")).map("K".__add__)))
def test_jsonlines_give_back_any_text(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": text}, ensure_ascii=len(text) % 2 == 0) + "\n" for text in texts).encode()
    lines = [line + b"\n" for line in data.split(b"\n")[:-1]]
    found = read_pieces(lines)
    if texts:
        assert [document.text for document in found if isinstance(document, Document)] == texts
    else:
        assert [str(problem) for problem in found] == ["feed.jsonl: an empty file"]


@given(st.lists(st.binary().map(lambda line: line.replace(b"\n", b" ").replace(b"\r", b" "))))
def test_jsonlines_any_bytes_are_read_or_refused(lines: list[bytes]) -> None:
    found = read_pieces(line + b"\n" for line in lines)
    assert found
    assert all(isinstance(item, ReadError) and str(item).isprintable() for item in found)


def test_jsonlines_escaped_characters() -> None:
    line = {"text": "&quot;No,&quot; said AT&amp;T&#39;s lawyer. R&D &unknown; &amp;lt;", "title": "Q&amp;A"}
    [document] = read_lines(json.dumps(line).encode())
    assert isinstance(document, Document)
    assert document.text == '"No," said AT&T\'s lawyer. R&D &unknown; &lt;'
    assert document.title == "Q&A"
