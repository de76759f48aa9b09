"""Whatever the text, the pipeline comes to its end, and what it writes keeps the contract."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.extraction.conftest import Annotate
from tests.extraction.open_texts import BENCH, halves_glued, open_texts
from tests.extraction.tables import CASES

pytestmark = pytest.mark.model

ODD = (
    *("\u0301", "\u200b", "\u200f", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u2028", "\0", "\x85", "\x1b[31m"),
    *("🚀", "👩‍👩‍👧", "🇰🇷", "ﷺ", "İ", "ß", "Ǆ", "e\u0301\u0323", "\ud7ff", "\U0010ffff"),
    *(
        "“",
        "”",
        '"',
        "'",
        "‘",
        "«",
        "``",
        "(",
        ")",
        "[",
        "]",
        "[1]",
        "—",
        "--",
        "-",
        "…",
        ". . .",
        "?!",
        ":",
        ";",
        "•",
        ">",
    ),
    *("\n", "\n\n", "\r\n", "\r", "\t", " \n ", "\u00a0", "\u3000"),
    *(
        "he",
        "It",
        "They",
        "her",
        "who",
        "said",
        "said that",
        "and",
        "of the",
        "according to",
        "not",
        "if",
        "than",
        "to",
    ),
    *(
        "2017",
        "May 32",
        "30 February 2023",
        "in 0000",
        "9999-99-99",
        "$1,2.3bn",
        "№ 5",
        "1/0",
        "٣",
        "½",
        "later that month",
    ),
    *(
        "Mr.",
        "U.S.",
        "AT&T",
        "O’Neil",
        "co-",
        "re-",
        "North and",
        "x" * 300,
        "Re-" * 40,
        "A.B." * 30,
        "http://a.b/?c=d&e",
    ),
)
"""Characters, marks and words on which a rule may stumble."""


def own_sentences() -> list[str]:
    """Return the sentences of our sample articles and of the tables of cases."""
    root = Path(__file__).resolve().parents[2]
    found: list[str] = []
    for path in sorted((root / "data").glob("2*.md")):
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        found += [line for line in body.split("\n") if line.strip()]
    for path in sorted(CASES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            found += [row["sentence"] for row in csv.DictReader(rows) if "sentence" in row]
    return found


whole = st.sampled_from(own_sentences())
cut = st.builds(lambda text, at: text[int(at * len(text)) :], whole, st.floats(0, 1))
broken_off = st.builds(lambda text, at: text[: int(at * len(text))], whole, st.floats(0, 1))
mixed = st.builds(lambda text, order: " ".join(order.sample(text.split(), len(text.split()))), whole, st.randoms())
odd = st.sampled_from(ODD)
pieces = st.one_of(
    whole, cut, broken_off, mixed, odd, odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
)
texts = st.lists(st.tuples(pieces, st.sampled_from(("", " ", " ", ". ", "\n", "\n\n"))), min_size=1, max_size=7).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)
dates = st.sampled_from((None, "2024-02-29", "0001-01-01", "9999-12-31"))


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(texts, dates)
@example("", None)
@example("\n" * 10_000, None)
@example("\t \n" * 500 + "Kirby left." + "\r\n" * 500, "2024-01-05")
@example("“” « » ( ) [ ] — … ?! ''", None)
@example("“" * 200 + "Kirby said he left" + "”" * 3, None)
@example("Kirby " * 400, None)
@example("and, " * 300 + "he said", None)
@example("a" * 20_000, None)
@example("((((((" * 60 + "Kirby said “no”" + "]" * 60, None)
@example("\u200f\u202eKirby\u00ad \u200bsaid\u2066 that he\u0301 left.\u2069", "2024-01-05")
def test_fuzz_no_text_stops_the_pipeline(annotate: Annotate, text: str, date: str | None) -> None:
    annotate(text, date)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(not BENCH.is_dir(), reason="the open texts are not beside this checkout")
def test_fuzz_every_open_text_and_their_halves_glued(annotate: Annotate) -> None:
    found = list(open_texts(BENCH))
    for name, text in (*found, *halves_glued(found)):
        try:
            annotate(text, "2024-01-05")
        except Exception as problem:
            problem.add_note(f"in {name}")
            raise
