"""Files of every format, cut off anywhere and with bytes changed anywhere: documents or lines of error, and nothing else."""

import gzip
import random

import pytest

from tests.reading.made_pdf import column, pdf
from tests.reading.sources import read_bytes
from tests.reading.test_feed import ATOM, ENTRY, FULL, SHORT, rss
from tests.reading.test_mail import message
from tests.reading.test_office import WORD
from tests.reading.test_packed import zip_of
from tests.reading.test_pdf import LEFT, RIGHT
from tests.reading.test_tables import parquet_of
from tests.reading.test_warc import ONE, TWO, crawl, page

LETTER = message()
LETTER.add_attachment(pdf([column(60, 700, LEFT)]), maintype="application", subtype="pdf", filename="a.pdf")
SAMPLES = {
    "a.pdf": pdf([[*column(60, 740, LEFT), *column(310, 740, RIGHT)], column(60, 740, LEFT)], title="Talks"),
    "b.pdf": pdf([column(60, 740, LEFT)], "secret"),
    "a.docx": WORD,
    "a.zip": zip_of({"a.txt": "A.", "b.zip": zip_of({"c.txt": "C."}), "d.txt.gz": gzip.compress(b"D.")}),
    "a.txt.gz": gzip.compress(b"Kirby said so. " * 50),
    "a.parquet": parquet_of(text=["One.", "Two."], date=["2024-01-04", None]),
    "a.csv": b'date,text\n2024-01-04,"He said ""no"", twice."\n2024-01-05,Two.\n',
    "a.warc": crawl(ONE, TWO, packed=False),
    "a.warc.gz": crawl(ONE, TWO),
    "a.rss": rss(FULL, SHORT),
    "a.atom": ATOM.format(ENTRY).encode(),
    "a.eml": LETTER.as_bytes(),
    "a.mbox": b"From a@kg.example Wed May  8 10:00:00 2024\n" + LETTER.as_bytes() + b"\n",
    "a.html": page("ministers"),
    "a.jsonl": b'{"text": "One.", "date": "2024-01-04"}\n{"text": "Two."}\n',
}
CUTS, CHANGES = 24, 48


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files_are_documents_or_lines_of_error(name: str) -> None:
    data = SAMPLES[name]
    chance = random.Random(name)
    damaged = [data[: len(data) * part // CUTS] for part in range(CUTS)]
    for _ in range(CHANGES):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 4, 30))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        damaged.append(bytes(changed))
    for one in damaged:
        documents, messages = read_bytes(one, name)
        assert documents or messages or name.startswith("a.warc")  # a crawl may hold no article
        assert all(message.startswith(name) for message in messages)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_the_samples_themselves_are_whole(name: str) -> None:
    documents, messages = read_bytes(SAMPLES[name], name)
    assert (bool(documents), bool(messages)) == ((True, False) if name != "b.pdf" else (False, True))
