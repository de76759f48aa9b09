"""Sentences in capitals: their words are read as in any other sentence, and names are those that can be told."""

from __future__ import annotations

import pytest

from kg.extraction.text.capitals import is_in_capitals
from tests.extraction.conftest import Annotate

NAMES = (
    ("SHE DENIED THE REPORT ON MONDAY.", []),
    ("THE MAYOR SAID THAT SHE HAD PAID THE BANK.", []),
    ("ISRAEL DENIED THAT IT HAD ATTACKED IRAN, AND NATO SAID SO.", ["Iran", "Israel", "NATO"]),
    ("JOHN KIRBY SAID THAT NORTH KOREA HAD TOLD US NOTHING.", ["John Kirby", "North Korea"]),
    ("MINISTER OLA BERG SOLD THE SHIPS TO NORWAY.", ["Norway", "Ola Berg"]),
    ("The mayor, Ada Okoro, resigned.\n\nOKORO DENIED THE CLAIM, THE PORT SAID.", ["Ada Okoro"]),
    ("The port was shut. THE UN SAID THAT IT WOULD NOT PAY. It left Berbera.", ["Berbera", "United Nations"]),
    ("NATO and the EU met in Oslo.", ["European Union", "NATO", "Oslo"]),
)


@pytest.mark.model
@pytest.mark.parametrize(("text", "names"), NAMES)
def test_capitals_names(annotate: Annotate, text: str, names: list[str]) -> None:
    assert sorted(entity.label for entity in annotate(text).entities) == names


@pytest.mark.model
def test_capitals_say_what_small_letters_say(annotate: Annotate) -> None:
    text = "Israel denied that it had attacked Iran. The mayor said that she would not sell the ships to Norway."

    def said(text: str) -> list[tuple[object, ...]]:
        return [
            (s.subject.label.lower(), s.predicate.lemma, s.object and s.object.label.lower(), s.polarity, s.modality)
            for s in annotate(text).statements
        ]

    assert said(text.upper()) == said(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("THE UN SAID THAT IT WOULD NOT PAY.", True),
        ("NATO and the EU met.", False),
        ("NATO MET.", False),
        ("IBM, SAP AND 3M SUED AT&T IN 2019.", True),
        ("… 12:30 —", False),
    ],
)
def test_capitals_are_told(sentence: str, expected: bool) -> None:
    assert is_in_capitals(sentence) is expected
