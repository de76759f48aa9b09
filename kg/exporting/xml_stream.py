"""XML that is written as it comes, whatever its texts hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import XMLGenerator

from kg.exporting.characters import in_xml


class XmlStream:
    """An open file that elements are written to; characters that XML does not have become U+FFFD."""

    def __init__(self, file: IO[bytes]) -> None:
        self._out = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Write an element around what is written meanwhile, and a line end behind it."""
        clean = {key: in_xml(value) for key, value in (attributes or {}).items()}
        self._out.startElement(name, clean)  # type: ignore[arg-type]
        yield
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def element(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """Write an element with nothing but text in it."""
        with self.inside(name, attributes):
            if text:
                self._out.characters(in_xml(text))


def truth(value: bool) -> str:
    """Return a truth value as XML Schema writes it."""
    return "true" if value else "false"
