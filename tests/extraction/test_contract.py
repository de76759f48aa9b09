"""Whatever is read, what comes out keeps the contract: form, offsets, ids that point at each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import DEFAULT_MODEL, extract
from kg.extraction.load import load_pipeline
from kg.model import AnnotatedDocument, Document
from kg.reading import read
from tests.extraction.conftest import Annotate, make_document
from tests.extraction.contract import find_breaches

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT.parent / "shared" / "contract.example.jsonl"
DATA = sorted((ROOT / "data").glob("2*.md"))
ARTICLES = [path for path in sorted((ROOT / "tests").glob("*/articles/*.md")) if path.stem != "README"]
"""The sample articles, and those that other tests extract from."""

TEXTS = {
    "report": "Norway's foreign minister said on Monday that Sweden had sold Finland two icebreakers.",
    "broken quote": "“We shall pay,” the mayor of Porto told reporters, “but not before June.” He left at once.",
    "condition": "Chile will reopen the mine if the court lifts its order, the ministry said.",
    "negated report": "The company declined to confirm that it had dismissed its chairman.",
    "coordination": "Kenya and Uganda signed a pact and opened two bridges and a port.",
    "title": "United Nations Secretary-General António Guterres and Italian President Sergio Mattarella met in Rome.",
    "headline": "Lisbon tram line reopens\n\nThe tram line reopened on 4 May 2021. It had been shut since March.",
    "caption": "Image: A crane in Rotterdam.\n\nA crane fell in Rotterdam yesterday. Nobody was hurt.",
    "one word": "Resigned",
    "name only": "Reykjavik",
    "no words": "... !!! 2,000",
    "empty": "",
    "white space": " \n\n\t\n ",
}
"""Texts of our own, each by what it is there for."""

ODD = [
    "The minister said",
    "“We will not go",
    "'' he added.",
    '"No."',
    "Dr. O’Brien-Smith's",
    "according to Reuters",
    "if Peru agrees",
    "did not, he said, resign",
    "France and Spain",
    "was sold to Japan by",
    "on Tuesday",
    "1990s",
    "€3.5bn",
    "👩‍🚀🚀",
    "ﬁnancé\u0301",
    "מדינת ישראל",
    "\u202eالقاهرة\u202c",
    "北京",
    "\u200b",
    "\u00a0",
    "\u2028",
    "\t",
    "\n",
    "\n\n",
    "\n\n\n\n",
    ".",
    "?",
    ",",
    ":",
    "—",
    "-",
    "(",
    ")",
    "[",
    "'s",
    "</script><b>",
    "{{7*7}}",
    "Image:",
    "Photo: Oslo",
    "that that that",
    "He",
    "they",
    "it was reported that",
    "A" * 300,
]
"""Pieces that readers of text trip over: marks that do not pair, other scripts, marks of direction, empty lines."""

WORDS = " ".join(path.read_text(encoding="utf-8") for path in DATA).split()
CHOPPED = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 14)).map(
    lambda cut: " ".join(WORDS[cut[0] : sum(cut)])
)
CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\r\0")
ODD_TEXTS = st.one_of(
    st.lists(st.sampled_from(ODD), max_size=14).map(" ".join),
    st.lists(st.sampled_from(ODD), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(ODD), st.text(CHARACTERS, max_size=12)), max_size=10).map(" ".join),
    st.lists(st.one_of(st.sampled_from(ODD), CHOPPED), max_size=10).map(" ".join),
    st.lists(CHOPPED, max_size=6).map("\n\n".join),
)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the contract's example is not beside this checkout")
def test_example_of_the_contract() -> None:
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        assert find_breaches(line) == []
        example = json.loads(line)
        example["document"] = {"pages": None, "summary": False, **example["document"]}  # which were added later
        for statement in example["statements"]:
            statement["time"] = {"latest": None, **statement["time"]}
        for attribution in example["attributions"]:
            attribution.setdefault("topic", False)
        assert json.loads(AnnotatedDocument.from_json(line).to_json()) == example


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("date", [None, "2021-05-10"])
def test_own_texts(annotate: Annotate, text: str, date: str | None) -> None:
    annotated = annotate(text, date)
    assert annotated.document.text == text
    assert AnnotatedDocument.from_json(annotated.to_json()) == annotated


@pytest.mark.model
@pytest.mark.parametrize("path", [*DATA, *ARTICLES], ids=lambda path: path.stem)
def test_articles(path: Path) -> None:
    (annotated,) = extract(read([path]))
    line = annotated.to_json()
    assert find_breaches(line) == []
    assert json.loads(AnnotatedDocument.from_json(line).to_json()) == json.loads(line)
    assert annotated.statements


@pytest.mark.model
@settings(max_examples=500, deadline=None, derandomize=True)
@given(text=ODD_TEXTS, date=st.sampled_from([None, "2024-02-29"]))
def test_odd_texts(text: str, date: str | None) -> None:
    annotated = load_pipeline(DEFAULT_MODEL).annotate(make_document(text, date))
    assert find_breaches(annotated.to_json()) == []


ONCE_BROKEN = {
    "that, according to U.S": "a report whose content is its own cue has no part",
    'Tehran had number of "No."': "a head behind an opening quotation mark was left out of its phrase",
    "The allies said at the that they would.": "a content that starts at its head lost it with its marker",
}
"""Texts that broke the contract, and how."""


@pytest.mark.model
@pytest.mark.parametrize("text", ONCE_BROKEN)
def test_once_broken_texts(annotate: Annotate, text: str) -> None:
    annotate(text)


@pytest.mark.model
def test_document_does_not_depend_on_its_neighbours() -> None:
    documents: list[Document] = [make_document(text, "2021-05-10") for text in TEXTS.values()]
    documents += read(DATA[:2])
    together = {annotated.document.id: annotated.to_json() for annotated in extract(documents)}
    backwards = {annotated.document.id: annotated.to_json() for annotated in extract(reversed(documents))}
    alone = {document.id: annotated.to_json() for document in documents for annotated in extract([document])}
    assert together == backwards == alone


BREACHES = [
    (("mentions", 0, "text"), "Elsewhere"),
    (("mentions", 0, "chain"), 1),
    (("chains", 0, "representative"), 99),
    (("chains", 0, "entity"), "Nobody"),
    (("statements", 0, "subject", "entity"), "Nobody"),
    (("statements", 0, "subject", "start"), 0.5),
    (("statements", 0, "modality"), "likely"),
    (("statements", 0, "condition"), "0123456789abcdef"),
    (("statements", 0, "confidence"), 1.01),
    (("statements", 0, "predicate", "text"), None),
    (("statements", 0, "predicate", "voice"), "passive"),
    (("statements", 0, "predicate", "inverse"), True),
    (("attributions", 0, "parent"), 0),
    (("attributions", 0, "content", "parts"), [[0, 1], [2, 3]]),
    (("times", 0, "value"), "tomorrow"),
    (("times", 0, "earliest"), "2024-13-01"),
    (("sentences", 0, "kind"), "title"),
    (("document", "id"), "../etc"),
]


@pytest.mark.model
@pytest.mark.parametrize(("place", "value"), BREACHES, ids=lambda part: str(part)[:40])
def test_breaches_are_seen(annotate: Annotate, place: tuple[str | int, ...], value: object) -> None:
    line = json.loads(annotate("The mayor of Porto said on 4 May 2021 that Spain lost two ships.").to_json())
    for record in line["statements"]:
        record["predicate"]["relation"] = None
    *way, last = place
    record = line
    for step in way:
        record = record[step]
    record[last] = value
    assert find_breaches(json.dumps(line))
