"""What the parser reads otherwise than it stands, and that every offset still fits the document."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.text.as_read import read_as
from kg.model import AnnotatedDocument
from tests.extraction.conftest import Annotate

READ = (
    ("in 2017.Iran sued Siemens.", "in 2017. Iran sued Siemens."),
    ("The talks failed.Oslo will try again.", "The talks failed. Oslo will try again."),
    ("“We will pay.”The mayor left.", "“We will pay.” The mayor left."),
    ("He left Sudan.[1] Iran stayed.", "He left Sudan. Iran stayed."),
    ("He left Sudan.[1][2]Iran stayed.", "He left Sudan. Iran stayed."),
    ("The port [12, 13] was shut [citation needed].", "The port was shut."),
    ("A deal with [Obama] and [the Senate].", "A deal with Obama and the Senate."),
    ("The Civil Guard [CG] came.", "The Civil Guard [CG] came."),
    ("See [the report](https://news.example/a).", "See [the report](https://news.example/a)."),
    ("Sie\u00admens met Ki\u200brby\u200f.", "Siemens met Kirby."),
    ("a Russian-\nmade shell and\n  a drone", "a Russian-made shell and a drone"),
    ("Bosch sued AT&T. It won.", "Bosch sued AT&T . It won."),
    ("The mayor’s car", "The mayor's car"),
    ("St.Petersburg, U.S.Army, example.Com and Mr.Poe", "St.Petersburg, U.S.Army, example.Com and Mr.Poe"),
)


@pytest.mark.parametrize(("text", "read"), READ)
def test_as_read(text: str, read: str) -> None:
    assert read_as(text, 0, len(text)).text == read


@given(st.lists(st.sampled_from([text for text, _ in READ]) | st.text(max_size=8)).map("".join), st.integers(0, 9))
def test_as_read_places_rise_and_lead_to_what_is_read(text: str, start: int) -> None:
    start = min(start, len(text))
    stretch = read_as(text, start, len(text))
    assert len(stretch.places) == len(stretch.text)
    assert all(one <= other for one, other in zip(stretch.places, stretch.places[1:], strict=False))
    for place, character in zip(stretch.places, stretch.text, strict=True):
        assert start <= place < len(text) or character == " "
        assert character in (" ", "'") or text[place] == character


def graph(annotated: AnnotatedDocument) -> tuple[list[tuple[object, ...]], set[str]]:
    """Return what a document says, white space apart, and its entities."""
    said = []
    for one in annotated.statements:
        credit = None if one.attribution is None else annotated.attributions[one.attribution].source
        ends = (end and " ".join(end.label.replace("-\n", "-").split()) for end in (one.subject, one.object, credit))
        said.append((*ends, one.predicate.lemma, one.polarity, one.modality, one.time.value, one.rule))
    return said, {entity.label for entity in annotated.entities}


STORY = """Foreign Minister Hossein Amir-Abdollahian denied on Tuesday that Iran had sent Russian-made drones to the port of
Berbera. He told reporters that the Ministry of Foreign Affairs would publish a report.

The mayor of Berbera, Amina Yusuf, did not confirm the denial. She said that Iran sold 40 drones to the port's owner, the
Red Sea Company, in 2021, and that the company paid for them in gold."""
PARAGRAPHS = [" ".join(paragraph.split()) for paragraph in STORY.split("\n\n")]


@pytest.mark.model
@pytest.mark.parametrize("width", [30, 40, 47, 60, 72, 100])
def test_as_read_the_same_graph_at_any_width(annotate: Annotate, width: int) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS]
    assert graph(annotate("\n\n".join(wrapped), "2024-01-05")) == graph(annotate("\n\n".join(PARAGRAPHS), "2024-01-05"))


@pytest.mark.model
def test_as_read_lines_of_a_list_stay_apart(annotate: Annotate) -> None:
    annotated = annotate("Who spoke\nAmina Yusuf\nHossein Zadeh\nMinister Ola Berg\nThe mayor")
    assert len(annotated.sentences) == 5


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Sie\u00admens sued Bosch. Siemens won.",
        "Siemens\u200b sued Bosch. \u200eSiemens\u200f won.",
        "[Siemens] sued Bosch.[3] Siemens won.",
        "Siemens sued Bosch.\u2066Siemens\u2069 won.",
    ],
)
def test_as_read_no_twins(annotate: Annotate, text: str) -> None:
    annotated = annotate(text)
    assert sorted(entity.label for entity in annotated.entities) == ["Bosch", "Siemens"]
    assert [statement.subject.label for statement in annotated.statements] == ["Siemens", "Siemens"]
    assert all(text[m.start : m.end] == m.text for m in annotated.mentions)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The bank lost money in 2017.Iran sued Siemens.", [("bank", "lose"), ("Iran", "sue")]),
        ("The army left Sudan.[1] Iran sent troops.", [("army", "leave"), ("Iran", "send")]),
        ("Siemens sued AT&T.", [("Siemens", "sue")]),
        ("Sgt. Lee Park denied the report.", [("Park", "deny")]),
        ("Police said that Lt. Col. Ana Ruiz had left.", [("Police", "say"), ("Ruiz", "leave")]),
    ],
)
def test_as_read_who_did_what(annotate: Annotate, text: str, said: list[tuple[str, str]]) -> None:
    found = [s for s in annotate(text).statements if s.kind != "name"]
    assert [(s.subject.head, s.predicate.lemma) for s in found if s.predicate.lemma != "be"] == said


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Sgt. Lee Park denied the report.", "Lee Park", "Person"),
        ("Lt. Col. Ana Ruiz denied the report.", "Ana Ruiz", "Person"),
        ("Siemens sued AT&T.", "AT&T", "Organization"),
    ],
)
def test_as_read_names(annotate: Annotate, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(m.text, m.type) for m in annotate(text).mentions if m.kind == "name"]
