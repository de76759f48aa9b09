"""The ladder by which a quote is found: on the tightest rung, as whole words, in the offsets of the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.extractors.quotes import LADDER, find_quote

TEXT = "Straße: “We  don’t\nknow,” the US\u00ad-backed İzmir office said — the USA, the US."


@pytest.mark.parametrize(
    ("quote", "words", "rung"),
    [
        ("Straße", "Straße", "exact"),
        ("STRASSE", "Straße", "case"),
        ("We don’t know", "We  don’t\nknow", "spaces"),
        ("We don't know", "We  don’t\nknow", "marks"),
        ("we don't know", "We  don’t\nknow", "case"),
        ("US-backed", "US\u00ad-backed", "marks"),
        ("said - the USA", "said — the USA", "marks"),
        ("  the USA ", "the USA", "exact"),
    ],
)
def test_quotes_are_found_on_the_tightest_rung(quote: str, words: str, rung: str) -> None:
    first = find_quote(quote, TEXT)[0]
    assert (TEXT[first.start : first.end].strip(), LADDER[first.rung].name) == (words, rung)


def test_quotes_are_whole_words_and_all_their_places() -> None:
    text = "The US, the USA and US troops."
    assert [text[found.start :] for found in find_quote("US", text)] == ["US, the USA and US troops.", "US troops."]
    assert find_quote("SA", text) == ()
    assert find_quote("US", text, 8, 15) == ()


@pytest.mark.parametrize("quote", ["", " ", "\u200b", "We know", "office the"])
def test_quotes_that_do_not_stand_there(quote: str) -> None:
    assert find_quote(quote, TEXT) == ()


@given(st.text(max_size=60), st.data())
def test_quotes_cut_from_any_text_are_found_where_they_were(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    for found in find_quote(quote, text):
        assert 0 <= found.start < found.end <= len(text)
        if found.rung == 0:
            assert text[found.start : found.end] == quote.strip()
    inside = text[:start].endswith(" ") or start == 0
    if (
        quote.strip() == quote != ""
        and inside
        and (start + len(quote) == len(text) or not text[start + len(quote)].isalnum())
    ):
        assert start in [found.start for found in find_quote(quote, text)]
