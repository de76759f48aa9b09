"""Read JSON Lines: the lines of a file go in, one `Document` a line comes out, or the error that names the line.

A line is an object with `text` and, where known, `title`, `date`, `publisher`, `author`, `url` and `language`.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

import msgspec

from kg.errors import ReadError
from kg.reading.context import Context, Result
from kg.reading.limits import MAX_BYTES
from kg.reading.metadata import Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.options import Reading
from kg.reading.plain import decode, with_line_feeds
from kg.reading.source import Source

CHARACTER = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")


START = re.compile(rb"\s*\{\s*(?:[\"}]|\Z)")


def is_json_line(line: bytes) -> bool:
    """Tell whether an input starts with an object, as it does in JSON Lines and in no article."""
    return START.match(line.removeprefix(codecs.BOM_UTF8)) is not None


def read_json_lines(source: Source, context: Context) -> Iterator[Result]:
    """Yield for each line that is not blank its document, or its error; no line at all is an error too.

    A line longer than `MAX_BYTES` arrives in pieces, of which only the last ends in a line feed.
    """
    number, count, continued = 1, 0, False
    name, reading = source.name, context.reading
    for line in source.lines():
        ends = line.endswith(b"\n")
        if not continued and ((not ends and len(line) > MAX_BYTES) or line.strip(b" \t\r\n\xef\xbb\xbf")):
            count += 1
            yield _read_line(line, f"{name}, line {number}", reading)
        number, continued = number + ends, not ends
    if not count:
        yield ReadError(name, "an empty file")


def unescaped(text: str) -> str:
    """Return a text with the characters that stand in it as on a web page: "AT&amp;T said &quot;no&quot;"."""
    return CHARACTER.sub(lambda match: html.unescape(match[0]), text)


def _read_line(line: bytes, name: str, reading: Reading) -> Result:
    try:
        fields = msgspec.json.decode(decode(line, name), type=dict[str, object])
        fields |= {field: fields.get(column) for field, column in reading.columns.items()}
        text = fields.get("text")
        if not isinstance(text, str):
            return ReadError(name, f'no article: it needs a field "{reading.column("text")}" that holds text')
        fields = {key: unescaped(value) if isinstance(value, str) else value for key, value in fields.items()}
        text = with_line_feeds(unescaped(text)).removeprefix("\ufeff")
        return NamedDocument(name, to_document(text, Metadata.from_fields(fields, name), name, reading.date))
    except msgspec.MsgspecError as problem:
        return ReadError(name, f"not a JSON object: {problem}")
    except RecursionError:
        return ReadError(name, "not an article: nested too deeply")
    except ReadError as problem:
        return problem
