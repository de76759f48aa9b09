"""CSV and Parquet: a document a row, columns by name or by option, and an error that names the row."""

import csv
import datetime
import decimal
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import parquet

from kg.errors import ReadError
from kg.reading import Reading, read, read_named
from kg.reading.formats import read_source
from kg.reading.source import Source
from tests.reading.sources import read_bytes


def parquet_of(**columns: list[object] | arrow.Array) -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns), out)
    return out.getvalue()


def test_tables_csv_columns_are_fields_whatever_their_case() -> None:
    data = "Title,TEXT,Date,Publisher,Author,Url,Section\nT,Kirby said so.,2024-01-04,Samples,Ann Lee,https://kg.example/1,7\n"
    ((document,), messages) = read_bytes(data.encode(), "a.csv")
    assert messages == []
    assert (document.title, document.text, document.date) == ("T", "Kirby said so.", "2024-01-04")
    assert (document.publisher, document.author, document.url) == ("Samples", "Ann Lee", "https://kg.example/1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_csv_delimiters_quotes_and_lines_in_cells(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("date", "text"), ("2024-01-04", 'He said: "No,\nnever; not | once."'), ("", "Two.")])
    documents, messages = read_bytes(("\ufeff" + out.getvalue()).encode(), "a.csv")
    assert [document.text for document in documents] == ['He said: "No,\nnever; not | once."', "Two."]
    assert messages == []


def test_tables_columns_are_named_by_options() -> None:
    data = b"id,body,day,outlet\n1,Kirby said so.,2024-01-04,Samples\n"
    columns = {"text": "body", "date": "day", "publisher": "outlet"}
    ((document,), _) = read_bytes(data, "a.csv", columns)
    assert (document.text, document.date, document.publisher) == ("Kirby said so.", "2024-01-04", "Samples")
    ((document,), _) = read_bytes(
        parquet_of(body=["Kirby said so."], day=["2024-01-04"], outlet=["S"]), "a.parquet", columns
    )
    assert (document.text, document.date, document.publisher) == ("Kirby said so.", "2024-01-04", "S")
    ((document,), _) = read_bytes(b'{"body": "Kirby said so.", "day": "2024-01-04"}\n', "a.jsonl", columns)
    assert (document.text, document.date, document.publisher) == ("Kirby said so.", "2024-01-04", None)


def test_tables_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    assert read_bytes(b"id,body\n1,Kirby said so.\n", "a.csv")[1] == [
        "a.csv: has no column 'text'; it has 'id', 'body'; --column text=NAME says which it is"
    ]
    assert read_bytes(b"id,text\n1,Kirby said so.\n", "a.csv", {"date": "day"})[1] == [
        "a.csv: has no column 'day'; it has 'id', 'text'; --column date=NAME says which it is"
    ]


def test_tables_unknown_field_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="column: 'body' is no field; the fields are text, title, date, "):
        read_named(tmp_path, reading=Reading(columns={"body": "text"}))


def test_tables_csv_is_known_by_its_columns_without_a_suffix() -> None:
    assert [document.text for document in read_bytes(b"title,text\nT,Kirby said so.\n", "feed")[0]] == [
        "Kirby said so."
    ]
    assert [document.text for document in read_bytes(b"Text, and more of it.\n\nEnd.\n", "note")[0]] == [
        "Text, and more of it.\n\nEnd.\n"
    ]


def test_tables_csv_bad_rows_are_named_and_the_rest_is_read() -> None:
    rows = [
        b"date,text",
        b"2024-01-04,One.",
        b"yesterday,Two.",
        b"2024-01-04",
        b"2024-01-04,",
        b'2024-01-04,"He" said.',
        b"2024-01-04,Caf\xe9",
        b"2024-01-04," + b"x" * 4_100_000,
        b"",
        b"2024-01-05,Last.",
        b'2024-01-05,"cut off',
    ]
    documents, messages = read_bytes(b"\n".join(rows), "a.csv")
    assert [document.text for document in documents] == ["One.", "Last."]
    assert [message.removeprefix("a.csv, row ") for message in messages] == [
        "3: date: 'yesterday' is not a date such as 2024-01-04",
        "4: has 1 cells, the table 2 columns",
        "5: no text; an article needs some",
        "6: is no row of CSV: ',' expected after '\"'",
        "7: not UTF-8: byte 0xe9 at 14; save it as UTF-8",
        "8: a line of more than 4,000,000 bytes, too long for one article",
        "11: is no row of CSV: unexpected end of data",
    ]


