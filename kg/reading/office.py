"""Read a Word document (DOCX): its paragraphs, headings, lists and tables become one `Document`, with its author and title.

This needs the extra `docx` (python-docx). Of tracked changes the text is read as if all were accepted: what was inserted
stands, what was deleted or moved away does not; comments are left out. Footnotes stand at the end.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.reading.blocks import caption, item, joined, quoted_block, row
from kg.reading.context import Context, Result
from kg.reading.limits import FREE_EXPANSION, MOST_EXPANSION
from kg.reading.metadata import Metadata, to_document
from kg.reading.named import NamedDocument
from kg.reading.packed.zipped import BROKEN
from kg.reading.source import Source
from kg.reading.titles import first_line_title

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}rPrChange", f"{W}pPrChange", f"{MC}Fallback", f"{W}instrText", f"{W}delText")
)
"""What an accepted change took away, and what says again in an older form what stands beside it."""
BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
OTHER_KINDS = {
    "xl/workbook.xml": "a spreadsheet; save it as CSV",
    "ppt/presentation.xml": "a presentation; save it as PDF",
}


def read_docx(source: Source, context: Context) -> Iterator[Result]:
    """Yield the document of a Word file; one that is damaged, and one of another Office program, raise ReadError.

    The day on which a file was saved is no date of publication.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError as problem:
        raise ReadError(source.name, "Word documents need python-docx; run: pip install 'kgwire[docx]'") from problem
    with ExitStack() as stack:
        stream = source.seekable(stack)
        try:
            _check_archive(stream, source.name)
            file = docx.Document(stream)
            text = joined(_Body(file).blocks())
            properties = file.core_properties
            fields = {"title": properties.title or first_line_title(text), "author": properties.author or None}
        except (*BROKEN, OpcError, LxmlError, KeyError, AttributeError, RecursionError) as problem:
            raise ReadError(source.name, "a Word document that is cut off or damaged") from problem
    if fields["author"] == "python-docx":
        fields["author"] = None
    metadata = Metadata.from_found(**fields)
    yield NamedDocument(
        source.name, to_document(text, metadata.at(source.about.address), source.name, context.fallback)
    )


def _check_archive(stream: BinaryIO, name: str) -> None:
    """Raise ReadError where the file is of another Office program, encrypted, or unpacks to far more than it weighs."""
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
    names = {member.filename for member in members}
    for part, advice in OTHER_KINDS.items():
        if part in names:
            raise ReadError(name, advice)
    packed = sum(member.compress_size for member in members)
    if sum(member.file_size for member in members) > max(FREE_EXPANSION, MOST_EXPANSION * packed):
        raise ReadError(name, f"unpacks to more than {MOST_EXPANSION} times its size, as a bomb does; it is not read")
    stream.seek(0)


class _Body:
    """The blocks of a Word document in their order."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._styles = {style.style_id: style.name or "" for style in file.styles}

    def blocks(self) -> Iterator[str]:
        """Yield the text of each block."""
        yield from self._inside(self._file.element.body)
        for relation in self._file.part.rels.values():
            if relation.reltype == NOTES and not relation.is_external:
                yield from self._notes(relation.target_part.blob)

    def _notes(self, blob: bytes) -> Iterator[str]:
        from docx.oxml.parser import parse_xml

        for note in parse_xml(blob):
            if note.get(f"{W}type") is None:  # the others are the lines that part notes from the text
                yield joined(self._inside(note))

    def _inside(self, parent: Any) -> Iterator[str]:
        open_paragraph = ""
        for child in parent:
            if child.tag == f"{W}p":
                text = open_paragraph + _text(child)
                open_paragraph = ""
                if (
                    child.find(f"{W}pPr/{W}rPr/{W}del") is not None
                ):  # its mark was deleted: the next one goes on with it
                    open_paragraph = text
                    continue
                yield self._marked(child, " ".join(text.split(" ")).strip())
            elif child.tag == f"{W}tbl":
                yield from self._rows(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
                yield from self._inside(child)
        if open_paragraph.strip():
            yield open_paragraph.strip()

    def _rows(self, table: Any) -> Iterator[str]:
        for line in table.iter(f"{W}tr"):
            if line.find(f"{W}trPr/{W}del") is None:
                cells = (" ".join(" ".join(self._inside(cell)).split()) for cell in line.findall(f"{W}tc"))
                yield row(cells)

    def _marked(self, paragraph: Any, text: str) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = self._styles.get(style.get(f"{W}val"), "").casefold() if style is not None else ""
        if not text:
            return ""
        if name == "caption":
            return caption(text)
        if name.endswith("quote"):
            return quoted_block(text)
        listed = name.startswith("list") or paragraph.find(f"{W}pPr/{W}numPr") is not None
        return item(text) if listed and not name.startswith("heading") else text


def _text(element: Any) -> str:
    """Return the text of a paragraph as it is when every tracked change is accepted."""
    pieces: list[str] = []
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in BREAKS:
            pieces.append(BREAKS[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)
