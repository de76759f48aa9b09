"""Who speaks by layout and marks: a quotation, a turn or a block quotation is never the article's own voice."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Annotate

pytestmark = pytest.mark.model

ARTICLE, SOMEBODY = "the article", "somebody"

SIGNED = [
    ('Ines Duarte spoke in Porto.\n\n"Peru has sued Chile." - Senator Ines Duarte', "Ines Duarte"),
    ('Ines Duarte spoke in Porto.\n\n"Peru has sued Chile." — Ines Duarte, senator', "Ines Duarte"),
    ('It was a long night.\n\n"Peru has sued Chile."\n\n— Mayor Paul Weber', "Paul Weber"),
]
BEFORE_A_COLON = [
    ('And from Mayor Paul Weber:\n\n"Peru has sued Chile."', "Paul Weber"),
    ('A statement from Ines Duarte: "Peru has sued Chile."', "Ines Duarte"),
    ('In the words of Ines Duarte: "Peru has sued Chile."', "Ines Duarte"),
    ('Paul Weber delivered a blunt message: "Peru has sued Chile."', "Paul Weber"),
    ('Paul Weber issued the following statement:\n\n"Peru has sued Chile."', "Paul Weber"),
]
TURNS = [
    ("Ines Duarte: Peru has sued Chile.", "Ines Duarte"),
    ('Ines Duarte, prime minister: "Peru has sued Chile."', "Ines Duarte"),
    ('Ines Duarte on X: "Peru has sued Chile."', "Ines Duarte"),
    ("INES DUARTE: Peru has sued Chile.", "Ines Duarte"),
    ("Q: Has anything changed?\n\nA: Peru has sued Chile.", "A"),
    (
        "MODERATOR: Has anything changed?\n\nWEBER: Peru has sued Chile.\n\nMODERATOR: When?\n\nWEBER: In May.",
        "WEBER",
    ),
]
BLOCKS = [
    ("Paul Weber said:\n\n> Peru has sued Chile.", "Paul Weber"),
    ("Paul Weber wrote on Monday:\n\nPeru has sued Chile.", "Paul Weber"),
    ("Paul Weber said:\n\n- Peru has sued Chile.\n- Kenya has joined Niger.", "Paul Weber"),
    ("> Peru has sued Chile.", SOMEBODY),
]
BEHIND = [
    ('"Peru has sued Chile," Ines Duarte fired off.', "Ines Duarte"),
    ('"Peru has sued Chile," went on Ines Duarte.', "Ines Duarte"),
    ('"Peru has sued Chile," sighed Ines Duarte, who was born in Porto.', "Ines Duarte"),
    ('"Peru has sued Chile," Paul Weber, the mayor of Bonn, shot back.', "Paul Weber"),
    ('"Peru has sued Chile" was the verdict of Ines Duarte.', "Ines Duarte"),
    ('"Peru has sued Chile," came the reply from Ines Duarte.', "Ines Duarte"),
    ('"Peru has sued Chile" was how Ines Duarte put it.', "Ines Duarte"),
]
ALONE = [
    ('Ines Duarte put it bluntly. "Peru has sued Chile."', "Ines Duarte"),
    ('Ines Duarte turned to the reporters. "Peru has sued Chile."', "Ines Duarte"),
    ('Snow fell in Bonn. "Peru has sued Chile."', SOMEBODY),
    ('"Kenya has joined Niger," said Paul Weber. "Peru has sued Chile," Ines Duarte hit back.', "Ines Duarte"),
    ('"Kenya has joined Niger," said Paul Weber. "Peru has sued Chile."', "Paul Weber"),
    ('Ines Duarte spoke on Tuesday. "Peru has sued Chile.\n\n"Kenya has joined Niger," she said.', "Ines Duarte"),
    ("“Apparently,“ said Ines Duarte. “Peru has sued Chile.“", "Ines Duarte"),
]
OWN_VOICE = [
    ('"Kenya has joined Niger," said Paul Weber. Peru has sued Chile. "We are glad," he added.', ARTICLE),
    ("There are two reasons:\n\n- Peru has sued Chile.\n- Kenya has joined Niger.", ARTICLE),
    ("Update: Peru has sued Chile.", ARTICLE),
    ('Peru has sued Chile over the so-called "fish war".', ARTICLE),
    ('The band played "Born to Run". Peru has sued Chile.', ARTICLE),
    ('John "Jack" Smith resigned. Peru has sued Chile.', ARTICLE),
    ("BERGEN: Peru has sued Chile.", ARTICLE),
]
ROWS = [*SIGNED, *BEFORE_A_COLON, *TURNS, *BLOCKS, *BEHIND, *ALONE, *OWN_VOICE]


@pytest.mark.parametrize(("text", "speaker"), ROWS, ids=[text.replace("\n", " ")[:60] for text, _ in ROWS])
def test_speakers_of_what_peru_did(annotate: Annotate, text: str, speaker: str) -> None:
    annotated = annotate(text, "2024-05-08")
    (sued,) = [s for s in annotated.statements if s.predicate.lemma == "sue"]
    assert (sued.subject.label, sued.object.label if sued.object else None) == ("Peru", "Chile")
    if sued.attribution is None:
        assert speaker == ARTICLE
        return
    source = annotated.attributions[sued.attribution].source
    assert (source.label if source is not None else SOMEBODY).casefold() == speaker.casefold()


def test_speakers_what_else_the_sentence_before_tells_stays_a_statement(annotate: Annotate) -> None:
    annotated = annotate('Ines Duarte turned to the reporters. "Peru has sued Chile."')
    assert [s.kind for s in annotated.statements if s.predicate.lemma.startswith("turn")] == ["clause"]


@pytest.mark.parametrize("text", [
    "Lena Braun called the mayor a liar.",
    "Lena Braun described the mayor as a liar.",
    "Lena Braun labelled the mayor a liar.",
])  # fmt: skip
def test_speakers_of_judgements(annotate: Annotate, text: str) -> None:
    annotated = annotate(text)
    (said,) = [s for s in annotated.statements if s.predicate.lemma == "be"]
    assert said.attribution is not None
    source = annotated.attributions[said.attribution].source
    assert (said.subject.text, said.object.text if said.object else None) == ("the mayor", "a liar")
    assert source is not None
    assert source.label == "Lena Braun"