def test_tables_csv_a_cell_without_end_is_one_error() -> None:
    data = b'date,text\n2024-01-04,"no end\n' + b"2024-01-04,A row.\n" * 100_000
    messages = read_bytes(data, "a.csv")[1]
    assert messages[0] == "a.csv, row 2: is no row of CSV: field larger than field limit (1000000)"


@pytest.mark.parametrize(("data", "message"), [(b"", "an empty file"), (b"text,date\n", "a table without a row")])
def test_tables_csv_without_rows(data: bytes, message: str) -> None:
    assert read_bytes(data, "a.csv") == ([], [f"a.csv: {message}"])


def test_tables_parquet_types_of_columns() -> None:
    data = parquet_of(
        text=["One.", "Two.", None],
        date=arrow.array([datetime.date(2024, 1, 4), None, None], arrow.date32()),
        author=[["Ann Lee", "Bo Roe"], None, []],
        title=arrow.array(["A", "A", None]).dictionary_encode(),
    )
    documents, messages = read_bytes(data, "a.parquet")
    assert [(one.text, one.date, one.author, one.title) for one in documents] == [
        ("One.", "2024-01-04", "Ann Lee, Bo Roe", "A"),
        ("Two.", None, None, "A"),
    ]
    assert messages == ["a.parquet, row 3: no text; an article needs some"]


@pytest.mark.parametrize(
    "value",
    [
        arrow.array([datetime.datetime(2024, 1, 4, 23, 30)], arrow.timestamp("us")),
        arrow.array([datetime.datetime(2024, 1, 4, 23, 30)], arrow.timestamp("ms", tz="UTC")),
        arrow.array([20240104]),
        arrow.array([decimal.Decimal(20240104)]),
        arrow.array([b"2024-01-04"]),
    ],
)
def test_tables_parquet_days_of_any_type(value: arrow.Array) -> None:
    ((document,), messages) = read_bytes(parquet_of(text=["One."], date=value), "a.parquet")
    assert (document.date, messages) == ("2024-01-04", [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (parquet_of(text=["One."])[:-20], "a Parquet table that cannot be read: "),
        (parquet_of(text=["One."])[:40], "a Parquet table that cannot be read: "),
        (b"PAR1", "a Parquet table that cannot be read: "),
        (b"text\nOne.\n", "its name says that it is a Parquet table, but it does not begin as one does"),
        (parquet_of(body=["One."]), "has no column 'text'; it has 'body'; --column text=NAME says which it is"),
        (parquet_of(text=arrow.array([], arrow.string())), "a table without a row"),
        (parquet_of(text=[1, 2]), "a column of numbers"),
    ],
)
def test_tables_parquet_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    documents, messages = read_bytes(data, "a.parquet")
    if message == "a column of numbers":
        assert [document.text for document in documents] == ["1", "2"]
        return
    assert documents == [] and len(messages) == 1
    assert messages[0].startswith(f"a.parquet: {message}")


class ManyRows(io.RawIOBase):
    """A table of 200,000 rows that nobody has in memory."""

    def __init__(self, rows: int) -> None:
        self._pieces = self._written(rows)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        while len(self._left) < len(buffer) and (piece := next(self._pieces, b"")):
            self._left += piece
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _written(self, rows: int) -> Iterator[bytes]:
        yield b"id,text,language\n"
        for number in range(rows):
            yield b"%d,Ship %d has left the harbour.,en\n" % (number, number)


@pytest.mark.slow
def test_tables_two_hundred_thousand_rows_are_streamed() -> None:
    assert sum(1 for _ in read_source(Source("a.csv", ".csv", ManyRows(200_000)), Reading())) == 200_000
    tracemalloc.start()
    assert sum(1 for _ in read_source(Source("a.csv", ".csv", ManyRows(20_000)), Reading())) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.slow
def test_tables_parquet_is_streamed(tmp_path: Path) -> None:
    with parquet.ParquetWriter(
        tmp_path / "a.parquet", arrow.schema([("text", arrow.string()), ("language", arrow.string())])
    ) as writer:
        for start in range(0, 200_000, 10_000):
            texts = [f"Ship {number} has left the harbour." for number in range(start, start + 10_000)]
            writer.write_table(arrow.table({"text": texts, "language": ["en"] * 10_000}))
    assert sum(1 for _ in read(tmp_path / "a.parquet")) == 200_000
