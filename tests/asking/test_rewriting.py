"""Questions as statements with a hole, which stands in brackets here."""

import pytest

from kg.asking.rewriting import rewrite
from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.model import Document

pytestmark = pytest.mark.model

STATEMENTS = [
    ("Who supplied Russia with missiles?", "[Someone] supplied Russia with missiles."),
    ("What did Iran supply to Russia?", "Iran supplied [something] to Russia."),
    ("What did North Korea sell Russia?", "North Korea sold [something] Russia."),
    ("On whom has the United States imposed sanctions?", "The United States has imposed sanctions on [someone]."),
    ("Which country fired the missile?", "[Some country] fired the missile."),
    ("In which city did the ministers meet?", "The ministers met in [some city]."),
    ("What city did the missile land in?", "The missile landed in [some city]."),
    ("Who was arrested in Kyiv?", "[Someone] was arrested in Kyiv."),
    ("Who is the director of the agency?", "[Someone] is the director of the agency."),
    ("Of which town is Anna Berg the mayor?", "Anna Berg is the mayor of [some town]."),
    ("Whose spokesman is John Kirby?", "John Kirby is the spokesman of [someone]."),
    ("Whose house burned?", "[Someone's house] burned."),
    ("How many people were killed?", "[Many people] were killed."),
    ("How much did the company pay?", "The company paid [something]."),
    ("Who had ten points?", "[Someone] had ten points."),
    ("Iran supplied drones to whom?", "Iran supplied drones to [someone]."),
    ("According to Kirby, who sold drones?", "According to Kirby, [someone] sold drones."),
]
WITHOUT_HOLE = [
    ("Where did the missile land?", "where", "The missile landed."),
    ("When will the talks begin?", "when", "The talks will begin."),
    ("Why did the ministers leave?", "why", "The ministers left."),
    ("Did North Korea supply missiles to Russia?", "yes", "North Korea supplied missiles to Russia."),
    ("Is Yuriy Ihnat the spokesman for the air force?", "yes", "Yuriy Ihnat is the spokesman for the air force."),
    ("Has a deal been completed?", "yes", "A deal has been completed."),
    ("Does Iran sell drones?", "yes", "Iran sells drones."),
]


def rewritten(question: str):
    text = f"{question}\n"
    document = Document("0" * 12, None, None, None, None, None, "en", None, text)
    return rewrite(load_pipeline(DEFAULT_MODEL).prepare(document).parse)


@pytest.mark.parametrize(("question", "expected"), STATEMENTS)
def test_rewriting_puts_the_hole_where_the_answer_stands(question: str, expected: str) -> None:
    made = rewritten(question)
    assert f"{made.text[: made.start]}[{made.text[made.start : made.end]}]{made.text[made.end :]}" == expected


@pytest.mark.parametrize(("question", "wh", "expected"), WITHOUT_HOLE)
def test_rewriting_leaves_out_what_a_role_says(question: str, wh: str, expected: str) -> None:
    made = rewritten(question)
    assert (made.wh, made.text, made.start, made.end) == (wh, expected, 0, 0)


def test_rewriting_knows_what_somebody_did() -> None:
    made = rewritten("What did Russia do to Ukraine?")
    assert (made.does, made.subject) == (True, "Russia")
    assert not rewritten("What did Russia buy?").does


@pytest.mark.parametrize("text", ["missiles russia", "The missile landed.", "?", "42", "Kirby"])
def test_rewriting_takes_nothing_else_for_a_question(text: str) -> None:
    assert rewritten(text) is None


def test_rewriting_keeps_noun_and_quality_of_what_is_asked() -> None:
    made = rewritten("What kind of missile landed?")
    assert (made.wh, made.noun, made.quality) == ("which", "missile", "kind")
    assert rewritten("What day did the talks begin?").wh == "when"
