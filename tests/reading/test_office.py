"""Word documents: blocks, tracked changes, and files that are no Word document or a broken one."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kg.reading import office
from tests.reading.sources import read_bytes


def saved(file: Any) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def made(fill: Callable[[Any], object]) -> bytes:
    file = docx.Document()
    fill(file)
    return saved(file)


def tracked(paragraph: Any, kind: str, text: str) -> None:
    """Write text that was inserted, deleted, or moved, as a change that nobody has accepted yet."""
    change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "Ann Lee")
    words = OxmlElement("w:delText" if kind == "del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def text_of(data: bytes) -> str:
    documents, messages = read_bytes(data, "a.docx")
    assert messages == []
    return documents[0].text


def test_office_blocks_are_kept_apart() -> None:
    def fill(file: Any) -> None:
        file.add_heading("Port talks", 1)
        file.add_paragraph("The talks have ended.")
        file.add_paragraph("We are glad.", style="Quote")
        file.add_paragraph("More pay.", style="List Bullet")
        table = file.add_table(2, 2)
        for cell, text in zip(table._cells, ("Year", "Ships", "2022", "40"), strict=True):
            cell.text = text
        file.add_paragraph("A crane in the port.", style="Caption")

    assert text_of(made(fill)).split("\n\n") == [
        "Port talks",
        "The talks have ended.",
        "> We are glad.",
        "- More pay.",
        "Year | Ships",
        "2022 | 40",
        "Caption: A crane in the port.",
    ]


def test_office_tracked_changes_are_read_as_accepted() -> None:
    def fill(file: Any) -> None:
        paragraph = file.add_paragraph("The talks have ")
        tracked(paragraph, "del", "not ")
        tracked(paragraph, "ins", "long ")
        tracked(paragraph, "moveFrom", "in vain ")
        paragraph.add_run("ended.")
        tracked(file.add_paragraph("So Bo said "), "moveTo", "in vain.")

    assert text_of(made(fill)) == "The talks have long ended.\n\nSo Bo said in vain."


def test_office_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    def fill(file: Any) -> None:
        first = file.add_paragraph("The talks ")
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        first._p.get_or_add_pPr().append(mark)
        file.add_paragraph("have ended.")

    assert text_of(made(fill)) == "The talks have ended."


def test_office_links_and_line_breaks() -> None:
    def fill(file: Any) -> None:
        paragraph = file.add_paragraph("The ")
        link, run = OxmlElement("w:hyperlink"), paragraph.add_run("talks")
        link.append(run._r)
        paragraph._p.append(link)
        paragraph.add_run(" have\tended.").add_break()
        paragraph.add_run("Really.")

    assert text_of(made(fill)) == "The talks have ended.\nReally."


def test_office_properties_are_the_metadata_but_never_the_day_of_saving() -> None:
    file = docx.Document()
    file.add_paragraph("The talks have ended.")
    file.core_properties.title, file.core_properties.author = "Port talks", "Ann Lee"
    ((document,), _) = read_bytes(saved(file), "a.docx")
    assert (document.title, document.author, document.date) == ("Port talks", "Ann Lee", None)


def office_file(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


WORD = made(lambda file: file.add_paragraph("The talks have ended."))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (WORD[:-40], "a Word document that is cut off or damaged"),
        (WORD[:2000], "a Word document that is cut off or damaged"),
        (office_file(word__document_xml="<no"), "a Word document that is cut off or damaged"),
        (office_file(xl__workbook_xml="<x/>"), "a spreadsheet; save it as CSV"),
        (office_file(ppt__presentation_xml="<x/>"), "a presentation; save it as PDF"),
        (saved(docx.Document()), "no text; an article needs some"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old or an encrypted Office document; save it as DOCX without a password",
        ),
        (b"{\\rtf1 Hello}", "a Rich Text document; save it as DOCX"),
        (b"The talks have ended.", "its name says that it is a Word document, but it does not begin as one does"),
        (b"", "an empty file"),
    ],
    ids=range(10),
)
def test_office_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    assert read_bytes(data, "a.docx") == ([], [f"a.docx: {message}"])


def test_office_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "FREE_EXPANSION", 100_000)
    bomb = office_file(word__document_xml="<w>" + " " * 5_000_000 + "</w>")
    assert read_bytes(bomb, "a.docx")[1] == [
        "a.docx: unpacks to more than 200 times its size, as a bomb does; it is not read"
    ]
