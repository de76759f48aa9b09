"""What a text without a title is called: never its dateline, byline or caption, and in one short line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.heading import LONGEST, heading_of
from tests.articles import plain_article

BODY = "The mayor has resigned."


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"NASHUA, N.H. - {BODY}\n\nHe gave no reason.", BODY),
        (f"NASHUA, N.H. -\n\n{BODY}", BODY),
        (f"WASHINGTON (AP) -\n{BODY}", BODY),
        (f"WASHINGTON (AP) — {BODY}", BODY),
        (f"Oslo, May 8 (Reuters) -- {BODY}", BODY),
        (f"KOCHI: {BODY}", BODY),
        (f"By Ann Lee\n\nMay 8, 2024\n\n{BODY}", BODY),
        (f"By our staff\nPublished: 8 May 2024, 10:30 GMT\n{BODY}", BODY),
        (f"Image: the town hall, seen from the river\n\n{BODY}", BODY),
        ("# Mayor gone #\n\nThe mayor has resigned.", "Mayor gone"),
        ("**Mayor gone**\n\nThe mayor has resigned.", "Mayor gone"),
        (f"\n***\n  \n\t{BODY}  \n", BODY),
        ("Mayor gone\nThe mayor has resigned.", "Mayor gone"),
        ("By noon the mayor had resigned.", "By noon the mayor had resigned."),
        ("Jean-Luc - the mayor - has resigned.", "Jean-Luc - the mayor - has resigned."),
        ("The mayor, who had held her office for eleven\nyears, has resigned.", None),
        ("NASHUA, N.H. -", "NASHUA, N.H. -"),
        ("", ""),
        ("—\n\n—", ""),
    ],
)
def test_heading_is_the_first_line_that_says_something(text: str, heading: str | None) -> None:
    assert heading_of(text) == (heading if heading is not None else " ".join(text.split()))


def test_heading_is_cut_behind_a_word() -> None:
    line = "The mayor of the town, who had held her office for eleven years, has resigned without a word on why."
    assert heading_of(line) == "The mayor of the town, who had held her office for eleven years, has resigned…"
    assert heading_of("x" * 200) == "x" * (LONGEST - 1) + "…"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_heading_of_any_text_is_one_short_line(text: str) -> None:
    heading = heading_of(text)
    assert len(heading) <= LONGEST
    assert heading == " ".join(heading.split())
    assert heading or not any(character.isalnum() for character in text)


def test_label_of_a_document_is_its_title_or_its_heading() -> None:
    document = plain_article().document
    assert document.title is None
    assert document.label == heading_of(document.text)
    assert replace(document, title="Mayor  gone").label == "Mayor gone"
    assert replace(document, text="…").label == document.id
