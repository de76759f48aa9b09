"""Sentences of our own on which a stage once failed, or wrote what the contract forbids."""

from __future__ import annotations

import pytest

from kg.extraction.attributions.draft import AttributionDraft, merge_spans, tidy_spans
from kg.extraction.mentions.draft import known_draft
from kg.extraction.syntax.parse import Parse
from kg.lexicon.gazetteer import Entry, Gazetteer
from tests.extraction.conftest import Annotate
from tests.extraction.trees import grow


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Ann and Bob co-wrote the song that Kim re-recorded.",
        "The ministry has pre-approved and re-sold the ships that it co-owned.",
        "The song, co-written by Ann and Bob and re-recorded, they said, was over-played.",
    ],
)
def test_alive_cut_verbs(annotate: Annotate, text: str) -> None:
    assert annotate(text).statements


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "“We paid [without asking] the mayor,” she said. “They were not with [the council].”",
        "“Between [the mayor]\u00a0and me, it is clear that I would leave,” she said. “It was [ ] for [ ].”",
        "She paid [ and he - . The - sold “ to ” Bonn. [ said that it left.",
    ],
)
def test_alive_marks_are_no_arguments(annotate: Annotate, text: str) -> None:
    for statement in annotate(text).statements:
        ends = [statement.subject, statement.object, *statement.arguments]
        assert all(any(c.isalnum() for c in end.text) for end in ends if end is not None)


@pytest.mark.model
def test_alive_span_from_the_day_of_publication(annotate: Annotate) -> None:
    annotated = annotate("The port will be closed from now until March 2026.", "2025-11-03")
    assert {s.time.value for s in annotated.statements} <= {"2025-11-03/2026-03", None}


def parse_of(text: str) -> Parse:
    return Parse(text, [], [], [])


def test_alive_contents_that_touch_are_one() -> None:
    parse = parse_of("It rained all day and it will rain")
    assert tidy_spans(parse, [(0, 9), (9, 17)]) == [(0, 9), (10, 17)]
    assert tidy_spans(parse, [(0, 12), (10, 17), (11, 13)]) == [(0, 17)]


def test_alive_contents_around_their_cue() -> None:
    tokens = grow("It/PRP/nsubj/2 rained=rain/VBD/ccomp/4 she/PRP/nsubj/4 said=say/VBD/ROOT/0").tokens
    draft = AttributionDraft(tokens[2], [tokens[3]], "say", [], "speech")
    parse = parse_of("It rained she said")
    assert merge_spans(parse, [(0, 9), (9, 18)], draft) == [(0, 18)]


def test_alive_name_of_marks_only() -> None:
    tokens = grow("The/DT/det/2 -/:/ROOT/0").tokens
    entry: Entry | None = Gazetteer.load(None).lookup("Norway")
    assert entry is not None
    assert known_draft(tokens, 1, 2, entry).first is tokens[1]


@pytest.mark.model
def test_alive_concession_inside_a_content(annotate: Annotate) -> None:
    annotated = annotate("The mayor argued that the new bridge, although not perfect, was safe for ships.")
    (credited,) = annotated.attributions
    assert credited.content.text == "that the new bridge, although not perfect, was safe for ships"


@pytest.mark.model
def test_alive_judgement_that_is_quoted_in_part(annotate: Annotate) -> None:
    annotated = annotate(
        "Those who backed it were unsure: Former Rep. Ada Okoro called it “the least bad choice at the moment.”"
    )
    (judged,) = (s for s in annotated.statements if s.rule == "judgement")
    assert judged.attribution is not None
    source = annotated.attributions[judged.attribution].source
    assert source is not None
    assert source.label == "Ada Okoro"
