"""Texts in segments: nothing is lost, and every annotated stretch is a run of whole segments."""

from hypothesis import given
from hypothesis import strategies as st

from kg.view.segmented_text import SegmentedText

texts = st.text(max_size=60)


@given(texts.flatmap(lambda text: st.tuples(st.just(text), st.lists(st.tuples(*[st.integers(0, len(text))] * 2)))))
def test_spans_give_back_their_text(case):
    text, pairs = case
    spans = [(min(pair), max(pair)) for pair in pairs]
    cut = SegmentedText(text, [offset for span in spans for offset in span])
    assert "".join(cut.segments) == text
    for start, end in spans:
        first, last = cut.span(start, end)
        assert "".join(cut.segments[first:last]) == text[start:end]


def test_characters_beyond_the_first_plane_are_not_cut():
    assert SegmentedText("a🚀b", [1, 2]).segments == ["a", "🚀", "b"]


def test_an_empty_text_has_no_segment():
    assert SegmentedText("", []).segments == []
