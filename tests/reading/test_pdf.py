"""PDF: reading order, words parted at line ends, what runs along the pages' edges, and the page of each sentence."""

import io
from pathlib import Path

import pytest

from kg.reading import read
from kg.reading.pdf.columns import lines_of
from kg.reading.pdf.words import Word
from tests.reading.made_pdf import column, pdf
from tests.reading.sources import read_bytes

LEFT = """\
The ministers of both countries met
on Monday in the old town hall and
spoke about the harbour, which is to
be built anew before the winter.

Afterwards a spokesman said that no
agreement had been reached, and that
the talks would go on next week with
both of the sides and a mediator at"""
RIGHT = """\
the table. Nobody wanted to say what
had been offered, but the union told
its members that a strike was still
possible before the end of the year.

The opposition called the talks late
and asked for a report to parliament
which the government promised to give
in the first days of next month."""


def only(data: bytes) -> str:
    documents, messages = read_bytes(data, "a.pdf")
    assert messages == []
    return documents[0].text


def test_pdf_columns_are_read_one_after_the_other() -> None:
    head = [(60.0, 780.0, "Ministers meet about the harbour of the old town", 20.0)]
    text = only(pdf([[*head, *column(60, 740, LEFT), *column(310, 740, RIGHT)]]))
    assert text.split("\n\n") == [
        "Ministers meet about the harbour of the old town",
        "The ministers of both countries met on Monday in the old town hall and spoke about the harbour, which is to be "
        "built anew before the winter.",
        "Afterwards a spokesman said that no agreement had been reached, and that the talks would go on next week with "
        "both of the sides and a mediator at the table. Nobody wanted to say what had been offered, but the union told "
        "its members that a strike was still possible before the end of the year.",
        "The opposition called the talks late and asked for a report to parliament which the government promised to give "
        "in the first days of next month.",
    ]


def test_pdf_columns_that_the_file_draws_line_by_line() -> None:
    mixed = [line for pair in zip(column(60, 740, LEFT), column(310, 740, RIGHT), strict=True) for line in pair]
    assert only(pdf([mixed])) == only(pdf([[*column(60, 740, LEFT), *column(310, 740, RIGHT)]]))


def test_pdf_a_headline_across_ends_the_columns_above_it() -> None:
    across = [(60.0, 600.0, "A second report, about the harbour, the winter and the ships of the port", 14.0)]
    low = [*column(60, 570, LEFT.replace("ministers", "mayors")), *column(310, 570, RIGHT)]
    text = only(pdf([[*column(60, 740, LEFT), *column(310, 740, RIGHT), *across, *low]]))
    assert text.index("first days of next month") < text.index("A second report") < text.index("The mayors")


def test_pdf_cells_of_a_table_stand_on_one_line() -> None:
    table = [
        (60.0 + 180 * x, 700.0 - 14 * y, cell)
        for y, row in enumerate(("Port Ships", "Hull 40", "Bari 12", "Oslo 7", "Riga 9"))
        for x, cell in enumerate(row.split())
    ]
    assert "Hull 40" in only(pdf([table]))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The agree-", "ment was signed by all of them.", "The agreement was signed"),
        ("The North-", "Korean envoy has left the town.", "The North-Korean envoy"),
        ("A self-", "made man came to the harbour too.", "A self-made man"),
        ("In 2019-", "2020 nothing was built in the port.", "In 2019-2020 nothing"),
        ("The long run-", "off of the river. A run-off is bad.", "The long run-off of"),
    ],
)
def test_pdf_words_parted_at_the_end_of_a_line(before: str, after: str, expected: str) -> None:
    rest = ["The rest of this paragraph is of no", "interest, but it has to be as long as"]
    text = only(pdf([column(60, 700, "\n".join([*rest, before, after]))]))
    assert expected in text


