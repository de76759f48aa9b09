"""The title of a text that names none: first lines that read like one, and those that do not."""

import pytest

from kg.reading.titles import first_line_title
from tests.reading.sources import read_bytes

REST = "\n\nInvestigators said on Saturday that a missile had hit the city.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Missiles found in Kharkiv{REST}", "Missiles found in Kharkiv"),
        (f"\n  Missiles found  in Kharkiv \n{REST}", "Missiles found in Kharkiv"),
        (f"Will the talks go on?{REST}", "Will the talks go on?"),
        (f"Iran: the talks go on{REST}", "Iran: the talks go on"),
        ("# Port talks\nThe talks have ended.\n", "Port talks"),
        ("## Port talks ##\n\nThe talks have ended.\n", "Port talks"),
        ("Port talks\n==========\nThe talks have ended.\n", "Port talks"),
        ("Missiles found in Kharkiv\nInvestigators said so.\n", None),
        (f"Kirby said so.{REST}", None),
        (f"By Ann Lee{REST}", None),
        (f"KYIV, January 4, 2024 (Reuters) -{REST}", None),
        (f"January 4, 2024{REST}", None),
        (f"Image: a crane in the port{REST}", None),
        (f"> We are glad{REST}", None),
        (f"- More pay{REST}", None),
        (f"missiles found in Kharkiv{REST}", None),
        (f"NADIA KHAN: Good evening{REST}", None),
        (f"Subject: the port{REST}", None),
        (f"Missiles{REST}", None),
        (f"{'Missiles found ' * 11}{REST}", None),
        ("Missiles found in Kharkiv", None),
        ("", None),
    ],
)
def test_titles_of_first_lines(text: str, title: str | None) -> None:
    assert first_line_title(text) == title


def test_titles_of_metadata_stand_above_the_first_line() -> None:
    text = f"Missiles found in Kharkiv{REST}"
    ((document,), _) = read_bytes(text.encode(), "a.txt")
    assert (document.title, document.text) == ("Missiles found in Kharkiv", text)
    ((document,), _) = read_bytes(f"---\ntitle: T\n---\n{text}".encode(), "a.md")
    assert document.title == "T"
