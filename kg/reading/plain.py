"""Read plain text and Markdown: the bytes of a file go in, one `Document` comes out.

Metadata stand in a YAML front matter between two lines `---`. Markdown is read as the text that it is: its marks stay.
Without a title there, a first line that reads like one is it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from itertools import zip_longest

import yaml

from kg.errors import ReadError
from kg.model import Document
from kg.reading.limits import MAX_BYTES
from kg.reading.metadata import Metadata, to_document
from kg.reading.source import About, as_utf_8
from kg.reading.titles import first_line_title

MAX_FRONT_MATTER = 20_000
"""Characters; no article has more to say of itself, and the YAML parser takes seconds for a megabyte."""

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*):[ \t]+(?P<value>(?!\[[^\]]*$|\{[^}]*$)\S.*?)[ \t]*")
FRONT_MATTER_START = re.compile(r"---[ \t]*\n")


def read_plain(data: bytes, name: str, fallback: str | None, about: About | None = None) -> Document:
    """Return the document that these bytes are; `fallback` is the date of one that says none itself.

    `about` is what a server said of them: its charset is that of bytes which are no UTF-8.

    Bytes that are no UTF-8 text, front matter that is no YAML, and an empty or too long article raise ReadError.
    """
    about = about or About()
    text = decode(as_utf_8(data, about.charset), name)
    fields, body = split_front_matter(text, name)
    metadata = Metadata.from_fields(fields, name)
    if metadata.title is None:
        metadata = replace(metadata, title=first_line_title(body))
    return to_document(body, metadata.at(about.address), name, fallback)


def decode(data: bytes, name: str) -> str:
    r"""Return the text of a file, with line ends `\n` and without a byte-order mark."""
    if len(data) > MAX_BYTES:
        raise ReadError(name, f"more than {MAX_BYTES:,} bytes, too long for one article; split it into articles")
    if data.startswith(UTF_16_MARKS):
        raise ReadError(name, "UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise ReadError(name, "a binary file, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        byte = data[problem.start]
        raise ReadError(name, f"not UTF-8: byte 0x{byte:02x} at {problem.start:,}; save it as UTF-8") from problem
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    r"""Return a text with each line end, be it `\r\n` or `\r`, made `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """Return the fields of a YAML front matter and the text after it, as it stands."""
    if not FRONT_MATTER_START.match(text):
        return {}, text
    match = FRONT_MATTER.match(text)
    if match is None:
        raise ReadError(name, "front matter has no end; close it with a line ---")
    return _load_fields(match["yaml"], name), text[match.end() :]


def _load_fields(source: str, name: str) -> dict[str, object]:
    if len(source) > MAX_FRONT_MATTER:
        raise ReadError(name, f"front matter is longer than {MAX_FRONT_MATTER:,} characters")
    try:
        fields = _parse(source)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 2 if problem.problem_mark else 1
        raise ReadError(name, f"front matter is not YAML: {problem.problem} (line {line})") from problem
    except yaml.YAMLError as problem:
        raise ReadError(name, "front matter is not YAML: it holds a control character") from problem
    except RecursionError as problem:
        raise ReadError(name, "front matter is nested too deeply") from problem
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict):
        raise ReadError(name, 'front matter is no list of fields such as "date: 2024-01-04"')
    return fields


def _parse(source: str) -> object:
    """Return what YAML makes of front matter; where that fails, of the same with those values quoted that need it."""
    try:
        return _load_yaml(source)
    except yaml.MarkedYAMLError as problem:
        quoted = _quote_values(source)
        try:
            return _load_yaml(quoted)
        except yaml.YAMLError:
            raise problem from None


def _load_yaml(source: str) -> object:
    # The base loader leaves every scalar the text that it is: a language "no" stays Norwegian, a title "2024" a title.
    return yaml.load(source, yaml.BaseLoader)  # noqa: S506 -- the base loader makes nothing but text, lists and mappings


def _quote_values(source: str) -> str:
    """Return front matter in which each field of one line that YAML cannot read holds its text as it stands.

    title: Iran: the talks → title: 'Iran: the talks'
    A list that is not closed stays the error that it is, and so does what goes on in further lines.
    """
    lines = source.split("\n")
    return "\n".join(
        _quote_value(line) if not following[:1].isspace() else line
        for line, following in zip_longest(lines, lines[1:], fillvalue="")
    )


def _quote_value(line: str) -> str:
    field = FIELD.fullmatch(line)
    if field is None:
        return line
    try:
        _load_yaml(line)
    except yaml.YAMLError:
        return "{}: '{}'".format(field["key"], field["value"].replace("'", "''"))
    return line