def page(number: int, body: str) -> list[tuple[float, float, str, float]]:
    above = [(60.0, 810.0, f"The Harbour Gazette    {number} May 2024", 9.0)]
    below = [(280.0, 30.0, f"Page {number} of 3", 9.0)]
    return [*above, *column(60, 740, body), *below]


BODIES = (
    "The first page tells of the harbour,\nof its ships, and of those who came\nto the old town before the war was",
    "over and built houses near the sea.\nNobody remembers their names today,\nas the mayor said in his speech.",
    "Ships are fewer than they once were.\nThe last one left in the spring with\na load of coal for the islands.",
)


def test_pdf_running_headers_and_footers_are_taken_off() -> None:
    text = only(pdf([page(number, body) for number, body in enumerate(BODIES, start=1)]))
    assert "Gazette" not in text and "Page" not in text
    assert "before the war was over and built houses" in text


def test_pdf_a_line_that_stands_on_one_page_alone_stays() -> None:
    text = only(pdf([[(60.0, 810.0, "Only here"), *column(60, 740, BODIES[0])], column(60, 740, BODIES[1])]))
    assert text.startswith("Only here")


def test_pdf_pages_are_known() -> None:
    (document,), _ = read_bytes(pdf([page(number, body) for number, body in enumerate(BODIES, start=1)]), "a.pdf")
    assert document.pages is not None and len(document.pages) == 3
    assert document.pages[0] == 0
    assert [document.text[start:].split()[0] for start in document.pages] == ["The", "over", "Ships"]
    assert [document.page_at(document.text.index(words)) for words in ("first page", "houses", "coal")] == [1, 2, 3]


def test_pdf_a_page_without_text_has_its_number_too() -> None:
    (document,), _ = read_bytes(pdf([column(60, 740, BODIES[0]), [], column(60, 740, BODIES[2])]), "a.pdf")
    assert document.page_at(document.text.index("coal")) == 3


def test_pdf_title_of_the_file_unless_a_program_made_it_up() -> None:
    body = [column(60, 740, BODIES[0])]
    assert read_bytes(pdf(body, title="Harbour talks"), "a.pdf")[0][0].title == "Harbour talks"
    for made_up in ("Microsoft Word - talks.docx", "untitled", "talks_final.pdf"):
        assert read_bytes(pdf(body, title=made_up), "a.pdf")[0][0].title is None
    assert read_bytes(pdf(body), "a.pdf")[0][0].date is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([column(60, 740, LEFT)], "secret"), "an encrypted PDF; save it without its password first"),
        (pdf([column(60, 740, LEFT)])[:150], "a PDF that is cut off or damaged"),
        (b"%PDF-1.7\nnonsense", "a PDF that is cut off or damaged"),
        (pdf([[], []]), "no text in it: its pages are pictures; recognise their text (OCR) first"),
        (b"Access denied.", "its name says that it is a PDF, but it does not begin as one does"),
        (b"", "an empty file"),
    ],
)
def test_pdf_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    assert read_bytes(data, "a.pdf") == ([], [f"a.pdf: {message}"])


def test_pdf_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "report").write_bytes(pdf([column(60, 740, LEFT)]))
    (tmp_path / "notes.txt").write_bytes(b"\n\n" + pdf([column(60, 740, RIGHT)]))
    assert [document.text[:10] for document in read(tmp_path)] == ["the table.", "The minist"]


def test_pdf_lines_of_one_column_stay_whole_where_a_gap_is_wide() -> None:
    words = [
        Word(text, left, left + 30, base, 10)
        for base in (700, 688, 676, 664, 652)
        for text, left in (("Some", 60), ("words", 95), ("here", 140))
    ]
    assert [line.text for line in lines_of(words)] == ["Some words here"] * 5


def test_pdf_reading_leaves_the_file_as_it_is() -> None:
    data = pdf([column(60, 740, LEFT)])
    stream = io.BytesIO(data)
    assert only(stream.getvalue()) and stream.getvalue() == data
